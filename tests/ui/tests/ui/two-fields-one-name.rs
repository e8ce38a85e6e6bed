use rehearsal::Config;

#[derive(Config)]
struct Server {
    port: u16,
    #[config(rename = "port")]
    listen: u16,
}

fn main() {}
