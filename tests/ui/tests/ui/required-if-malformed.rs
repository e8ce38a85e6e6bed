use rehearsal::Config;

#[derive(Config)]
struct Settings {
    #[config(required_if = "mail..enabled")]
    relay: Option<String>,
}

fn main() {}
