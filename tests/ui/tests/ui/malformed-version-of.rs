use rehearsal::Config;

#[derive(Config)]
struct Database {
    #[config(version_of)]
    version: String,
    #[config(version_of = "")]
    other: String,
}

fn main() {}
