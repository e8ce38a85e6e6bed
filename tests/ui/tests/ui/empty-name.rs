use rehearsal::Config;

#[derive(Config)]
struct Server {
    #[config(rename = "")]
    port: u16,
}

fn main() {}
