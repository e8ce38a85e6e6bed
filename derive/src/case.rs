//! How `rename_all` writes a name. The results are those of serde, so that a
//! type which derives both is called the same by both.

#[derive(Clone, Copy)]
pub(crate) enum Case {
    Lower,
    Upper,
    Snake,
    ScreamingSnake,
    Camel,
    Pascal,
    Kebab,
    ScreamingKebab,
}

const CASES: [(&str, Case); 8] = [
    ("lowercase", Case::Lower),
    ("UPPERCASE", Case::Upper),
    ("snake_case", Case::Snake),
    ("SCREAMING_SNAKE_CASE", Case::ScreamingSnake),
    ("camelCase", Case::Camel),
    ("PascalCase", Case::Pascal),
    ("kebab-case", Case::Kebab),
    ("SCREAMING-KEBAB-CASE", Case::ScreamingKebab),
];

impl Case {
    pub(crate) fn named(name: &str) -> Option<Self> {
        CASES
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, case)| *case)
    }

    pub(crate) fn names() -> impl Iterator<Item = &'static str> {
        CASES.iter().map(|(name, _)| *name)
    }

    /// Writes the name of a field, which is given in `snake_case`.
    pub(crate) fn of_field(self, name: &str) -> String {
        match self {
            Self::Lower | Self::Snake => name.to_owned(),
            Self::Upper | Self::ScreamingSnake => name.to_ascii_uppercase(),
            Self::Camel => with_first(&joined(name), char::to_ascii_lowercase),
            Self::Pascal => joined(name),
            Self::Kebab => name.replace('_', "-"),
            Self::ScreamingKebab => name.to_ascii_uppercase().replace('_', "-"),
        }
    }

    /// Writes the name of a variant, which is given in `PascalCase`.
    pub(crate) fn of_variant(self, name: &str) -> String {
        match self {
            Self::Lower => name.to_ascii_lowercase(),
            Self::Upper => name.to_ascii_uppercase(),
            Self::Camel => with_first(name, char::to_ascii_lowercase),
            Self::Pascal => name.to_owned(),
            Self::Snake | Self::ScreamingSnake | Self::Kebab | Self::ScreamingKebab => {
                self.of_field(&separated(name))
            }
        }
    }
}

/// `local_disk` to `LocalDisk`.
fn joined(snake: &str) -> String {
    snake
        .split('_')
        .map(|word| with_first(word, char::to_ascii_uppercase))
        .collect()
}

/// `LocalDisk` to `local_disk`.
fn separated(pascal: &str) -> String {
    let mut snake = String::new();
    for letter in pascal.chars() {
        if letter.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}

fn with_first(word: &str, change: fn(&char) -> char) -> String {
    let mut letters = word.chars();
    letters.next().iter().map(change).chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::Case;

    fn all(write: impl Fn(Case) -> String) -> Vec<String> {
        Case::names().filter_map(Case::named).map(write).collect()
    }

    #[test]
    fn a_field_in_every_case() {
        assert_eq!(
            all(|case| case.of_field("max_connections")),
            [
                "max_connections",
                "MAX_CONNECTIONS",
                "max_connections",
                "MAX_CONNECTIONS",
                "maxConnections",
                "MaxConnections",
                "max-connections",
                "MAX-CONNECTIONS",
            ]
        );
    }

    #[test]
    fn a_variant_in_every_case() {
        assert_eq!(
            all(|case| case.of_variant("LocalDisk")),
            [
                "localdisk",
                "LOCALDISK",
                "local_disk",
                "LOCAL_DISK",
                "localDisk",
                "LocalDisk",
                "local-disk",
                "LOCAL-DISK",
            ]
        );
    }

    #[test]
    fn a_digit_begins_no_word() {
        assert_eq!(Case::Snake.of_variant("S3"), "s3");
        assert_eq!(Case::Kebab.of_variant("S3Bucket"), "s3-bucket");
    }

    /// Serde changes letters of ASCII alone.
    #[test]
    fn a_letter_that_is_not_of_ascii_stays_as_it_is() {
        assert_eq!(Case::Upper.of_field("größe"), "GRößE");
        assert_eq!(Case::ScreamingKebab.of_field("größe_ä"), "GRößE-ä");
        assert_eq!(Case::Lower.of_variant("Übergang"), "Übergang");
        assert_eq!(Case::Snake.of_variant("NachÜbergang"), "nach_Übergang");
    }
}
