use rehearsal::Config;

#[derive(Config)]
struct Server {
    #[config(alias = "http.port")]
    port: u16,
}

fn main() {}
