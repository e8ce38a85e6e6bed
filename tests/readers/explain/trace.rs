//! The event of a load.

use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex};

use insta::assert_snapshot;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber, subscriber};

use crate::settings::{Settings, host, loader};

/// Writes every event on a line of its own.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<String>>);

struct Fields<'t>(&'t mut String);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = write!(self.0, " {field}={value:?}");
    }
}

impl Subscriber for Lines {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut text = self.0.lock().unwrap();
        let _ = write!(text, "{}", event.metadata().level());
        event.record(&mut Fields(&mut text));
        text.push('\n');
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[test]
fn a_load_is_one_event_and_one_for_each_note() {
    let host = host()
        .current_dir("/srv/metronome")
        .file("config/local.toml", "")
        .variable("METRONOME_ENV", "eu-prod")
        .variable("METRONOME_API_KEY", "hunter2")
        .variable("METRONOME_STORAGE_ACCESS_KEY", "hunter2")
        .variable("METRONOME_PORT", "81");
    let lines = Lines::default();
    subscriber::with_default(lines.clone(), || {
        loader(host).load::<Settings>().unwrap();
    });
    let text = lines.0.lock().unwrap();
    assert!(!text.contains("hunter2"));
    assert_snapshot!(*text, @r#"
    INFO message=settings loaded program="metronome" environment="production" deployment="eu-prod" fingerprint="703df262fb213681" settings=21 set=12 notes=3 searched=looked in /srv/metronome/config: default.toml, production.toml, eu-prod.toml (not there)
    INFO message=the deployment eu-prod has no file /srv/metronome/config/eu-prod.toml: it uses only the settings of production code="file-missing"
    INFO message=config/local.toml is not read in production code="file-ignored"
    WARN message=`port` is deprecated code="deprecated-key" key="port"
    "#);
}
