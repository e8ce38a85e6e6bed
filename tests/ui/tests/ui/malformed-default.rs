use rehearsal::Config;

#[derive(Config)]
struct Server {
    #[config(default(1))]
    port: u16,
}

fn main() {}
