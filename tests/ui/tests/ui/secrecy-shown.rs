use rehearsal::Config;

#[derive(Config)]
struct Server {
    #[config(secret = false)]
    token: Option<secrecy::SecretString>,
}

fn main() {}
