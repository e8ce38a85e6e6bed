use rehearsal::Config;

#[derive(Config)]
struct Settings {
    #[config(nested, resolves, free_port, live_prefix = "a", live_prefix = "b")]
    mail: Mail,
}

#[derive(Config)]
struct Mail {}

fn main() {}
