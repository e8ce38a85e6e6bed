use rehearsal::Config;

#[derive(Config)]
#[config(retired("old", since = 1.4), retired(since = "1.4"))]
struct Settings {
    #[config(deprecated("use x", since = ""))]
    one: u16,
    #[config(deprecated("", since = "1.4"))]
    two: u16,
}

fn main() {}
