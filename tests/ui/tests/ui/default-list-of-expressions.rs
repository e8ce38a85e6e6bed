use rehearsal::Config;

#[derive(Config)]
struct Server {
    #[config(default = [80, PORT])]
    ports: Vec<u16>,
}

fn main() {}
