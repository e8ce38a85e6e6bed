//! Schemes of URLs, and the services that are reached by them.
//!
//! After the registry of URI schemes of IANA, and the connection strings that
//! the documentation of each service or of its drivers gives.

use self::Keeps::{Local, Nothing, Remote};
use super::tls::Tls;

/// The service that several schemes lead to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Family {
    name: &'static str,
    /// Without those that end in TLS.
    plain: &'static [&'static str],
    tls: By,
    keeps: Keeps,
}

/// What asks for TLS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    /// Another scheme; where there are several, each is the twin of a plain one.
    Scheme(&'static [&'static str]),
    /// Parameters, the driver, or nothing, as there is no connection.
    Other,
    /// Nothing: its connections are plain.
    Nothing,
}

impl By {
    const fn schemes(self) -> &'static [&'static str] {
        match self {
            Self::Scheme(schemes) => schemes,
            Self::Other | Self::Nothing => &[],
        }
    }
}

/// What a service keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Keeps {
    /// Data or messages, reached over the network.
    Remote,
    /// Data in a file or in memory.
    Local,
    /// Nothing that its callers would share.
    Nothing,
}

impl Family {
    const fn new(
        name: &'static str,
        keeps: Keeps,
        plain: &'static [&'static str],
        tls: By,
    ) -> Self {
        Self {
            name,
            plain,
            tls,
            keeps,
        }
    }

    pub(super) fn name(&self) -> &'static str {
        self.name
    }

    /// Whether deploys that use the same one would meet in it. A file is each
    /// machine's own.
    pub(super) fn is_store(&self) -> bool {
        self.keeps == Remote
    }

    pub(super) fn may_lack_slashes(&self) -> bool {
        self.keeps == Local
    }

    /// Whether its URLs have paths in which an `@` may be anywhere, as those of
    /// the web and of files have.
    pub(super) fn has_paths(&self) -> bool {
        let names = [
            "HTTP",
            "WebSocket",
            "gRPC",
            "S3",
            "Google Cloud Storage",
            "Azure Storage",
            "FTP",
            "SFTP",
            "RTMP",
        ];
        self.keeps == Local || names.contains(&self.name)
    }

    #[cfg(test)]
    fn schemes(&self) -> impl Iterator<Item = &'static str> {
        self.plain.iter().chain(self.tls.schemes()).copied()
    }

    /// Whether the scheme itself asks for TLS.
    pub(super) fn tls(&self, scheme: &str) -> Tls {
        let is_known = self.plain.contains(&scheme) || self.tls.schemes().contains(&scheme);
        let transport = (!is_known).then(|| scheme.rsplit_once('+')).flatten();
        match (transport, self.tls) {
            (Some((_, "tls" | "ssl" | "s" | "https" | "tcps" | "starttls")), _) => Tls::On,
            (Some((_, "ssc")), _) => Tls::Unverified,
            (Some((_, "http")), _) => Tls::Plain,
            (Some((_, "unix" | "socket" | "sock")), _) | (_, By::Other) => Tls::Unsaid,
            (Some((base, _)), _) if base != scheme && self.tls.schemes().contains(&base) => Tls::On,
            (_, By::Scheme(schemes)) if schemes.contains(&scheme) => Tls::On,
            _ => Tls::Plain,
        }
    }

    /// The scheme that asks for TLS where this one does not, if there is one.
    pub(super) fn twin(&self, scheme: &str) -> Option<&'static str> {
        let at = self.plain.iter().position(|known| *known == scheme);
        let twins = self.tls.schemes();
        at.and_then(|at| twins.get(at)).or(twins.first()).copied()
    }
}

/// Whether a URL of this scheme says all without a host, and without `//`.
pub(super) fn needs_no_host(scheme: &str) -> bool {
    OPAQUE.contains(&scheme) || of_scheme(scheme).is_some_and(Family::may_lack_slashes)
}

/// The scheme of the service that listens on this port, where there is one that
/// everybody knows.
pub(super) fn of_port(port: u16) -> Option<&'static str> {
    let known = PORTS.iter().find(|(known, _)| *known == port);
    known.map(|(_, scheme)| *scheme)
}

/// A service of which only the scheme is known.
pub(super) static OTHER: Family = Family::new("", Nothing, &[], By::Other);

/// The family of a scheme, which is in lower case; a driver behind a `+` does not
/// count.
pub(super) fn of_scheme(scheme: &str) -> Option<&'static Family> {
    exactly(scheme).or_else(|| exactly(scheme.split_once('+')?.0))
}

fn exactly(scheme: &str) -> Option<&'static Family> {
    let is =
        |family: &&Family| family.plain.contains(&scheme) || family.tls.schemes().contains(&scheme);
    FAMILIES.iter().find(is)
}

/// Schemes whose URLs name no host: they say what something is, or where on the
/// same machine.
const OPAQUE: &[&str] = &[
    "about", "acct", "arn", "blob", "cid", "data", "did", "doi", "fax", "fd", "geo", "info",
    "isbn", "magnet", "mailto", "mid", "ni", "nih", "news", "oid", "pkcs11", "sip", "sips", "sms",
    "tag", "tel", "unix", "urn", "uuid", "xmpp",
];

/// Ports that one service alone has by default, after the registry of IANA and
/// the documentation of each.
const PORTS: &[(u16, &str)] = &[
    (80, "http"),
    (443, "https"),
    (389, "ldap"),
    (465, "smtps"),
    (587, "smtp"),
    (636, "ldaps"),
    (1433, "sqlserver"),
    (1883, "mqtt"),
    (3306, "mysql"),
    (4222, "nats"),
    (5432, "postgres"),
    (5671, "amqps"),
    (5672, "amqp"),
    (6379, "redis"),
    (6650, "pulsar"),
    (7687, "bolt"),
    (8883, "mqtts"),
    (9042, "cassandra"),
    (9092, "kafka"),
    (11211, "memcached"),
    (27017, "mongodb"),
];

/// Those that are asked for most come first.
static FAMILIES: &[Family] = &[
    Family::new("HTTP", Nothing, &["http"], By::Scheme(&["https"])),
    Family::new(
        "Redis",
        Remote,
        &["redis", "redis-sentinel"],
        By::Scheme(&["rediss"]),
    ),
    Family::new("PostgreSQL", Remote, &["postgres", "postgresql"], By::Other),
    Family::new("CockroachDB", Remote, &["cockroachdb", "crdb"], By::Other),
    Family::new("Redshift", Remote, &["redshift"], By::Other),
    Family::new("MySQL", Remote, &["mysql", "mysqlx", "mariadb"], By::Other),
    Family::new("SQL Server", Remote, &["mssql", "sqlserver"], By::Other),
    Family::new("Oracle", Remote, &["oracle"], By::Other),
    Family::new("Db2", Remote, &["db2"], By::Other),
    Family::new("SQLite", Local, &["sqlite", "sqlite3"], By::Other),
    Family::new("libSQL", Remote, &["libsql"], By::Other),
    Family::new("MongoDB", Remote, &["mongodb", "mongodb+srv"], By::Other),
    Family::new("Cassandra", Remote, &["cassandra"], By::Other),
    Family::new("ScyllaDB", Remote, &["scylla", "scylladb"], By::Other),
    Family::new("etcd", Remote, &["etcd"], By::Other),
    Family::new("ZooKeeper", Remote, &["zookeeper", "zk"], By::Other),
    Family::new("InfluxDB", Remote, &["influxdb"], By::Other),
    Family::new(
        "ClickHouse",
        Remote,
        &["clickhouse"],
        By::Scheme(&["clickhouses"]),
    ),
    Family::new(
        "Neo4j",
        Remote,
        &["neo4j", "bolt"],
        By::Scheme(&["neo4j+s", "bolt+s"]),
    ),
    Family::new("Valkey", Remote, &["valkey"], By::Scheme(&["valkeys"])),
    Family::new("Memcached", Remote, &["memcache", "memcached"], By::Nothing),
    Family::new("AMQP", Remote, &["amqp", "pyamqp"], By::Scheme(&["amqps"])),
    Family::new(
        "RabbitMQ streams",
        Remote,
        &["rabbitmq-stream"],
        By::Scheme(&["rabbitmq-stream+tls"]),
    ),
    Family::new("Kafka", Remote, &["kafka"], By::Other),
    // Its server says in clear whether TLS follows.
    Family::new("NATS", Remote, &["nats"], By::Other),
    Family::new("Pulsar", Remote, &["pulsar"], By::Scheme(&["pulsar+ssl"])),
    Family::new("MQTT", Remote, &["mqtt"], By::Scheme(&["mqtts"])),
    Family::new("STOMP", Remote, &["stomp"], By::Scheme(&["stomps"])),
    Family::new("S3", Remote, &["s3"], By::Other),
    Family::new("Google Cloud Storage", Remote, &["gs"], By::Other),
    Family::new(
        "Azure Storage",
        Remote,
        &["abfs"],
        By::Scheme(&["abfss", "az"]),
    ),
    Family::new("a file", Local, &["file"], By::Other),
    Family::new("memory", Local, &["memory", "mem"], By::Other),
    Family::new("gRPC", Nothing, &["grpc"], By::Scheme(&["grpcs"])),
    Family::new("WebSocket", Nothing, &["ws"], By::Scheme(&["wss"])),
    Family::new(
        "SMTP",
        Nothing,
        &["smtp", "submission"],
        By::Scheme(&["smtps", "submissions"]),
    ),
    Family::new("LDAP", Nothing, &["ldap"], By::Scheme(&["ldaps"])),
    Family::new("FTP", Nothing, &["ftp"], By::Scheme(&["ftps"])),
    Family::new("SFTP", Nothing, &["sftp"], By::Other),
    Family::new("IMAP", Nothing, &["imap"], By::Scheme(&["imaps"])),
    Family::new("POP3", Nothing, &["pop3"], By::Scheme(&["pop3s"])),
    Family::new("RTMP", Nothing, &["rtmp"], By::Scheme(&["rtmps"])),
    Family::new("RTSP", Nothing, &["rtsp"], By::Scheme(&["rtsps"])),
    Family::new("CoAP", Nothing, &["coap"], By::Scheme(&["coaps"])),
    Family::new("NNTP", Nothing, &["nntp"], By::Scheme(&["nntps"])),
    Family::new("IRC", Nothing, &["irc"], By::Scheme(&["ircs"])),
    Family::new("Telnet", Nothing, &["telnet"], By::Nothing),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_scheme_has_two_families() {
        let mut schemes: Vec<_> = FAMILIES.iter().flat_map(Family::schemes).collect();
        schemes.sort_unstable();
        assert!(schemes.is_sorted_by(|a, b| a < b), "{schemes:?}");
    }

    #[test]
    fn every_scheme_finds_its_family() {
        for family in FAMILIES {
            for scheme in family.schemes() {
                assert_eq!(of_scheme(scheme), Some(family), "{scheme}");
            }
        }
    }

    #[test]
    fn a_scheme_without_tls_may_have_a_twin_with_it() {
        for (scheme, expected) in [
            ("http", Some("https")),
            ("submission", Some("submissions")),
            ("redis-sentinel", Some("rediss")),
            ("bolt", Some("bolt+s")),
            ("memcached", None),
            ("postgres", None),
        ] {
            let family = of_scheme(scheme).unwrap();
            assert_eq!(family.twin(scheme), expected, "{scheme}");
        }
    }
}
