"""Reads `.env` as python-dotenv does, and writes the variables as JSON."""

import json
import sys

from dotenv import dotenv_values

json.dump(dotenv_values(stream=sys.stdin), sys.stdout)
