use rehearsal::Config;

#[derive(Config)]
struct Settings {
    #[config(nested, env(port = "PORT"))]
    many: Vec<Inner>,
}

#[derive(Config)]
struct Inner {
    port: u16,
}

fn main() {}
