use rehearsal::Config;

#[derive(Config)]
struct Settings {
    name: Name,
}

fn main() {}
