//! What each event of the parser means.

use std::borrow::Cow;

use toml_parser::decoder::Encoding;
use toml_parser::parser::EventReceiver;
use toml_parser::{ErrorSink, Span};

use super::Reader;
use super::nested::Held;
use crate::format::toml::scalar;
use crate::format::toml::tables::Name;
use crate::format::toml::wrong;
use crate::value::tree::{Node, Value};

impl EventReceiver for Reader<'_, '_> {
    fn std_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.open_header(span, false);
    }

    fn array_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.open_header(span, true);
    }

    fn std_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.close_header(span);
    }

    fn array_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.close_header(span);
    }

    fn inline_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) -> bool {
        self.open(span, false)
    }

    fn inline_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.close(span, false);
    }

    fn array_open(&mut self, span: Span, _: &mut dyn ErrorSink) -> bool {
        self.open(span, true)
    }

    fn array_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.close(span, true);
    }

    fn simple_key(&mut self, span: Span, encoding: Option<Encoding>, _: &mut dyn ErrorSink) {
        self.settle();
        if self.is_met() {
            return;
        }
        if self.frames.is_empty() {
            self.statement.reach(span);
        }
        let text = match scalar::plain(self.written(span), encoding) {
            Some(text) => Cow::Borrowed(text),
            None => self.decoded_key(span, encoding),
        };
        let site = self.site(span);
        self.names.push(Name { text, site });
    }

    fn key_val_sep(&mut self, span: Span, _: &mut dyn ErrorSink) {
        if self.frames.is_empty() {
            self.statement.reach(span);
            self.statement.assigns = true;
        }
    }

    fn scalar(&mut self, span: Span, encoding: Option<Encoding>, _: &mut dyn ErrorSink) {
        self.settle();
        let value = match scalar::read(self.raw(span, encoding), encoding) {
            Ok(value) => value,
            Err(wrong) => {
                self.broken_scalar(&wrong, span, encoding);
                Value::Bad
            }
        };
        if self.frames.is_empty() {
            self.statement.reach(span);
        }
        let site = self.site(span);
        self.put(Node::new(value, site));
    }

    fn value_sep(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.settle();
        self.finish_entry();
    }

    fn comment(&mut self, span: Span, _: &mut dyn ErrorSink) {
        let mut error = None;
        self.raw(span, None).decode_comment(&mut error);
        if error.is_some() {
            self.settle();
            self.syntax(wrong::comment(), span);
        }
    }

    fn newline(&mut self, span: Span, _: &mut dyn ErrorSink) {
        let mut error = None;
        self.raw(span, None).decode_newline(&mut error);
        if error.is_some() {
            self.settle();
            self.syntax(wrong::newline(), span);
        }
        if self.frames.is_empty() {
            self.finish();
        }
    }

    /// Something is there that belongs to nothing.
    fn error(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.settle();
        match self.frames.last() {
            None => self.statement.junk(span),
            // OK because the parser then skips a value without its opening.
            Some(frame) if matches!(frame.held, Held::Table { .. }) => {
                self.is_skipping |= matches!(self.written(span), "[" | "{");
            }
            Some(_) => {}
        }
    }
}

impl<'a> Reader<'a, '_> {
    /// The name that a key stands for, be it none.
    fn decoded_key(&mut self, span: Span, encoding: Option<Encoding>) -> Cow<'a, str> {
        let mut text = Cow::Borrowed("");
        let mut error = None;
        self.raw(span, encoding).decode_key(&mut text, &mut error);
        if let Some(error) = error {
            let written = self.written(span);
            let words = wrong::key(written, encoding, self.within(), &error);
            let at = span.start() + wrong::place_in_key(written);
            self.syntax(words, Span::new_unchecked(at, span.end()));
            self.statement.is_key_flawed |= self.frames.is_empty();
            self.mark();
        }
        text
    }

    #[cold]
    fn broken_scalar(&mut self, wrong: &scalar::Wrong, span: Span, encoding: Option<Encoding>) {
        let written = self.written(span);
        let rest = self.source.input().get(span.end()..).unwrap_or_default();
        let (words, at) = wrong.explain(written, encoding, self.within(), rest);
        let at = span.start() + at;
        self.syntax(words, Span::new_unchecked(at, at.max(span.end())));
        self.flaws.has_open_string |= wrong::is_open(written, encoding);
        self.statement.is_flawed |= self.frames.is_empty();
        self.spoil_line();
    }
}
