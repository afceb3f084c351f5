"""What a rule is, and what the rules have in common: the pieces of their examples and of their findings."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Literal

from msgspec import Struct

from smartplan.plan.context import Context
from smartplan.plan.finding import Address, Finding, Severity
from smartplan.plan.names import Known
from smartplan.plan.subject import Subject

Family = Literal["yaml", "shape", "references", "continuity", "sense", "completeness", "ignoring", "tables"]
# A rule looks at the content of its subject; the registry ensures that it has the right type.
Check = Callable[[Any, Context], Iterator[Finding]]


class Example(Struct, frozen=True):
    """Files of a manual page, by name.

    A fragment of YAML is merged over a valid set of files (`null` removes a key), unless it is the
    entire text of the files.
    """

    files: Mapping[str, str]
    whole: bool = False


class Rule(Struct, frozen=True):
    """One thing that can be wrong.

    `check` is None where reading itself finds it. `aliases` are other names for it, accepted wherever an id is. `also`
    is another subject that it is checked in.
    """

    id: str
    family: Family
    severity: Severity
    subject: Subject | Literal["file"]
    bad: Example
    good: Example
    check: Check | None = None
    aliases: tuple[str, ...] = ()
    also: Subject | None = None


def one(text: str, name: str = "2023.yaml") -> Example:
    """An example of one file."""
    return Example({name: text})


def raw(text: str) -> Example:
    """An example that is the entire text of a file."""
    return Example({"2023.yaml": text}, whole=True)


def programme(lines: str) -> Example:
    """An example of some fields of one programme."""
    body = "\n".join(f"        {line}" for line in lines.strip("\n").split("\n"))
    return one(f"dimensions:\n  governance:\n    programmes:\n      GOV-01:\n{body}\n")


def unread(path: Address, variant: str, name: str) -> Finding:
    """That another file, which a rule needs, cannot be read. Several rules may find it; it is reported once."""
    return Finding("unreadable-neighbour", path, variant=variant, values={"value": name})


def near(
    rule: str,
    path: Address,
    value: str,
    known: Known | Iterable[str],
    at: Literal["key", "value"] = "value",
    /,
    **more: Any,
) -> Finding:
    """A finding about a wrong name, with the nearest of the known ones where there is one."""
    found = (known if isinstance(known, Known) else Known(known)).nearest(value)
    values = {"value": value, **more}
    if found is None:
        return Finding(rule, path, at, values=values)
    return Finding(rule, path, at, variant="nearest", values={**values, "nearest": found})
