"""JUnit XML, in which GitLab, Jenkins and others take the results of tests: a suite a file, a case a finding or change.

There is no standard; the elements are those that both read: https://github.com/testmoapp/junitxml.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, Literal

from msgspec import Struct

from smartplan.report.render.sentences import escape_controls
from smartplan.yamltext.source import Place

# What stops the build; what could not be looked at; what is told and stops nothing; what is as it should be.
Verdict = Literal["failure", "error", "skipped", "passed"]
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
# Text that XML cannot hold, besides controls and halves of characters, which `escape_controls` shows as codes.
_NONE: Final = {0xFFFE: "\\ufffe", 0xFFFF: "\\uffff"}


class JunitCase(Struct, frozen=True):
    """One case; `kind` is the rule or the kind of change, `text` what is told of it."""

    name: str
    verdict: Verdict
    kind: str = ""
    text: str = ""
    place: Place | None = None


class JunitSuite(Struct, frozen=True):
    """The cases of one file; `path` is from the top of the repository."""

    path: str
    cases: Sequence[JunitCase]


def render(suites: Iterable[JunitSuite]) -> str:
    """The whole document, ending in a line break."""
    from xml.etree import ElementTree as xml

    suites = list(suites)
    root = xml.Element("testsuites", {"name": "smartplan", **_counts([case for one in suites for case in one.cases])})
    for suite in suites:
        path = _plain(suite.path)
        element = xml.SubElement(root, "testsuite", {"name": path, **_counts(suite.cases)})
        seen: Counter[str] = Counter()
        for case in suite.cases:
            name = _plain(" ".join(case.name.split()))
            seen[name] += 1
            # GitLab takes cases of one name for one case.
            name = name if seen[name] == 1 else f"{name} ({seen[name]})"
            line = {"line": str(case.place.line)} if case.place else {}
            one = xml.SubElement(element, "testcase", {"classname": path, "name": name, "file": path, **line})
            text = _plain(case.text)
            if case.verdict == "passed":
                if text:
                    xml.SubElement(one, "system-out").text = text
                continue
            told = xml.SubElement(one, case.verdict, {"message": " ".join(text.split())})
            if case.verdict != "skipped":
                told.set("type", case.kind)
                told.text = f"{path}:{case.place.line}:{case.place.column}: {text}" if case.place else text
    xml.indent(root)
    return _DECLARATION + xml.tostring(root, encoding="unicode") + "\n"


def _counts(cases: Sequence[JunitCase]) -> dict[str, str]:
    """How many of each, under the names that both readers know."""
    found = Counter(case.verdict for case in cases)
    counts = {"tests": len(cases), "failures": found["failure"], "errors": found["error"], "skipped": found["skipped"]}
    return {name: str(count) for name, count in counts.items()}


def _plain(text: str) -> str:
    """Text that XML can hold, with what cannot be seen as codes."""
    # The name of a file may hold bytes that are no text.
    return escape_controls(text.encode(errors="backslashreplace").decode()).translate(_NONE)
