use rehearsal::Config;

#[derive(Config)]
struct Settings {
    #[config(flatten, rename = "x", default = 5, deprecated = "use y")]
    inner: Inner,
    #[config(flatten = true)]
    other: Inner,
}

#[derive(Config)]
struct Inner {
    port: u16,
}

fn main() {}
