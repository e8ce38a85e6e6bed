use rehearsal::Config;

#[derive(Config, serde::Deserialize)]
#[config(tag = "kind")]
enum Storage {
    #[serde(rename = "disk", alias = "file", rename_all = "kebab-case")]
    Local { max_size: u32 },
    #[serde(skip)]
    Remote { max_size: u32 },
    #[serde(skip_deserializing)]
    Cloud { max_size: u32 },
    #[serde(deserialize_with = "tape")]
    Tape {},
    #[serde(other)]
    Unknown,
}

fn tape<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<(), D::Error> {
    serde::Deserialize::deserialize(deserializer)
}

fn main() {}
