//! The least that gets a program its settings: one struct, one call.
//!
//! The struct says what may be set, so a mistake anywhere (a typing error in the
//! name of a variable, too) is found before the program does anything.
//!
//! ```console
//! $ cargo run --example quickstart
//! $ HELLO_ENV=production HELLO_NAME=Ada HELLO_TIMES=3 cargo run --example quickstart
//! ```

use rehearsal::{Config, Environment, Loader};

#[derive(Config)]
struct Settings {
    /// Who is greeted.
    #[config(default = "world")]
    name: String,
    /// How often.
    #[config(default = 1)]
    times: u8,
}

fn main() {
    let settings = Loader::new("HELLO")
        .default_environment(Environment::Development)
        .without_config_dir()
        .load_or_exit::<Settings>();

    for _ in 0..settings.times {
        println!("hello, {}!", settings.name);
    }
    println!("this is {}", settings.environment());
    for row in settings.resolution().rows() {
        let origin = row.origin().map(ToString::to_string).unwrap_or_default();
        println!(
            "{} = {} ({origin})",
            row.key(),
            row.value().unwrap_or_default()
        );
    }
}
