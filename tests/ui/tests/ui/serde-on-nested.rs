use rehearsal::Config;

#[derive(Config, serde::Deserialize)]
struct Settings {
    #[config(nested)]
    #[serde(default)]
    first: Inner,
    #[config(nested)]
    #[serde(flatten)]
    second: Inner,
    #[config(nested)]
    #[serde(default)]
    third: Option<Inner>,
}

#[derive(Config, Default, serde::Deserialize)]
struct Inner {
    size: Option<u32>,
}

fn main() {}
