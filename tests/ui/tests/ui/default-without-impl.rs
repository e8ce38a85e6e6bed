use rehearsal::Config;

#[derive(serde::Deserialize)]
struct Mode(u8);

#[derive(Config)]
struct Server {
    #[config(default)]
    mode: Mode,
}

fn main() {}
