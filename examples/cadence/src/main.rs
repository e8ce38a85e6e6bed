//! Cadence, a small service whose every difference between environments is
//! configuration.
//!
//! It carries its own `config/` and is in development unless told otherwise, so
//! it runs with no set-up, from any folder. Staging and production give it their
//! secrets by variables, and refuse to start without them.
//!
//! ```console
//! $ cargo run -p cadence
//! $ CADENCE_ENV=production cargo run -p cadence
//! ```
//!
//! Its subcommand `config` checks, explains and documents its configuration; what it
//! generates is in `generated/`.
//!
//! ```console
//! $ cargo run -p cadence -- config check --all
//! $ cargo run -p cadence -- config explain server
//! ```

mod reminders;
mod service;
mod settings;

use std::io;
use std::process::ExitCode;

use rehearsal::report::Origin;
use rehearsal::{Environment, Loaded, Loader};
use tokio::net::TcpListener;

use crate::settings::Settings;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    if let Some(status) = rehearsal::command::intercept::<Settings>(&loader(), std::env::args_os())
    {
        return status;
    }
    let settings = loader().load_or_exit::<Settings>();
    print!("{}", service::config(&settings));
    match serve(settings).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cadence stops: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(settings: Loaded<Settings>) -> io::Result<()> {
    let listener = listen(&settings).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, service::router(settings)).await
}

/// Listens, or says whose wish that was.
async fn listen(settings: &Loaded<Settings>) -> io::Result<TcpListener> {
    let address = settings.server.listen;
    TcpListener::bind(address).await.map_err(|error| {
        let origin = settings.origin("server.listen").unwrap_or(Origin::Default);
        io::Error::other(format!("cannot listen on {address} ({origin}): {error}"))
    })
}

fn loader() -> Loader {
    Loader::new("CADENCE")
        .default_environment(Environment::Development)
        .embed(rehearsal::files!("config"))
}
