use rehearsal::Config;

#[derive(Config)]
struct Settings {
    #[config(default = "maybe")]
    verbose: bool,
    #[config(default = 0.5)]
    workers: u32,
    #[config(default = "fast")]
    rate: f64,
    #[config(default = "ab")]
    separator: char,
    #[config(default = ["a", "b"])]
    name: String,
}

fn main() {}
