//! The manifests, by the schemas of Kubernetes and by a YAML parser of Python.

use rehearsal::Artifact;

use crate::settings::{generated, uncommented};
use crate::tool;

#[test]
fn kubernetes_takes_the_config_map_and_the_secret() {
    let Some(mut kubernetes) = tool::reader("validate_kubernetes.py") else {
        return;
    };
    for artifact in [Artifact::KubernetesConfigMap, Artifact::KubernetesSecret] {
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
    let env = generated(Artifact::KubernetesEnv);
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
    let map = yaml.json(&uncommented(&generated(Artifact::KubernetesConfigMap)));
    assert_eq!(map["data"]["METRONOME_NAME"], "metro \"one\"");
    assert_eq!(map["data"]["METRONOME_SERVER_TLS"], "false");
}
