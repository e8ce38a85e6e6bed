use rehearsal::Config;

#[derive(Config)]
struct Settings {
    #[config(secret, allow(everything = "a sandbox"))]
    api_key: String,
}

fn main() {}
