use rehearsal::Config;

#[derive(Config)]
struct Server {
    #[config(alias = "listen")]
    port: u16,
    listen: u16,
}

fn main() {}
