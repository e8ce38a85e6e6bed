use rehearsal::Config;

#[derive(Config, serde::Deserialize)]
struct Settings {
    #[serde(rename = "size", alias = "length")]
    max_size: u32,
    #[serde(default)]
    depth: u32,
    #[serde(default = "width")]
    width: u32,
    #[serde(skip)]
    height: u32,
    #[serde(skip_deserializing)]
    weight: u32,
    #[serde(with = "megabytes")]
    memory: u32,
    #[serde(deserialize_with = "megabytes::deserialize")]
    disk: u32,
    #[serde(rename(deserialize = "tempo"))]
    pace: u32,
    #[serde(flatten)]
    #[config(nested)]
    inner: Inner,
}

#[derive(Config, serde::Deserialize)]
struct Inner {}

fn width() -> u32 {
    0
}

mod megabytes {
    pub fn deserialize<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
        serde::Deserialize::deserialize(deserializer)
    }
}

fn main() {}
