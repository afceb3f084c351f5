"""The chain of revisions in words, newest first: what each one is, what it changed, and why."""

from collections.abc import Iterator, Sequence

from smartplan.messages import Catalogue
from smartplan.operations.log import Log, ReviewRow, RevisionEvaluation, RevisionRow
from smartplan.plan.model import Plan
from smartplan.report.pages.change_items import changes
from smartplan.report.pages.input_words import given
from smartplan.report.render import numbers
from smartplan.report.render.money import beside, moved, stated
from smartplan.report.render.names import Names
from smartplan.report.render.page import Block, Facts, Heading, Items, Page, Text
from smartplan.report.render.sentences import escape_controls, one_line


def build(log: Log, plans: Sequence[Plan], path: str, say: Catalogue, *, whole: bool = False) -> Page:
    """The report; `plans` are those of the rows, for their names, `path` is where they lie, `whole` lists all."""
    names = Names(say, *plans)
    count = sum(map(len, log.chains))
    blocks: list[Block] = []
    for number, chain in enumerate(log.chains, 1):
        if len(log.chains) > 1:
            blocks.append(Text(say("story.chain", n=number, of=len(log.chains)), "dim"))
        for row in chain:
            blocks += _revision(row, names, say)
    title = say("story.title.log", city=one_line(log.city) or "?", n=count)
    return Page(title, escape_controls(path), (), blocks, say("report.more", n="{n}"), whole)


def _revision(row: RevisionRow, names: Names, say: Catalogue) -> Iterator[Block]:
    """One revision: what it is, then what it changed."""
    yield Heading(f"{escape_controls(row.revision)}  {one_line(row.title)}".rstrip())
    yield Facts(list(_facts(row, names, say)))
    items = list(changes(row.against, names, say)) if row.against else []
    if items:
        yield Items(items)
    elif row.against is None and row.supersedes:
        yield Text(say(f"story.predecessor.{row.predecessor}", name=escape_controls(row.supersedes)), "warn")


def _facts(row: RevisionRow, names: Names, say: Catalogue) -> Iterator[tuple[str, str]]:
    stated = [names.word(value) for value in (row.status, row.record) if value]
    if stated:
        yield say("field.status"), ", ".join(stated)
    if row.period:
        yield say("field.period"), f"{row.period.start}–{row.period.end}"
    if row.rpjmd:
        yield say("field.rpjmd"), one_line(row.rpjmd)
    if row.supersedes:
        yield say("story.supersedes"), escape_controls(row.supersedes)
    if row.reasons:
        yield say("field.change_reasons"), ", ".join(names.word(reason) for reason in row.reasons)
    for review in row.reviews:
        yield say("story.review"), _review(review, say)
    for one in row.inputs:
        yield say("story.input"), given(one, say)
    yield say("report.programmes"), _count(row, say)
    if row.budget is not None or row.outside is not None or (row.against and row.against.budget):
        yield say("report.money"), _money(row, say)
    for evaluation in row.evaluations:
        yield say("story.evaluation"), _evaluation(evaluation, names, say)


def _count(row: RevisionRow, say: Catalogue) -> str:
    if row.against is None or row.against.programmes.old == row.programmes:
        return str(row.programmes)
    return f"{row.against.programmes.old} → {row.programmes}"


def _money(row: RevisionRow, say: Catalogue) -> str:
    """What it states, how that moved, and what lies outside its period."""
    text = stated(row.budget, row.funded, row.programmes, say, row.budget_approx)
    if row.against and row.against.budget:
        text = moved(row.against.budget, row.programmes, say)
    return "; ".join([text, *beside(row.outside, row.money_years, row.period, say, row.outside_approx)])


def _review(review: ReviewRow, say: Catalogue) -> str:
    taken = say("story.review.taken", n=review.accepted, of=review.inputs)
    return f"{escape_controls(numbers.day(review.date, say.language))}, {one_line(review.title)}; {taken}"


def _evaluation(evaluation: RevisionEvaluation, names: Names, say: Catalogue) -> str:
    parts = []
    if evaluation.stage is not None:
        parts.append(say("story.evaluation.stage", n=evaluation.stage))
    if evaluation.final is not None:
        parts.append(say("story.evaluation.final", score=numbers.score(evaluation.final, say.language)))
    if evaluation.rank is not None:
        parts.append(say("story.evaluation.rank", n=evaluation.rank.position, of=evaluation.rank.of))
    if evaluation.award is not None:
        parts.append(names.award(evaluation.award))
    if evaluation.recommendations:
        parts.append(say("story.evaluation.recommendations", n=evaluation.accepted, of=evaluation.recommendations))
    return f"{evaluation.year}: {numbers.value_list(parts, say.language)}" if parts else str(evaluation.year)
