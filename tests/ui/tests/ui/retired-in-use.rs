use rehearsal::Config;

#[derive(Config)]
#[config(retired("port"))]
struct Server {
    port: u16,
}

fn main() {}
