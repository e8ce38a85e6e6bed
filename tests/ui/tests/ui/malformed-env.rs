use rehearsal::Config;

#[derive(Config)]
struct Server {
    #[config(env("PORT"))]
    port: u16,
}

fn main() {}
