use rehearsal::Config;

#[derive(Config, serde::Deserialize)]
#[serde(tag = "kind", rename = "Other", expecting = "some settings")]
struct Settings {
    size: u32,
}

fn main() {}
