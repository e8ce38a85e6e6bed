//! What a load finds where no file alone makes it: the plants of a situation.

use figment::providers::Serialized;
use rehearsal::system::Memory;
use rehearsal::{LayerKind, Loader};

/// One thing that stands somewhere, with `{s}` where the secret is.
#[derive(Clone, Copy)]
pub(crate) enum Plant {
    Variable(&'static str, &'static str),
    /// A variable whose value is not UTF-8.
    Bytes(&'static str),
    File(&'static str, &'static str),
    /// A file in UTF-16, with or without its mark.
    Utf16(&'static str, &'static str),
    /// A file with a byte that no text has, on the line before.
    NotText(&'static str, &'static str),
    Set(&'static str, &'static str),
    /// `--set` with this behind it.
    SetArgument(&'static str),
    Deployment(&'static str),
    SecretFolder(&'static str),
    Provided(LayerKind, &'static str, &'static str),
    FailingProvider,
    GuardedProvider,
}

/// A name, what stands where, and whether the program starts.
pub(crate) type World = (&'static str, &'static [Plant]);

use Plant::{
    Bytes, Deployment, FailingProvider, File, GuardedProvider, NotText, Provided, SecretFolder,
    Set, SetArgument, Utf16, Variable,
};

/// Worlds that no file alone makes; none of them lets the program start.
pub(crate) const REFUSED: &[World] = &[
    (
        "a struct in free text",
        &[Variable(
            "CADENCE_CREDENTIALS",
            "{\"user\": \"{s}\", \"password\": 1}",
        )],
    ),
    (
        "a struct in broken free text",
        &[Variable("CADENCE_CREDENTIALS", "{\"user\": \"{s}\", ")],
    ),
    (
        "a struct with a secret in broken free text",
        &[Variable("CADENCE_ACCOUNT", "{user=\"u\",code=\"{s}")],
    ),
    (
        "a list of structs with a secret in broken free text",
        &[Variable("CADENCE_MANY_ACCOUNTS", "[{s}")],
    ),
    (
        "text for a list of structs with a secret",
        &[Variable("CADENCE_MANY_ACCOUNTS", "{s},{s}")],
    ),
    (
        "a tuple with text for a struct with a secret",
        &[Variable("CADENCE_PAIR", "[1,\"{s}\"]")],
    ),
    (
        "an override with text for a struct with a secret",
        &[Set("text_pair", "[\"a\",\"{s}\"]")],
    ),
    (
        "an enum in broken free text",
        &[
            Variable("CADENCE_TAGGED", "{kind=\"login\",code={s}"),
            Set("variants", "{login={code=\"{s}"),
            Set("chain", "{next={code=\"{s}"),
        ],
    ),
    (
        "a variant in a variable",
        &[Variable("CADENCE_LEVEL", "{s}")],
    ),
    ("a variable for a number", &[Variable("CADENCE_PIN", "{s}")]),
    ("a variable for a bool", &[Variable("CADENCE_FLAG", "{s}")]),
    (
        "a variable for a duration",
        &[Variable("CADENCE_WAIT", "{s}")],
    ),
    (
        "a variable for a list",
        &[Variable("CADENCE_TOKENS", "1,{s}")],
    ),
    (
        "an empty element",
        &[Variable("CADENCE_TOKENS", "{s},,{s}")],
    ),
    ("an unbalanced list", &[Variable("CADENCE_TOKENS", "[{s}")]),
    (
        "an unbalanced map",
        &[Variable("CADENCE_PASSWORDS", "{{s}")],
    ),
    (
        "an element's variable",
        &[Variable("CADENCE_TOKENS__0", "{s}")],
    ),
    (
        "an entry's variable",
        &[Variable("CADENCE_PASSWORDS__MAIN", "{s}")],
    ),
    (
        "as the name of an entry's variable",
        &[Variable("CADENCE_PASSWORDS", "{ {s} = \"x\" }")],
    ),
    ("retired variable", &[Variable("CADENCE_OLD_KEY", "{s}")]),
    ("a misspelt variable", &[Variable("CADENCE_API_KY", "{s}")]),
    ("an unknown variable", &[Variable("CADENCE_ZZZ", "{s}")]),
    (
        "a variable below a collection",
        &[Variable("CADENCE_ACCOUNTS_A_PIN", "{s}")],
    ),
    (
        "text for a section, in a variable",
        &[Variable("CADENCE_DATABASE", "{s}")],
    ),
    (
        "text for a list of sections, in a variable",
        &[Variable("CADENCE_REPLICAS", "{s}")],
    ),
    (
        "a gap in a list",
        &[Variable("CADENCE_REPLICAS__3__PASSWORD", "{s}")],
    ),
    (
        "for a port, in a variable",
        &[Variable("CADENCE_PORT", "postgres://app:{s}@db/main")],
    ),
    (
        "for a duration, in a variable",
        &[Variable("CADENCE_WINDOW", "postgres://app:{s}@db/main")],
    ),
    (
        "for a variant, in a variable",
        &[Variable("CADENCE_LOG", "postgres://app:{s}@db/main")],
    ),
    (
        "in a list, in a variable",
        &[Variable(
            "CADENCE_URLS",
            "postgres://app:{s}@db:x/main,postgres://a:{s}@b",
        )],
    ),
    (
        "in a bracketed list, in a variable",
        &[Variable(
            "CADENCE_URLS",
            "[\"postgres://app:{s}@db:x/main\"",
        )],
    ),
    (
        "a type with words of its own, in a variable",
        &[Variable("CADENCE_LOUD", "postgres://app:{s}@db:x/main")],
    ),
    (
        "two variables of different values",
        &[
            Variable("CADENCE_SHARED", "{s}"),
            Variable("SHARED_PIN", "{s}{s}"),
        ],
    ),
    ("an override", &[Set("pin", "{s}")]),
    ("an override of a section", &[Set("database", "{s}")]),
    (
        "an override of a map of sections",
        &[Set("accounts", r#"{ a = "{s}" }"#)],
    ),
    (
        "an override of a URL",
        &[Set("port", "postgres://app:{s}@db")],
    ),
    ("an unknown override", &[Set("api_ky", "{s}")]),
    (
        "an override that was meant with `=`",
        &[Set("api_key:{s}", "")],
    ),
    (
        "an override that was meant with ` `",
        &[Set("api_key {s}", "")],
    ),
    (
        "a URL as the key of an override",
        &[Set("postgres://app:{s}@db", "1")],
    ),
    (
        "a quoted URL as the key of `--set`",
        &[SetArgument(r#""postgres://app:{s}@db/"=b"#)],
    ),
    (
        "as the entry of a secret map in the key of `--set`",
        &[SetArgument("passwords.{s}=x"), Set("named_keys.{s}.a", "x")],
    ),
    (
        "as an entry below a secret in the key of `--set`",
        &[SetArgument("api_key.{s}=1"), Set("credentials.{s}", "x")],
    ),
    (
        "headers without a colon",
        &[Variable("CADENCE_HEADERS", r#"{"X-Api-Key" "{s}"}"#)],
    ),
    (
        "headers without quotes",
        &[
            Variable("CADENCE_HEADERS", "{X-Api-Key:{s}}"),
            Set("login", "{password {s}"),
        ],
    ),
    (
        "headers without an end",
        &[Set("headers", r#"{ "X-Api-Key" = "{s}"#)],
    ),
    (
        "headers as text",
        &[Variable("CADENCE_HEADERS", "X-Api-Key {s}")],
    ),
    ("`--set` without its key", &[SetArgument("{s}==")]),
    (
        "`--set` without its key, and padding",
        &[SetArgument("{s}=")],
    ),
    ("`--set` without `=`", &[SetArgument("{s}")]),
    (
        "`--set` with a quoted key and no end",
        &[SetArgument(r#""{s}=1"#)],
    ),
    (
        "hidden by a higher layer",
        &[
            Variable("CADENCE_PIN", "1"),
            Provided(LayerKind::DefaultFile, "pin", "{s}"),
        ],
    ),
    ("a variable that is not UTF-8", &[Bytes("CADENCE_API_KEY")]),
    (
        "an element that is not UTF-8",
        &[Bytes("CADENCE_TOKENS__0")],
    ),
    (
        "an entry that is not UTF-8",
        &[Bytes("CADENCE_PASSWORDS__A")],
    ),
    ("a section that is not UTF-8", &[Bytes("CADENCE_DATABASE")]),
    (
        "a file in UTF-16",
        &[Utf16("config/default.toml", "\u{feff}api_key = \"{s}\"")],
    ),
    (
        "a file in UTF-16 without a mark",
        &[Utf16("config/default.toml", "api_key = \"{s}\"")],
    ),
    (
        "a file that is not UTF-8",
        &[NotText("config/default.toml", "api_key = \"{s}\"")],
    ),
    (
        "a secret file that is not UTF-8",
        &[NotText("/run/secrets/CADENCE_API_KEY", "{s}")],
    ),
    (
        "the environment",
        &[Variable("CADENCE_ENV", "postgres://app:{s}@db")],
    ),
    (
        "the value where the path of its file belongs",
        &[Variable("CADENCE_API_KEY_FILE", "{s}")],
    ),
    (
        "a URL where the path of its file belongs",
        &[Variable("CADENCE_URL_FILE", "postgres://app:{s}@db/main")],
    ),
    (
        "a key in PEM where the path of its file belongs",
        &[Variable(
            "CADENCE_API_KEY_FILE",
            "-----BEGIN KEY-----\n{s}/{s}\n-----END KEY-----",
        )],
    ),
    (
        "the value where the path of the file of an entry belongs",
        &[Variable("CADENCE_NAMED_KEYS__A_FILE", "{s}")],
    ),
    (
        "a URL where the path of the file of an entry belongs",
        &[Variable("CADENCE_URL_MAP__A_FILE", "postgres://u:{s}@h/db")],
    ),
    (
        "the value where the path of the file of an element belongs",
        &[Variable("CADENCE_TOKENS__0_FILE", "{s}")],
    ),
    (
        "the value as the name of a provided setting",
        &[Provided(LayerKind::DefaultFile, "{s}", "x")],
    ),
    (
        "a URL as the config folder",
        &[Variable("CADENCE_CONFIG_DIR", "postgres://app:{s}@db")],
    ),
    (
        "a URL as the secret folder",
        &[Variable("CADENCE_SECRETS_DIR", "postgres://app:{s}@db")],
    ),
    (
        "a secret file of a number",
        &[File("/run/secrets/CADENCE_PORT", "{s}")],
    ),
    (
        "a secret file of a number, by its twin",
        &[
            Variable("CADENCE_PORT_FILE", "/secrets/port"),
            File("/secrets/port", "{s}"),
        ],
    ),
    (
        "a secret file in a folder of the program",
        &[SecretFolder("/secrets"), File("/secrets/port", "{s}")],
    ),
    (
        "a provider of the wrong type",
        &[Provided(LayerKind::Variables, "pin", "{s}")],
    ),
    (
        "a provider of an unknown key",
        &[Provided(LayerKind::Variables, "pni", "{s}")],
    ),
    (
        "a provider of a section",
        &[Provided(LayerKind::Overrides, "database", "{s}")],
    ),
    ("a provider that fails", &[FailingProvider]),
    ("a provider from a URL", &[GuardedProvider]),
];

/// Worlds of secrets that nothing but their looks tells from any other text.
pub(crate) const RANDOM: &[World] = &[
    (
        "a number where the path of its file belongs",
        &[Variable("CADENCE_PORT_FILE", "{s}{s}")],
    ),
    (
        "an override of an unknown key that looks like one",
        &[SetArgument("{s}=1"), Set("{s}.{s}", "x")],
    ),
    #[cfg(feature = "dotenv")]
    (
        "as the path of a file, in `.env`",
        &[File(".env", "CADENCE_PORT_FILE={s}\n")],
    ),
];

/// Worlds that let it start.
pub(crate) const ACCEPTED: &[World] = &[
    (
        "variables",
        &[
            Variable("CADENCE_API_KEY", "{s}"),
            Variable("CADENCE_KEYS", "{s},{s}"),
            Variable("CADENCE_URL", "postgres://db/main?password={s}"),
            Variable("CADENCE_URLS", "https://a:{s}@b,https://c:{s}@d"),
            Variable("CADENCE_NAMED_KEYS", r#"{ {s} = "{s}" }"#),
            Variable(
                "CADENCE_CREDENTIALS",
                r#"{ user = "{s}", password = "{s}" }"#,
            ),
            Variable("CADENCE_LOGIN", r#"{ user = "a", password = "{s}" }"#),
            Variable("CADENCE_HEADERS", r#"{"X-Api-Key":"{s}"}"#),
            Variable("CADENCE_DATABASE__PASSWORD", "{s}"),
            Variable("CADENCE_REPLICAS__0__PASSWORD", "{s}"),
        ],
    ),
    (
        "overrides of files",
        &[
            File("config/default.toml", "api_key = \"{s}\""),
            Set("api_key", "{s}"),
            Set("database.password", "{s}"),
            SetArgument("login={ user = \"a\", password = \"{s}\" }"),
        ],
    ),
    (
        "hidden values that serde reads as a whole",
        &[
            File(
                "config/default.toml",
                "login = { user = \"a\", password = \"{s}\" }\nheaders = { \"X-Api-Key\" = \"{s}\" }",
            ),
            Variable("CADENCE_LOGIN", r#"{"user":"a","password":"{s}"}"#),
            Variable("CADENCE_HEADERS", r#"{"X-Api-Key":"{s}"}"#),
            Set("login", r#"{"user":"a","password":"{s}"}"#),
        ],
    ),
    (
        "secret folders and twins",
        &[
            File("/run/secrets/CADENCE_API_KEY", "{s}"),
            File("/run/secrets/database.password", "{s}\n"),
            Variable("CADENCE_LOGIN_FILE", "/secrets/login"),
            File("/secrets/login", r#"{"user":"a","password":"{s}"}"#),
        ],
    ),
    (
        "a deployment",
        &[
            Deployment("eu"),
            File(
                "config/eu.toml",
                "api_key = \"{s}\"\n[named_keys]\na = \"{s}\"",
            ),
        ],
    ),
    (
        "a deprecated name",
        &[File("config/default.toml", "pin_code = 987654321 # {s}")],
    ),
];

/// The loader that finds what is planted, in the environment `test` if nothing
/// else is said.
pub(crate) fn planted(plants: &[Plant], secret: &str) -> Loader {
    let at = |text: &str| text.replace("{s}", secret);
    let mut host = world("test");
    let mut loader = Loader::new("CADENCE");
    let mut arguments = Vec::new();
    for plant in plants {
        match *plant {
            Variable(name, value) => host = host.variable(name, at(value)),
            Bytes(name) => host = not_text(host, name, secret),
            File(path, text) => host = host.file(path, at(text)),
            Utf16(path, text) => {
                let text = at(text);
                let units = text.encode_utf16().flat_map(u16::to_le_bytes);
                host = host.file(path, units.collect::<Vec<u8>>());
            }
            NotText(path, text) => {
                host = host.file(path, [b"# \xff\n", at(text).as_bytes()].concat());
            }
            Set(key, value) => loader = loader.set(at(key), at(value)),
            SetArgument(text) => arguments.push(at(text)),
            Deployment(name) => {
                loader = loader.deployment(name, rehearsal::Environment::Test);
                host = host.variable("CADENCE_ENV", name);
            }
            SecretFolder(folder) => loader = loader.secrets_dir(folder),
            Provided(layer, key, value) => {
                loader = loader.provider(layer, Serialized::default(key, at(value)));
            }
            FailingProvider => {
                loader = loader.provider(LayerKind::Variables, Failing(secret.to_owned()));
            }
            GuardedProvider => {
                loader = loader.provider(LayerKind::Variables, Guarded(secret.to_owned()));
            }
        }
    }
    loader.system(host).set_args(arguments)
}

pub(crate) fn world(environment: &str) -> Memory {
    Memory::new()
        .variable("CADENCE_ENV", environment)
        .file("config/default.toml", "")
        .file(format!("config/{environment}.toml"), "")
}

#[cfg(unix)]
fn not_text(host: Memory, name: &str, secret: &str) -> Memory {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt;

    let bytes = [secret.as_bytes(), b"\xff", secret.as_bytes()].concat();
    host.variable(name, OsString::from_vec(bytes))
}

#[cfg(not(unix))]
fn not_text(host: Memory, name: &str, secret: &str) -> Memory {
    host.variable(name, format!("\"{secret}"))
}

/// A provider that fails, and says all it knows.
struct Failing(String);

impl figment::Provider for Failing {
    fn metadata(&self) -> figment::Metadata {
        figment::Metadata::named("vault").source(format!("https://app:{}@vault/", self.0))
    }

    fn data(
        &self,
    ) -> Result<figment::value::Map<figment::Profile, figment::value::Dict>, figment::Error> {
        let found = figment::error::Actual::Str(self.0.clone());
        let error = figment::Error::from(figment::error::Kind::InvalidType(
            found,
            "a table".to_owned(),
        ));
        Err(error.with_path("database.password"))
    }
}

/// A provider of values, from a place that needs a password.
struct Guarded(String);

impl figment::Provider for Guarded {
    fn metadata(&self) -> figment::Metadata {
        figment::Metadata::named("vault").source(format!("https://app:{}@vault/", self.0))
    }

    fn data(
        &self,
    ) -> Result<figment::value::Map<figment::Profile, figment::value::Dict>, figment::Error> {
        Serialized::default("pin", &self.0).data()
    }
}
