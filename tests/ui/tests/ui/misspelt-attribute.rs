use rehearsal::Config;

#[derive(Config)]
struct Server {
    #[config(defualt = 1)]
    port: u16,
}

fn main() {}
