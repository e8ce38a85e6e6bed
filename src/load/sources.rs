//! Where a loader takes values from: files, secret directories, providers and overrides.

use std::borrow::Cow;
use std::path::PathBuf;

use secrecy::zeroize::Zeroizing;

use super::Loader;
use super::setup::{Embedded, TextProvider};
use crate::layer::set;
use crate::layer::source::Override;

impl Loader {
    /// Reads files from `folder`, which must exist.
    ///
    /// By default, it is `config`, if that directory exists; in staging and production, a
    /// start without one [notes](crate::Loaded::warnings) that it read no file. The
    /// variable `{PREFIX}_CONFIG_DIR` names another directory, and takes precedence over
    /// this and over [embedded](Self::embed) files.
    ///
    /// A layer is one file, in TOML, or in JSON or YAML with the features `json`
    /// and `yaml`: `production.toml`, `.json`, `.yaml` or `.yml`. Layers may
    /// differ in format. Two files of one layer are a problem, and so is one
    /// whose feature is off: nothing is ignored silently.
    ///
    /// JSON has no comments. YAML is that of version 1.2: `no`, `off` and `yes` are text,
    /// as are dates; quoted text is never anything else. Aliases, merge keys, tags other
    /// than `!!str`, multiple documents and keys that are lists or tables are not
    /// supported: a setting is written in one place.
    #[must_use]
    pub fn config_dir(self, folder: impl Into<PathBuf>) -> Self {
        self.with(|setup| setup.folder = Some(folder.into()))
    }

    /// Does not look for a config directory, for a program that is configured by variables alone.
    ///
    /// By default, a start in staging or production without one says so in its
    /// [warnings](crate::Loaded::warnings), and a check of what is committed fails.
    /// `{PREFIX}_CONFIG_DIR` still names one.
    #[must_use]
    pub fn without_config_dir(self) -> Self {
        self.with(|setup| setup.without_folder = true)
    }

    /// Reads a file by its path, instead of those of a config directory.
    ///
    /// For an argument such as `--config FILE`. The file must exist. It may set anything
    /// and contain secrets, and belongs to no environment; [embedded](Self::embed) files are
    /// below it. Of several files, the later one wins. Its extension says what format it is
    /// in: `.json`, `.yaml` or `.yml`; otherwise it is TOML.
    ///
    /// A directory beside it is a problem, be it named by [`config_dir`](Self::config_dir) or
    /// by `{PREFIX}_CONFIG_DIR`.
    ///
    /// # Example
    ///
    /// ```
    /// # use rehearsal::{Config, Loader, system::Memory};
    /// # #[derive(Config)]
    /// # struct Settings { port: u16 }
    /// let host = Memory::new()
    ///     .variable("CADENCE_ENV", "production")
    ///     .file("/etc/cadence.toml", "port = 80");
    /// let loader = Loader::new("CADENCE").file("/etc/cadence.toml").system(host);
    /// assert_eq!(loader.load::<Settings>()?.port, 80);
    /// # Ok::<(), rehearsal::Report>(())
    /// ```
    #[must_use]
    pub fn file(self, path: impl Into<PathBuf>) -> Self {
        self.with(|setup| setup.files.push(path.into()))
    }

    /// Embeds files in the program, which are read if no directory is given.
    ///
    /// Each is a path and its text, as [`files!`](crate::files) makes them. The path names the
    /// file in reports; its last part says which layer it is, as the name of a
    /// file in a directory would: `config/production.toml`. Its extension says what format
    /// it is in.
    ///
    /// To embed all of a directory, use `.embed(rehearsal::files!("config"))`, and compare it
    /// with what is on disk in a test:
    /// [`testing::assert_embedded`](crate::testing::assert_embedded).
    ///
    /// # Example
    ///
    /// ```
    /// # use rehearsal::{Config, Loader, system::Memory};
    /// # #[derive(Config)]
    /// # struct Settings { port: u16 }
    /// let loader = Loader::new("CADENCE")
    ///     .embed([
    ///         ("config/default.toml", "port = 8080"),
    ///         ("config/production.toml", "port = 80"),
    ///     ])
    ///     .system(Memory::new().variable("CADENCE_ENV", "production"));
    /// assert_eq!(loader.load::<Settings>()?.port, 80);
    /// # Ok::<(), rehearsal::Report>(())
    /// ```
    #[must_use]
    pub fn embed<P, T>(self, files: impl IntoIterator<Item = (P, T)>) -> Self
    where
        P: Into<PathBuf>,
        T: Into<Cow<'static, str>>,
    {
        let files = files.into_iter();
        let files = files.map(|(path, text)| Embedded::new(path.into(), text.into()));
        self.with(|setup| setup.embedded.extend(files))
    }

    /// Sets the value of a key above all other layers, as text.
    ///
    /// The text is parsed like that of a variable; a later override for the same key wins.
    #[must_use]
    pub fn set(self, key: impl Into<String>, value: impl Into<String>) -> Self {
        let given = Override {
            key: key.into(),
            value: Zeroizing::new(value.into()),
            is_argument: false,
        };
        self.with(|setup| setup.overrides.push(given))
    }

    /// Sets keys from the command line, one `key=value` per argument.
    ///
    /// Programs offer this to their users as `--set`, with any argument parser, and reports
    /// call it so. A malformed argument is reported by the load, as is an unknown key;
    /// [`parse_set`] finds the former earlier. As with [`set`](Self::set), of two values
    /// for one key the later one wins.
    ///
    /// Other users of the machine can see the arguments of a process, so do not pass
    /// secrets this way.
    ///
    /// [`parse_set`]: crate::parse_set
    ///
    /// # Example
    ///
    /// ```
    /// # use rehearsal::report::Origin;
    /// # use rehearsal::{Config, Loader, system::Memory};
    /// # #[derive(Config)]
    /// # struct Settings { port: u16 }
    /// let arguments = ["port=9090"];
    /// let settings = Loader::new("CADENCE")
    ///     .set_args(arguments)
    ///     .system(Memory::new().variable("CADENCE_ENV", "test"))
    ///     .load::<Settings>()?;
    /// assert_eq!(settings.port, 9090);
    /// assert_eq!(settings.origin("port"), Some(Origin::Argument("port".to_owned())));
    /// # Ok::<(), rehearsal::Report>(())
    /// ```
    #[must_use]
    pub fn set_args<I>(self, arguments: I) -> Self
    where
        I: IntoIterator,
        I::Item: AsRef<str>,
    {
        self.with(|setup| {
            for (at, text) in arguments.into_iter().enumerate() {
                match set::divided(text.as_ref()) {
                    Ok((key, value)) => setup.overrides.push(Override {
                        key: key.to_owned(),
                        value: Zeroizing::new(value.to_owned()),
                        is_argument: true,
                    }),
                    Err(_) => setup.malformed.push(at + 1),
                }
            }
        })
    }

    /// Reads secrets, or any settings, from the files of a directory, one per setting.
    ///
    /// A file is named after the variable of its setting, its key, or its key with `_`
    /// instead of dots: `CADENCE_MAIL_API_KEY`, `mail.api_key` or `mail_api_key`. Since the
    /// directory belongs to the program, a file that matches no setting is a problem; so is
    /// a missing directory. If there are several, the later one wins. The variable
    /// `{PREFIX}_SECRETS_DIR` names other directories instead, in the format of `PATH`.
    ///
    /// Two directories are always read, with lower precedence: `/run/secrets`, and the one
    /// in which systemd puts the credentials of a service.
    ///
    /// # Example
    ///
    /// ```
    /// # use rehearsal::{Config, Loader, system::Memory};
    /// # #[derive(Config)]
    /// # struct Settings { api_key: secrecy::SecretString }
    /// use secrecy::ExposeSecret;
    ///
    /// let host = Memory::new()
    ///     .variable("CADENCE_ENV", "test")
    ///     .file("/etc/cadence/secrets/api_key", "metronome\n");
    /// let settings = Loader::new("CADENCE")
    ///     .secrets_dir("/etc/cadence/secrets")
    ///     .system(host)
    ///     .load::<Settings>()?;
    /// assert_eq!(settings.api_key.expose_secret(), "metronome");
    /// # Ok::<(), rehearsal::Report>(())
    /// ```
    #[must_use]
    pub fn secrets_dir(self, folder: impl Into<PathBuf>) -> Self {
        self.with(|setup| setup.secrets.push(folder.into()))
    }

    /// Adds any `figment` provider as a layer, directly above the layer `below`.
    ///
    /// Its values are read here, once, and used by each load. Its profile `default` is read
    /// first, then the one named like the environment, then `global`. Its values are typed:
    /// text is not converted to a number. If several providers were merged into one
    /// `figment::Figment`, each value keeps its own origin.
    ///
    /// # Example
    ///
    /// ```
    /// # use rehearsal::{Config, LayerKind, Loader, system::Memory};
    /// # #[derive(Config)]
    /// # struct Settings { #[config(default = 8080)] port: u16 }
    /// use figment::providers::Env;
    ///
    /// let host = Memory::new().variable("CADENCE_ENV", "test");
    /// let settings = Loader::new("CADENCE")
    ///     .provider(LayerKind::DefaultFile, Env::prefixed("CADENCE_LEGACY_"))
    ///     .system(host)
    ///     .load::<Settings>()?;
    /// assert_eq!(settings.port, 8080);
    /// # Ok::<(), rehearsal::Report>(())
    /// ```
    #[cfg(feature = "figment")]
    #[must_use]
    #[track_caller]
    pub fn provider(
        self,
        below: crate::layer::LayerKind,
        provider: impl figment::Provider,
    ) -> Self {
        let values = std::sync::Arc::new(figment::Figment::from(provider));
        self.with(|setup| setup.providers.push((below, values)))
    }

    /// Adds texts that something else has for settings: a parameter store, a vault, an API.
    ///
    /// The program fetches them, and gives pairs of a key and its text. A key is the variable
    /// of its setting, its key, or its key with `_` instead of dots, as the [name of a secret
    /// file](Self::secrets_dir) is: `CADENCE_MAIL_API_KEY`, `mail.api_key` or `mail_api_key`.
    /// The text is parsed like that of a variable. Reports name the provider and the key, and
    /// show the text as they show that of a variable: not of a secret.
    ///
    /// Texts are above all files, and below `.env`, secret directories and variables, so that
    /// whoever is paged can override them; of several providers, the later one wins. A key
    /// that matches no setting is a problem.
    ///
    /// For values that have types, use [`provider`](Self::provider).
    ///
    /// # Panics
    ///
    /// If the name is empty, or contains `#` or a control character.
    ///
    /// # Example
    ///
    /// ```
    /// # use rehearsal::{Config, Environment, Loader, system::Memory};
    /// # #[derive(Config)]
    /// # struct Settings { port: u16, api_key: rehearsal::secrecy::SecretString }
    /// // As fetched from a vault.
    /// let pairs = [("api_key", "m3tr0n0me-0f-s1x-str1ngs"), ("port", "8080")];
    /// let settings = Loader::new("CADENCE")
    ///     .text_provider("vault", pairs)
    ///     .system(Memory::new().variable("CADENCE_ENV", "test"))
    ///     .load::<Settings>()?;
    /// assert_eq!(settings.port, 8080);
    /// assert_eq!(settings.origin("port").unwrap().to_string(), "provider vault#port");
    /// # Ok::<(), rehearsal::Report>(())
    /// ```
    #[must_use]
    #[track_caller]
    pub fn text_provider<K, V>(
        self,
        name: impl Into<String>,
        pairs: impl IntoIterator<Item = (K, V)>,
    ) -> Self
    where
        K: Into<String>,
        V: Into<String>,
    {
        let name = name.into();
        assert!(
            !name.is_empty() && !name.contains(|c: char| c == '#' || c.is_control()),
            "invalid name of a provider {name:?}: use a word or a path without `#`",
        );
        let pairs = pairs.into_iter();
        let pairs = pairs.map(|(key, value)| (key.into(), Zeroizing::new(value.into())));
        let pairs = pairs.collect();
        let provider = TextProvider { name, pairs };
        self.with(|setup| setup.texts.push(std::sync::Arc::new(provider)))
    }

    /// Limits the size of a file, in bytes; 4 MiB by default.
    ///
    /// Larger values are clamped to 4 GiB, less one byte.
    #[must_use]
    pub fn size_limit(self, bytes: u64) -> Self {
        self.with(|setup| setup.size_limit = bytes.min(u64::from(u32::MAX)))
    }

    /// Limits how deeply lists and tables of a file may be nested; 64 by default.
    ///
    /// Larger values are clamped to 80.
    #[must_use]
    pub fn depth_limit(self, levels: usize) -> Self {
        self.with(|setup| setup.depth_limit = levels)
    }
}
