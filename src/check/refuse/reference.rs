//! References to a secret, where the secret should be: some other tool was to
//! resolve them, and has not.

use super::{EVERYWHERE, Examples, Refusal};
use crate::check::found::Found;
use crate::check::signs::Signs;
use crate::check::subject::Subject;
use crate::environment::Environment;
use crate::report::problem::Code;

pub(super) const REFUSAL: Refusal = Refusal {
    name: "placeholder",
    code: Code::Placeholder,
    environments: EVERYWHERE,
    asks: Signs::SECRET,
    find,
    examples: Examples {
        environment: Environment::Production,
        setting: "key",
        is_secret: true,
        refused: "op://cadence/mail/key",
        accepted: "q7Zp2LxV0sKd9TgR4mWb",
    },
};

fn find(subject: &Subject<'_>) -> Option<Found> {
    if !subject.is_reference() || subject.is_number() {
        return None;
    }
    let found = found("");
    // OK because it is a slip wherever it is.
    Some(if subject.environment.is_deployed() {
        found
    } else {
        found.noted()
    })
}

pub(super) fn found(of: &'static str) -> Found {
    Found::of(
        of,
        " is an unresolved reference to a secret",
        "taken literally",
    )
    .help("let the platform resolve it before the program starts, or set the secret itself")
}

/// What the references of known tools start with, in lower case.
///
/// Vault and `OpenBao` and their injectors, 1Password, AWS Secrets Manager,
/// Parameter Store and KMS, Google's and Azure's stores, Doppler, Infisical,
/// Bitwarden, Keeper, `LastPass`, Berglas, vals, Spring Cloud Config, Grafana, Ansible,
/// Summon, SOPS and Jasypt, keyrings, files and buckets.
const BEGINNINGS: &[&str] = &[
    "!secret ",
    "!var ",
    "!vault ",
    "$__env{",
    "$__file{",
    "$__vault{",
    "$ansible_vault;",
    "1password://",
    "<no value>",
    ">>vault:",
    "@microsoft.appconfiguration(",
    "@microsoft.keyvault(",
    "akv://",
    "akvs://",
    "aws-kms:",
    "aws-secretsmanager:",
    "aws-sm://",
    "aws-ssm:",
    "aws:kms:",
    "aws:secretsmanager:",
    "aws:ssm:",
    "awskms:",
    "awsparamstore:",
    "awssecretsmanager:",
    "awssm:",
    "awsssm:",
    "azkv://",
    "azure-key-vault:",
    "azure-keyvault:",
    "azure:keyvault:",
    "azurekeyvault:",
    "azurekms:",
    "azurekv:",
    "bao:",
    "berglas://",
    "bitwarden://",
    "bws://",
    "doppler:",
    "file://",
    "gcp-kms:",
    "gcp-secretmanager:",
    "gcp-sm://",
    "gcp://",
    "gcp:kms:",
    "gcp:secretmanager:",
    "gcpkms:",
    "gcpsecretmanager:",
    "gcpsm:",
    "gcpsecrets:",
    "google-secretmanager:",
    "gsm://",
    "hashivault:",
    "hcvault:",
    "infisical:",
    "keeper://",
    "keyring://",
    "keyvault:",
    "keyvaultref:",
    "kms:",
    "lpass://",
    "op://",
    "ref+",
    "s3://",
    "secret://",
    "secretref:",
    "secretsmanager:",
    "sm://",
    "sops:",
    "ssm:",
    "vault:",
    "{cipher}",
];

/// What is around the name of something that a template or a shell puts in.
const BRACKETS: [(&str, &str); 7] = [
    ("${", "}"),
    ("#{", "}"),
    ("$(", ")"),
    ("{{", "}}"),
    ("((", "))"),
    ("ENC[", "]"),
    ("ENC(", ")"),
];

/// Whether the text refers to a secret instead of being one.
pub(crate) fn is_reference(text: &str) -> bool {
    (has_mark(text) && (begins(text) || BRACKETS.iter().any(|b| is_in(text, *b))))
        || is_resource(text)
        || is_name(text)
}

/// Whether the text has a sign of [`BEGINNINGS`] or [`BRACKETS`]; most secrets have
/// none.
fn has_mark(text: &str) -> bool {
    text.bytes()
        .any(|byte| matches!(byte, b':' | b'{' | b'(' | b'[' | b';' | b'<' | b'!'))
}

fn begins(text: &str) -> bool {
    let begins = |start: &str| {
        let head = text.as_bytes().get(..start.len());
        let is_all = |rest: &[u8]| !rest.first().is_some_and(u8::is_ascii_whitespace);
        head.is_some_and(|head| head.eq_ignore_ascii_case(start.as_bytes()))
            && is_all(&text.as_bytes()[start.len()..])
    };
    BEGINNINGS.iter().any(|start| begins(start)) || is_arn(text)
}

/// Whether it names a secret of AWS, in any of its partitions.
fn is_arn(text: &str) -> bool {
    let mut parts = text.split(':');
    parts.next() == Some("arn")
        && parts.next().is_some_and(|part| part.starts_with("aws"))
        && matches!(parts.next(), Some("secretsmanager" | "ssm" | "kms"))
}

/// Whether it is the path of a secret or key of Google's, `projects/p/secrets/s`, or the
/// URL of one of Azure's.
fn is_resource(text: &str) -> bool {
    if let Some(url) = text.strip_prefix("https://") {
        return url.contains(".vault.azure.net/");
    }
    let path = text.strip_prefix("//secretmanager.googleapis.com/");
    let path = path.unwrap_or(text).strip_prefix("projects/");
    let kind = path.and_then(|path| path.split('/').nth(1));
    matches!(kind, Some("secrets" | "locations"))
}

/// Whether the brackets are somewhere in the text, around what may be a name.
fn is_in(text: &str, (open, close): (&str, &str)) -> bool {
    let behind = text.split_once(open).map(|(_, behind)| behind.trim_start());
    let is_name = |c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '.' | '$');
    behind.is_some_and(|behind| behind.starts_with(is_name) && behind.contains(close))
}

/// Whether it is `$NAME`, `%NAME%` or `__NAME__`, the name of a variable.
fn is_name(text: &str) -> bool {
    let within = |mark: &str| text.strip_prefix(mark)?.strip_suffix(mark);
    let name = text.strip_prefix('$').or_else(|| within("%"));
    name.or_else(|| within("__")).is_some_and(|name| {
        let is_part = |byte: u8| matches!(byte, b'A'..=b'Z' | b'0'..=b'9' | b'_');
        name.starts_with(|c: char| c.is_ascii_uppercase()) && name.bytes().all(is_part)
    })
}

#[cfg(test)]
mod tests {
    use super::is_reference;

    #[test]
    fn what_a_tool_was_to_resolve_is_a_reference() {
        for text in [
            "vault:secret/data/cadence#key",
            "op://cadence/mail/key",
            "arn:aws:secretsmanager:eu-west-1:123456789012:secret:cadence",
            "ENC[AES256_GCM,data:q7Zp2LxV0sKd9TgR,type:str]",
            "ENC(q7Zp2LxV0sKd9TgR)",
            "$(DB_PASSWORD)",
            "${DB_PASSWORD}",
            "prefix-${DB_PASSWORD}",
            "{{ .Values.password }}",
            "{{x}}",
            "((password))",
            "<no value>",
            "$DB_PASSWORD",
            "%DB_PASSWORD%",
            "@Microsoft.KeyVault(SecretUri=https://cadence.vault.azure.net/a)",
            "@microsoft.keyvault(VaultName=cadence;SecretName=key)",
            "ref+vault://secret/cadence#key",
            "arn:aws-us-gov:secretsmanager:us-gov-west-1:123456789012:secret:cadence",
            "arn:aws:kms:eu-west-1:123456789012:key/0123",
            "projects/cadence/secrets/key/versions/latest",
            "projects/cadence/locations/eu/keyRings/a/cryptoKeys/b",
            "//secretmanager.googleapis.com/projects/cadence/secrets/key",
            "ssm:/cadence/key",
            "aws-ssm:///cadence/key",
            "gcp:secretmanager:cadence/key",
            "kms:AQICAHh",
            "azurekeyvault://cadence/key",
            "akvs://cadence/key",
            "doppler:cadence.prd.KEY",
            "infisical://cadence/prod/KEY",
            "sops:secrets.yaml#key",
            "{{resolve:secretsmanager:cadence:SecretString:key}}",
            "secretref:key",
            "!vault |",
            "!var cadence/key",
            "$__file{/run/secrets/key}",
            "#{DB_PASSWORD}#",
            "__DB_PASSWORD__",
            "VAULT:secret/cadence#key",
            "gcp://cadence/key",
            "file:///run/secrets/key",
            "secret://cadence/key",
            "keyring://cadence/key",
            "s3://cadence/key",
            "lpass://cadence/key",
            "https://cadence.vault.azure.net/secrets/key",
        ] {
            assert!(is_reference(text), "{text}");
        }
        for text in [
            "",
            "q7Zp2LxV0sKd9TgR4mWb",
            "$q7Zp2LxV0sKd9TgR4mWb",
            "$2b$12$q7Zp2LxV0sKd9TgR4mWbOe",
            "%q7Zp2LxV0sKd9%",
            "q7Zp}2Lx{{V0sKd9TgR",
            "q7Zp$2Lx # ${2}",
            "vaulted-q7Zp2LxV0sKd",
            "q7Zp2LxV0sKd:doppler:q7Zp",
            "doppler: 4mWbq7Zp2LxV0sKd",
            "projects/q7Zp2LxV0sKd9TgR4mWb",
            "arn:q7Zp2LxV0sKd9TgR4mWb",
            "__q7Zp2LxV0sKd9__",
            "q7Zp#{2LxV0sKd9",
            "https://hooks.cadence.app/q7Zp2LxV0sKd9TgR4mWb",
        ] {
            assert!(!is_reference(text), "{text}");
        }
    }
}
