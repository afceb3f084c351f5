"""The manual: every rule on a line, or one on a page with its examples."""

import textwrap
from collections.abc import Iterable

from smartplan.messages import Catalogue
from smartplan.report.render.terminal import Style
from smartplan.rules.rule import Example, Rule

_COLOURS = {"error": "red", "warning": "yellow", "info": "blue"}


def index(rules: Iterable[Rule], say: Catalogue, style: Style) -> str:
    """Every rule with its severity and title, by family."""
    rules = list(rules)
    width = max(len(rule.id) for rule in rules)
    label = max(len(say(f"cli.severity.{name}")) for name in _COLOURS)
    lines: list[str] = []
    for family in dict.fromkeys(rule.family for rule in rules):
        lines += ["", style(say(f"family.{family}"), "bold")]
        for rule in rules:
            if rule.family == family:
                severity = style(say(f"cli.severity.{rule.severity}").ljust(label), _COLOURS[rule.severity])
                lines.append(f"  {rule.id.ljust(width)}  {severity}  {say(f'rule.{rule.id}.title')}")
    return "\n".join(lines[1:]) + "\n"


def page(rule: Rule, say: Catalogue, style: Style) -> str:
    """One rule: what it means, a bad example and a good one."""
    severity = style(say(f"cli.severity.{rule.severity}"), _COLOURS[rule.severity], "bold")
    lines = [f"{style(rule.id, 'bold')}  {severity}  {say(f'family.{rule.family}')}", ""]
    lines += [say(f"rule.{rule.id}.title"), ""]
    why = say(f"rule.{rule.id}.why")
    lines += [*(textwrap.wrap(why, min(style.width, 100)) if style.width else [why]), ""]
    if rule.aliases:
        lines += [say("rule.aliases", names=", ".join(f"`{name}`" for name in rule.aliases)), ""]
    for name, example, colour in (("bad", rule.bad, "red"), ("good", rule.good, "green")):
        if example.files:
            lines += [style(say(f"cli.rules.{name}"), colour, "bold"), *_example(example, style), ""]
    return "\n".join(lines)


def _example(example: Example, style: Style) -> list[str]:
    lines: list[str] = []
    for name, text in example.files.items():
        lines += [f"  {style('# ' + name, 'dim')}", *(f"  {line}".rstrip() for line in text.strip("\n").split("\n"))]
    return lines
