use rehearsal::Config;

#[derive(Config)]
struct Server {
    #[config(nested = true)]
    port: u16,
}

fn main() {}
