"""The findings of `validate` as SARIF 2.1.0, the form in which code scanning takes results.

Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from smartplan import __version__
from smartplan.messages import Catalogue
from smartplan.operations.validate import Report
from smartplan.plan.finding import Severity
from smartplan.plan.settings import RuleLevel
from smartplan.report.findings.checked import turned_off
from smartplan.report.findings.json import FindingData, data
from smartplan.report.findings.rule_address import rule_address
from smartplan.report.pages.rule import build, explanation
from smartplan.report.render import markdown, text
from smartplan.report.render.json import render as as_json
from smartplan.report.render.page import Page
from smartplan.report.render.sentences import escape_controls
from smartplan.report.render.terminal import Style
from smartplan.rules import ALL
from smartplan.rules.rule import Rule
from smartplan.validation.located import LocatedFinding
from smartplan.workspace.paths import from_top

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT: Final = "%SRCROOT%"
_LEVELS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "info": "note"}
# What GitHub calls the severity of a rule that is no matter of security.
_PROBLEMS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "info": "recommendation"}


def render(report: Report, failures: Sequence[str], say: Catalogue) -> str:
    """The whole log of one run; `failures` say why a file could not be checked."""
    run = {
        "tool": {"driver": _driver(say)},
        "language": say.language,
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": say("ci.sarif.root")}}},
        "invocations": [_invocation(report, failures, say)],
        "results": [_result(*pair) for pair in zip(report.shown, data(report, say).findings, strict=True)],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return as_json(log)


def _driver(say: Catalogue) -> dict[str, Any]:
    rules = [_rule(rule, say) for rule in ALL.values()]
    return {
        "name": "smartplan",
        "version": __version__,
        "semanticVersion": __version__,
        "language": say.language,
        "rules": rules,
    }


def _rule(rule: Rule, say: Catalogue) -> dict[str, Any]:
    address = rule_address(rule.id, say.language)
    return {
        "id": rule.id,
        **({"helpUri": address} if address else {}),
        "shortDescription": {"text": say(f"rule.{rule.id}.title")},
        "fullDescription": {"text": say(f"rule.{rule.id}.why")},
        "help": {
            "text": text.render(build(rule, say), Style()),
            "markdown": markdown.render(Page("", blocks=[*explanation(rule, say)])),
        },
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.family], "problem.severity": _PROBLEMS[rule.severity]},
    }


def _invocation(report: Report, failures: Sequence[str], say: Catalogue) -> dict[str, Any]:
    notes = [{"level": "error", "message": {"text": _plain(text)}} for text in failures]
    found: dict[str, Any] = {"executionSuccessful": not failures, "toolExecutionNotifications": notes}
    if report.settings.levels:
        found["ruleConfigurationOverrides"] = [
            {"descriptor": {"id": rule, "index": _INDEX[rule]}, "configuration": _configuration(level)}
            for rule, level in report.settings.levels.items()
            if level != "off" or rule in report.off
        ]
    if report.off:
        # It says those of some folders too, for which the form above has no words.
        told = {"level": "note", "message": {"text": _plain(turned_off(report, say))}}
        found["toolConfigurationNotifications"] = [told]
    return found


def _configuration(level: RuleLevel) -> dict[str, Any]:
    return {"enabled": False} if level == "off" else {"level": _LEVELS[level]}


def _result(located: LocatedFinding, found: FindingData) -> dict[str, Any]:
    return {
        "ruleId": found.rule,
        "ruleIndex": _INDEX[found.rule],
        "level": _LEVELS[found.severity],
        "message": {"text": _plain(found.message)},
        "locations": [_location(located)],
        "partialFingerprints": {"smartplanFinding/v1": found.fingerprint},
    }


def _location(located: LocatedFinding) -> dict[str, Any]:
    location: dict[str, Any] = {}
    path = from_top(located.path)
    if path:
        place = located.place
        location["physicalLocation"] = {
            "artifactLocation": _artifact(path),
            "region": {
                "startLine": place.line,
                "startColumn": place.column,
                "endLine": place.end_line,
                "endColumn": place.end_column,
            },
        }
    if located.where:
        location["logicalLocations"] = [{"fullyQualifiedName": _plain(located.where)}]
    return location


def _artifact(path: str) -> dict[str, str]:
    if os.path.isabs(path):
        # It lies outside the repository.
        return {"uri": Path(path).as_uri()}
    return {"uri": quote(os.fsencode(path)), "uriBaseId": _ROOT}


def _plain(text: str) -> str:
    """Text in which a plan can make no link, which SARIF writes as markdown does."""
    # The name of a file, which a sentence may tell, may hold bytes that are no text.
    return escape_controls(text).replace("](", "] (").encode(errors="backslashreplace").decode()


_INDEX: Final = {rule: index for index, rule in enumerate(ALL)}
