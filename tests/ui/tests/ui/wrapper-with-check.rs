use rehearsal::Config;

#[derive(Config)]
#[config(check = Wrapper::check)]
struct Wrapper(Inner);

#[derive(Config)]
struct Inner {
    port: u16,
}

fn main() {}
