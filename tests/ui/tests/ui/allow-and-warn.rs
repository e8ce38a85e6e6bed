use rehearsal::Config;

#[derive(Config)]
struct Settings {
    #[config(warn(plaintext = ""))]
    a: String,
    #[config(allow(plaintext = "why not", in(Prod)))]
    b: String,
    #[config(allow(plaintext = "why not", in = Staging))]
    c: String,
    #[config(warn(everything = "why not"))]
    d: String,
    #[config(allow(committed_secret = "why not", in(Staging)))]
    e: String,
}

fn main() {}
