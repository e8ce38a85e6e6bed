use rehearsal::Config;

#[derive(Config)]
struct Server {
    #[config(rename_all = "kebab-case")]
    port: u16,
}

fn main() {}
