"""The main changes of a comparison, in words: one programme a line, by name and with its reason."""

from collections.abc import Iterator

from smartplan.compare.changes import Change, Highlight, HighlightKind
from smartplan.compare.gravity import highlights, top
from smartplan.report.diff.words import DiffWords
from smartplan.report.render.page import Ranked, Tone
from smartplan.report.render.sentences import escape_controls, one_line

# So many are listed where nothing else is asked for.
TOP = 10
SIGNS: dict[HighlightKind, str] = {"dropped": "!", "withdrawn": "-"}
TONES: dict[HighlightKind, Tone] = {
    "dropped": "bad",
    "withdrawn": "warn",
    "stopped": "warn",
    "moved": "heat",
    "merged": "heat",
    "split": "heat",
    "lowered": "warn",
    "money": "",
}


def weights(words: DiffWords, count: int) -> tuple[list[Ranked], int]:
    """The main ones, at most so many, and how many more there are."""
    entries = highlights(words.result.comparison)
    return [_weight(entry, words) for entry in top(entries, count)], max(len(entries) - count, 0)


def _weight(entry: Highlight, words: DiffWords) -> Ranked:
    text = "; ".join(part for part in _facts(entry, words) if part)
    absent = entry.kind == "dropped" and words.result.comparison.link == "broken"
    label = words.say("diff.absent" if absent else f"diff.weight.{entry.kind}")
    sign = "+" if entry.changes[0].kind == "programme-added" else SIGNS.get(entry.kind, "~")
    return Ranked(label, sign, one_line(f"{entry.programme} {entry.name}"), text, TONES[entry.kind])


def _facts(entry: Highlight, words: DiffWords) -> Iterator[str]:
    first = entry.changes[0]
    if entry.kind == "withdrawn":
        # A semicolon follows.
        yield one_line(entry.reason).rstrip(".")
        yield ", ".join(map(escape_controls, entry.because))
    if entry.kind == "stopped":
        yield _change(first, words)
    if entry.kind == "moved":
        yield words.line(first).text
        origins = _origins(entry)
        yield words.say("diff.weight.formerly", old=origins[0]) if origins != [escape_controls(entry.programme)] else ""
    if entry.kind in ("merged", "split"):
        yield words.say("diff.weight.from", old=", ".join(_origins(entry)))
    if entry.kind == "lowered":
        yield _change(first, words)
        more = len(entry.changes) - 1
        yield words.say("diff.and-more", n=more) if more else ""
    if entry.kind == "money" or (entry.kind in ("dropped", "withdrawn") and entry.old):
        yield _money(entry, words)


def _change(change: Change, words: DiffWords) -> str:
    line = words.line(change)
    return f"{line.label} {line.text}"


def _origins(entry: Highlight) -> list[str]:
    return [escape_controls(change.old.programme) for change in entry.changes if change.old and change.old.programme]


def _money(entry: Highlight, words: DiffWords) -> str:
    if entry.changes[0].kind == "programme-added" or entry.kind != "money":
        one = entry.old if entry.new.rupiah is None else entry.new
        return "" if one.rupiah is None else words.values.money(one.rupiah, approx=one.approx)
    return words.values.moved(entry.old, entry.new)
