use rehearsal::Config;

#[derive(Config)]
#[config(retired())]
struct Server {
    port: u16,
}

fn main() {}
