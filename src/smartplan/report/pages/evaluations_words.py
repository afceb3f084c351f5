"""Words and figures of the evaluations: components, scores, sentences about one of them."""

from collections.abc import Sequence

from smartplan.analysis.evaluations import Disagreement, EvaluationRow
from smartplan.analysis.sources import SourceRow
from smartplan.messages import Catalogue
from smartplan.plan import profile
from smartplan.plan.rounding import rounded
from smartplan.plan.scoring import HIGHEST
from smartplan.report.render import numbers
from smartplan.report.render.cldr import LOCALES
from smartplan.report.render.page import Cell
from smartplan.report.render.sentences import escape_controls

NONE = Cell("–", "dim")


class EvaluationWords:
    """The words of an evaluation in a language."""

    def __init__(self, say: Catalogue) -> None:
        self.say = say

    def when(self, row: EvaluationRow | Disagreement) -> str:
        """The year, with the stage where it is stated."""
        if row.stage is None:
            return str(row.year)
        return self.say("evaluations.when", year=str(row.year), stage=row.stage)

    def component(self, name: str) -> str:
        """What a component is called."""
        return self.say(f"evaluations.component.{name}")

    def components(self, names: Sequence[str]) -> str:
        """`output and impact`."""
        return LOCALES[self.say.language].listed([self.component(name) for name in names])

    def score(self, value: float, *, sign: bool = False) -> str:
        """A score or a difference of two with two decimals."""
        return numbers.score(two(value), self.say.language, sign=sign)

    def cell(self, value: float | None, *, sign: bool = False, wrong: bool = False) -> Cell:
        """The same in a table; what is not on record is a dash."""
        if value is None:
            return NONE
        text = self.score(value, sign=sign)
        return Cell(f"! {text}", "bad", two(value)) if wrong else Cell(text, value=two(value))

    def weakest(self, row: EvaluationRow) -> str:
        """Which component lost the most points."""
        lost = [points for points in row.lost.values() if points is not None]
        if not lost:
            return self.say("evaluations.weakest.unknown", when=self.when(row))
        if not row.weakest:
            return self.say("evaluations.weakest.none", when=self.when(row))
        key = "one" if len(row.weakest) == 1 else "several"
        parts, most = self.components(row.weakest), self.score(max(lost))
        if row.index is None:
            return self.say(f"evaluations.weakest.{key}.partial", when=self.when(row), parts=parts, lost=most)
        return self.say(
            f"evaluations.weakest.{key}",
            when=self.when(row),
            parts=parts,
            lost=most,
            all=self.score(missing(row.index)),
            highest=HIGHEST,
        )

    def disagreement(self, one: Disagreement) -> str:
        """Both figures, and the file to look into."""
        sign = one.kind == "improvement"
        return self.say(
            f"evaluations.disagrees.{one.kind}",
            when=self.when(one),
            year=str(one.year),
            before=str(one.year - 1),
            published=self.score(one.published, sign=sign),
            computed=self.score(one.computed, sign=sign),
            path=escape_controls(one.path),
        )

    def scheme(self, name: str) -> str:
        """The title of a scheme with its weights."""
        scheme = profile.schemes().get(name)
        if scheme is None:
            key = "evaluations.scheme.unknown" if name else "evaluations.scheme.unstated"
            return self.say(key, name=escape_controls(name))
        weights = [f"{self.component(part)} {weight(percent, self.say)}" for part, percent in scheme.weights.items()]
        return f"{scheme.title[self.say.language]}: {numbers.value_list(weights, self.say.language)}"

    def source(self, source: SourceRow) -> str:
        """Title, publisher, day and address, as far as they are stated."""
        day = numbers.day(source.date, self.say.language) if source.date else ""
        return ", ".join(escape_controls(part) for part in (source.title, source.publisher, day, source.url) if part)


def weight(percent: int, say: Catalogue) -> str:
    """`20%`."""
    return numbers.share(percent / 100, say.language)


def missing(index: float) -> float:
    """The points between an index and the highest, as the reader subtracts them."""
    return HIGHEST - two(index)


def two(value: float) -> float:
    """A figure with two decimals, half a hundredth rounded up as the ministry does."""
    return float(rounded(value, 2))
