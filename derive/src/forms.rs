//! What may be said of a struct, an enum, a variant and a field, and how it is
//! written.

use crate::attributes::{Form, Place};

pub(crate) const STRUCT: Place = Place {
    what: "a struct",
    attributes: &[
        Form {
            name: "rename_all",
            written: "`rename_all = \"kebab-case\"`",
        },
        Form {
            name: "retired",
            written: "`retired(\"old.key\")`",
        },
        Form {
            name: "check",
            written: "`check = path::to::function`",
        },
        Form {
            name: "crate",
            written: "`crate = \"path::to::rehearsal\"`",
        },
    ],
};

pub(crate) const ENUM: Place = Place {
    what: "an enum",
    attributes: &[
        Form {
            name: "tag",
            written: "`tag = \"kind\"`",
        },
        Form {
            name: "rename_all",
            written: "`rename_all = \"kebab-case\"`",
        },
        Form {
            name: "rename_all_fields",
            written: "`rename_all_fields = \"kebab-case\"`",
        },
        Form {
            name: "retired",
            written: "`retired(\"old.key\")`",
        },
        Form {
            name: "check",
            written: "`check = path::to::function`",
        },
        Form {
            name: "crate",
            written: "`crate = \"path::to::rehearsal\"`",
        },
    ],
};

pub(crate) const VARIANT: Place = Place {
    what: "a variant",
    attributes: &[Form {
        name: "rename",
        written: "`rename = \"name\"`",
    }],
};

pub(crate) const FIELD: Place = Place {
    what: "a field",
    attributes: &[
        Form {
            name: "nested",
            written: "`nested` without a value",
        },
        Form {
            name: "default",
            written: "`default = 10` or `default` alone",
        },
        Form {
            name: "env",
            written: "`env = \"NAME\"`",
        },
        Form {
            name: "secret",
            written: "`secret` or `secret = false`",
        },
        Form {
            name: "rename",
            written: "`rename = \"name\"`",
        },
        Form {
            name: "alias",
            written: "`alias = \"name\"`",
        },
        Form {
            name: "deprecated",
            written: "`deprecated = \"use x\"`",
        },
        Form {
            name: "parity",
            written: "`parity = same`",
        },
        Form {
            name: "allow",
            written: "`allow(placeholder = \"the reason\")`",
        },
        Form {
            name: "warn",
            written: "`warn(placeholder = \"the reason\")`",
        },
        Form {
            name: "required_in",
            written: "`required_in = [Staging, Production]`",
        },
        Form {
            name: "forbidden_in",
            written: "`forbidden_in = [Staging, Production]`",
        },
        Form {
            name: "required_if",
            written: "`required_if = \"mail.enabled\"`",
        },
        Form {
            name: "live_prefix",
            written: "`live_prefix = \"sk_live_\"`",
        },
        Form {
            name: "test_prefix",
            written: "`test_prefix = \"sk_test_\"`",
        },
        Form {
            name: "path",
            written: "`path(exists, dir, writable)`",
        },
        Form {
            name: "resolves",
            written: "`resolves` without a value",
        },
        Form {
            name: "free_port",
            written: "`free_port` without a value",
        },
        Form {
            name: "tls_certificate",
            written: "`tls_certificate(key = \"tls.key\", days = 14)`",
        },
        Form {
            name: "version_of",
            written: "`version_of = \"database\"`",
        },
    ],
};
