use rehearsal::Config;

#[derive(Config)]
struct Settings {
    #[config(warn(prboe = "why not"))]
    relay: String,
    #[config(warn(committed_secret = "why not"))]
    key: String,
    #[config(resolves, warn(probe = "why not"), warn(probe = "why not"))]
    host: String,
    #[config(resolves, warn(probe = " "))]
    peer: String,
}

fn main() {}
