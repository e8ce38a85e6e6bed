//! Schemes of URLs, and the services that are reached by them.
//!
//! After the registry of URI schemes of IANA, and the connection strings that
//! the documentation of each service or of its drivers gives.

use self::Keeps::{Local, Nothing, Remote};

/// The service that several schemes lead to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Family {
    name: &'static str,
    /// Without those that end in TLS.
    plain: &'static [&'static str],
    tls: &'static [&'static str],
    keeps: Keeps,
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
        tls: &'static [&'static str],
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

    /// Whether the scheme itself asks for TLS; none where parameters decide.
    pub(super) fn tls(&self, scheme: &str) -> Option<bool> {
        let is = |known: &&str| known.eq_ignore_ascii_case(scheme);
        if self.tls.iter().any(is) {
            Some(true)
        } else if self.tls.is_empty() {
            None
        } else {
            Some(false)
        }
    }
}

/// A service of which only the scheme is known.
pub(super) static OTHER: Family = Family::new("", Nothing, &[], &[]);

/// The family of a scheme; a driver behind a `+` does not count.
pub(super) fn of_scheme(scheme: &str) -> Option<&'static Family> {
    let base = scheme.split('+').next().unwrap_or_default();
    let find = |scheme: &str| {
        let is = |known: &&str| known.eq_ignore_ascii_case(scheme);
        FAMILIES
            .iter()
            .find(|family| family.plain.iter().chain(family.tls).any(is))
    };
    find(scheme).or_else(|| find(base))
}

static FAMILIES: &[Family] = &[
    Family::new("PostgreSQL", Remote, &["postgres", "postgresql"], &[]),
    Family::new("MySQL", Remote, &["mysql", "mysqlx", "mariadb"], &[]),
    Family::new("SQL Server", Remote, &["mssql", "sqlserver"], &[]),
    Family::new("Oracle", Remote, &["oracle"], &[]),
    Family::new("SQLite", Local, &["sqlite", "sqlite3"], &[]),
    Family::new("libSQL", Remote, &["libsql"], &[]),
    Family::new("MongoDB", Remote, &["mongodb", "mongodb+srv"], &[]),
    Family::new("Cassandra", Remote, &["cassandra"], &[]),
    Family::new("ClickHouse", Remote, &["clickhouse"], &["clickhouses"]),
    Family::new("Neo4j", Remote, &["neo4j", "bolt"], &["neo4j+s", "bolt+s"]),
    Family::new("Redis", Remote, &["redis", "redis-sentinel"], &["rediss"]),
    Family::new("Valkey", Remote, &["valkey"], &["valkeys"]),
    Family::new("Memcached", Remote, &["memcache", "memcached"], &[]),
    Family::new("AMQP", Remote, &["amqp"], &["amqps"]),
    Family::new("Kafka", Remote, &["kafka"], &[]),
    Family::new("NATS", Remote, &["nats"], &[]),
    Family::new("Pulsar", Remote, &["pulsar"], &["pulsar+ssl"]),
    Family::new("MQTT", Remote, &["mqtt"], &["mqtts"]),
    Family::new("STOMP", Remote, &["stomp"], &["stomps"]),
    Family::new("S3", Remote, &["s3"], &[]),
    Family::new("Google Cloud Storage", Remote, &["gs"], &[]),
    Family::new("Azure Storage", Remote, &["az", "abfs"], &["abfss"]),
    Family::new("a file", Local, &["file"], &[]),
    Family::new("memory", Local, &["memory", "mem"], &[]),
    Family::new("HTTP", Nothing, &["http"], &["https"]),
    Family::new("gRPC", Nothing, &["grpc"], &["grpcs"]),
    Family::new("WebSocket", Nothing, &["ws"], &["wss"]),
    Family::new(
        "SMTP",
        Nothing,
        &["smtp", "submission"],
        &["smtps", "submissions"],
    ),
    Family::new("LDAP", Nothing, &["ldap"], &["ldaps"]),
    Family::new("FTP", Nothing, &["ftp"], &["ftps"]),
    Family::new("SFTP", Nothing, &["sftp"], &[]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_scheme_has_two_families() {
        let schemes = FAMILIES
            .iter()
            .flat_map(|family| family.plain.iter().chain(family.tls));
        let mut schemes: Vec<_> = schemes.collect();
        schemes.sort_unstable();
        assert!(schemes.is_sorted_by(|a, b| a < b), "{schemes:?}");
    }

    #[test]
    fn every_scheme_finds_its_family() {
        for family in FAMILIES {
            for scheme in family.plain.iter().chain(family.tls) {
                assert_eq!(of_scheme(scheme), Some(family), "{scheme}");
            }
        }
    }
}
