use rehearsal::Config;

#[derive(Config)]
struct Settings {
    #[config(nested, env(prot = "PORT"))]
    inner: Inner,
}

#[derive(Config)]
struct Inner {
    port: u16,
}

fn main() {}
