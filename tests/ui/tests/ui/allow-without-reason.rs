use rehearsal::Config;

#[derive(Config)]
struct Settings {
    #[config(secret, allow(committed_secret))]
    api_key: String,
}

fn main() {}
