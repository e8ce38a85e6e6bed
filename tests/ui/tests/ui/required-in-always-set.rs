use rehearsal::Config;

#[derive(Config)]
struct Settings {
    #[config(required_in = [Staging, Production])]
    sentry: String,
    #[config(nested, forbidden_in = [Production])]
    debug: Debug,
}

#[derive(Config)]
struct Debug {}

fn main() {}
