//! References to a secret, where the secret should be: some other tool was to
//! resolve them, and has not.

/// What references of known tools begin with.
///
/// Vault and its injectors, 1Password, AWS Secrets Manager and Parameter Store,
/// Google's and Azure's stores, Doppler, vals, Spring Cloud Config, Ansible, SOPS
/// and Jasypt.
const BEGINNINGS: [&str; 22] = [
    "vault:",
    ">>vault:",
    "op://",
    "arn:aws:secretsmanager:",
    "arn:aws:ssm:",
    "awssm://",
    "aws-secretsmanager://",
    "awsssm://",
    "ssm://",
    "sm://",
    "gcpsm://",
    "gcp-secretmanager://",
    "azurekv://",
    "azkv://",
    "akv://",
    "keyvault:",
    "@Microsoft.KeyVault(",
    "doppler://",
    "ref+",
    "{cipher}",
    "$ANSIBLE_VAULT;",
    "<no value>",
];

/// What stands around the name of something that a template or a shell puts in.
const BRACKETS: [(&str, &str); 6] = [
    ("${", "}"),
    ("$(", ")"),
    ("{{", "}}"),
    ("((", "))"),
    ("ENC[", "]"),
    ("ENC(", ")"),
];

/// Whether the text refers to a secret instead of being one.
pub(super) fn is_reference(text: &str) -> bool {
    BEGINNINGS.iter().any(|start| text.starts_with(start))
        || (has_bracket(text) && BRACKETS.iter().any(|b| is_in(text, *b)))
        || is_name(text)
}

/// Whether the text may have one of [`BRACKETS`]; most secrets have not.
fn has_bracket(text: &str) -> bool {
    text.bytes().any(|byte| matches!(byte, b'{' | b'(' | b'['))
}

/// Whether the brackets are somewhere in the text, around what may be a name.
fn is_in(text: &str, (open, close): (&str, &str)) -> bool {
    let behind = text.split_once(open).map(|(_, behind)| behind.trim_start());
    let is_name = |c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '.' | '$');
    behind.is_some_and(|behind| behind.starts_with(is_name) && behind.contains(close))
}

/// Whether it is `$NAME` or `%NAME%`, the name of a variable.
fn is_name(text: &str) -> bool {
    let in_percent = || text.strip_prefix('%')?.strip_suffix('%');
    let name = text.strip_prefix('$').or_else(in_percent);
    name.is_some_and(|name| {
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
            "ref+vault://secret/cadence#key",
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
        ] {
            assert!(!is_reference(text), "{text}");
        }
    }
}
