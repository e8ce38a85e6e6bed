use rehearsal::Config;

#[derive(Config)]
struct Server {
    #[config(secret = "no")]
    port: u16,
}

fn main() {}
