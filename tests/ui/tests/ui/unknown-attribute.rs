use rehearsal::Config;

#[derive(Config)]
struct Server {
    #[config(flatten)]
    port: u16,
}

fn main() {}
