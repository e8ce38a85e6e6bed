//! Whether words of the program's own would show a secret.
//!
//! A check or a rule says what it likes, and it knows the values. Its words are
//! withheld where a part of a secret is in them, however it is written.

use std::collections::HashSet;

use crate::layer::source::Layer;
use crate::layer::view::View;
use crate::schema::typed::typed;
use crate::schema::{Schema, Shape};
use crate::value::redact::encoding::{percent_decoded, unlisted};
use crate::value::redact::secrets;
use crate::value::tree::{Node, Value};

/// So many characters of a secret in a row are a part of it, and no coincidence.
const PART: usize = 8;

/// Whether `message` repeats nothing secret that the nodes hold below `schema`:
/// neither a whole secret nor eight characters of one in a row.
pub(crate) fn is_quiet(
    message: &str,
    layers: &[Layer<'_>],
    schema: &'static Schema,
    nodes: &[&Node<'_>],
) -> bool {
    let words = Words::of(message);
    let mut is_quiet = true;
    let mut search = Search {
        layers,
        tell: &mut |secret| is_quiet = is_quiet && !words.repeat(secret),
    };
    search.section(schema, nodes);
    is_quiet
}

/// A message, made ready to look many secrets up in.
struct Words {
    text: String,
    parts: HashSet<[char; PART]>,
}

impl Words {
    fn of(message: &str) -> Self {
        let text = format!("{message}\n{}", unlisted(message)).to_lowercase();
        let parts = parts(&text).collect();
        Self { text, parts }
    }

    /// Whether the secret is repeated, in one of the forms it may come in.
    fn repeat(&self, secret: &str) -> bool {
        let secret = secret.trim();
        if secret.is_empty() {
            return false;
        }
        let quoted = format!("{secret:?}");
        let forms = [
            percent_decoded(secret).into_owned(),
            quoted.trim_matches('"').to_owned(),
            secret.to_owned(),
        ];
        forms.iter().any(|form| self.have(&form.to_lowercase()))
    }

    fn have(&self, form: &str) -> bool {
        if form.chars().count() <= PART {
            self.text.contains(form)
        } else {
            parts(form).any(|part| self.parts.contains(&part))
        }
    }
}

/// All runs of so many characters.
fn parts(text: &str) -> impl Iterator<Item = [char; PART]> {
    let characters: Vec<char> = text.chars().collect();
    let runs = (PART..=characters.len()).map(move |end| {
        let mut part = ['\0'; PART];
        part.copy_from_slice(&characters[end - PART..end]);
        part
    });
    runs.collect::<Vec<_>>().into_iter()
}

/// Tells every secret that the nodes hold.
struct Search<'s> {
    layers: &'s [Layer<'s>],
    tell: &'s mut dyn FnMut(&str),
}

impl Search<'_> {
    fn section(&mut self, schema: &'static Schema, nodes: &[&Node<'_>]) {
        self.defaults(schema);
        for node in nodes {
            self.written(schema, node);
        }
    }

    /// The defaults of the section, and of all below it.
    fn defaults(&mut self, schema: &'static Schema) {
        for field in schema.all_fields() {
            if let Some(text) = field.default_text() {
                let kind = field.kind();
                let default = Node::of_default(&text);
                self.value(&default, View::of(self.layers, field, &kind));
            }
            if let Some(below) = field.shape().schema() {
                self.defaults(below);
            }
        }
    }

    /// All that a name may mean: variants may share one, and a part may be secret in one
    /// of them alone.
    fn written(&mut self, schema: &'static Schema, node: &Node<'_>) {
        let Some(table) = node.as_table() else {
            return;
        };
        for field in schema.all_fields() {
            let kind = field.kind();
            let view = View::of(self.layers, field, &kind);
            for entry in field.names().filter_map(|name| table.get(name)) {
                self.shape(field.shape(), &entry.node, view);
            }
        }
    }

    fn shape(&mut self, shape: &'static Shape, node: &Node<'_>, view: View<'_>) {
        match (shape, &node.value) {
            (Shape::Leaf(_), _) => self.value(node, view),
            (Shape::Optional(inner), _) => self.shape(inner, node, view),
            (Shape::Section(schema), _) => self.written(schema, node),
            (Shape::List(inner), Value::List(nodes)) => {
                for node in nodes {
                    self.shape(inner, node, view);
                }
            }
            (Shape::List(inner) | Shape::Map(inner), Value::Table(table) | Value::Patch(table)) => {
                for entry in table.entries() {
                    self.shape(inner, &entry.node, view);
                }
            }
            _ => {}
        }
    }

    fn value(&mut self, node: &Node<'_>, view: View<'_>) {
        let is_secret = view.hides(node);
        if is_secret {
            self.whole(node);
        }
        match &node.value {
            Value::Free(_) => self.parts(&typed(node, view.kind()), view, is_secret),
            _ => self.parts(node, view, is_secret),
        }
    }

    /// What is secret inside of a value; all of it where the value is.
    fn parts(&mut self, node: &Node<'_>, view: View<'_>, is_secret: bool) {
        let is_secret = is_secret || view.hides(node);
        match &node.value {
            Value::List(nodes) => {
                for node in nodes {
                    self.parts(node, view.element(), is_secret);
                }
            }
            Value::Table(table) | Value::Patch(table) => {
                for entry in table.entries() {
                    self.parts(&entry.node, view.entry(&entry.key), is_secret);
                }
            }
            _ if is_secret => self.whole(node),
            _ => {}
        }
        if let Value::Free(text) | Value::String(text) = &node.value {
            for found in secrets(text) {
                (self.tell)(&text[found.range]);
            }
        }
    }

    fn whole(&mut self, node: &Node<'_>) {
        match &node.value {
            Value::Free(text) | Value::String(text) => (self.tell)(text),
            Value::Wide(text) | Value::Datetime(text) => (self.tell)(text),
            Value::Integer(number) => (self.tell)(&number.to_string()),
            Value::Float(number) => (self.tell)(&number.to_string()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::DefaultValue;
    use crate::schema::kind::Kind;
    use crate::schema::{Fact, Field, Variant};

    #[test]
    fn a_secret_is_known_in_every_form_it_is_repeated_in() {
        let secret = "corr3ct%20h\"rse/battery";
        for message in [
            "it is corr3ct%20h\"rse/battery",
            "it is corr3ct h\"rse/battery",
            "it is \"corr3ct%20h\\\"rse/battery\"",
            "it begins with corr3ct%",
            "it ends in /BATTERY",
        ] {
            assert!(Words::of(message).repeat(secret), "{message}");
        }
        let bytes = format!("it is {:?}", secret.as_bytes());
        let in_hexadecimal = format!("it is {:02x?}", &secret.as_bytes()[2..12]);
        for message in [&bytes, &in_hexadecimal] {
            assert!(Words::of(message).repeat(secret), "{message}");
        }
        for message in ["", "it is too short", "a battery", "it has no corr3ct"] {
            assert!(!Words::of(message).repeat(secret), "{message}");
        }
        assert!(Words::of("not hunter2").repeat("hunter2"));
        assert!(!Words::of("not hunter").repeat("hunter2"));
        assert!(!Words::of("anything").repeat(""));
    }

    #[test]
    fn a_default_of_a_section_that_no_layer_has_is_searched_too() {
        static TOKEN: [Field; 1] = [Field::new("token", Shape::Leaf(Kind::of::<String>))
            .with_secret(true)
            .with_facts(&[Fact::Default(DefaultValue::Text("correct-horse"))])];
        static MAIL: Schema = Schema::new("Mail", "", &TOKEN);
        static MAILS: Shape = Shape::Section(&MAIL);
        static FIELDS: [Field; 1] = [Field::new("mails", Shape::Map(&MAILS))];
        static ROOT: Schema = Schema::new("Settings", "", &FIELDS);
        assert!(!is_quiet("not correct-horse", &[], &ROOT, &[]));
        assert!(is_quiet("not this one", &[], &ROOT, &[]));
    }

    #[test]
    fn a_name_that_is_secret_in_one_variant_alone_is_searched_as_both() {
        static PLAIN: [Field; 1] = [Field::new("value", Shape::Leaf(Kind::of::<String>))];
        static SEALED: [Field; 1] =
            [Field::new("value", Shape::Leaf(Kind::of::<String>)).with_secret(true)];
        static VARIANTS: [Variant; 2] = [
            Variant::new("plain", "", &PLAIN),
            Variant::new("sealed", "", &SEALED),
        ];
        static KIND: [Field; 1] = [Field::new("kind", Shape::Leaf(Kind::of::<String>))];
        static ROOT: Schema = Schema::tagged("Auth", "", &KIND, &VARIANTS);
        let text = "{ kind = 'sealed', value = 'correct-horse-battery' }";
        let node = crate::format::toml::value(text, 8).ok().unwrap();
        assert!(!is_quiet("not correct-horse-battery", &[], &ROOT, &[&node]));
    }
}
