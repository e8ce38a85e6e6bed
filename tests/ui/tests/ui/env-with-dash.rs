use rehearsal::Config;

#[derive(Config)]
struct Server {
    #[config(env = "HTTP-PORT")]
    port: u16,
}

fn main() {}
