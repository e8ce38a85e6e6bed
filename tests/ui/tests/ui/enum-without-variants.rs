use rehearsal::Config;

#[derive(Config)]
#[config(tag = "kind")]
enum Storage {}

fn main() {}
