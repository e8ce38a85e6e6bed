use rehearsal::Config;

#[derive(Config)]
struct Server {
    #[config(parity = "same")]
    port: u16,
}

fn main() {}
