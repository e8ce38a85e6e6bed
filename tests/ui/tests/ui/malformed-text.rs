use rehearsal::Config;

#[derive(Config)]
struct Server {
    #[config(rename = port)]
    port: u16,
}

fn main() {}
