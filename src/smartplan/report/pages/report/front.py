"""The first section, for the mayor: the plan and its figures, what weighs most, what is to be decided."""

from collections import Counter
from collections.abc import Iterator, Sequence

from smartplan.operations.report import PlanReport
from smartplan.report.diff.matrix_table import capital
from smartplan.report.diff.weight import TOP, weights
from smartplan.report.diff.words import DiffWords
from smartplan.report.pages.gap_items import no_holes
from smartplan.report.pages.report.words import ReportWords
from smartplan.report.pages.summary import SummaryWords
from smartplan.report.pages.todo import TodoWords
from smartplan.report.render import cells, numbers
from smartplan.report.render.page import Block, Cell, Facts, Heading, Item, Items, Ranking, Text
from smartplan.report.render.row_cells import notes, stated

_GAPS = 5
# So many of each kind of decision are named; all are in the section of the gaps.
_NAMED = 3


def blocks(words: ReportWords) -> Iterator[Block]:
    """What the plan is for and what it is, then what is asked of the reader, then what supports it."""
    report, say = words.report, words.say
    summary, plan = report.summary, report.plan
    parts = SummaryWords(summary, plan, say, "", True, False)
    yield from parts.direction()
    yield Heading(say("document.figures"))
    yield Facts([(capital(label), value) for label, value in _figures(words)])
    yield parts.balance()
    yield from notes(summary.totals, plan, summary.as_of, say, money=False)
    yield from _weight(words)
    yield from _decisions(words)
    yield from parts.quick_wins()
    yield from parts.readiness() if words.of_whole else ()


def _figures(words: ReportWords) -> Iterator[tuple[str, Cell | str]]:
    report, say = words.report, words.say
    totals, found = report.summary.totals, report.summary.indicators
    none = Cell(say("report.unstated"), "dim")
    dimensions = sum(row.programmes > 0 for row in report.coverage.dimensions)
    yield say("field.programmes"), say("document.programmes", n=totals.programmes, of=dimensions)
    yield say("document.agencies"), cells.number(sum(one.led > 0 for one in report.workload.agencies if one.agency))
    yield say("report.money"), stated(totals, report.plan, say) or none
    count = found.reached + found.missed + found.open
    verdicts = {"n": count, "reached": found.reached, "missed": found.missed, "open": found.open}
    yield say("field.indicators"), say("summary.verdicts", **verdicts) if count else none
    scored = [one for one in report.summary.evaluations if one.final is not None]
    if words.of_whole and scored:
        last = scored[-1]
        yield (
            say("summary.evaluations"),
            say("document.index", year=str(last.year), index=numbers.score(last.final, say.language)),
        )
    yield say("document.as-of"), cells.day(report.sources.revision.today.isoformat(), say.language)


def _weight(words: ReportWords) -> Iterator[Block]:
    """The main changes; where there is nothing to compare with, the largest gaps."""
    report, say = words.report, words.say
    yield Heading(say("document.weight"))
    if report.changes is None:
        yield from _gaps(report, words)
        return
    ranked, left = weights(DiffWords(report.changes, say), TOP)
    if not ranked:
        yield Text(say("document.weight.none"))
        return
    yield Text(say("document.weight.against", revision=words.against))
    yield Ranking(ranked, say("document.more", n=left) if left else "")


def _gaps(report: PlanReport, words: ReportWords) -> Iterator[Block]:
    say = words.say
    counts = Counter(hole.kind for hole in report.coverage.holes).most_common(_GAPS)
    if not counts:
        yield no_holes(report.coverage.totals.programmes, say)
        return
    yield Text(say("document.weight.gaps"))
    yield Items([Item(say(f"hole.{kind}", n=n), "!", "strong") for kind, n in counts])


def _decisions(words: ReportWords) -> Iterator[Block]:
    """Each kind of decision with what it is about; how each is taken, the last section says."""
    report, say = words.report, words.say
    told = TodoWords(report.todo, report.sources.revision.plan, say, "", whole=True)
    yield Heading(say("document.decisions"))
    if not report.todo.open:
        yield Text(say("todo.nothing" if words.of_whole else "todo.nothing.only"))
        return
    yield Text(say("todo.open", n=report.todo.open), "strong")
    yield Items(
        [
            Item(heading, "?", "strong", names=_first([told.text(one) for one in found], words), apart=True)
            for heading, found in told.groups()
        ]
    )


def _first(names: Sequence[str], words: ReportWords) -> Sequence[str]:
    left = len(names) - _NAMED
    return names if left <= 1 else [*names[:_NAMED], words.say("document.more", n=left)]
