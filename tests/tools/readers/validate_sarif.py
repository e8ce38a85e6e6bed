"""Validates a log by the schema of SARIF 2.1.0, the file that is named."""

import json
import sys

from jsonschema import Draft4Validator, FormatChecker

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
validator = Draft4Validator(schema, format_checker=FormatChecker())
wrong = [
    f"{error.json_path}: {error.message}"
    for error in validator.iter_errors(json.load(sys.stdin))
]
json.dump(wrong, sys.stdout)
