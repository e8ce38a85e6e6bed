use rehearsal::Config;

#[derive(Config)]
struct Server {
    #[config]
    port: u16,
}

fn main() {}
