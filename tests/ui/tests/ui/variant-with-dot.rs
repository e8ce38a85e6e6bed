use rehearsal::Config;

#[derive(Config)]
#[config(tag = "kind")]
enum Storage {
    #[config(rename = "local.disk")]
    Local,
}

fn main() {}
