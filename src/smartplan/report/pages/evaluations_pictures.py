"""The evaluations as curves: the index by year, as published and from its components, and the rank."""

from collections.abc import Callable, Iterator, Sequence

from smartplan.analysis.evaluations import EvaluationRow, Evaluations
from smartplan.messages import Catalogue
from smartplan.plan import scoring
from smartplan.report.pages.evaluations_words import NONE, EvaluationWords
from smartplan.report.render import numbers
from smartplan.report.render.drawings import LineChart, Series
from smartplan.report.render.page import Drawing
from smartplan.report.render.sentences import escape_controls

Figure = Callable[[EvaluationRow], float | None]


def curves(found: Evaluations, years: Sequence[int], say: Catalogue) -> Iterator[Drawing]:
    """The index, and the rank; each where there is a figure."""
    words = EvaluationWords(say)
    index = [_series(found, years, say("evaluations.picture.published"), lambda row: row.final, words.score)]
    if any(_apart(row) for row in found.evaluations):
        label = say("evaluations.picture.computed")
        index.append(_series(found, years, label, lambda row: row.index, words.score))
    scale = [float(value) for value in range(scoring.HIGHEST + 1)]
    ticks = [(value, numbers.number(value, say.language)) for value in scale]
    yield from _chart(found, years, index, "index", ticks, say)
    rank = _series(found, years, say("evaluations.picture.behind"), lambda row: row.ahead, _share(say))
    parts = [(part / 4, numbers.share(part / 4, say.language)) for part in range(5)]
    yield from _chart(found, years, [rank], "rank", parts, say)


def _apart(row: EvaluationRow) -> bool:
    """Whether the index from the components tells what the published one does not."""
    if row.index is None:
        return False
    return row.final is None or scoring.disagrees(row.final, row.index)


def _chart(
    found: Evaluations,
    years: Sequence[int],
    series: Sequence[Series],
    name: str,
    ticks: Sequence[tuple[float, str]],
    say: Catalogue,
) -> Iterator[Drawing]:
    stated = [one for one in series if any(value is not None for value in one.values)]
    if not stated:
        return
    key = f"evaluations.picture.{name}" + ("" if found.city else ".unnamed")
    span = "–".join(dict.fromkeys((str(years[0]), str(years[-1]))))
    title = say(key, city=escape_controls(found.city or ""), years=span)
    shape = LineChart([str(year) for year in years], stated, ticks[-1][0], ticks=ticks)
    yield Drawing(title, say(f"evaluations.picture.{name}.text", highest=scoring.HIGHEST), shape)


def _series(
    found: Evaluations, years: Sequence[int], label: str, figure: Figure, told: Callable[[float], str]
) -> Series:
    """A line by year, by the last evaluation of it that has a figure."""
    known = {row.year: value for row in found.evaluations if (value := figure(row)) is not None}
    values = [known.get(year) for year in years]
    return Series(label, values, [NONE.text if value is None else told(value) for value in values])


def _share(say: Catalogue) -> Callable[[float], str]:
    return lambda value: numbers.share(value, say.language)
