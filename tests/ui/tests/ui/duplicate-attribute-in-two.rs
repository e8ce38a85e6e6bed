use rehearsal::Config;

#[derive(Config)]
struct Server {
    #[config(rename = "a")]
    #[config(rename = "b")]
    port: u16,
}

fn main() {}
