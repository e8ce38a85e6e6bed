use rehearsal::Config;

#[derive(Config)]
struct Settings {
    #[config(required_in = [Staging], allow(required = "why not"))]
    name: Option<String>,
    #[config(resolves, allow(rehearsal = "why not"))]
    relay: String,
}

fn main() {}
