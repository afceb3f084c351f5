"""The changes of a comparison as rows of the matrix semula - menjadi: each change in one row, lists in one together."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import UNSET, Struct, UnsetType

from smartplan.analysis.input_rows import InputRow, cited_input
from smartplan.compare.changes import Change, Side
from smartplan.messages import Catalogue
from smartplan.operations.changes import fingerprint_of
from smartplan.plan.context import Context
from smartplan.report.diff.matrix_table import (
    MatrixCell,
    MatrixSheet,
    absent_cell,
    capital,
    money_cell,
    number_cell,
    plain,
    share_cell,
    text_cell,
    text_of,
    value_of,
    words_cell,
)
from smartplan.report.diff.values import ORIGINS, is_measure, is_money, is_prose
from smartplan.report.diff.words import DiffWords, row_of, year_alone
from smartplan.report.pages.input_words import evaluation
from smartplan.report.render import numbers
from smartplan.report.render.cell_values import ProgrammeRef
from smartplan.report.render.figures import ROUGH
from smartplan.report.render.page import Cell, Column, Line, Table
from smartplan.report.render.sentences import escape_controls, one_line
from smartplan.report.render.word_diff import compare_words
from smartplan.report.render.years import are_years, spans

# Of these each member has a row: it is told with its name or its whole text.
_APART = ("agencies", "actions", "rpjmd.missions", "rpjmd.objectives")
# So many ids stand in front of the arrow of one that others were merged into.
_IDS = 10
_CAME_OR_WENT = ("programme-added", "programme-withdrawn", "programme-dropped")
# Nothing came where nothing is matched, or where the other of the two is the newer.
_UNMATCHED = ("unrelated", "broken", "reverse")


def columns(say: Catalogue) -> list[Column]:
    """The columns of the matrix in their order; the last two are the places in the files and the fingerprints."""
    return [
        Column(say("matrix.no"), right=True, width=6),
        Column(say("matrix.place"), folds=True, width=15),
        Column(say("matrix.code"), folds=True, width=13),
        Column(say("matrix.programme"), folds=True, width=18),
        Column(say("matrix.field"), folds=True, width=14),
        Column(say("matrix.before"), folds=True, width=26),
        Column(say("matrix.after"), folds=True, width=26),
        Column(say("matrix.moved"), right=True, moved=True, width=17),
        Column("%", right=True, moved=True, width=7),
        Column(say("matrix.reason"), folds=True, width=20),
        Column(say("matrix.basis"), folds=True, width=19),
        Column(say("matrix.where"), folds=True, width=44, hidden=True),
        Column(say("matrix.mark"), folds=True, width=18, hidden=True),
    ]


class _Row(Struct, frozen=True):
    """What is said of one or several changes: of which field, from what to what, and by how much."""

    field: str
    before: MatrixCell
    after: MatrixCell
    moved: Cell = Cell("")
    percent: Cell = Cell("")


def sheet(words: DiffWords, *, hidden: bool = True) -> MatrixSheet:
    """The matrix. A reason that is the same as that of the row above names that row. The `hidden` columns may be left
    out."""
    say = words.say
    shown = [column for column in columns(say) if hidden or not column.hidden]
    return MatrixSheet(say("matrix.title"), Table(shown, list(_Rows(words).lines(hidden=hidden))))


class _Rows:
    """Rows of one comparison in one language."""

    def __init__(self, words: DiffWords) -> None:
        self.words, self.say, self.result = words, words.say, words.result
        context = self.result.inputs if any(one.because for one in words.changes) else Context()
        refs = dict.fromkeys(ref for one in words.changes for ref in one.because)
        self.inputs = {ref: cited_input(ref, context) for ref in refs}

    def lines(self, *, hidden: bool) -> Iterator[Line]:
        first, before = 0, ""
        for number, changes in enumerate(_rows(self.words.changes), 1):
            reason = self._reason(changes)
            if not reason or reason != before:
                first, before = number, reason
            told = reason if first == number else self.say("matrix.as-above", no=first)
            row = self._row(changes)
            place, code, name = self._programme(changes[0])
            cells = [
                Cell(str(number), value=number),
                *(text_cell(place), code, text_cell(name), text_cell(row.field)),
                *(row.before, row.after, row.moved, row.percent),
                *map(text_cell, (told, self._basis(changes))),
            ]
            if hidden:
                cells += [text_cell(self._where(changes)), Cell(" ".join(map(fingerprint_of, changes)))]
            yield Line(cells)

    def _programme(self, change: Change) -> tuple[str, Cell, str]:
        """Dimension and sub-dimension, code, and name."""
        if change.dimension is None:
            return self.say("diff.plan"), Cell(""), ""
        gone = change.kind in ("programme-withdrawn", "programme-dropped")
        known = self.words.programmes[0 if gone else 1]
        called = self.words.values.called_on(change.old if gone else None)
        if change.programme is None or change.programme not in known:
            return called.dimension(change.dimension), text_cell(change.programme or ""), ""
        programme = known[change.programme]
        place = called.place(change.dimension, programme.subdimension)
        return place, self._code(change.programme, gone), one_line(programme.name)

    def _code(self, id_: str, gone: bool) -> Cell:
        """The id; behind those that it had before, where it had others. One that is gone is none of the new plan."""
        before = () if gone else self.result.comparison.predecessors.get(id_, ())
        if before in ((), (id_,)):
            return Cell(plain(id_), value=None if gone else ProgrammeRef(id_))
        names = [*before[:_IDS]] + ["…"] * (len(before) > _IDS)
        return Cell(plain(f"{', '.join(names)} → {id_}"), value=ProgrammeRef(id_))

    def _row(self, changes: Sequence[Change]) -> _Row:
        first = changes[0]
        if first.kind in _CAME_OR_WENT:
            return self._whole(first)
        if first.kind in ORIGINS:
            # Each names its origin and what they all became.
            return _Row(capital(self.say(f"kind.{first.kind}")), self._list(changes, "old"), self._list(changes, "new"))
        name = row_of(first)
        if len(changes) > 1 or (name and name not in _APART and not year_alone(first)):
            return _Row(
                capital(self.words.values.label(first, name)), self._list(changes, "old"), self._list(changes, "new")
            )
        return self._single(first)

    def _whole(self, change: Change) -> _Row:
        """A programme that came or went, with what is said of it, and with its money."""
        assert change.programme
        facts = self.words.facts(change.programme, change)
        line = next(iter(self.words.whole(change, facts)))
        programme = self.words.programmes[0 if change.old else 1].get(change.programme)
        about = programme.description.strip() if programme else ""
        told, none = text_cell("\n".join(filter(None, (line.text, about))) or facts.name or facts.id), absent_cell()
        comparison, money = self.result.comparison, facts.money
        moved = Cell("")
        if money.rupiah is not None and comparison.same_city and comparison.link not in _UNMATCHED:
            rupiah = -money.rupiah if change.old else money.rupiah
            moved = money_cell(rupiah, self.say, ROUGH if money.approx else UNSET, moved=True)
        return _Row(capital(line.label), *((told, none) if change.old else (none, told)), moved)

    def _list(self, changes: Sequence[Change], side: str) -> Cell:
        """What went from a list, or came to it, each once."""
        found = [(change, one) for change in changes if (one := getattr(change, side)) is not None]
        values = [one.value for _, one in found]
        if not found:
            return absent_cell()
        if are_years(values):
            return text_cell(spans(values))
        texts = dict.fromkeys(self.words.values.value(change, one) for change, one in found)
        return text_cell(numbers.value_list(list(texts), self.say.language) if len(texts) > 1 else next(iter(texts)))

    def _single(self, change: Change) -> _Row:
        values = self.words.values
        verdict = values.verdict(change)
        field = capital(values.label(change)) + (f" ({verdict})" if verdict else "")
        before, after = self._cell(change, change.old), self._cell(change, change.new)
        if change.old and change.new and value_of(before) is value_of(after) is None:
            if is_prose(change) or change.kind == "name-changed":
                parts = compare_words(values.value(change, change.old), values.value(change, change.new))
                before = words_cell([part for part in parts if part.kind != "came"])
                after = words_cell([part for part in parts if part.kind != "gone"])
            if text_of(before) == text_of(after):
                before, after = map(text_cell, values.apart(change))
        money = is_money(change)
        moved = money_cell(change.delta, self.say, moved=True) if money else Cell("")
        share = None if change.percent is None else change.percent / 100
        return _Row(field, before, after, moved, share_cell(share, self.say))

    def _cell(self, change: Change, side: Side | None) -> MatrixCell:
        if side is None:
            return absent_cell()
        value = side.value
        if isinstance(value, int | float) and not isinstance(value, bool):
            if is_money(change):
                return money_cell(value, self.say, side.basis)
            if isinstance(value, float) or is_measure(change, value):
                return number_cell(value, self.say, side.basis)
        return text_cell(self.words.values.value(change, side))

    def _reason(self, changes: Sequence[Change]) -> str:
        """What a withdrawal says, then the text of each input; of one that is not at hand its name."""
        first, found = changes[0], []
        if first.kind == "programme-withdrawn" and first.new and isinstance(first.new.value, dict):
            found.append(str(first.new.value.get("reason") or "").strip())
        found += [(self.inputs[ref].text or ref).strip() for ref in _refs(changes)]
        return "\n".join(dict.fromkeys(filter(None, found)))

    def _basis(self, changes: Sequence[Change]) -> str:
        """The reviews and evaluations that the inputs were given in, each with its date."""
        known = (self.inputs[ref] for ref in _refs(changes))
        return "\n".join(dict.fromkeys(_given_in(one, self.say) for one in known if one.text is not None))

    def _where(self, changes: Sequence[Change]) -> str:
        return "\n".join(" → ".join(map(self._place, filter(None, (one.old, one.new)))) for one in changes)

    def _place(self, side: Side) -> str:
        return f"{escape_controls(self.result.documents[side.file].name)}:{self.result.place(side).line}"


def _rows(changes: Sequence[Change]) -> Iterator[list[Change]]:
    """The changes of each row: those of one list of a programme, or of the plan, together."""

    def owner(change: Change) -> tuple[str | None, str | None, bool]:
        return change.dimension, change.programme, change.kind in _CAME_OR_WENT

    for _, group in groupby(changes, key=owner):
        found: dict[object, list[Change]] = {}
        for index, change in enumerate(group):
            name = row_of(change)
            together = name and name not in _APART and not year_alone(change)
            found.setdefault(name if together else index, []).append(change)
        yield from found.values()


def _refs(changes: Sequence[Change]) -> list[str]:
    return list(dict.fromkeys(ref for change in changes for ref in change.because))


def _given_in(given: InputRow, say: Catalogue) -> str:
    if not isinstance(given.evaluation, UnsetType):
        return capital(evaluation(given.evaluation, given.stage, say))
    title = one_line(given.review) or escape_controls(given.ref.partition("/")[0])
    return f"{title}, {escape_controls(numbers.day(given.date, say.language))}" if given.date else title
