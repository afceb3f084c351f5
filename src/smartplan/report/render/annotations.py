"""Annotations of a pull request, as workflow commands of GitHub: `::error file=…,line=…::message`."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, TypeVar

from msgspec import Struct

from smartplan.messages import Catalogue
from smartplan.plan.finding import Severity
from smartplan.report.render.sentences import escape_controls
from smartplan.yamltext.source import Place

T = TypeVar("T")
# GitHub takes no more of a level from one step, and drops the rest without a word.
MOST: Final = 10
COMMANDS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "info": "notice"}


class Annotation(Struct, frozen=True):
    """`path` is from the top of the repository, empty for what stands in no file; without a place there is no line."""

    level: Severity
    message: str
    title: str = ""
    path: str = ""
    place: Place | None = None

    def __str__(self) -> str:
        """The command, on one line whatever the text holds."""
        lines = _lines(self.place) if self.path and self.place else {}
        properties = {"file": self.path, **lines, "title": " ".join(self.title.split())}
        listed = ",".join(f"{name}={_property(text)}" for name, text in properties.items() if text)
        return f"::{COMMANDS[self.level]} {listed}".rstrip() + f"::{_data(self.message)}"


def pick(items: Iterable[T], level: Callable[[T], Severity]) -> tuple[list[T], dict[Severity, int]]:
    """The first ten of each level, and how many of it are left out."""
    items = list(items)
    counts = Counter(level(item) for item in items)
    room = dict.fromkeys(COMMANDS, MOST)
    if any(count > MOST for count in counts.values()):
        # What says how many are left out is a notice too.
        room["info"] -= 1
    left = {name: counts[name] - room[name] for name in COMMANDS if counts[name] > room[name]}
    chosen: list[T] = []
    for item in items:
        if room[level(item)]:
            room[level(item)] -= 1
            chosen.append(item)
    return chosen, left


def render(annotations: Iterable[Annotation], left: Mapping[Severity, int], say: Catalogue) -> Iterator[str]:
    """A line each; the last says how many are left out."""
    yield from (str(annotation) for annotation in annotations)
    if left:
        counts = ", ".join(say(f"cli.count.{name}", n=n) for name, n in left.items())
        yield str(Annotation("info", say("ci.left-out", most=MOST, counts=counts), "smartplan"))


def log(text: str) -> str:
    """A line for the log that no text of a plan can make a command of."""
    return _visible(" ".join(text.split())).lstrip(":").replace("##[", "## [")


def _lines(place: Place) -> dict[str, str]:
    if place.line != place.end_line:
        # GitHub refuses columns where lines differ.
        return {"line": str(place.line), "endLine": str(place.end_line)}
    return {
        "line": str(place.line),
        "endLine": str(place.end_line),
        "col": str(place.column),
        "endColumn": str(place.end_column),
    }


def _data(text: str) -> str:
    return _visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _visible(text: str) -> str:
    # The name of a file may hold bytes that are no text.
    return escape_controls(text).encode(errors="backslashreplace").decode()
