use rehearsal::Config;

#[derive(Config)]
struct Server<T> {
    #[config(with = "module")]
    levels: Vec<T>,
}

fn main() {}
