use rehearsal::Config;

#[derive(Config)]
struct Settings {
    #[config(warn(rehersal = "why not"))]
    relay: String,
    #[config(warn(committed_secret = "why not"))]
    key: String,
    #[config(resolves, warn(rehearsal = "why not"), warn(rehearsal = "why not"))]
    host: String,
    #[config(resolves, warn(rehearsal = " "))]
    peer: String,
}

fn main() {}
