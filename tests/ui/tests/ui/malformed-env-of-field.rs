use rehearsal::Config;

#[derive(Config)]
struct Settings {
    #[config(nested, env(port), env(port = "8 0"))]
    inner: Inner,
    #[config(env(port = "PORT"), env(fallback))]
    port: u16,
}

#[derive(Config)]
struct Inner {
    port: u16,
}

fn main() {}
