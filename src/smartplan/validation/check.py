"""One file through reading, shape and rules to findings with their places."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from msgspec import Struct, structs

from smartplan.plan.finding import Finding
from smartplan.plan.model import Plan
from smartplan.rules import ALL, run
from smartplan.validation.located import LocatedFinding, locate
from smartplan.validation.rule_settings import REQUIRED, RuleSettings
from smartplan.workspace.context import context_of
from smartplan.workspace.folder import Folder
from smartplan.workspace.plan_file import PlanFile

# The first word of a comment that speaks to this program.
PRAGMA = "smartplan:"
# So many findings in a file, or one on so many characters of it, and it was not written by planners.
_MOST, _EACH = 10_000, 100
_READING = frozenset(rule.id for rule in ALL.values() if rule.family == "yaml")


class Selection(Struct, frozen=True):
    """Which findings are wanted: `only` these rules (all when empty), without `ignored` (RULE or RULE:ADDRESS).

    What was chosen so wins over the `settings` of the repository.
    """

    only: frozenset[str] = frozenset()
    ignored: frozenset[str] = frozenset()
    settings: RuleSettings = RuleSettings()

    @property
    def rules(self) -> frozenset[str]:
        """The rules that are looked at. Those of reading cannot be left out.

        Where no field is required, the rule about that looks at nothing. One that is off is looked at, so that it can
        be told how much it would find.
        """
        idle = frozenset[str]() if self.settings.required else {REQUIRED}
        return (self.only or frozenset(ALL)) - (self.ignored - _READING | idle)

    @property
    def off(self) -> list[str]:
        """The rules that the settings turn off, at least for some files, and that were not asked for."""
        return [rule for rule in self.settings.off if rule in self.rules and rule not in self.only]

    def wants(self, found: LocatedFinding) -> bool:
        """Whether a finding is to be reported."""
        return self.chosen(found) and not self.is_off(found)

    def is_off(self, found: LocatedFinding) -> bool:
        """Whether the settings turn the rule of a finding off in its file."""
        rule = found.finding.rule
        return rule not in self.only and self.settings.level(rule, found.path) == "off"

    def weighed(self, found: LocatedFinding) -> LocatedFinding:
        """The finding, as severe as the settings say."""
        level = self.settings.level(found.finding.rule, found.path)
        return found if level in (None, "off", found.severity) else structs.replace(found, severity=level)

    def chosen(self, found: LocatedFinding) -> bool:
        """Whether a finding is to be reported if it is not off. What could not be read is, whatever was chosen."""
        if found.unread:
            return True
        rule = found.finding.rule
        if rule not in self.rules or rule in self.ignored:
            return False
        return not any(f"{rule}:{address}" in self.ignored for address in (found.where, found.by_value))


_EVERYTHING: Final = Selection()


def findings(
    file: PlanFile,
    folder: Folder,
    path: Path | None,
    today: date,
    given: Mapping[str, Plan] | None = None,
    *,
    selection: Selection = _EVERYTHING,
) -> list[LocatedFinding]:
    """The findings in one file, in the order of its lines; `given` are revisions that stand for those on disk."""
    return examine(file, folder, path, today, given, selection=selection).findings


class Examined(NamedTuple):
    """The findings in one file in the order of its lines, without those that a comment says to ignore, and those."""

    findings: list[LocatedFinding]
    ignored: list[LocatedFinding]


def examine(
    file: PlanFile,
    folder: Folder,
    path: Path | None,
    today: date,
    given: Mapping[str, Plan] | None = None,
    *,
    selection: Selection = _EVERYTHING,
) -> Examined:
    """Hold one file against the rules, and what they find against its comments."""
    document = file.document
    most = max(_MOST, len(document.source.text) // _EACH)
    found, context = file.faults, None
    if file.content is not None:
        stem = path.stem if path is not None else None
        context = context_of(file.content, folder, stem, today, file.invalid, given, selection.settings.required)
        found += _few(file.in_file(run(file.content, context, selection.rules)), most)
    ignored: list[Finding] = []
    if PRAGMA in document.source.text:
        from smartplan.validation.ignore import apply_ignores

        found, ignored = apply_ignores(document, found, selection.rules, context, most)
    in_order = sorted(
        (locate(finding, document) for finding in found), key=lambda one: (one.place, one.finding.rule, one.where)
    )
    return Examined(in_order, [locate(finding, document) for finding in ignored])


def _few(found: Iterator[Finding], most: int) -> Iterator[Finding]:
    """The findings of rules, as long as they are not as many as no planner could read; that there are more is one."""
    yield from islice(found, most)
    more = next(found, None)
    if more is not None:
        yield Finding("too-large", more.path, more.at, variant="findings", values={"limit": most})
