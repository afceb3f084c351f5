"""The commonest slips of YAML, told where they were made and with the corrected line.

A parser says where it could not go on, which is often far from the mistake, and in words of a grammar. Here the lines
around that place are held against what people get wrong. Nothing is said that was not tried: the corrected line has to
take the parser past the place, in a small part of the text, so that the cost does not grow with the file.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from smartplan.plan.finding import Finding
from smartplan.yamltext.window import Stop, Stops, Window, indent_of

if TYPE_CHECKING:
    from smartplan.yamltext.corrections import Correction

_MARKER = re.compile(r"^(<{7}|\|{7}|={7}|>{7})(?=[ \r\n]|\Z)[^\r\n]*", re.MULTILINE)
_SURE = re.compile(r"^[<>]{7}(?=[ \r\n]|\Z)", re.MULTILINE)


def slip(text: str, stop: Stop, stops: Stops) -> Finding | None:
    """What was done wrong, or None where nobody can be sure."""
    # What can be read needs none of them.
    from smartplan.yamltext.corrections import closed_brackets, closed_quote, corrected_lines

    marker = _MARKER.search(text)
    if marker and marker.start() <= stop.at and _SURE.search(text):
        return Finding("yaml-syntax", span=marker.span(), variant="merge_marker")
    window = Window(text, stop.at)
    if not stop.in_quotes and window.stops_here(stops):
        found = _first(window, corrected_lines(window, stop), stops)
        if found is not None:
            return found
    opened = stop.begun if stop.in_quotes else stop.quoted
    if opened is not None and text.find("\n", opened, stop.at) >= 0:
        window = Window(text, opened)
        return _first(window, closed_quote(window, opened), stops) if window.is_whole else None
    if stop.brackets and text.find("\n", stop.brackets[-1], stop.at) >= 0:
        window = Window(text, stop.brackets[-1])
        return _first(window, closed_brackets(window, stop.brackets), stops) if window.is_whole else None
    return None


def _first(window: Window, tries: "Iterable[Correction]", stops: Stops) -> Finding | None:
    """The first correction that takes the parser past the place."""
    for one in tries:
        if one.text != window.lines[one.line] and window.reads_with(one.line, one.text, stops):
            start = window.offsets[one.line]
            values: dict[str, Any] = {"fixed": one.text.strip()}
            if one.variant == "indentation":
                values["spaces"] = indent_of(one.text)
            elif one.variant == "first_character":
                values["character"] = window.lines[one.line][one.start]
            return Finding("yaml-syntax", span=(start + one.start, start + one.end), variant=one.variant, values=values)
    return None
