use rehearsal::Config;

#[derive(Config)]
struct Server {
    #[config(default = b"a")]
    text: String,
}

fn main() {}
