use rehearsal::Config;

#[derive(Config)]
#[config(check = "validate")]
struct Settings {
    port: u16,
}

fn main() {}
