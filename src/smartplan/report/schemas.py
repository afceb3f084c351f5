"""The published JSON Schemas as text: of the files, and of the results."""

from importlib import import_module
from typing import Any

import msgspec

from smartplan.messages import LANGUAGES, catalogue
from smartplan.plan.schema import published
from smartplan.plan.words import RULE
from smartplan.report.render.json import render as as_json

FILES = ("plan", "review", "evaluation")
# Of the file of settings.
SETTINGS = "config"
# The module and the type of each result; only the one that is asked for is loaded.
RESULTS = {
    "findings": ("smartplan.report.findings.json", "Findings"),
    "diff": ("smartplan.operations.changes", "Diff"),
    "since": ("smartplan.report.diff.since", "Since"),
    "coverage": ("smartplan.analysis.coverage", "Coverage"),
    "cities": ("smartplan.operations.coverage", "Cities"),
    "programme": ("smartplan.operations.show", "ShowResult"),
    "todo": ("smartplan.operations.todo", "Todo"),
    "list": ("smartplan.analysis.listing", "Listing"),
    "listings": ("smartplan.operations.list_cities", "CityListing"),
    "log": ("smartplan.operations.log", "Log"),
    "stale": ("smartplan.operations.stale", "Stale"),
    "summary": ("smartplan.operations.summary", "Summary"),
    "agenda": ("smartplan.analysis.workload", "AgendaResult"),
    "roadmap": ("smartplan.analysis.roadmap", "Roadmap"),
    "inputs": ("smartplan.analysis.inputs", "Inputs"),
    "import": ("smartplan.operations.import_table", "ImportedTable"),
    "evaluations": ("smartplan.analysis.evaluations", "Evaluations"),
    "undo": ("smartplan.operations.undo", "UndoList"),
    "settings": ("smartplan.operations.settings", "SettingsReport"),
}
NAMES = (*FILES, SETTINGS, *RESULTS)


def render(name: str) -> str:
    """The schema of that name as JSON, ending in a line break."""
    return as_json(schema(name))


def schema(name: str) -> dict[str, Any]:
    """The schema of a file (plan, review, evaluation, config) or of a result."""
    found: dict[str, Any] = _for_editors(_plain(name))
    return found


def _plain(name: str) -> dict[str, Any]:
    if name in FILES:
        return published(name)  # type: ignore[arg-type]
    if name == SETTINGS:
        return _of_settings()
    module, type_ = RESULTS[name]
    return msgspec.json.schema(getattr(import_module(module), type_))


def _of_settings() -> dict[str, Any]:
    """The schema of the settings with the names that may stand in them, for editors that complete them."""
    from smartplan.analysis.shares import SHARES
    from smartplan.plan.settings import Percent, RuleLevel, Settings
    from smartplan.rules import ALL
    from smartplan.rules.required import REQUIRABLE
    from smartplan.validation.rule_settings import FIXED

    found = msgspec.json.schema(Settings)
    parts = {name: part["properties"] for name, part in found["$defs"].items()}
    level, percent = msgspec.json.schema(RuleLevel), msgspec.json.schema(Percent)
    levels = _named({f"rule.{id_}.title": (id_, level) for id_ in ALL if id_ not in FIXED})
    parts["Settings"]["language"] = {"enum": list(LANGUAGES)}
    parts["Settings"]["rules"] = parts["FolderSettings"]["rules"] = levels
    parts["CoverageSettings"]["fail-under"] = _named({f"share.{name}": (name, percent) for name in SHARES})
    parts["RequiredFields"]["programme"]["items"] = {"enum": list(REQUIRABLE)}
    for part in parts["Settings"].values():
        # There is no null in TOML, and what is not stated has no value.
        part.pop("default", None)
        if "anyOf" in part:
            part["type"] = part.pop("anyOf")[0]["type"]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found}


def _named(keys: dict[str, tuple[str, dict[str, Any]]]) -> dict[str, Any]:
    """A table with these keys alone, each with the sentence about it."""
    properties = {name: _described(key, schema) for key, (name, schema) in keys.items()}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _for_editors(schema: Any) -> Any:
    """The same schema with what the fields of the model mean, and without the rules that speak of them."""
    if isinstance(schema, list):
        return [_for_editors(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: _for_editors(value) for key, value in schema.items() if key != RULE}
    if {"title", "properties"} <= found.keys():
        found["properties"] = {
            field: _described(f"schema.{found['title']}.{field}", value) for field, value in found["properties"].items()
        }
    return found


def _described(key: str, schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of a field with its sentence in every language, for one file serves all editors."""
    sentences = [say(key) for say in map(catalogue, LANGUAGES) if key in say]
    if not sentences:
        return schema
    # What the model says itself of the keys of a mapping stands first.
    first = {name: schema[name] for name in list(schema)[:1] if name == "propertyNames"}
    return {**first, "description": "\n\n".join(sentences), **schema}
