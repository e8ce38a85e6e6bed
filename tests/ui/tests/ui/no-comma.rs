use rehearsal::Config;

#[derive(Config)]
struct Server {
    #[config(secret env = "PORT")]
    port: u16,
}

fn main() {}
