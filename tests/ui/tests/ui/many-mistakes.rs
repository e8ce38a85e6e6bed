use rehearsal::Config;

#[derive(Config)]
#[config(tag = "kind", retired("port", "a..b"))]
struct Server {
    #[config(inline, default = X, env = "1")]
    port: u16,
    #[config(rename = "port", parity = some, secret = 1)]
    listen: u16,
    #[config(nested, default = 1)]
    limits: Limits,
}

#[derive(Config)]
struct Limits {
    #[config(alias = "a.b", alias = "c d")]
    requests: u16,
}

fn main() {
    let _ = Server::SCHEMA;
}
