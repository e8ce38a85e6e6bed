use rehearsal::Config;

#[derive(Config)]
#[config(tag = "kind")]
struct Server {
    port: u16,
}

fn main() {}
