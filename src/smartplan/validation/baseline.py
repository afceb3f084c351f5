"""A baseline: the findings of `validate` that are known and accepted, in a file of one line each.

An entry names the file as it is seen from the baseline's own folder, the rule, the address with values in place of list
indices, and the fingerprint of the data that the finding speaks of. Where several findings are the same in all of
these, `count` says how many are accepted.
"""

import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from smartplan.errors import BadBaseline, CannotOpen
from smartplan.plan.finding import Address, Finding
from smartplan.rules import ALL, IDS
from smartplan.workspace.atomic import create, replace
from smartplan.workspace.files import read
from smartplan.workspace.folder import STANDARD_INPUT
from smartplan.workspace.paths import shown
from smartplan.yamltext.document import Document, load
from smartplan.yamltext.source import SourceText, encode

if TYPE_CHECKING:
    from smartplan.validation.check import Selection
    from smartplan.validation.located import LocatedFinding

FORMAT = 1
_KEYS = ("file", "rule", "where", "fingerprint")
# JSON lets these stand for themselves, and YAML does not.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


class BaselineEntry(NamedTuple):
    """Findings that are the same for a baseline."""

    file: str
    rule: str
    where: str
    fingerprint: str


class Baseline:
    """A baseline against which files are held one after the other."""

    def __init__(self, path: Path, document: Document | None, *, anew: bool) -> None:
        self.path = path
        self.document = document or Document(SourceText(shown(path), "", path), load(SourceText("", "{}")).tree)
        self._is_there = document is not None
        self._anew = anew
        self.entries = list(_entries(self.document)) if document is not None else []
        self._accepted: dict[str, Counter[BaselineEntry]] = {}
        for entry, count in self.entries:
            # Of two lines that say the same, as a merge may leave them, one counts.
            counts = self._accepted.setdefault(entry.file, Counter())
            counts[entry] = max(counts[entry], count)
        self._seen: dict[str, Counter[BaselineEntry]] = {}
        self._folders: set[Path] = set()

    def new_findings(
        self, path: Path | None, findings: Sequence["LocatedFinding"], selection: "Selection"
    ) -> list["LocatedFinding"]:
        """The wanted findings in a file that are not accepted; `path` is None for standard input."""
        file = self._name(path)
        left = self._accepted.get(file, Counter()).copy()
        seen: Counter[BaselineEntry] = Counter()
        new: list[LocatedFinding] = []
        for located in findings:
            entry = BaselineEntry(file, located.finding.rule, located.by_value, located.fingerprint)
            wanted, known = selection.wants(located), left[entry] > 0
            # A file that cannot be read was not checked, and nothing may make it look as if it was.
            may = not located.unread
            if may and (wanted or known):
                seen[entry] += 1
                left[entry] -= 1
            if wanted and not (may and (known or self._anew)):
                new.append(located)
        # The same file as it stands in several commits: what is found in one of them is there.
        self._seen[file] = self._seen.get(file, Counter()) | seen
        return new

    def unused(self, selection: "Selection") -> Iterator[Finding]:
        """Entries of the files held against it that accept nothing any more."""
        if self._anew:
            return
        told: set[BaselineEntry] = set()
        unselected = ALL.keys() - selection.rules
        for index, (entry, _) in enumerate(self.entries):
            seen = self._seen.get(entry.file)
            if seen is None or entry in told or entry.rule in unselected:
                continue
            count = self._accepted[entry.file][entry]
            if seen[entry] >= count:
                continue
            told.add(entry)
            yield self._unused(index, entry, seen, count)

    def _unused(self, index: int, entry: BaselineEntry, seen: Counter[BaselineEntry], count: int) -> Finding:
        values: dict[str, Any] = {"value": entry.rule, "where": entry.where or "–", "file": entry.file}
        variant = ""
        if seen[entry]:
            variant, values = "fewer", {**values, "found": seen[entry], "accepted": count}
        elif any(other[:3] == entry[:3] for other in seen):
            variant = "changed"
        return Finding("baseline-unused", ("accepted", index, "rule"), variant=variant, values=values)

    def write(self, selection: "Selection") -> int:
        """Write what was found, and the entries of what was not looked at. Gives the number of accepted findings.

        Raises SmartplanError where the file would be taken for a plan, or cannot be written.
        """
        if self.path.suffix == ".yaml" and _real(self.path).parent in self._folders:
            raise BadBaseline(variant="among-plans", path=shown(self.path))
        counts: Counter[BaselineEntry] = Counter()
        unselected = ALL.keys() - selection.rules
        for file, accepted in self._accepted.items():
            if file not in self._seen:
                if file == STANDARD_INPUT or (_real(self.path).parent / file).exists():
                    counts |= accepted
            else:
                kept = {entry: n for entry, n in accepted.items() if entry.rule in unselected}
                counts |= Counter(kept)
        for seen in self._seen.values():
            counts |= seen
        data = render(counts).encode()
        if self._is_there:
            source = self.document.source
            before = encode(source, source.text)
            replace(self.path, data, read=before)
        else:
            create(self.path, data)
        return counts.total()

    def _name(self, path: Path | None) -> str:
        """A file as seen from the baseline's folder, with forward slashes; the same wherever the command is run."""
        if path is None:
            return STANDARD_INPUT
        real = _real(path)
        self._folders.add(real.parent)
        try:
            name = Path(os.path.relpath(real, _real(self.path).parent)).as_posix()
        except ValueError:
            # Another drive.
            name = real.as_posix()
        # A name may hold bytes that are no text.
        return name.encode(errors="backslashreplace").decode()


def open_baseline(path: Path, *, anew: bool) -> Baseline:
    """The baseline in a file; one that is to be written anew need not be there. Raises BadBaseline and CannotOpen."""
    name = shown(path)
    try:
        document = load(read(path, name))
    except CannotOpen as error:
        if error.values["reason"] != "missing":
            raise
        if not anew:
            raise BadBaseline(variant="missing", path=name) from None
        return Baseline(path, None, anew=True)
    if document.tree.faults:
        fault = document.tree.faults[0]
        raise BadBaseline(path=name, finding=fault, place=document.place_of(fault))
    return Baseline(path, document, anew=anew)


def render(counts: Counter[BaselineEntry]) -> str:
    """The text of a baseline: an entry a line, in order, so that git can merge what two people add."""
    lines = [f"- {_line(entry, count)}\n" for entry, count in sorted(counts.items()) if count > 0]
    return f"format: {FORMAT}\naccepted:{''.join([chr(10), *lines]) if lines else ' []' + chr(10)}"


def _line(entry: BaselineEntry, count: int) -> str:
    values: dict[str, Any] = entry._asdict()
    if count > 1:
        values["count"] = count
    text = json.dumps(values, ensure_ascii=False)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _entries(document: Document) -> Iterable[tuple[BaselineEntry, int]]:
    """The entries in the order of the file. Raises BadBaseline with the line of what is none."""
    data = document.data
    if data is None or "accepted" not in data or "format" not in data:
        raise _bad(document, (), "other")
    if data["format"] != FORMAT:
        raise _bad(document, ("format",), "format", found=str(data["format"]), known=FORMAT)
    if data.keys() != {"format", "accepted"} or not isinstance(data["accepted"], list):
        raise _bad(document, (), "other")
    for index, item in enumerate(data["accepted"]):
        found = _entry(item)
        if found is None:
            raise _bad(document, ("accepted", index), "entry")
        yield found


def _entry(item: Any) -> tuple[BaselineEntry, int] | None:
    """An item of the list, or None where it is none of ours."""
    if not isinstance(item, dict) or not {*_KEYS} <= item.keys() <= {*_KEYS, "count"}:
        return None
    texts = [item[key] for key in _KEYS if isinstance(item[key], str)]
    count = item.get("count", 1)
    if len(texts) != 4 or type(count) is not int or count <= 0:
        return None
    file, rule, where, fingerprint = texts
    return BaselineEntry(file, IDS.get(rule, rule), where, fingerprint), count


def _bad(document: Document, path: Address, variant: str, **values: Any) -> BadBaseline:
    return BadBaseline(variant=variant, path=document.name, line=document.place(path).line, **values)


def _real(path: Path) -> Path:
    """A path with links in its folders followed, so that every way to a file gives the same name."""
    return Path(os.path.realpath(path.parent)) / path.name
