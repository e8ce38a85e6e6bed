use rehearsal::Config;

#[derive(Config)]
struct Server {
    #[config(secret = true)]
    port: u16,
}

fn main() {}
