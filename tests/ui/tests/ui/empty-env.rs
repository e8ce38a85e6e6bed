use rehearsal::Config;

#[derive(Config)]
struct Server {
    #[config(env = "")]
    port: u16,
}

fn main() {}
