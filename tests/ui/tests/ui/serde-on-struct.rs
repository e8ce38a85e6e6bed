use rehearsal::Config;

#[derive(Config, Default, serde::Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
struct Settings {
    max_size: u32,
}

#[derive(Config, serde::Deserialize)]
#[config(rename_all = "snake_case")]
#[serde(rename_all = "kebab-case")]
struct Other {
    max_size: u32,
}

fn main() {}
