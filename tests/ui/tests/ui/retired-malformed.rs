use rehearsal::Config;

#[derive(Config)]
#[config(retired("old..key"))]
struct Server {
    port: u16,
}

fn main() {}
