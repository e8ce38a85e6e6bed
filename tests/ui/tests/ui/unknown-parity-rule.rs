use rehearsal::Config;

#[derive(Config)]
struct Server {
    #[config(parity = smae)]
    port: u16,
}

fn main() {}
