use rehearsal::Config;

#[derive(Config)]
#[config(rename = "http")]
struct Server {
    port: u16,
}

fn main() {}
