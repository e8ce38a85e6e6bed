//! What the name of a setting says of its value.
//!
//! It is a guess, worth a warning at most unless the value bears it out. It is worked
//! out when the program is compiled, so that a load asks nothing of a name that says
//! nothing.

/// What a name says: several things at once, or nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Named(u16);

impl Named {
    pub(crate) const NOTHING: Self = Self(0);
    /// A list of origins or hosts that may call the program.
    pub(crate) const ORIGINS: Self = Self(1);
    /// A host of others, without a scheme.
    pub(crate) const HOST: Self = Self(1 << 1);
    /// An address that the program listens on, or a section of one.
    pub(crate) const LISTENER: Self = Self(1 << 2);
    /// How much is logged.
    pub(crate) const LEVEL: Self = Self(1 << 3);
    /// A switch that helps to develop.
    pub(crate) const DEBUG: Self = Self(1 << 4);
    /// A switch that does not verify TLS certificates when it is on.
    pub(crate) const INSECURE: Self = Self(1 << 5);
    /// A switch that does not verify TLS certificates when it is off.
    pub(crate) const VERIFY: Self = Self(1 << 6);
    /// A switch that leaves TLS out when it is off.
    pub(crate) const TLS: Self = Self(1 << 7);
    /// A parameter of TLS that drivers read.
    pub(crate) const TLS_PARAMETER: Self = Self(1 << 8);
    /// A name in the form of a URL, which leads nowhere.
    pub(crate) const IDENTIFIER: Self = Self(1 << 9);
    /// What the section says in whose name the setting is.
    pub(crate) const OF_SECTION: Self = Self(1 << 10);
    /// The level of a section that is about logging, which [`LOGGING`](Self::LOGGING) says.
    pub(crate) const LEVEL_OF_SECTION: Self = Self(1 << 11);
    pub(crate) const LOGGING: Self = Self(1 << 12);
    /// A host that may be the program's own, if [`SERVER`](Self::SERVER) is what its
    /// section says.
    pub(crate) const OWN_HOST: Self = Self(1 << 13);
    pub(crate) const SERVER: Self = Self(1 << 14);
    /// Where telemetry goes, or requests on their way out: often a process beside the program.
    pub(crate) const SIDECAR: Self = Self(1 << 15);

    /// What the name of a setting says.
    pub(crate) const fn of(name: &str) -> Self {
        let mut found = Self::among(name, Self(u16::MAX));
        if found.has(Self::ORIGINS.and(Self::LISTENER)) {
            found = Self(found.0 & !Self::HOST.0);
        }
        found
    }

    /// What a name says of these.
    pub(crate) const fn among(name: &str, any: Self) -> Self {
        let mut found = Self::NOTHING;
        let mut at = 0;
        while at < WORDS.len() {
            let (fit, says, words) = WORDS[at];
            if says.has(any) && fits_any(name.as_bytes(), words, fit) {
                found = found.and(says);
            }
            at += 1;
        }
        found
    }

    /// Whether a name says one of these.
    pub(crate) const fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) const fn bits(self) -> u16 {
        self.0
    }
}

/// Where in a name the words of a row are.
#[derive(Clone, Copy)]
enum Fit {
    Whole,
    /// At the end, behind other words or none.
    End,
    /// Anywhere; a word of the name begins so.
    Start,
}

macro_rules! words {
    ($($fit:ident $says:ident $words:literal;)+) => {
        &[$((Fit::$fit, Named::$says, $words)),+]
    };
}

/// Words without what is between them, and what they say.
const WORDS: &[(Fit, Named, &str)] = words! {
    End ORIGINS "origins allowedorigin alloworigin corsorigin allowedhosts allowhosts \
        trustedhosts";
    End HOST "host hosts hostname endpoint broker brokers server";
    Start LISTENER "listen bind";
    Whole OWN_HOST "host hostname";
    Whole SERVER "server http https web grpc app application admin metrics";
    End LEVEL "loglevel logfilter rustlog verbosity";
    Whole LEVEL "log";
    Whole LEVEL_OF_SECTION "level filter";
    Whole LOGGING "log logs logging logger trace tracing telemetry";
    Whole DEBUG "debug debugmode debugtoolbar debugerrors verbose verboseerrors showerrors \
        exposeerrors stacktraces backtraces";
    Whole INSECURE "insecure insecuretls tlsinsecure skipverify insecureskipverify \
        skiptlsverify acceptinvalidcerts dangeracceptinvalidcerts allowinvalidcertificates \
        trustservercertificate";
    Whole VERIFY "verifytls tlsverify verifyssl sslverify verifycertificate verifycertificates \
        verifyhostname verifypeer";
    Whole TLS "tls ssl encrypt usetls usessl forcetls forcessl requiretls requiressl \
        tlsenabled sslenabled tlsrequired httpsonly securecookies starttls";
    Whole TLS_PARAMETER "sslmode tlsmode tls ssl usetls usessl encrypt secure sslcertreqs";
    End IDENTIFIER "namespace xmlns";
    Start SIDECAR "telemetry otel opentelemetry otlp tracing traces collector jaeger zipkin \
        statsd dogstatsd datadog prometheus pushgateway metrics loki fluentd proxy sidecar";
    Whole OF_SECTION "enabled enable required";
};

const fn fits_any(name: &[u8], words: &str, fit: Fit) -> bool {
    let mut rest = words.as_bytes();
    while !rest.is_empty() {
        let (word, behind) = rest.split_at(end_of_word(rest));
        if fits(name, word, fit) {
            return true;
        }
        rest = match behind {
            [_, behind @ ..] => behind,
            [] => behind,
        };
    }
    false
}

const fn end_of_word(words: &[u8]) -> usize {
    let mut end = 0;
    while end < words.len() && words[end] != b' ' {
        end += 1;
    }
    end
}

const fn fits(name: &[u8], word: &[u8], fit: Fit) -> bool {
    let mut from = 0;
    while from < name.len() {
        if is_start(name, from)
            && let Some(end) = end_of(name, from, word)
            && (matches!(fit, Fit::Start) || end == name.len())
        {
            return true;
        }
        from += 1;
        if matches!(fit, Fit::Whole) {
            return false;
        }
    }
    false
}

/// Whether a word of the name begins there: `max_hosts`, `max-hosts`, `maxHosts`.
const fn is_start(name: &[u8], at: usize) -> bool {
    at == 0 || is_between(name[at - 1]) || name[at].is_ascii_uppercase()
}

const fn is_between(byte: u8) -> bool {
    matches!(byte, b'_' | b'-')
}

/// Where the word ends that begins there, if it is this one.
const fn end_of(name: &[u8], from: usize, word: &[u8]) -> Option<usize> {
    let (mut at, mut of) = (from, 0);
    while of < word.len() {
        if at < name.len() && at > from && is_between(name[at]) {
            at += 1;
        } else if at < name.len() && name[at].eq_ignore_ascii_case(&word[of]) {
            at += 1;
            of += 1;
        } else {
            return None;
        }
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_what_its_words_say_in_any_case() {
        for (name, says) in [
            ("allowed_origins", Named::ORIGINS),
            ("cors-origin", Named::ORIGINS),
            ("trustedHosts", Named::ORIGINS),
            ("smtp_host", Named::HOST),
            ("smtpHost", Named::HOST),
            ("brokers", Named::HOST),
            ("listen", Named::LISTENER),
            ("http_listen_address", Named::LISTENER),
            ("bind_host", Named::LISTENER),
            ("log_level", Named::LEVEL),
            ("sqlLogLevel", Named::LEVEL),
            ("level", Named::LEVEL_OF_SECTION),
            ("debug", Named::DEBUG),
            ("INSECURE", Named::INSECURE),
            ("tls_verify", Named::VERIFY),
            ("force_ssl", Named::TLS),
            ("tls", Named::TLS.and(Named::TLS_PARAMETER)),
            ("ssl-mode", Named::TLS_PARAMETER),
            ("svg_namespace", Named::IDENTIFIER),
            ("enabled", Named::OF_SECTION),
            ("otlp_endpoint", Named::SIDECAR.and(Named::HOST)),
            ("httpProxy", Named::SIDECAR),
            ("log", Named::LEVEL.and(Named::LOGGING)),
        ] {
            assert_eq!(Named::of(name), says, "{name}");
        }
    }

    #[test]
    fn a_name_that_only_looks_like_one_says_nothing() {
        for name in [
            "",
            "original_pattern",
            "keep_originals",
            "margins",
            "access_level",
            "ghost",
            "rebinding",
            "debugger",
            "tls_key",
            "port",
        ] {
            assert_eq!(Named::of(name), Named::NOTHING, "{name}");
        }
    }
}
