use rehearsal::Config;

#[derive(Config)]
struct Settings {
    #[config(secret, allow(comitted_secret = "a sandbox"))]
    api_key: String,
}

fn main() {}
