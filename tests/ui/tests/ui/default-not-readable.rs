use rehearsal::Config;

#[derive(Config)]
struct Settings {
    #[config(default)]
    mode: Mode,
}

#[derive(Default)]
struct Mode;

fn main() {}
