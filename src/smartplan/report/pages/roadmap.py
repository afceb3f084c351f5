"""The road map of a plan in words: how many programmes each term has, and all programmes by dimension and year."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Literal

from smartplan.analysis.roadmap import Roadmap, RoadmapProgramme, RoadmapTerm
from smartplan.messages import Catalogue
from smartplan.plan.model import Plan
from smartplan.report.pages.agenda_items import SIGNS
from smartplan.report.render import cells
from smartplan.report.render.cell_values import ProgrammeRef
from smartplan.report.render.drawings import Timeline, TimelineRow
from smartplan.report.render.names import Names, record_notes
from smartplan.report.render.page import (
    Block,
    Cell,
    Column,
    Drawing,
    Facts,
    Heading,
    Item,
    Items,
    Line,
    Page,
    Table,
    Text,
    Tone,
)
from smartplan.report.render.sentences import escape_controls, one_line
from smartplan.report.render.years import span, spans

# More years than these have no room for four digits each; more than those have no columns.
_WHOLE_YEARS = 6
_YEARS_ABREAST = 12
# What is on record of a programme in a year.
YearState = Literal["ran", "partly", "not_run", "unknown", "due", "beside", "free", "undated", "unread"]
# What stands at a year, by its meaning; those of the execution are those of the agenda.
_SIGNS: Mapping[YearState, tuple[str, Tone]] = {
    "ran": SIGNS["ran"],
    "partly": SIGNS["partly"],
    "not_run": SIGNS["not_run"],
    "unknown": SIGNS["unknown"],
    "due": SIGNS["due"],
    "beside": ("+", "warn"),
    "free": (cells.NOTHING, "dim"),
    "undated": ("–", "dim"),
    "unread": ("!", "bad"),
}


def build(roadmap: Roadmap, plan: Plan, say: Catalogue, *, whole: bool = False) -> Page:
    """The report; `whole` shows all of every list."""
    title = say(
        "roadmap.title", city=escape_controls(plan.city.name or "?"), revision=escape_controls(roadmap.revision)
    )
    notes = record_notes(say, plan)
    page = Page(title, escape_controls(roadmap.path), notes, [], say("report.more", n="{n}"), whole)
    page.blocks.extend(_Roadmap(roadmap, plan, say, page).blocks())
    return page


class _Roadmap:
    def __init__(self, roadmap: Roadmap, plan: Plan, say: Catalogue, page: Page) -> None:
        self._roadmap, self._say, self._page = roadmap, say, page
        self._names = Names(say, plan)
        self._unread = frozenset(roadmap.unread)
        self._all_years = _all_years(roadmap)
        self._years = self._all_years if len(self._all_years) <= _YEARS_ABREAST else None
        # The signs that the table has, for its legend.
        self._seen: set[YearState] = set()
        # Where none is stated there is nothing to tell apart.
        self._has_terms = any(one.programmes for one in roadmap.horizons if one.horizon)

    def blocks(self) -> Iterator[Block]:
        roadmap, say = self._roadmap, self._say
        if only := self._only():
            yield Text(only, "warn")
        if not roadmap.programmes:
            yield Text(say("roadmap.nothing.only" if only else "roadmap.nothing"), "strong")
            yield from self._elsewhere()
            return
        yield Facts(list(self._facts()))
        if self._has_terms:
            yield Heading(say("roadmap.terms"))
            yield self._terms()
            yield Text(say("roadmap.terms.legend"), "dim")
        if roadmap.years:
            yield Heading(say("roadmap.programmes", years=span([one.year for one in roadmap.years])))
            yield from self._drawing()
            yield self._programmes()
            yield Text(self._legend(), "dim")
        else:
            yield Heading(say("roadmap.programmes.undated"))
            yield self._programmes()
        if any(one.starts for one in roadmap.years):
            yield Heading(say("roadmap.turns"))
            yield self._turns()
            yield Text(say("roadmap.turns.legend"), "dim")
        yield from self._elsewhere()

    def _only(self) -> str:
        """What of the plan is shown; nothing where that is all of it."""
        roadmap = self._roadmap
        what = "; ".join(self._filter())
        return self._say("roadmap.only", what=what, n=len(roadmap.programmes), of=roadmap.of) if what else ""

    def _filter(self) -> Iterator[str]:
        wanted, names, say = self._roadmap.filter, self._names, self._say
        if wanted.dimension:
            yield f"{say('report.dimension')} {', '.join(map(names.dimension, wanted.dimension))}"
        if wanted.agency:
            yield f"{say('report.agency')} {', '.join(map(names.agency, wanted.agency))}"
        if wanted.year:
            yield f"{say('report.year')} {spans(wanted.year)}"

    def _facts(self) -> Iterator[tuple[str, str]]:
        roadmap, say = self._roadmap, self._say
        wins = sum(one.quick_win is True for one in roadmap.programmes)
        dated = [one for one in roadmap.programmes if one.years]
        years = sorted({year for one in dated for year in one.years})
        unread = sum(not one.years and one.programme in self._unread for one in roadmap.programmes)
        undated = len(roadmap.programmes) - len(dated) - unread
        yield say("field.period"), span(roadmap.period) or say("roadmap.no-period")
        number = len(roadmap.programmes)
        yield say("roadmap.running"), say("roadmap.wins", n=number, wins=wins) if wins else str(number)
        told = [say("roadmap.dated", n=len(dated), years=spans(years))] if dated else []
        told += [say("roadmap.undated", n=undated)] if undated else []
        told += [say("roadmap.unread", n=unread)] if unread else []
        yield say("field.years"), "; ".join(told)
        if not self._has_terms:
            yield say("roadmap.term"), say("roadmap.no-terms")

    def _terms(self) -> Table:
        """The terms side by side: how many programmes of each dimension they have."""
        say = self._say
        terms = [one for one in self._roadmap.horizons if one.horizon or one.programmes]
        keys = list(dict.fromkeys(one.dimension for one in self._roadmap.programmes))
        columns = [
            Column(say("report.dimension")),
            *(Column(f"{self._term(one)}\n{span(one.years) or cells.NOTHING}", right=True) for one in terms),
            Column(say("report.total"), right=True),
            Column(say("report.quick-wins"), right=True),
        ]
        wins = Counter(one.dimension for one in self._roadmap.programmes if one.quick_win)
        lines = []
        for key in keys:
            counts = [one.dimensions.get(key, 0) for one in terms]
            figures = [*map(cells.count, counts), cells.number(sum(counts)), cells.count(wins[key])]
            lines.append(Line([self._names.dimension(key), *figures]))
        counts = [one.programmes for one in terms]
        figures = [*map(cells.count, counts), cells.number(sum(counts)), cells.count(wins.total())]
        return Table(columns, [*lines, Line([say("report.total"), *figures], "total")])

    def _term(self, one: RoadmapTerm | RoadmapProgramme) -> str:
        return self._say(f"roadmap.term.{one.horizon}") if one.horizon else self._say("report.unstated")

    def _programmes(self) -> Table:
        """Under each dimension its programmes, with a sign at each year."""
        say, years = self._say, self._years
        columns = [
            Column(say("coverage.programme"), folds=True),
            *([Column(say("roadmap.term"))] if self._has_terms else []),
            Column(say("report.agency"), folds=True),
        ]
        if years is None:
            columns.append(Column(say("field.years"), folds=True))
        else:
            short = len(years) > _WHOLE_YEARS
            columns += [Column(str(year)[-2:] if short else str(year), right=True) for year in years]
        lines = []
        for key, found in groupby(self._roadmap.programmes, key=lambda one: one.dimension):
            own = list(found)
            empty = ["", ""] if self._has_terms else [""]
            lines.append(Line([self._names.dimension(key), *empty, *self._counts(own)], "head"))
            lines += [Line(list(self._row(one))) for one in own]
        if years:
            lines.append(Line([say("roadmap.running"), *empty, *self._counts(self._roadmap.programmes)], "total"))
        return Table(columns, lines)

    def _counts(self, programmes: Sequence[RoadmapProgramme]) -> list[Cell]:
        """How many of them run in each year, or how many there are where the years have no columns."""
        if self._years is None:
            return [Cell(self._say("roadmap.number", n=len(programmes)), value=len(programmes))]
        return [cells.count(sum(year in one.years for one in programmes)) for year in self._years]

    def _row(self, one: RoadmapProgramme) -> Iterator[Cell]:
        yield Cell(f"  {self._name(one)}", value=ProgrammeRef(one.programme))
        if self._has_terms:
            yield Cell(self._term(one) if one.horizon else cells.NOTHING)
        yield Cell(self._names.agency(one.agency) if one.agency else cells.NOTHING)
        if self._years is not None:
            yield from (self._sign(one, year) for year in self._years)
            return
        signed = groupby(sorted({*one.years, *one.beside}), lambda year: self._sign(one, year).text)
        text = ", ".join(f"{spans(years)} {sign}" for sign, years in signed)
        yield Cell(text) if text else self._sign(one, 0)

    def _sign(self, one: RoadmapProgramme, year: int) -> Cell:
        state = self._state(one, year)
        self._seen.add(state)
        return Cell(*_SIGNS[state])

    def _name(self, one: RoadmapProgramme) -> str:
        marks = [self._say("field.quick_win")] if one.quick_win else []
        marks += [self._names.word("stopped")] if one.status == "stopped" else []
        return one_line(f"{one.programme} {one.name}") + (f" ({', '.join(marks)})" if marks else "")

    def _state(self, one: RoadmapProgramme, year: int) -> YearState:
        if year in one.years:
            return one.execution.get(year) or ("unknown" if year <= self._roadmap.as_of else "due")
        if year in one.beside:
            return "beside"
        if one.years:
            return "free"
        return "unread" if one.programme in self._unread else "undated"

    def _legend(self) -> str:
        """What the signs that occur mean."""
        told = [
            f"{sign} {self._say(f'roadmap.sign.{state}')}" for state, (sign, _) in _SIGNS.items() if state in self._seen
        ]
        return f"{'; '.join(told)}."

    def _turns(self) -> Table:
        """What starts and what ends in each year."""
        say = self._say
        columns = [
            Column(say("report.year")),
            Column(say("roadmap.running"), right=True),
            Column(say("roadmap.starts"), folds=True),
            Column(say("roadmap.ends"), folds=True),
        ]
        lines = [
            Line([cells.year(one.year), cells.count(one.programmes), self._ids(one.starts), self._ids(one.ends)])
            for one in self._roadmap.years
        ]
        return Table(columns, lines)

    def _ids(self, ids: Sequence[str]) -> str:
        names, more = self._page.first(list(map(escape_controls, ids)))
        return f"{len(ids)}: {', '.join(names)} {more}".rstrip() if ids else cells.NOTHING

    def _elsewhere(self) -> Iterator[Block]:
        """Programmes without a year, which may belong to the years that are asked for."""
        shown = {one.programme for one in self._roadmap.programmes}
        items = []
        for key, ids in (("undated", self._roadmap.undated), ("unread", self._roadmap.unread)):
            if names := [escape_controls(id_) for id_ in ids if id_ not in shown]:
                items.append(Item(self._say(f"roadmap.{key}.asked", n=len(names)), "!", "warn", names=names))
        if items:
            yield Items(items)

    def _drawing(self) -> Iterator[Drawing]:
        """The same as a picture; none where no programme is planned for any of the years."""
        roadmap, say = self._roadmap, self._say
        if not any(one.programmes for one in roadmap.years):
            return
        rows = []
        for key, found in groupby(roadmap.programmes, key=lambda one: one.dimension):
            rows.append(TimelineRow(self._names.dimension(key), head=True))
            for one in found:
                notes = [self._names.agency(one.agency)] if one.agency else []
                # A row without a bar is not one of a programme that never runs.
                notes += [] if one.years else [say(f"roadmap.sign.{self._state(one, 0)}")]
                rows.append(TimelineRow(self._name(one), one.years, one.horizon or "", "; ".join(notes)))
        kinds = [(one.horizon or "", self._term(one)) for one in roadmap.horizons if one.programmes]
        text = [say("roadmap.drawing.terms" if self._has_terms else "roadmap.drawing"), self._only()]
        shape = Timeline(self._all_years, rows, kinds if self._has_terms else ())
        yield Drawing(self._page.title, " ".join(filter(None, text)), shape)


def _all_years(roadmap: Roadmap) -> Sequence[int]:
    """Those that are asked for; else, as of a calendar, those between the others too."""
    years = [one.year for one in roadmap.years]
    return years if roadmap.filter.year or not years else range(years[0], years[-1] + 1)
