use rehearsal::Config;

#[derive(Config)]
struct Settings {
    servers: Option<Vec<Server>>,
}

#[derive(Config, serde::Deserialize)]
struct Server {
    port: u16,
}

fn main() {}
