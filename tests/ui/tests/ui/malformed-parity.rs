use rehearsal::Config;

#[derive(Config)]
struct Server {
    #[config(parity)]
    port: u16,
}

fn main() {}
