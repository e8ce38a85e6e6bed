use rehearsal::Config;

#[derive(Config)]
struct Server {
    #[config(deprecated = "")]
    port: u16,
}

fn main() {}
