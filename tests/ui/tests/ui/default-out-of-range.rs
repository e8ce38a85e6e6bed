use rehearsal::Config;

#[derive(Config)]
struct Settings {
    #[config(default = 70_000)]
    port: u16,
    #[config(default = -1)]
    retries: Option<u32>,
    #[config(default = 1e40)]
    rate: f32,
}

fn main() {}
