use rehearsal::Config;

#[derive(Config)]
struct Server {
    #[config(parse = "level", with(module), expects = 5)]
    level: u8,
    #[config(nested, parse, expects = "a level")]
    inner: Inner,
}

#[derive(Config)]
struct Inner {}

fn main() {}
