use rehearsal::Config;

#[derive(Config)]
struct Settings {
    servers: Vec<Server>,
}

#[derive(Config)]
struct Server {
    port: u16,
}

fn main() {}
