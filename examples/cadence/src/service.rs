//! The HTTP service: what would be sent, and how the program is configured.

use std::fmt::Write as _;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use jiff::Timestamp;
use rehearsal::Loaded;

use crate::reminders;
use crate::settings::{Format, Level, Log, Settings};

type Shared = Arc<Loaded<Settings>>;

pub(crate) fn router(settings: Loaded<Settings>) -> Router {
    let settings = Arc::new(settings);
    Router::new()
        .route("/", get(reminders))
        .route("/healthz", get("ok\n"))
        .route("/config", get(configuration))
        .layer(from_fn_with_state(Arc::clone(&settings), watched))
        .with_state(settings)
}

async fn reminders(State(settings): State<Shared>) -> String {
    reminders::next(&settings, Timestamp::now())
}

/// For those who run the service: no secret is in it.
async fn configuration(State(settings): State<Shared>) -> impl IntoResponse {
    ([(CONTENT_TYPE, "application/json")], settings.to_json())
}

/// Answers in time, and logs what was answered.
async fn watched(State(settings): State<Shared>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let limit = settings.server.request_timeout;
    let response = match tokio::time::timeout(limit, next.run(request)).await {
        Ok(response) => response,
        Err(_) => StatusCode::GATEWAY_TIMEOUT.into_response(),
    };
    log(&settings.log, &path, response.status());
    response
}

fn log(log: &Log, path: &str, status: StatusCode) {
    let level = if status.is_server_error() {
        Level::Error
    } else if status.is_client_error() {
        Level::Warn
    } else {
        Level::Info
    };
    let status = status.as_u16();
    match log.format {
        _ if level > log.level => {}
        Format::Text => eprintln!("{path} {status}"),
        Format::Json => eprintln!(r#"{{"path":{path:?},"status":{status}}}"#),
    }
}

/// Every setting as it may be shown, and where it was written.
pub(crate) fn config(settings: &Loaded<Settings>) -> String {
    let mut text = format!(
        "cadence in {} ({})\n",
        settings.environment(),
        settings.environment_origin(),
    );
    for row in settings.resolution().rows() {
        let value = row.value().unwrap_or_default();
        let origin = row.origin().map(ToString::to_string).unwrap_or_default();
        let _ = writeln!(text, "  {} = {value}  # {origin}", row.key());
    }
    text
}
