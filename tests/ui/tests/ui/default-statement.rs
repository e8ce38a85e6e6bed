use rehearsal::Config;

#[derive(Config)]
struct Server {
    #[config(default = 80 81)]
    port: u16,
}

fn main() {}
