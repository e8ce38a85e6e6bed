use rehearsal::Config;

#[derive(Config)]
struct Server {
    #[config(default = u16::MAX)]
    port: u16,
}

fn main() {}
