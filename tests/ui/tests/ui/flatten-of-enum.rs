use rehearsal::Config;

#[derive(Config)]
struct Settings {
    #[config(flatten)]
    store: Store,
}

#[derive(Config)]
#[config(tag = "kind")]
enum Store {
    Memory,
}

fn main() {}
