use rehearsal::Config;

#[derive(Config)]
struct Server {
    #[config(default =)]
    port: u16,
}

fn main() {}
