use rehearsal::Config;

#[derive(Config)]
struct Settings {
    #[config(
        nested,
        allow(committed_secret = "a sandbox"),
        warn(plaintext = "a sandbox", weak_secret = "a sandbox"),
    )]
    mail: Mail,
}

#[derive(Config)]
struct Mail {
    port: u16,
}

fn main() {}
