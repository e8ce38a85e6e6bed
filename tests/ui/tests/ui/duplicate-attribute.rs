use rehearsal::Config;

#[derive(Config)]
struct Server {
    #[config(default = 1, default = 2)]
    port: u16,
}

fn main() {}
