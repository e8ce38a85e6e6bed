use rehearsal::Config;

#[derive(Config)]
struct Settings {
    #[config(required_in = [Prodction, Live])]
    sentry: Option<String>,
    #[config(forbidden_in = Production)]
    debug: Option<String>,
}

fn main() {}
