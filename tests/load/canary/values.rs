//! Secrets in values, written as TOML; the same situation goes through every source.

/// A name, and the settings with `{s}` where the secret is.
pub(crate) type Row = (&'static str, &'static str);

/// A secret of the wrong type.
pub(crate) const WRONG_TYPES: &[Row] = &[
    ("text for a number", r#"pin = "{s}""#),
    ("text for a bool", r#"flag = "{s}""#),
    ("text for a duration", r#"wait = "{s}""#),
    ("text for a list", r#"tokens = "{s}""#),
    ("in a list", r#"tokens = [1, "{s}", "{s}"]"#),
    ("text for a map", r#"passwords = "{s}""#),
    ("in a map", "[passwords]\nmain = \"{s}\"\nb = \"{s}\""),
    ("as the name of an entry", "[passwords]\n{s} = \"x\""),
    (
        "as the quoted name of an entry",
        "[passwords]\n\"{s} x\" = \"x\"",
    ),
    (
        "in a struct",
        "[credentials]\nuser = 1\npassword = [\"{s}\"]",
    ),
    (
        "as an unknown field of a struct",
        "[credentials]\nuser = \"{s}\"\npassword = \"{s}\"\npasword = \"{s}\"",
    ),
    (
        "as the name of an unknown field of a struct",
        "[credentials]\nuser = \"{s}\"\npassword = \"{s}\"\n{s} = \"{s}\"",
    ),
    ("an unknown variant", r#"level = "{s}""#),
    ("a table for a variant", "level = { {s} = 1 }"),
    ("a table for a secret", r#"api_key = { {s} = "{s}" }"#),
    ("a list for a secret", r#"api_key = ["{s}"]"#),
    (
        "a list of tables for a secret",
        r#"api_key = [{ {s} = "{s}" }]"#,
    ),
    (
        "a list of tables for a map of secrets",
        r#"named_keys = [{ {s} = "{s}" }]"#,
    ),
    ("in a list of secrets", r#"keys = ["{s}", ["{s}"]]"#),
    (
        "in a map of secrets",
        r#"named_keys = { a = "{s}", b = ["{s}"] }"#,
    ),
    ("a type with words of its own", r#"chatty = "{s}""#),
    (
        "a table with words of its own",
        r#"chatty_table = { a = "{s}" }"#,
    ),
    (
        "in a section",
        "[database]\npassword = [\"{s}\"]\nport = \"x\"",
    ),
    (
        "in a section of a list",
        "[[replicas]]\npassword = [\"{s}\"]",
    ),
    (
        "in a section of a map",
        "[accounts.a]\npin = \"{s}\"\nweight = 999",
    ),
];

/// A secret in the wrong place.
pub(crate) const WRONG_PLACES: &[Row] = &[
    ("under an unknown key", r#"api_ky = "{s}""#),
    ("under an unknown key, alone", r#"zzz = "{s}""#),
    ("under a quoted unknown key", r#""api ky" = "{s}""#),
    ("under a dotted unknown key", r#"data.pass = "{s}""#),
    ("under an unknown section", "[databas]\npassword = \"{s}\""),
    (
        "under an unknown inline section",
        r#"databas = { password = "{s}" }"#,
    ),
    (
        "in an inline section with an unknown key",
        r#"database = { password = "{s}", prt = 1, host = "{s}" }"#,
    ),
    (
        "in the wrong section",
        "[accounts.a]\npassword = \"{s}\"\npin = 1",
    ),
    ("under no section", r#"password = "{s}""#),
    ("retired", "old_key = \"{s}\"\nlegacy.token = \"{s}\""),
    ("alias and new name", "pin_code = \"{s}\"\npin = \"{s}\""),
    (
        "of another variant",
        "[storage]\nkind = \"local\"\nroot = 5\nsecret_key = \"{s}\"",
    ),
    (
        "with an unknown tag",
        r#"storage = { kind = "x", secret_key = "{s}" }"#,
    ),
    ("without a tag", r#"storage = { secret_key = "{s}" }"#),
    ("text for a section", r#"database = "{s}""#),
    ("text for a list of sections", r#"replicas = ["{s}"]"#),
    ("text for a map of sections", r#"accounts = "{s}""#),
    ("text for an entry of a map", r#"accounts = { a = "{s}" }"#),
    (
        "a password in a table that serde reads",
        r#"login = { user = "a", password = ["{s}"], attempts = "x" }"#,
    ),
    (
        "before another mistake on the line",
        r#"accounts = { a = { pin = "{s}" }, b = { pin = "x" } }"#,
    ),
];

/// The password of a URL, or what somebody takes for one.
pub(crate) const URLS: &[Row] = &[
    ("for a port", r#"port = "postgres://app:{s}@db/main""#),
    ("for a bool", r#"switch = "postgres://app:{s}@db/main""#),
    ("for a duration", r#"window = "postgres://app:{s}@db/main""#),
    ("for a variant", r#"log = "postgres://app:{s}@db/main""#),
    (
        "for a section",
        r#"database = "postgres://app:{s}@db/main""#,
    ),
    ("for a tag", r#"storage = { kind = "s3://a:{s}@b" }"#),
    ("no port", r#"url = "postgres://app:{s}@db:port/main""#),
    ("no host", r#"url = "postgres://app:{s}@:5432/main""#),
    ("no `@`", r#"url = "postgres://app:{s}""#),
    (
        "no `:` behind the scheme",
        r#"url = "postgres//app:{s}@db""#,
    ),
    ("no `//`", r#"port = "postgres:app:{s}@db""#),
    ("one `/`", r#"port = "postgres:/app:{s}@db""#),
    ("no scheme", r#"url = "//app:{s}@db/main""#),
    (
        "no scheme and no slashes",
        "url = \"app:{s}@db/main\"\nport = \"app:{s}@db/main\"",
    ),
    ("an empty scheme", r#"url = "://app:{s}@db/main""#),
    ("a space before", r#"url = " postgres ://app:{s}@db/main""#),
    ("a space inside", r#"port = "https://app:{s} x@db/main""#),
    ("a `/` in it", r#"port = "postgres://app:{s}/{s}@db/main""#),
    ("a `#` in it", r#"port = "postgres://app:{s}#{s}@db/main""#),
    ("a `?` in it", r#"port = "postgres://app:{s}?{s}@db/main""#),
    ("an `@` in it", r#"port = "postgres://app:{s}@{s}@db/main""#),
    ("a `%` in it", r#"port = "postgres://app:%zz{s}@db/main""#),
    ("a `[` in it", r#"port = "https://app:[{s}@db/main""#),
    ("alone before the `@`", r#"port = "https://{s}@db/main""#),
    (
        "as the user and no password",
        r#"port = "https://{s}:@db/main""#,
    ),
    (
        "in the query",
        r#"port = "postgres://db/main?user=a&password={s}""#,
    ),
    (
        "in the query, upper case",
        r#"port = "postgres://db/main?PASSWORD={s}""#,
    ),
    (
        "in the query, encoded name",
        r#"port = "postgres://db/main?p%61ssword={s}""#,
    ),
    (
        "in the query behind `;`",
        r#"port = "postgres://db/main?user=a;password={s}""#,
    ),
    (
        "in the query of a malformed URL",
        r#"url = "postgres://db:port/main?password={s}""#,
    ),
    (
        "in the query without a scheme",
        r#"url = "db/main?password={s}""#,
    ),
    (
        "in a connection string",
        r#"url = "host=db user=a password={s}""#,
    ),
    (
        "behind `jdbc:`",
        r#"port = "jdbc:postgresql://app:{s}@db/main""#,
    ),
    (
        "in the query behind `jdbc:`",
        r#"port = "jdbc:postgresql://db/main?user=a&password={s}""#,
    ),
    (
        "of many hosts",
        r#"port = "mongodb://a:{s}@h:27017,h2:27017/db""#,
    ),
    ("of two URLs", r#"port = "redis://a:{s}@b,redis://c:{s}@d""#),
    ("in a sentence", r#"port = "see https://a:{s}@b for more""#),
    ("on two lines", "port = \"\"\"x\nhttps://a:{s}@b\"\"\""),
    (
        "in a list",
        r#"urls = ["postgres://app:{s}@db:x/main", "postgres://a:{s}@b"]"#,
    ),
    (
        "in a map",
        r#"url_map = { a = "postgres://app:{s}@db/main" }"#,
    ),
    (
        "as the name of an entry",
        r#"url_map = { "postgres://app:{s}@db/main" = "x" }"#,
    ),
    (
        "as the name of a section",
        "[accounts.\"postgres://app:{s}@db/main\"]\npin = \"x\"\nwieght = 1",
    ),
    (
        "as the name of an unknown key",
        r#""postgres://app:{s}@db/main" = "x""#,
    ),
    (
        "a type with words of its own",
        r#"loud = "postgres://app:{s}@db/main""#,
    ),
    (
        "a table with words of its own",
        r#"loud_table = { a = "x", b = "postgres://app:{s}@db/main" }"#,
    ),
];

/// Secrets in settings that are not marked, in every shape that tells what they are.
pub(crate) const UNMARKED: &[Row] = &[
    (
        "a connection string and a URL",
        r#"note = "Server=db;Password={s};Callback=https://h/""#,
    ),
    (
        "a password before a URL",
        r#"note = "password={s} url=redis://h:1""#,
    ),
    (
        "a connection string for a number",
        r#"port = "Server=db;Password={s};Callback=https://h/""#,
    ),
    ("JSON in text", r#"note = '{"password":"{s}","port":1}'"#),
    (
        "JSON of URLs in text",
        r#"note = '{"main":"postgres://app:{s}@db/main"}'"#,
    ),
    (
        "a key in PEM",
        "note = \"\"\"\n-----BEGIN PRIVATE KEY-----\n{s}{s}\n-----END PRIVATE KEY-----\n\"\"\"",
    ),
    ("a bearer token", r#"note = "Bearer {s}""#),
    ("a user of Oracle's", r#"note = "scott/{s}@//h:1521/x""#),
    ("arguments of curl", r#"note = "-u app:{s} https://h/""#),
    ("a parameter `PW`", r#"note = "https://h/?PW={s}""#),
    (
        "a parameter `credential`",
        r#"note = "https://h/?credential={s}""#,
    ),
    ("a parameter `jwt`", r#"note = "https://h/?jwt={s}""#),
    (
        "a webhook of Slack's",
        r#"note = "https://hooks.slack.com/services/T0/B0/{s}""#,
    ),
    (
        "a webhook of Slack's, as a URL",
        r#"url = "https://hooks.slack.com/services/T0/B0/{s}""#,
    ),
    (
        "a webhook of Discord's, in a list",
        r#"urls = ["https://discord.com/api/webhooks/1/{s}"]"#,
    ),
    (
        "a bot of Telegram's",
        r#"note = "https://api.telegram.org/bot123:{s}/getMe""#,
    ),
    ("an entry behind a colon", r#"note = "passwd:{s}""#),
    ("JSON without quotes in text", r#"note = "{password:{s}}""#),
    ("a parameter `bindpw`", r#"note = "ldap://h/?bindpw={s}""#),
    ("a list of parameters", r#"note = "h/?password[]={s}""#),
    ("an assignment with `:=`", r#"note = "Password:={s}""#),
    (
        "a URL that is encoded as a whole",
        r#"note = "postgres%3A%2F%2Fapp%3A{s}%40db""#,
    ),
    (
        "a name and a value",
        r#"note = '{"name":"password","value":"{s}"}'"#,
    ),
    ("arguments of curl in one", r#"note = "curl -uapp:{s} h""#),
    ("arguments of mysql", r#"note = "mysql -p{s} db""#),
    (
        "a line of netrc",
        r#"note = "machine h login u password {s}""#,
    ),
    ("a line of pgpass", r#"note = "h:5432:db:user:{s}""#),
    ("XML", r#"note = "<a><password>{s}</password></a>""#),
    (
        "headers",
        r#"headers = { "X-Api-Key" = "{s}", Authorization = "Bearer {s}", Cookie = "{s}" }"#,
    ),
    (
        "names in camel case",
        r#"headers = { secretKey = "{s}", privateKey = "{s}", clientSecret = "{s}" }"#,
    ),
    (
        "names with numbers and plurals",
        r#"headers = { password_2 = "{s}", passwords = "{s}", credential = "{s}", bearer = "{s}", jwt = "{s}" }"#,
    ),
    ("a known prefix for a number", r#"port = "sk_live_{s}""#),
    (
        "a table in place of a password",
        r#"login = { user = "a", password = { {s} = 1 } }"#,
    ),
    ("a newtype of a secret", r#"wrapped = "{s}""#),
    ("a newtype of a secret, as a list", r#"wrapped = ["{s}"]"#),
    (
        "a struct with a secret",
        r#"account = { user = "a", code = "{s}" }"#,
    ),
    (
        "a struct with a secret, and a mistake",
        r#"account = { user = 1, code = "{s}" }"#,
    ),
    ("text for a struct with a secret", r#"account = "{s}""#),
    (
        "a list for a struct with a secret",
        r#"account = ["a", "{s}"]"#,
    ),
    (
        "a struct with a secret, misspelt",
        r#"account = { user = "a", cod = "{s}" }"#,
    ),
    (
        "a list of structs with a secret",
        r#"many_accounts = [{ user = "a", code = "{s}" }, "{s}", ["a", "{s}"]]"#,
    ),
    (
        "text for a list of structs with a secret",
        r#"many_accounts = "{s}""#,
    ),
    (
        "a map of structs with a secret",
        r#"named_accounts = { a = { user = "a", code = "{s}" }, b = "{s}" }"#,
    ),
    (
        "a tuple with a secret",
        r#"pair = [1, { user = "a", code = "{s}" }]
text_pair = ["a", { user = "a", code = "{s}" }]"#,
    ),
    (
        "a tuple with text for a secret",
        r#"pair = [1, "{s}"]
text_pair = "{s}""#,
    ),
    (
        "an internally tagged enum",
        r#"tagged = { kind = "login", user = "{s}", code = "{s}" }"#,
    ),
    ("the tag of an enum", r#"tagged = { kind = "{s}" }"#),
    (
        "an adjacently tagged enum",
        r#"adjacent = { kind = "login", with = { user = "{s}", code = "{s}" } }"#,
    ),
    (
        "an adjacently tagged enum, and a mistake",
        r#"adjacent = { kind = "login", with = "{s}" }"#,
    ),
    (
        "an untagged enum",
        r#"untagged = { user = "{s}", code = "{s}" }
many_untagged = [1, "{s}", { user = "{s}", code = "{s}" }]"#,
    ),
    ("an untagged enum, as text", r#"untagged = "{s}""#),
    (
        "an untagged enum, and a mistake",
        r#"untagged = { code = ["{s}"] }"#,
    ),
    (
        "a variant with a secret",
        r#"variants = { login = { user = "{s}", code = "{s}" } }"#,
    ),
    (
        "a variant with a secret, deep",
        r#"variants = { deep = [[1, { user = "{s}", code = "{s}" }]] }"#,
    ),
    ("a variant that there is not", r#"variants = "{s}""#),
    (
        "a flattened struct with a secret",
        r#"flat = { user = "{s}", code = "{s}" }"#,
    ),
    (
        "a struct that holds itself",
        r#"chain = { code = "{s}", next = { next = { code = "{s}" } } }"#,
    ),
    (
        "values of any type",
        r#"json = { a = ["{s}"], b = { c = "{s}" } }
table = { a = "{s}" }"#,
    ),
    (
        "settings that are named like secrets",
        r#"mail_password = "{s}"
authorization = "Basic {s}"
api_tokens = { a = "{s}", "{s}" = "b" }
old_passwords = ["{s}"]"#,
    ),
    (
        "settings that are named like secrets, of the wrong type",
        r#"mail_password = ["{s}"]
authorization = { a = "{s}" }
api_tokens = "{s}"
old_passwords = "{s}""#,
    ),
    (
        "a note on `${...}`",
        r#"login = { user = "a", password = "${A}{s}" }"#,
    ),
    (
        "a note on `${...}` of a secret map",
        r#"passwords = { "{s}" = 1 }
named_keys = { "{s}" = "${A}x" }"#,
    ),
    (
        "a check that repeats it",
        r#"login = { user = "repeat", password = "{s}" }"#,
    ),
    (
        "a check that repeats a part of it",
        r#"login = { user = "cut", password = "{s}" }"#,
    ),
    (
        "a check that repeats its bytes",
        r#"login = { user = "bytes", password = "{s}" }"#,
    ),
    (
        "a check that repeats it with escapes",
        r#"login = { user = "debug", password = "{s}\"\\" }"#,
    ),
];

/// Secrets that nothing but their looks tells from any other text.
pub(crate) const RANDOM: &[Row] = &[
    ("a random text for a number", r#"port = "{s}{s}""#),
    (
        "a random text in a map of numbers",
        r#"url_map = { a = 1, b = "{s}{s}" }"#,
    ),
];

/// Settings that are as they should be.
pub(crate) const FINE: &[Row] = &[(
    "in a file",
    "api_key = \"{s}\"\nkeys = [\"{s}\"]\nurl = \"postgres://app:{s}@db/main\"\n[named_keys]\na = \"{s}\"\n[credentials]\nuser = \"{s}\"\npassword = \"{s}\"\n[[replicas]]\npassword = \"{s}\"\n[database]\npassword = \"{s}\"\n[storage]\nkind = \"s3\"\nbucket = \"b\"\nsecret_key = \"{s}\"\n[login]\nuser = \"a\"\npassword = \"{s}\"\n",
)];
