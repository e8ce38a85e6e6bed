use rehearsal::Config;

#[derive(Config)]
struct Settings {
    #[garde(range(min = 1))]
    port: u16,
}

fn main() {}
