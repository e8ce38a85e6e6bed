use rehearsal::Config;

#[derive(Config)]
struct Settings {
    #[config(nested, resolves, live_prefix = "a", allow(plaintext = "a"))]
    mail: Mail,
}

#[derive(Config)]
struct Mail {}

fn main() {}
