use rehearsal::Config;

#[derive(Config)]
struct Settings {
    #[config(merge = prepend)]
    hosts: Vec<String>,
    #[config(merge = "append")]
    ports: Vec<u16>,
    #[config(merge = replace)]
    tags: Vec<String>,
    #[config(merge)]
    names: Vec<String>,
}

fn main() {}
