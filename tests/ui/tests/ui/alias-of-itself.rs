use rehearsal::Config;

#[derive(Config)]
struct Server {
    #[config(alias = "port")]
    port: u16,
}

fn main() {}
