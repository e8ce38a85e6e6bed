//! What may be said of a struct, an enum, a variant and a field, and how it is
//! written.

use crate::attributes::{Form, Place};

pub(crate) const STRUCT: Place = Place {
    what: "a struct",
    attributes: &[
        Form::new("rename_all", "`rename_all = \"kebab-case\"`"),
        Form::new("retired", "`retired(\"old.key\")`"),
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
        Form::new("retired", "`retired(\"old.key\")`"),
        Form::new("check", "`check = path::to::function`"),
        Form::new("crate", "`crate = \"path::to::rehearsal\"`"),
    ],
};

pub(crate) const VARIANT: Place = Place {
    what: "a variant",
    attributes: &[Form::new("rename", "`rename = \"name\"`")],
};

pub(crate) const FIELD: Place = Place {
    what: "a field",
    attributes: &[
        Form::new("nested", "`nested` without a value"),
        Form::of_value("default", "`default = 10` or `default` alone"),
        Form::of_value("env", "`env = \"NAME\"`"),
        Form::of_value("secret", "`secret` or `secret = false`"),
        Form::new("rename", "`rename = \"name\"`"),
        Form::new("alias", "`alias = \"name\"`"),
        Form::new("deprecated", "`deprecated = \"use x\"`").says("Deprecated"),
        Form::of_value("parity", "`parity = same`"),
        Form::of_value("allow", "`allow(placeholder = \"the reason\")`"),
        Form::new("warn", "`warn(placeholder = \"the reason\")`"),
        Form::new("required_in", "`required_in = [Staging, Production]`"),
        Form::new("forbidden_in", "`forbidden_in = [Staging, Production]`"),
        Form::new("required_if", "`required_if = \"mail.enabled\"`"),
        Form::of_value("live_prefix", "`live_prefix = \"sk_live_\"`"),
        Form::of_value("test_prefix", "`test_prefix = \"sk_test_\"`"),
        Form::of_value("path", "`path(exists, dir, writable)`"),
        Form::of_value("resolves", "`resolves` without a value"),
        Form::of_value("free_port", "`free_port` without a value"),
        Form::of_value(
            "tls_certificate",
            "`tls_certificate(key = \"tls.key\", days = 14)`",
        ),
        Form::of_value("unit", "`unit = \"requests per second\"`").says("Unit"),
        Form::of_value("version_of", "`version_of = \"database\"`").says("VersionOf"),
    ],
};
