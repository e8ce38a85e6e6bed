use rehearsal::Config;

#[derive(Config)]
struct Settings {
    #[config(flatten)]
    many: Vec<Inner>,
    #[config(flatten)]
    maybe: Option<Inner>,
}

#[derive(Config)]
struct Inner {
    port: u16,
}

fn main() {}
