use rehearsal::Config;

#[derive(Config)]
struct Settings {
    #[config(allow(dropped_fields = "why not", in(Staging)))]
    name: String,
    #[config(warn(dropped_fields = "why not"))]
    port: u16,
}

fn main() {}
