use rehearsal::Config;

#[derive(Config)]
struct Settings {
    #[config(nested, env = "SERVER")]
    server: Server,
}

#[derive(Config)]
struct Server {
    port: u16,
}

fn main() {}
