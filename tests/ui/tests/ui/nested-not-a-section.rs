use rehearsal::Config;

#[derive(Config)]
struct Settings {
    #[config(nested)]
    port: u16,
}

fn main() {}
