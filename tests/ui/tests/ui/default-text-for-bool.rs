use rehearsal::Config;

#[derive(Config)]
struct Settings {
    #[config(default = "true")]
    text: bool,
    #[config(default = "yes")]
    word: Option<bool>,
    #[config(default = 1)]
    number: bool,
    #[config(default = true)]
    right: bool,
}

fn main() {}
