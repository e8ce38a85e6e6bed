use rehearsal::Config;

#[derive(Config)]
struct Settings {
    #[config(path)]
    a: String,
    #[config(path(exsits))]
    b: String,
    #[config(path(dir, file))]
    c: String,
}

fn main() {}
