"""The files that are open in an editor: what is found in them, and what it asks about a place in one."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

from msgspec import Struct

from smartplan.errors import SmartplanError
from smartplan.operations.editor.buffers import Buffers, Kept, KeptFolder, source_of
from smartplan.operations.editor.cursor import Cursor, cursor_at
from smartplan.operations.editor.references import NamedPlace, Neighbourhood
from smartplan.operations.validate import check_file
from smartplan.plan.field_at import field_at
from smartplan.plan.model import Plan
from smartplan.plan.understand import Named
from smartplan.validation import passed_over
from smartplan.validation.baseline import open_baseline
from smartplan.validation.check import Selection
from smartplan.validation.located import LocatedFinding
from smartplan.workspace.file_names import is_passed_over
from smartplan.workspace.folder import home_of_file, is_part
from smartplan.yamltext import emit

# Keys at the head of a plan, and of a review or an evaluation, that other YAML has not.
_PLAN: Final = re.compile(r"^[\"']?(dimensions|rpjmd|supersedes|revision)[\"']?\s*:", re.MULTILINE)
_PART: Final = re.compile(r"^[\"']?(review|year|inputs|recommendations)[\"']?\s*:", re.MULTILINE)


class FoundInText(Struct, frozen=True):
    """The findings in an open file in the order of its lines, and what stopped a part of it from being checked."""

    findings: list[LocatedFinding]
    failures: list[SmartplanError]


class Offers(Struct, frozen=True):
    """What may stand at a place, each with its names: `what` is the word for it, `plan` where its names are looked up.

    `start` and `end` are the offsets of what it would stand in place of, `written` has each as it is to be written
    there. `what` is `word` for those of a vocabulary.
    """

    what: str
    start: int
    end: int
    known: list[Named]
    written: list[str]
    plan: Plan | None


class Told(Struct, frozen=True):
    """What stands at a place: a thing by its names, or a key by the type that has it as a field."""

    cursor: Cursor
    what: str
    named: Named | None
    plan: Plan | None
    field: str


class Desk:
    """The folders of the files that are open, and what was read of them. Texts are given anew with each question."""

    def __init__(self, selection: Selection, baseline: Path | None = None) -> None:
        self._kept = Kept()
        self._selection, self._baseline = selection, baseline

    def findings(self, path: Path, texts: Mapping[Path, str], today: date) -> FoundInText:
        """What `validate` would find in an open file if every text were saved as it is."""
        folder = self._folder(path, texts)
        if passed_over.is_mapping_file(folder, path):
            return FoundInText(self._wanted(passed_over.findings((), mappings=[path])), [])
        result = check_file(folder, path, today, self._selection)
        if isinstance(result, SmartplanError):
            return FoundInText([], [result])
        found, failures = self._wanted(result.findings), folder.bad_profiles(every=False)
        if self._baseline is not None:
            try:
                known = open_baseline(self._baseline, anew=False)
                found = self._wanted(known.new_findings(path, result.findings, self._selection))
            except SmartplanError as error:
                failures.append(error)
        return FoundInText([*self._wanted(passed_over.named(path)), *found], failures)

    def _wanted(self, found: list[LocatedFinding]) -> list[LocatedFinding]:
        """The findings that the settings of the repository do not turn off, as severe as they say."""
        return [self._selection.weighed(one) for one in found if self._selection.wants(one)]

    def place(self, path: Path, texts: Mapping[Path, str], offset: int) -> NamedPlace | None:
        """Where that which is named at an offset stands."""
        cursor, around = self._at(path, texts, offset)
        if cursor is None or around is None:
            return None
        what = around.names(cursor)
        place = around.place(what, cursor.text) if what else None
        if place is not None and place.file is around.file and not self._stands(place, texts[path]):
            return None
        return place

    def offers(self, path: Path, texts: Mapping[Path, str], offset: int) -> Offers | None:
        """What may stand at an offset, by the file as it could last be read: while one types, the text is read next."""
        cursor, around = self._at(path, texts, offset, typing=True)
        if cursor is None or around is None:
            return None
        words = around.words(cursor)
        what = "word" if words else around.names(cursor)
        known = [Named(word) for word in words] if words else around.known(what, cursor) if what else []
        before = source_of(texts[path], "", path).text[: cursor.start][-1:]
        quoted = before in ('"', "'")
        written = [one.value if words or quoted else _written(one.value, cursor) for one in known]
        if not quoted and around.is_list(cursor):
            written = [f"[{one}]" for one in written]
        if before in (":", "-"):
            # Without a blank it would be no value.
            written = [f" {one}" for one in written]
        return Offers(what, cursor.start, cursor.end, known, written, around.plan)

    def told(self, path: Path, texts: Mapping[Path, str], offset: int) -> Told | None:
        """What the thing at an offset is."""
        cursor, around = self._at(path, texts, offset)
        if cursor is None or around is None or not cursor.start <= offset <= cursor.end:
            return None
        what = around.names(cursor)
        known = around.known(what, cursor) if what else []
        named = next((one for one in known if one.value == cursor.text), None)
        if named is None and cursor.text in around.words(cursor):
            what, named = "word", Named(cursor.text)
        plan = around.superseded.plan if what == "predecessor" and around.superseded else around.plan
        return Told(cursor, what, named, plan, _field(cursor, around))

    def close(self, path: Path, texts: Mapping[Path, str]) -> None:
        """Let go of the folder of a file that was closed, unless another of it is open."""
        home = home_of_file(path)
        if not any(home_of_file(one) == home for one in texts):
            self._kept.forget(home)

    def _folder(self, path: Path, texts: Mapping[Path, str]) -> KeptFolder:
        return KeptFolder(home_of_file(path), Buffers(texts), self._kept)

    def _at(
        self, path: Path, texts: Mapping[Path, str], offset: int, *, typing: bool = False
    ) -> tuple[Cursor | None, Neighbourhood | None]:
        """What stands at an offset, and what is around it: by the text as it is, else as it could last be read."""
        folder = self._folder(path, texts)
        file = self._kept.good(path) if typing else None
        if file is None:
            file = folder.load(path)
        if file.content is None or file.document.data is None:
            file = self._kept.good(path)
        if file is None:
            return None, None
        return cursor_at(source_of(texts[path], "", path).text, offset), Neighbourhood(file, folder, path)

    def _stands(self, place: NamedPlace, text: str) -> bool:
        """Whether a place of a file as it was last read is still there in the text."""
        document = place.file.document
        start, end = document.span(place.address, "key")
        return source_of(text, "", None).text[start:end] == document.source.text[start:end]


def is_ours(path: Path, text: str) -> bool:
    """Whether an open file is one of a plan: by the folder that it lies in, else by the keys at its head."""
    if path.suffix != ".yaml" and not is_passed_over(path.name):
        return False
    part = is_part(path.parent)
    if home_of_file(path).name == "plans":
        return True
    return (_PART if part else _PLAN).search(text) is not None


def _written(value: str, cursor: Cursor) -> str:
    """A text as it is written where the cursor stands, in quotes where YAML needs them."""
    if cursor.at == "key":
        return emit.key(value)
    return value if emit.is_plain(value, in_flow=True) else emit.scalar(value, quoted=True)


def _field(cursor: Cursor, around: Neighbourhood) -> str:
    """The key of the sentence about the field whose key stands at the cursor; empty where none does."""
    if cursor.at != "key":
        return ""
    field = field_at(cursor.path, type(around.content))
    # An id in a mapping is no field.
    known = field.owner is not None and field.type is not None and field.name == cursor.path[-1]
    return f"schema.{field.owner.__name__}.{field.name}" if known and field.owner else ""
