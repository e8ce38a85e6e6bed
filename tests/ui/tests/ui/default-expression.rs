use rehearsal::Config;

#[derive(Config)]
struct Server {
    #[config(default = u32::MAX)]
    port: u16,
}

fn main() {}
