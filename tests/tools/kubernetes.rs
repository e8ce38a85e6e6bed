//! The manifests, by the schemas of Kubernetes and by a YAML parser of Python.

use rehearsal::{Config, Loader, Template};
use secrecy::SecretString;

use crate::settings::{generated, uncommented};
use crate::{defaults, tool};

#[test]
fn kubernetes_takes_the_config_map_and_the_secret() {
    let Some(mut kubernetes) = tool::reader("validate_kubernetes.py") else {
        return;
    };
    for artifact in [Template::KubernetesConfigMap, Template::KubernetesSecret] {
        let text = generated(artifact);
        for text in [uncommented(&text), text] {
            kubernetes
                .read(&text)
                .unwrap_or_else(|why| panic!("{why}\n{text}"));
        }
    }
}

#[test]
fn kubernetes_takes_the_env_of_a_container() {
    let Some(mut kubernetes) = tool::reader("validate_kubernetes.py") else {
        return;
    };
    let env = generated(Template::KubernetesEnv);
    let env: Vec<_> = env
        .lines()
        .map(|line| format!("          {line}"))
        .collect();
    let env = env.join(
        "
",
    );
    let deployment = format!(
        "\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: metronome
spec:
  selector:
    matchLabels: {{ app: metronome }}
  template:
    metadata:
      labels: {{ app: metronome }}
    spec:
      containers:
        - name: metronome
          image: metronome
          env:
{env}"
    );
    kubernetes
        .read(&deployment)
        .unwrap_or_else(|why| panic!("{why}\n{deployment}"));
}

#[test]
fn a_yaml_parser_of_another_language_reads_the_defaults() {
    let Some(mut yaml) = tool::reader("read_yaml.py") else {
        return;
    };
    let map = uncommented(&defaults::generated(Template::KubernetesConfigMap));
    let data = yaml.json(&map)["data"].take();
    defaults::assert_set(&serde_json::from_value(data).unwrap());
}

#[test]
fn a_secret_takes_entries_whether_one_is_required_or_not() {
    #[derive(Config)]
    struct Optional {
        password: Option<SecretString>,
    }
    #[derive(Config)]
    struct None {
        port: u16,
    }
    let Some((mut yaml, mut kubernetes)) =
        tool::reader("read_yaml.py").zip(tool::reader("validate_kubernetes.py"))
    else {
        return;
    };
    let loader = Loader::new("METRONOME");
    let secret = loader.generate::<Optional>(Template::KubernetesSecret);
    let set = secret.replace("# METRONOME_PASSWORD: \"\"", "METRONOME_PASSWORD: \"a: b\"");
    for text in [
        &secret,
        &set,
        &loader.generate::<None>(Template::KubernetesSecret),
    ] {
        assert_eq!(kubernetes.read(text).as_deref(), Ok(""), "{text}");
    }
    assert_eq!(yaml.json(&set)["stringData"]["METRONOME_PASSWORD"], "a: b");
}

#[test]
fn what_is_no_secret_of_kubernetes_is_found() {
    let Some(mut kubernetes) = tool::reader("validate_kubernetes.py") else {
        return;
    };
    let secret = generated(Template::KubernetesSecret);
    for wrong in ["  stringData:\n", "stringDatum:\n"] {
        let text = secret.replace("stringData:\n", wrong);
        assert!(kubernetes.read(&text).is_err(), "{text}");
    }
}

#[test]
fn without_a_prefix_manifests_have_names_of_kubernetes() {
    #[derive(Config)]
    struct Switch {
        #[config(default = "x")]
        on: String,
        token: SecretString,
    }
    let Some((mut yaml, mut kubernetes)) =
        tool::reader("read_yaml.py").zip(tool::reader("validate_kubernetes.py"))
    else {
        return;
    };
    let loader = Loader::new("");
    let map = uncommented(&loader.generate::<Switch>(Template::KubernetesConfigMap));
    let secret = loader.generate::<Switch>(Template::KubernetesSecret);
    for text in [&map, &secret] {
        assert_eq!(kubernetes.read(text).as_deref(), Ok(""), "{text}");
    }
    let read = yaml.json(&map);
    assert_eq!(read["metadata"]["name"], "app");
    assert_eq!(
        read["data"],
        serde_json::json!({ "APP_ENV": "production", "ON": "x" })
    );
    assert_eq!(yaml.json(&secret)["stringData"]["TOKEN"], "");
}
