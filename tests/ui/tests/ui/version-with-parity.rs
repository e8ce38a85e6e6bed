use rehearsal::Config;

#[derive(Config)]
struct Database {
    #[config(version_of = "database", parity = same)]
    version: String,
}

fn main() {}
