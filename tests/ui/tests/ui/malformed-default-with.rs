use rehearsal::Config;

#[derive(Config)]
struct Server {
    #[config(default_with = "port")]
    port: u16,
}

fn main() {}
