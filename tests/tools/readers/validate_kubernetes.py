"""Validates a resource by the schemas of Kubernetes."""

import sys

import kubernetes_validate
import yaml

kubernetes_validate.validate(
    yaml.safe_load(sys.stdin), kubernetes_validate.latest_version(), strict=True
)
