use rehearsal::Config;

#[derive(Config)]
struct Server {
    #[config(default = 80, default_with = port)]
    port: u16,
}

fn port() -> u16 {
    80
}

fn main() {}
