use rehearsal::Config;

#[derive(Config)]
struct Settings {
    port: u16,
    #[config(flatten)]
    inner: Inner,
}

#[derive(Config)]
struct Inner {
    port: u16,
}

fn main() {}
