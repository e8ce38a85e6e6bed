use rehearsal::Config;

#[derive(Config)]
#[config(rename_all = "Kebab-Case")]
struct Server {
    port: u16,
}

fn main() {}
