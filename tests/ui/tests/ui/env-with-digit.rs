use rehearsal::Config;

#[derive(Config)]
struct Server {
    #[config(env = "8080_PORT")]
    port: u16,
}

fn main() {}
