use rehearsal::Config;

#[derive(Config, serde::Deserialize)]
struct Settings {
    #[config(default = 5)]
    #[serde(default = "ten")]
    two: u32,
    #[serde(default)]
    none: Option<u32>,
    #[config(default = 5)]
    #[serde(default)]
    other: u32,
    #[config(default)]
    #[serde(default)]
    both: u32,
}

fn ten() -> u32 {
    10
}

fn main() {}
