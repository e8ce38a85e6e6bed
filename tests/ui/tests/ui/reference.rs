use rehearsal::Config;

#[derive(Config)]
struct Settings {
    name: &'static str,
}

fn main() {}
