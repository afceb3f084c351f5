"""The findings of `validate` for people: by file, with the source line and the place underlined; errors at the end."""

from collections.abc import Iterator
from itertools import groupby

from smartplan.messages import Catalogue
from smartplan.operations.validate import Report
from smartplan.plan.finding import Severity
from smartplan.report.findings.checked import checked
from smartplan.report.render.sentences import escape_controls, sentence
from smartplan.report.render.terminal import Style
from smartplan.validation.located import LocatedFinding

_COLOURS: dict[Severity, str] = {"error": "red", "warning": "yellow", "info": "blue"}
# More findings of one gap than this in a file are listed a line each, below the first, and only so many of them.
_FEW = 3
_LISTED = 10
# Of a line that is no line of a plan, this much around the place is shown.
_LONGEST = 400


def render(report: Report, say: Catalogue, style: Style, *, stat: bool = False, all_places: bool = False) -> str:
    """The whole report; the last line says what was checked. `stat` counts by rule in place of the findings."""
    listed = None if all_places else _LISTED
    body = _stat(report, say, style) if stat else _files(report, say, style, listed)
    return "\n".join([*body, *_end(report, say, style)]) + "\n"


def _files(report: Report, say: Catalogue, style: Style, listed: int | None) -> Iterator[str]:
    """The errors of all files last: of a long report the end is what one sees."""
    errors = [located for located in report.shown if located.severity == "error"]
    others = [located for located in report.shown if located.severity != "error"]
    for part in (others, errors):
        for name, group in groupby(part, key=lambda located: located.name):
            placed_here = list(group)
            yield style(escape_controls(name), "bold")
            many = _many(placed_here)
            for located in placed_here:
                if located.finding.rule not in many:
                    yield from _one(located, say, style)
            for rule in many:
                same = [located for located in placed_here if located.finding.rule == rule]
                yield from _list(same, say, style, listed)
            yield ""


def _stat(report: Report, say: Catalogue, style: Style) -> Iterator[str]:
    """A line for each rule: how often, how grave, which."""
    rows = report.by_rule()
    if not rows:
        return
    label = max(len(say(f"cli.severity.{severity}")) for _, severity, _ in rows)
    width = max(len(str(n)) for *_, n in rows)
    for rule, severity, n in rows:
        word = style(say(f"cli.severity.{severity}").ljust(label), _COLOURS[severity])
        yield f"{str(n).rjust(width)}  {word}  {rule}"
    yield ""


def _many(located: list[LocatedFinding]) -> list[str]:
    """Rules of warnings that speak more often than a reader wants to see a source line."""
    rules = [item.finding.rule for item in located if item.severity != "error"]
    return [rule for rule in dict.fromkeys(rules) if rules.count(rule) > _FEW]


def _one(located: LocatedFinding, say: Catalogue, style: Style) -> Iterator[str]:
    yield ""
    yield from _head(located, say, style)
    yield from _source(located, style)


def _head(located: LocatedFinding, say: Catalogue, style: Style) -> Iterator[str]:
    label = style(say(f"cli.severity.{located.severity}"), _COLOURS[located.severity], "bold")
    rule = style(f"[{located.finding.rule}]", "dim")
    place = f"{located.place.line}:{located.place.column}"
    yield f"  {place}  {label}  {rule}"
    yield from _wrapped(sentence(located.finding, say), style, "    ")


def _list(located: list[LocatedFinding], say: Catalogue, style: Style, listed: int | None) -> Iterator[str]:
    """The first as usual, of the rest as many as are to be listed, a line each: place and address."""
    yield ""
    severity = located[0].severity
    label = style(say(f"cli.severity.{severity}"), _COLOURS[severity], "bold")
    count = say("cli.times", n=len(located))
    title = say(f"rule.{located[0].finding.rule}.title")
    yield f"  {label}  {style('[' + located[0].finding.rule + ']', 'dim')}  {count}: {title}"
    first = sentence(located[0].finding, say)
    yield from _wrapped(first, style, "    ")
    yield from _source(located[0], style)
    rest = located[1:listed]
    width = max((len(f"{item.place.line}:{item.place.column}") for item in rest), default=0)
    for item in rest:
        place = f"{item.place.line}:{item.place.column}".ljust(width)
        # What is missing stands in no address: its name is told beside it.
        value = str(item.finding.values.get("value", ""))
        named = "" if value in item.finding.path else f"  {escape_controls(value)}"
        yield f"    {place}  {style(escape_controls(item.where), 'dim')}{named}"
    if len(rest) + 1 < len(located):
        yield f"    {style(say('cli.more-places', n=len(located) - len(rest) - 1), 'dim')}"


def _source(located: LocatedFinding, style: Style) -> Iterator[str]:
    """The line with the place underlined; cut around the place where a terminal, or anybody, has no room for it."""
    place = located.place
    if located.line is None:
        return
    ahead = max(0, place.column - 1 - _LONGEST // 2) if len(located.line) > _LONGEST else 0
    line = escape_controls(located.line[ahead : ahead + _LONGEST].replace("\t", " "))
    start = min(place.column - 1 - ahead, len(line))
    end = min(place.end_column - 1 - ahead if place.end_line == place.line else len(line), len(line))
    number = str(place.line)
    room = style.width - len(number) - 7 if style.width else None
    if room is not None and len(line) > room:
        offset = max(0, min(start - 8, len(line) - room))
        line, start, end = line[offset : offset + room], start - offset, min(end - offset, room)
    mark = "^" * max(end - start, 1)
    blank = " " * len(number)
    yield f"    {style(number + ' |', 'dim')} {line}"
    yield f"    {style(blank + ' |', 'dim')} {' ' * start}{style(mark, _COLOURS[located.severity])}"


def _end(report: Report, say: Catalogue, style: Style) -> Iterator[str]:
    counts = {severity: report.count(severity) for severity in _COLOURS}
    parts = [_count(severity, n, say, style) for severity, n in counts.items() if n]
    if report.unreadable:
        parts.append(style(say("cli.not-checked", n=report.unreadable), "red", "bold"))
    if parts:
        yield ", ".join(parts)
    elif report.failures:
        yield style(say("cli.nothing-checked"), "red", "bold")
    elif report.shapeless:
        yield say("cli.clean-in-part", files=len(report.shapeless))
    else:
        yield style(say("cli.clean"), "green")
    yield checked(report, say)


def _count(severity: Severity, n: int, say: Catalogue, style: Style) -> str:
    return style(say(f"cli.count.{severity}", n=n), _COLOURS[severity], "bold")


def _wrapped(text: str, style: Style, indent: str) -> Iterator[str]:
    import textwrap

    if style.width is None:
        yield indent + text
        return
    yield from textwrap.wrap(text, style.width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
