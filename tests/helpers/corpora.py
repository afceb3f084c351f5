"""What the fuzzer kept, and the cases of the public YAML test suite."""

import json
from typing import Any

from tests.helpers.runner import ROOT

CORPUS = ROOT / "tests/fuzz_corpus"
SUITE = ROOT / "tests/yaml_suite/cases.jsonl"
CASES: dict[str, dict[str, Any]] = {case["id"]: case for case in map(json.loads, SUITE.read_text("utf-8").splitlines())}
