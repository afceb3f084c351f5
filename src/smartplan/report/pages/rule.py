"""The manual: every rule on a line, or one on a page with its examples."""

from collections.abc import Iterable, Iterator

from smartplan.messages import Catalogue
from smartplan.report.render.file_listing import FileListing
from smartplan.report.render.page import Block, Page, Text
from smartplan.report.render.terminal import Style
from smartplan.rules.rule import Rule

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


def build(rule: Rule, say: Catalogue) -> Page:
    """One rule: what it means, a bad example and a good one."""
    title = f"{rule.id}  {say(f'cli.severity.{rule.severity}')}  {say(f'family.{rule.family}')}"
    return Page(title, blocks=[*explanation(rule, say)])


def explanation(rule: Rule, say: Catalogue) -> Iterator[Block]:
    """The page of a rule without its head."""
    yield Text(say(f"rule.{rule.id}.title"))
    yield Text(say(f"rule.{rule.id}.why"))
    if rule.aliases:
        yield Text(say("rule.aliases", names=", ".join(f"`{name}`" for name in rule.aliases)))
    if rule.bad.files:
        yield FileListing(say("cli.rules.bad"), "bad", [*rule.bad.files.items()])
    if rule.good.files:
        yield FileListing(say("cli.rules.good"), "good", [*rule.good.files.items()])
