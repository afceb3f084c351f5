"""The chain of revisions in words, newest first: what each one is, what it changed, and why."""

from collections.abc import Iterator, Sequence

from smartplan.chronicle import Against, Became, EvaluationRow, Log, ReviewRow, RevisionRow
from smartplan.coverage.programme import InputRow
from smartplan.messages import Catalogue
from smartplan.plan.model import Plan
from smartplan.report import numbers
from smartplan.report.diff_head import BALANCE, WITHIN
from smartplan.report.names import Names
from smartplan.report.page import Block, Facts, Heading, Item, Items, Page, Text, Tone
from smartplan.report.sentences import flat, safe

_TONES: dict[str, Tone] = {
    "added": "good",
    "withdrawn": "warn",
    "dropped": "bad",
    "changed": "heat",
    "unchanged": "dim",
}


def build(log: Log, plans: Sequence[Plan], path: str, say: Catalogue) -> Page:
    """The whole report; `plans` are those of the rows, for their names, and `path` is where they lie."""
    names = Names(say, *plans)
    count = sum(map(len, log.chains))
    blocks: list[Block] = []
    for number, chain in enumerate(log.chains, 1):
        if len(log.chains) > 1:
            blocks.append(Text(say("story.chain", n=number, of=len(log.chains)), "dim"))
        stated = {row.revision: row.budget for row in chain}
        for row in chain:
            blocks += _revision(row, stated.get(row.supersedes or ""), names, say)
    title = say("story.title.log", city=flat(log.city) or "?", n=count)
    return Page(title, safe(path), (), blocks, say("report.more", n="{n}"))


def _revision(row: RevisionRow, before: int | None, names: Names, say: Catalogue) -> Iterator[Block]:
    """One revision; `before` is the money of the one that it supersedes."""
    yield Heading(f"{safe(row.revision)}  {flat(row.title)}".rstrip())
    yield Facts(list(_facts(row, before, names, say)))
    changes = list(_changes(row.against, names, say)) if row.against else []
    if changes:
        yield Items(changes)
    elif row.against is None and row.supersedes:
        yield Text(say(f"story.predecessor.{row.predecessor}", name=safe(row.supersedes)), "warn")


def _facts(row: RevisionRow, before: int | None, names: Names, say: Catalogue) -> Iterator[tuple[str, str]]:
    stated = [names.word(value) for value in (row.status, row.record) if value]
    if stated:
        yield say("field.status"), ", ".join(stated)
    if row.period:
        yield say("field.period"), f"{row.period.start}–{row.period.end}"
    if row.rpjmd:
        yield say("field.rpjmd"), flat(row.rpjmd)
    if row.supersedes:
        yield say("story.supersedes"), safe(row.supersedes)
    if row.reasons:
        yield say("field.change_reasons"), ", ".join(names.word(reason) for reason in row.reasons)
    for review in row.reviews:
        yield say("story.review"), _review(review, say)
    for given in row.inputs:
        yield say("story.input"), _input(given, say)
    yield say("report.programmes"), _count(row, say)
    if row.budget is not None or before is not None:
        yield say("report.money"), _money(row, before, say)
    for evaluation in row.evaluations:
        yield say("story.evaluation"), _evaluation(evaluation, say)


def _count(row: RevisionRow, say: Catalogue) -> str:
    if row.against is None or row.against.programmes.old == row.programmes:
        return str(row.programmes)
    return f"{row.against.programmes.old} → {row.programmes}"


def _money(row: RevisionRow, before: int | None, say: Catalogue) -> str:
    def said(amount: int | None) -> str:
        return say("report.unstated") if amount is None else numbers.money(amount, say.language)

    if row.against is None or before == row.budget:
        return said(row.budget)
    if before is None or row.budget is None:
        return f"{said(before)} → {said(row.budget)}"
    old, new = numbers.amounts(before, row.budget, say.language)
    return f"{old} → {new} ({numbers.money(row.budget - before, say.language, sign=True)})"


def _review(review: ReviewRow, say: Catalogue) -> str:
    taken = say("story.review.taken", n=review.accepted, of=review.inputs)
    return f"{safe(numbers.day(review.date, say.language))}, {flat(review.title)}; {taken}"


def _input(row: InputRow, say: Catalogue) -> str:
    if row.text is None:
        return f"{safe(row.ref)}: {say('story.input.unknown')}"
    giver = row.given_by or row.source
    became = say(f"inputs.disposition.{row.disposition}") if row.disposition else ""
    known = ", ".join(part for part in (flat(giver), became) if part)
    return f"{safe(row.ref)}: {flat(row.text)}" + (f" ({known})" if known else "")


def _evaluation(evaluation: EvaluationRow, say: Catalogue) -> str:
    parts = []
    if evaluation.stage is not None:
        parts.append(say("story.evaluation.stage", n=evaluation.stage))
    if evaluation.final is not None:
        parts.append(say("story.evaluation.final", score=numbers.score(evaluation.final, say.language)))
    if evaluation.rank is not None:
        parts.append(say("story.evaluation.rank", n=evaluation.rank.position, of=evaluation.rank.of))
    return f"{evaluation.year}: {', '.join(parts)}" if parts else str(evaluation.year)


def _changes(against: Against, names: Names, say: Catalogue) -> Iterator[Item]:
    """The balance without what is nought, each with the ids."""
    counts = against.programmes
    for sign, name in BALANCE:
        number = getattr(counts, name)
        if not number:
            continue
        yield Item(f"{number} {say(f'diff.{name}')}", sign, _TONES[name], names=_ids(getattr(against, name, ())))
        for within in WITHIN if name == "changed" else ():
            became: list[Became] = getattr(against, within)
            if became:
                text = f"{say('diff.among-changed')} {len(became)} {say(f'diff.{within}')}"
                yield Item(text, sign, "heat", names=[_became(one, within, names) for one in became])


def _ids(ids: Sequence[str]) -> list[str]:
    return [safe(id_) for id_ in ids]


def _became(one: Became, how: str, names: Names) -> str:
    same = how in ("moved", "renumbered") and one.old == [one.new]
    text = safe(one.new) if same else f"{' + '.join(_ids(one.old))} → {safe(one.new)}"
    return f"{text} ({names.dimension(one.dimension)})" if how == "moved" else text
