use rehearsal::Config;

#[derive(Config)]
struct Server {
    #[config(inline)]
    port: u16,
}

fn main() {}
