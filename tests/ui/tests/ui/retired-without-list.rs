use rehearsal::Config;

#[derive(Config)]
#[config(retired = "old")]
struct Server {
    port: u16,
}

fn main() {}
