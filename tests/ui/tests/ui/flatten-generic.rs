use rehearsal::Config;

#[derive(Config)]
struct Settings<T: Config> {
    #[config(flatten)]
    inner: T,
}

fn main() {}
