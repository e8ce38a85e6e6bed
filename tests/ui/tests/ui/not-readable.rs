use rehearsal::Config;

#[derive(Config)]
struct Settings {
    thread: std::thread::Thread,
}

fn main() {}
