use rehearsal::Config;

#[derive(Config)]
struct Server {
    #[config(1)]
    port: u16,
}

fn main() {}
