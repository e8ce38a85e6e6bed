use rehearsal::Config;

#[derive(Config)]
struct Settings {
    #[config(alias("old", since = "1.4"))]
    one: u16,
    #[config(alias("older", deprecated = "why"))]
    two: u16,
    #[config(alias("oldest", depricated))]
    three: u16,
    #[config(alias(oldest))]
    four: u16,
}

fn main() {}
