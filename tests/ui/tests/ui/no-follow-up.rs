use rehearsal::Config;

#[derive(Config)]
struct Settings<'a, T> {
    #[config(nested, secret)]
    server: Server,
    name: &'a T,
}

#[derive(Config)]
struct Server {
    #[config(rename = "")]
    port: u16,
}

#[derive(Config)]
struct Root {
    #[config(nested)]
    settings: Settings<'static, u8>,
}

fn main() {
    let _ = <Root as Config>::SCHEMA;
}
