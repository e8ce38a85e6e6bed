use rehearsal::Config;

#[derive(Config)]
struct Settings {
    #[config(secret, allow(committed_secret = "a sandbox", committed_secret = "open"))]
    api_key: String,
}

fn main() {}
