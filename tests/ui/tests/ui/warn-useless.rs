use rehearsal::Config;

#[derive(Config)]
struct Settings {
    #[config(warn(rule = "why not"))]
    port: u16,
    #[config(forbidden_in = [Production], warn(required = "why not"))]
    name: Option<String>,
    #[config(required_if = "name", warn(forbidden = "why not"))]
    signature: Option<String>,
    #[config(warn(probe = "why not"))]
    relay: String,
    #[config(nested, warn(required = "why not", plaintext = "why not"))]
    mail: Mail,
}

#[derive(Config)]
struct Mail {
    port: u16,
}

fn main() {}
