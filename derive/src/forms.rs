//! What may be said of a struct, an enum, a variant and a field, and how it is
//! written.

use crate::allowances::{allow, warn};
use crate::attributes::{Form, Place, text};
use crate::conditions::{forbidden_in, required_if, required_in};
use crate::model::Fact::{List, One};
use crate::probes::{free_port, path, resolves, tls_certificate};
use crate::values::{alias, deprecated, merge, parity, secret};
use crate::variables::variable;

pub(crate) const STRUCT: Place = Place {
    what: "a struct",
    attributes: &[
        Form::new("rename_all", "`rename_all = \"kebab-case\"`"),
        Form::new("retired", RETIRED).repeated(),
        Form::new("check", "`check = path::to::function`"),
        Form::new("crate", "`crate = \"path::to::rehearsal\"`"),
    ],
};

pub(crate) const ENUM: Place = Place {
    what: "an enum",
    attributes: &[
        Form::new("tag", "`tag = \"kind\"`"),
        Form::new("rename_all", "`rename_all = \"kebab-case\"`"),
        Form::new("rename_all_fields", "`rename_all_fields = \"kebab-case\"`"),
        Form::new("retired", RETIRED).repeated(),
        Form::new("check", "`check = path::to::function`"),
        Form::new("crate", "`crate = \"path::to::rehearsal\"`"),
    ],
};

pub(crate) const VARIANT: Place = Place {
    what: "a variant",
    attributes: &[
        Form::new("rename", "`rename = \"name\"`"),
        Form::new("default", "`default` without a value"),
    ],
};

/// The one field without a name, of a variant or a wrapper.
pub(crate) const HELD: Place = Place {
    what: "the section of a variant or a wrapper",
    attributes: &[Form::new("nested", "`nested` without a value")],
};

/// What a field may say is in the order of the views.
pub(crate) const FIELD: Place = Place {
    what: "a field",
    attributes: &[
        Form::new("nested", "`nested` without a value"),
        Form::new("flatten", "`flatten` without a value"),
        Form::of_value("default", "`default = 10` or `default` alone"),
        Form::of_value("default_with", "`default_with = function`"),
        Form::of_value("parse", "`parse` without a value"),
        Form::of_value("with", "`with = \"module\"`"),
        Form::new(
            "env",
            "`env = \"NAME\"`, `env(fallback = \"NAME\")`, or of a section `env(field = \"NAME\")`",
        )
        .repeated()
        .says(List("Variables"), variable),
        Form::of_value("secret", "`secret` or `secret = false`").says(One("Secret"), secret),
        Form::new("required_in", "`required_in = [Staging, Production]`")
            .says(List("Conditions"), required_in),
        Form::new("forbidden_in", "`forbidden_in = [Staging, Production]`")
            .says(List("Conditions"), forbidden_in),
        Form::new("required_if", "`required_if = \"mail.enabled\"`")
            .says(List("Conditions"), required_if),
        Form::of_value("live_prefix", "`live_prefix = \"sk_live_\"`")
            .repeated()
            .says(List("LivePrefixes"), text),
        Form::of_value("test_prefix", "`test_prefix = \"sk_test_\"`")
            .repeated()
            .says(List("TestPrefixes"), text),
        Form::of_value("path", "`path(exists, dir, writable)`").says(List("Probes"), path),
        Form::of_value("resolves", "`resolves` without a value").says(List("Probes"), resolves),
        Form::of_value("free_port", "`free_port` without a value").says(List("Probes"), free_port),
        Form::of_value("tls_certificate", TLS_CERTIFICATE).says(List("Probes"), tls_certificate),
        Form::of_value("allow", "`allow(placeholder = \"the reason\")`")
            .repeated()
            .says(List("Allowed"), allow),
        Form::new("warn", "`warn(placeholder = \"the reason\")`")
            .repeated()
            .says(List("Warned"), warn),
        Form::new("rename", "`rename = \"name\"`"),
        Form::new(
            "alias",
            "`alias = \"name\"` or `alias(\"name\", deprecated, since = \"1.4\")`",
        )
        .repeated()
        .says(List("Aliases"), alias),
        Form::of_value("expects", "`expects = \"a size such as `64MiB`\"`")
            .says(One("Expects"), text),
        Form::of_value("parity", "`parity = same`").says(One("Parity"), parity),
        Form::new("merge", "`merge = append`").says(One("Append"), merge),
        Form::of_value("unit", "`unit = \"requests per second\"`").says(One("Unit"), text),
        Form::of_value("version_of", "`version_of = \"database\"`").says(One("VersionOf"), text),
        Form::new(
            "deprecated",
            "`deprecated = \"use x\"` or `deprecated(\"use x\", since = \"1.4\")`",
        )
        .says(One("Deprecated"), deprecated),
    ],
};

const RETIRED: &str = "`retired(\"old.key\")` or `retired(\"old.key\", since = \"1.4\")`";

const TLS_CERTIFICATE: &str = "`tls_certificate(key = \"tls.key\", days = 14)`";

#[cfg(all(test, feature = "tls"))]
mod tests {
    use syn::{Field, parse_quote};

    use super::FIELD;
    use crate::attributes::Attributes;
    use crate::mistakes::Mistakes;

    #[test]
    fn no_part_of_a_certificate_is_dropped() {
        let field: Field = parse_quote! {
            #[config(tls_certificate(key = "tls.key", days 14))]
            certificate: PathBuf
        };
        let mut mistakes = Mistakes::default();
        let mut attributes = Attributes::new(&field.attrs, &FIELD, &[], &mut mistakes);
        attributes.facts();
        let error = mistakes.into_error().map(|error| error.to_string());
        let expected = "expected `,` or nothing after `days`";
        assert_eq!(error.as_deref(), Some(expected));
    }
}
