use rehearsal::Config;

#[derive(Config)]
struct Settings {
    #[config(secret, allow(weak_secret = "a sandbox", in Staging))]
    api_key: String,
    #[config(secret, warn(weak_secret = "a sandbox", in[Staging]))]
    mail_key: String,
    #[config(secret, allow(weak_secret = "a sandbox", in = [Staging]))]
    other_key: String,
}

fn main() {}
