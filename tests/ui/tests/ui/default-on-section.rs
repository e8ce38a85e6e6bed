use rehearsal::Config;

#[derive(Config)]
struct Settings {
    #[config(nested, default)]
    server: Server,
}

#[derive(Config)]
struct Server {
    port: u16,
}

fn main() {}
