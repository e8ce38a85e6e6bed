use rehearsal::Config;

#[derive(Config)]
struct Server {
    #[config(parity = order(up))]
    port: u16,
}

fn main() {}
