use rehearsal::Config;

#[derive(Config)]
struct Settings {
    server: Server,
}

#[derive(Config, serde::Deserialize)]
struct Server {
    port: u16,
}

fn main() {}
