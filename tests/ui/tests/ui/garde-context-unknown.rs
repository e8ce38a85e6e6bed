use rehearsal::Config;

struct Limits;

#[derive(Config, garde::Validate)]
#[garde(context(Limits))]
struct Settings {
    #[garde(range(min = 1))]
    port: u16,
}

fn main() {}
