use rehearsal::Config;

#[derive(Config)]
struct Server {
    #[config(rename = "http.port")]
    port: u16,
}

fn main() {}
