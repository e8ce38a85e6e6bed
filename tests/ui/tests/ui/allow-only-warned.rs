use rehearsal::Config;

#[derive(Config)]
struct Settings {
    #[config(required_in = [Staging], allow(required = "why not"))]
    name: Option<String>,
    #[config(resolves, allow(probe = "why not"))]
    relay: String,
}

fn main() {}
