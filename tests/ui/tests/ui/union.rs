use rehearsal::Config;

#[derive(Config)]
union Server {
    port: u16,
    number: u16,
}

fn main() {}
