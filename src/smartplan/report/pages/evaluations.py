"""The evaluations on a page: where the points are lost, the scores and the ranks by year, what does not agree."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from smartplan.analysis.evaluations import EvaluationRow, Evaluations
from smartplan.messages import Catalogue
from smartplan.plan.model import Plan
from smartplan.plan.scoring import COMPONENTS, HIGHEST, ROUNDING
from smartplan.report.pages.evaluations_follow_up import details, recommendations
from smartplan.report.pages.evaluations_pictures import curves
from smartplan.report.pages.evaluations_words import NONE, EvaluationWords, missing, weight
from smartplan.report.render import cells, numbers
from smartplan.report.render.bars import Curve
from smartplan.report.render.cell_values import ShareValue
from smartplan.report.render.names import Names
from smartplan.report.render.page import Block, Cell, Column, Facts, Heading, Item, Items, Line, Page, Table, Text
from smartplan.report.render.sentences import escape_controls
from smartplan.report.render.years import spans

_BAR = 10
# More steps would be wider than what is beside them.
_MOST_YEARS = 20
Value = Callable[[EvaluationRow], float | None]


def build(found: Evaluations, say: Catalogue, plans: Sequence[Plan] = (), *, unread: bool = False) -> Page:
    """The whole report; `plans` are those that were evaluated, for their names. `unread`: not every file was read."""
    path = escape_controls(found.path)
    if not found.evaluations:
        return Page(
            say("evaluations.title.none"),
            path,
            blocks=[Text(say("evaluations.none.unread" if unread else "evaluations.none"))],
        )
    years = dict.fromkeys(str(row.year) for row in (found.evaluations[0], found.evaluations[-1]))
    key = "evaluations.title" if found.city else "evaluations.title.unnamed"
    title = say(key, city=escape_controls(found.city or ""), years="–".join(years))
    return Page(title, path, blocks=list(_Blocks(found, Names(say, *plans), say).all()))


class _Blocks:
    """The parts of the report; `latest` is the last evaluation that has any score."""

    def __init__(self, found: Evaluations, names: Names, say: Catalogue) -> None:
        self.names = names
        self.say, self.words = say, EvaluationWords(say)
        self.found, self.rows = found, found.evaluations
        self.years: Sequence[int] = range(self.rows[0].year, self.rows[-1].year + 1)[-_MOST_YEARS:]
        self.latest = next((row for row in reversed(self.rows) if _stated(row.scores)), None)
        # Not every scheme has every component.
        counted = [name for row in self.rows for name, score in row.scores.items() if score is not None]
        counted += [name for row in self.rows for name in row.weights or {}]
        self.components = [name for name in COMPONENTS if name in counted]
        self.labels = [Column(say("report.year"))]
        self.staged = any(row.stage is not None for row in self.rows)
        if self.staged:
            self.labels.append(Column(say("evaluations.stage"), right=True))

    def all(self) -> Iterator[Block]:
        """From what a planner asks first to where it was read."""
        if self.latest is not None:
            yield Text(self.words.weakest(self.latest), "strong")
            yield Heading(self.say("evaluations.scores"))
            yield self._scores()
        yield Heading(self.say("evaluations.index-and-rank"))
        yield from curves(self.found, self.years, self.say)
        yield self._indices()
        yield from self._awards()
        yield from self._curves()
        yield from self._checks()
        if self.latest is not None:
            yield Heading(self.say("evaluations.latest", when=self.words.when(self.latest)))
            yield self._latest(self.latest)
        yield from details(self.rows, self.words, self.say)
        yield from recommendations(self.rows, self.names, self.say)
        yield from self._weights()
        yield from self._sources()

    def _scores(self) -> Table:
        cell = self.words.cell
        # Two words are one above the other.
        titles = [self.words.component(name).replace(" ", "\n") for name in self.components]
        columns = [Column(title, right=True) for title in [*titles, self.say("evaluations.index")]]
        lines = [
            Line([*self._label(row), *(cell(row.scores[name]) for name in self.components), cell(row.final)])
            for row in self.rows
        ]
        return Table([*self.labels, *columns], lines)

    def _indices(self) -> Table:
        say, cell = self.say, self.words.cell
        titles = ("index", "from-parts", "improvement", "from-indices", "rank", "ahead")
        columns = [Column(say("evaluations.plan"), folds=True)]
        columns += [Column(say(f"evaluations.{title}"), right=True) for title in titles]
        wrong = {(one.path, one.kind) for one in self.found.disagreements}
        lines = [
            Line(
                [
                    *self._label(row),
                    escape_controls(row.revision) if row.revision else NONE,
                    cell(row.final),
                    cell(row.index, wrong=(row.path, "index") in wrong),
                    cell(row.improvement, sign=True),
                    cell(row.risen, sign=True, wrong=(row.path, "improvement") in wrong),
                    say("report.of", n=row.rank.position, of=row.rank.of) if row.rank else NONE,
                    NONE if row.ahead is None else cells.share(row.ahead, say.language),
                ]
            )
            for row in self.rows
        ]
        return Table([*self.labels, *columns], lines)

    def _awards(self) -> Iterator[Block]:
        items = [Item(f"{self.words.when(row)}: {self.names.award(row.award)}", "✓") for row in self.rows if row.award]
        if items:
            yield Items(items)

    def _label(self, row: EvaluationRow) -> list[Cell | str]:
        stage = NONE if row.stage is None else cells.number(row.stage)
        return [cells.year(row.year), stage] if self.staged else [cells.year(row.year)]

    def _curves(self) -> Iterator[Block]:
        drawn = {"index": self._curve(lambda row: row.final, HIGHEST), "rank": self._curve(lambda row: row.ahead, 1)}
        first, last = self.years[0], self.years[-1]
        pairs = [
            (self.say(f"evaluations.{name}"), Cell(f"{first} {one.text} {last}", value=one.value))
            for name, one in drawn.items()
            if one.text
        ]
        if pairs:
            yield Facts(pairs)
            yield Text(self.say("evaluations.legend", highest=HIGHEST), "dim")

    def _curve(self, value: Value, high: float) -> Cell:
        """A step a year, by the last evaluation of it that has a figure; nothing where there is no course to see."""
        values = {row.year: figure for row in self.rows if (figure := value(row)) is not None}
        if sum(year in values for year in self.years) < 2:
            return Cell("", "heat")
        curve = Curve([values.get(year) for year in self.years], high)
        # A gap that can be seen, and that markdown does not swallow.
        return Cell(curve.text.replace(" ", "·"), "heat", curve)

    def _checks(self) -> Iterator[Block]:
        say, wrong, recomputed = self.say, self.found.disagreements, self.found.recomputed
        if wrong:
            yield Items([Item(self.words.disagreement(one), "!", "bad") for one in wrong])
        finals = sum(row.final is not None for row in self.rows)
        improvements = sum(row.improvement is not None for row in self.rows)
        told = [say("evaluations.ahead.note")] if any(row.ahead is not None for row in self.rows) else []
        if finals:
            told.append(say("evaluations.recomputed.index", n=recomputed.index, of=finals))
        if improvements:
            told.append(say("evaluations.recomputed.improvement", n=recomputed.improvement, of=improvements))
        if (recomputed.index or recomputed.improvement) and not wrong:
            told.append(say("evaluations.agree", rounding=numbers.number(ROUNDING, say.language)))
        if told:
            yield Text(" ".join(told), "dim")

    def _latest(self, row: EvaluationRow) -> Table:
        say, words = self.say, self.words
        titles = ("component", "score", "weight", "lost")
        columns = [Column(say(f"evaluations.{title}"), right=title != "component") for title in titles]
        columns.append(Column(""))
        moved = _stated(row.moved)
        if moved:
            columns.append(Column(say("evaluations.against", year=str(row.since)), right=True))
        curves = {name: self._curve(_score_of(name), HIGHEST) for name in self.components}
        drawn = any(one.text for one in curves.values())
        if drawn:
            columns.append(Column(f"{self.years[0]}–{self.years[-1]}"))
        weights = row.weights or {}
        most = max((points for points in row.lost.values() if points is not None), default=0)
        lines = []
        for name in self.components:
            if row.scores[name] is None and name not in weights:
                continue
            figures: list[Cell | str] = [
                Cell(words.component(name), "strong" if name in row.weakest else ""),
                words.cell(row.scores[name]),
                _weight(weights[name], say) if name in weights else NONE,
                words.cell(row.lost[name]),
                cells.bar(row.lost[name] or 0, most, _BAR),
            ]
            figures += [self._moved(row.moved[name])] if moved else []
            figures += [curves[name]] if drawn else []
            lines.append(Line(figures))
        if row.index is not None:
            total = [words.cell(row.index), _weight(100, say), words.cell(missing(row.index))]
            blank = [""] * (len(columns) - 1 - len(total))
            lines.append(Line([say("evaluations.index"), *total, *blank], "total"))
        return Table(columns, lines)

    def _moved(self, change: float | None) -> Cell:
        shown = self.words.cell(change, sign=True)
        return Cell(shown.text, "good" if change > 0 else "bad", shown.value) if change else shown

    def _weights(self) -> Iterator[Block]:
        used: dict[str, list[int]] = {}
        for row in self.rows:
            if row.scheme or _stated(row.scores):
                used.setdefault(row.scheme or "", []).append(row.year)
        if used:
            yield Heading(self.say("evaluations.weights"))
            yield Facts([(spans(years), self.words.scheme(name)) for name, years in used.items()])

    def _sources(self) -> Iterator[Block]:
        items = [
            Item(f"{self.words.when(row)}: {self.words.source(source)}") for row in self.rows for source in row.sources
        ]
        if items:
            yield Heading(self.say("evaluations.sources"))
            yield Items(items)


def _weight(percent: int, say: Catalogue) -> Cell:
    return Cell(weight(percent, say), value=ShareValue(percent / 100))


def _stated(values: Mapping[str, float | None]) -> bool:
    return any(value is not None for value in values.values())


def _score_of(name: str) -> Value:
    return lambda row: row.scores[name]
