//! Whether a URL asks for TLS, by its scheme and by the parameters that drivers
//! read.

use url::Url;

use super::family::{self, Family};

/// What a URL says of TLS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tls {
    /// No TLS, by the scheme: it has a twin that asks for it.
    Plain,
    /// TLS is turned off, or may be left out, by a parameter.
    Off,
    /// TLS that accepts any certificate.
    Unverified,
    On,
    /// Left to the driver, or not a matter of this service.
    Unsaid,
}

impl Tls {
    /// In the words of a report; none where nothing is said.
    pub(crate) fn described(self) -> Option<&'static str> {
        match self {
            Self::Plain | Self::Off => Some("without TLS"),
            Self::Unverified => Some("with unverified TLS"),
            Self::On => Some("with TLS"),
            Self::Unsaid => None,
        }
    }
}

/// What a URL of a service says of TLS.
pub(super) fn of(url: &Url, family: &Family) -> Tls {
    let by_scheme = family.tls(url.scheme());
    let parameters = url
        .query_pairs()
        .filter_map(|(name, value)| parameter(&name, &value));
    let fragment = (url.fragment() == Some("insecure")).then_some(Tls::Unverified);
    parameters
        .chain(fragment)
        .min_by_key(|tls| grave(*tls))
        .unwrap_or(by_scheme)
}

/// The most dangerous of several parameters counts.
fn grave(tls: Tls) -> u8 {
    match tls {
        Tls::Off | Tls::Plain => 0,
        Tls::Unverified => 1,
        Tls::On | Tls::Unsaid => 2,
    }
}

/// The parameter that lets TLS be left out, as it is to be written.
#[cold]
pub(crate) fn required(url: &Url) -> Option<String> {
    let mut parameters = url.query_pairs();
    let (name, value) =
        parameters.find(|(name, value)| parameter(name, value) == Some(Tls::Off))?;
    let is_mysql = family::of_scheme(url.scheme()).is_some_and(|family| family.name() == "MySQL");
    let value = match &*plain(&name) {
        "sslmode" | "tlsmode" if is_mysql => "VERIFY_IDENTITY",
        "sslmode" | "tlsmode" => "verify-full",
        "security.protocol" if value.to_ascii_lowercase().starts_with("sasl") => "SASL_SSL",
        "security.protocol" => "SSL",
        "tls" if optional(&value.to_ascii_lowercase()).is_some() => "required",
        _ => "true",
    };
    Some(format!("{name}={value}"))
}

/// The name of a parameter, as all drivers spell it.
fn plain(name: &str) -> String {
    name.to_ascii_lowercase().replace(['-', '_'], "")
}

/// What one parameter says: those of libpq, and of the drivers of `MySQL`,
/// `MongoDB`, SQL Server, `ClickHouse`, Redis, Kafka and SMTP.
pub(crate) fn parameter(name: &str, value: &str) -> Option<Tls> {
    let name = plain(name);
    let value = value.to_ascii_lowercase().replace('_', "-");
    match &*name {
        "sslmode" | "tlsmode" => match &*value {
            "require" | "required" => Some(Tls::Unverified),
            "verify-ca" | "verify-full" | "verify-identity" => Some(Tls::On),
            "disable" | "disabled" | "allow" => Some(Tls::Off),
            _ => optional(&value),
        },
        "tls" | "ssl" | "usetls" | "usessl" | "encrypt" | "secure" => match &*value {
            "skip-verify" => Some(Tls::Unverified),
            "require" | "required" | "mandatory" | "strict" => Some(Tls::On),
            _ if is_true(&value) => Some(Tls::On),
            "false" | "0" | "no" | "off" | "disable" | "disabled" | "danger-plaintext" => {
                Some(Tls::Off)
            }
            _ => optional(&value),
        },
        "starttls" | "requiretls" | "requiressl" => {
            (is_true(&value) || value == "required").then_some(Tls::On)
        }
        "security.protocol" => match &*value {
            "plaintext" | "sasl-plaintext" => Some(Tls::Off),
            "ssl" | "sasl-ssl" => Some(Tls::On),
            _ => None,
        },
        "tlsinsecure"
        | "tlsallowinvalidcertificates"
        | "tlsallowinvalidhostnames"
        | "trustservercertificate"
        | "insecure" => is_true(&value).then_some(Tls::Unverified),
        "sslcertreqs" => (value == "none").then_some(Tls::Unverified),
        _ => None,
    }
}

/// TLS that is left out where the other side does not offer it.
fn optional(value: &str) -> Option<Tls> {
    matches!(value, "prefer" | "preferred" | "opportunistic" | "optional").then_some(Tls::Off)
}

fn is_true(value: &str) -> bool {
    matches!(value, "true" | "1" | "yes" | "on")
}

#[cfg(test)]
mod tests {
    use super::super::Resource;
    use super::super::scheme::without_driver;
    use super::*;

    #[test]
    fn a_parameter_says_what_to_write_in_its_place() {
        for (text, expected) in [
            ("postgres://db/a?sslmode=prefer", "sslmode=verify-full"),
            ("mysql://db/a?ssl-mode=DISABLED", "ssl-mode=VERIFY_IDENTITY"),
            ("jdbc:mysql://db/a?b=c&useSSL=false", "useSSL=true"),
            ("mongodb://db/?tls=false", "tls=true"),
            ("smtp://relay?tls=opportunistic", "tls=required"),
            ("sqlserver://db;encrypt=false", "encrypt=true"),
            (
                "kafka://a?security.protocol=SASL_PLAINTEXT",
                "security.protocol=SASL_SSL",
            ),
        ] {
            let url = Url::parse(&without_driver(text)).unwrap();
            assert_eq!(required(&url).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn scheme_and_parameters_say_whether_there_is_tls() {
        for (text, expected) in [
            ("http://api.mail.net", Tls::Plain),
            ("https://api.mail.net", Tls::On),
            ("redis://cache", Tls::Plain),
            ("rediss://cache", Tls::On),
            ("rediss://cache/#insecure", Tls::Unverified),
            ("postgres://db/main", Tls::Unsaid),
            ("postgres://db/main?sslmode=disable", Tls::Off),
            ("postgres://db/main?sslmode=prefer", Tls::Off),
            ("postgres://db/main?sslmode=require", Tls::Unverified),
            ("postgres://db/main?sslmode=verify-full", Tls::On),
            ("mysql://db/main?ssl-mode=VERIFY_IDENTITY", Tls::On),
            ("mongodb://db/?tls=true&tlsInsecure=true", Tls::Unverified),
            ("mongodb://db/?tls=true", Tls::On),
            ("smtp://relay:587?tls=required", Tls::On),
            ("smtp://relay:587?tls=opportunistic", Tls::Off),
            ("mysql://db/main?ssl-mode=DISABLED", Tls::Off),
            ("mongodb://db/?tls=false", Tls::Off),
            ("memcached://cache", Tls::Plain),
            ("amqp://queue", Tls::Plain),
            ("pyamqp://queue", Tls::Plain),
            ("amqp+ssl://queue", Tls::On),
            ("amqps://queue", Tls::On),
            ("mqtt+ssl://queue", Tls::On),
            ("redis+tls://cache", Tls::On),
            ("redis+sentinel://cache", Tls::Plain),
            ("rediss+sentinel://cache", Tls::On),
            ("redis+unix:///run/cache", Tls::Unsaid),
            ("http+unix://%2Frun/x", Tls::Unsaid),
            ("neo4j+ssc://graph", Tls::Unverified),
            ("neo4j://graph", Tls::Plain),
            ("bolt+s://graph", Tls::On),
            ("clickhouse://db", Tls::Plain),
            ("clickhouse://db?secure=true", Tls::On),
            ("clickhouse+https://db", Tls::On),
            ("clickhouse+http://db", Tls::Plain),
            ("kafka://a,b", Tls::Unsaid),
            ("kafka+ssl://a", Tls::On),
            ("kafka://a?security.protocol=SASL_PLAINTEXT", Tls::Off),
            ("ldap://directory", Tls::Plain),
            ("ldap://directory?starttls=true", Tls::On),
            ("smtp+starttls://relay", Tls::On),
            ("cassandra://db", Tls::Unsaid),
            ("etcd://a", Tls::Unsaid),
            ("wss://a", Tls::On),
            ("mongodb+srv://db/?tls=false", Tls::Off),
            ("sqlserver://db:1433;encrypt=false;database=a", Tls::Off),
            ("sqlserver://db:1433;database=a;encrypt=true", Tls::On),
            ("sqlserver://db;encrypt=DANGER_PLAINTEXT", Tls::Off),
            ("jdbc:sqlserver://db:1433;encrypt=optional", Tls::Off),
            ("jdbc:sqlserver://db:1433;databaseName=a", Tls::Unsaid),
            ("jdbc:postgresql://db/a", Tls::Unsaid),
            (
                "jdbc:postgresql://db/a?ssl=true&sslmode=verify-full",
                Tls::On,
            ),
            ("jdbc:postgresql://db/a?sslmode=disable", Tls::Off),
            ("JDBC:mysql:replication://a,b/c?useSSL=false", Tls::Off),
            ("jdbc:otel:mariadb://db/a?sslMode=trust", Tls::Unsaid),
            ("jdbc:clickhouse:http://db", Tls::Plain),
            ("jdbc:clickhouse:https://db", Tls::On),
            ("r2dbc:pool:postgresql://db/a?sslMode=disable", Tls::Off),
            ("nats://queue", Tls::Unsaid),
            ("sqlite:a.db", Tls::Unsaid),
        ] {
            assert_eq!(Resource::of(text).unwrap().tls(), expected, "{text}");
        }
    }
}
