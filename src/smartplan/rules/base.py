"""What a rule is, and what it may know besides the file it looks at."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal

from smartplan.plan.finding import Finding, Path, Severity
from smartplan.plan.model import Plan, Review, Subject
from smartplan.plan.names import Known
from smartplan.plan.profile import Profile

Family = Literal["yaml", "shape", "references", "continuity", "sense", "completeness", "ignoring"]
_FIELDS = frozenset({"lead", "stakeholders", "objective", "strategy"})
# A rule looks at the content of its subject; which type that is, the registry sees to.
Check = Callable[[Any, "Surroundings"], Iterator[Finding]]


@dataclass(frozen=True)
class Example:
    """Files of a manual page, by name.

    A fragment of YAML is merged over a sound set of files (`null` takes a key away), unless it stands for the whole.
    """

    files: Mapping[str, str]
    whole: bool = False


@dataclass(frozen=True)
class Rule:
    """One thing that can be wrong. `check` is None where reading itself finds it."""

    id: str
    family: Family
    severity: Severity
    subject: Subject | Literal["file"]
    bad: Example
    good: Example
    check: Check | None = None


@dataclass(frozen=True)
class Surroundings:
    """What a rule may know besides the file.

    `stem` is the file's (None for standard input). `unread_reviews` are the files of reviews that cannot be read:
    nothing is said then that rests on them. `unsound` are the addresses that the schema has complained about already.
    `passed_over` are the files of revisions, by the revision's name, and `passed_over_reviews` those of reviews, that
    are not read because of their names.
    """

    stem: str | None = None
    profile: Profile | None = None
    supersedes: str = ""
    revisions: Mapping[str, Plan] = field(default_factory=dict)
    revision_names: frozenset[str] = frozenset()
    reviews: Mapping[str, Review] = field(default_factory=dict)
    unread_reviews: tuple[str, ...] = ()
    passed_over: Mapping[str, str] = field(default_factory=dict)
    passed_over_reviews: tuple[str, ...] = ()
    today: date = date.min
    unsound: frozenset[Path] = frozenset()

    @cached_property
    def superseded(self) -> Plan | None:
        """The revision that the plan supersedes, where there is one that can be read; read when it is asked for."""
        return self.revisions.get(self.supersedes) if self.supersedes else None

    @property
    def superseded_known(self) -> bool:
        """False where the superseded revision is there but cannot be read."""
        return not self.unreadable(self.supersedes)

    @property
    def reviews_known(self) -> bool:
        """Whether every review can be read."""
        return not self.unread_reviews

    def unreadable(self, name: str) -> bool:
        """Whether a revision of that name is there but cannot be read."""
        return name in self.revision_names and self.revisions.get(name) is None

    @cached_property
    def _touched(self) -> frozenset[Path]:
        return frozenset(path[:depth] for path in self.unsound for depth in range(1, len(path) + 1))

    def unread(self, path: Path) -> bool:
        """Whether something at that address or below it was left out of the model as unsound."""
        return path in self._touched

    @cached_property
    def lost(self) -> tuple[Path, ...]:
        """Addresses of programmes, or of whole groups of them, that were left out of the model as unsound."""
        return tuple(
            path
            for path in self.unsound
            if path[:1] == ("dimensions",)
            and (
                len(path) < 3
                # A key that is no field of a dimension may be a misspelt `programmes`.
                or (len(path) == 3 and path[2] not in _FIELDS)
                or (len(path) == 4 and path[2] == "programmes")
            )
        )

    def lost_in(self, dimension: str) -> bool:
        """Whether programmes of that dimension were left out of the model."""
        return any(path[1:2] in ((), (dimension,)) for path in self.lost)


def one(text: str, name: str = "2023.yaml") -> Example:
    """An example of one file."""
    return Example({name: text})


def raw(text: str) -> Example:
    """An example that stands for the whole file."""
    return Example({"2023.yaml": text}, whole=True)


def programme(lines: str) -> Example:
    """An example of some fields of one programme."""
    body = "\n".join(f"        {line}" for line in lines.strip("\n").split("\n"))
    return one(f"dimensions:\n  governance:\n    programmes:\n      GOV-01:\n{body}\n")


def unread(path: Path, variant: str, name: str) -> Finding:
    """That a file beside this one, which a rule needs, cannot be read. Several rules may say so; it is told once."""
    return Finding("unreadable-neighbour", path, variant=variant, values={"value": name})


def near(
    rule: str,
    path: Path,
    value: str,
    known: Known | Iterable[str],
    at: Literal["key", "value"] = "value",
    /,
    **more: Any,
) -> Finding:  # fmt: skip
    """A finding about a wrong name, with the nearest of the known ones where there is one."""
    found = (known if isinstance(known, Known) else Known(known)).nearest(value)
    values = {"value": value, **more}
    if found is None:
        return Finding(rule, path, at, values=values)
    return Finding(rule, path, at, variant="nearest", values={**values, "nearest": found})
