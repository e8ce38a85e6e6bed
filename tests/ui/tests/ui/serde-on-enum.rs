use rehearsal::Config;

#[derive(Config, serde::Deserialize)]
#[config(tag = "kind")]
#[serde(tag = "type", content = "value", rename_all_fields = "kebab-case")]
enum Storage {
    Local { max_size: u32 },
}

#[derive(Config, serde::Deserialize)]
#[config(tag = "kind")]
#[serde(untagged)]
enum Other {
    Local { max_size: u32 },
}

fn main() {}
