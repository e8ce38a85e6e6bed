use rehearsal::Config;

#[derive(Config)]
struct Server<'a> {
    host: &'a str,
}

fn main() {}
