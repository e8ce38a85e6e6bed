use rehearsal::Config;

#[derive(Config)]
struct Settings {
    server: Server,
}

#[derive(Config)]
struct Server {
    port: u16,
}

fn main() {}
