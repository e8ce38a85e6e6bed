use rehearsal::Config;

#[derive(Config)]
struct Settings {
    #[config(nested)]
    ports: Vec<u16>,
}

fn main() {}
