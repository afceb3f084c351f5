"""The inputs of the reviews in words: what was asked for, what became of it, and what cites it."""

from collections.abc import Iterator, Sequence

from smartplan.analysis.inputs import Citation, Deed, Done, InputCounts, Inputs, Reviewed, ReviewInput
from smartplan.messages import Catalogue
from smartplan.plan.model import Plan
from smartplan.report.pages.input_words import SIGNS, cited_by, review_title
from smartplan.report.render import numbers
from smartplan.report.render.cells import count
from smartplan.report.render.figures import about
from smartplan.report.render.names import Names, record_notes
from smartplan.report.render.page import Block, Cell, Column, Facts, Heading, Item, Items, Line, Page, Table, Text, Tone
from smartplan.report.render.sentences import escape_controls, one_line

_IGNORED: tuple[str, Tone] = ("!", "bad")
_COUNTS = ("inputs", "open", "accepted", "deferred", "rejected", "cited")


def build(
    inputs: Inputs, plan: Plan, say: Catalogue, *, older: Plan | None = None, whole: bool = False, unread: bool = False
) -> Page:
    """The report; `whole` shows all of every list, `unread` says that not every review could be read.

    `older` is the superseded plan, whose profile may have dimensions that the plan's own has not.
    """
    names = Names(say, plan, *([older] if older else []))
    title = say("inputs.title", city=escape_controls(plan.city.name or "?"), revision=escape_controls(inputs.revision))
    blocks = list(_blocks(inputs, names, say, unread))
    return Page(
        title, escape_controls(inputs.path), record_notes(say, plan), blocks, say("report.more", n="{n}"), whole
    )


def _blocks(inputs: Inputs, names: Names, say: Catalogue, unread: bool) -> Iterator[Block]:
    yield from _balance(inputs, say, unread)
    if inputs.unknown:
        text = say("inputs.unknown", n=len(inputs.unknown))
        yield Items([Item(text, "!", "strong", names=[escape_controls(ref) for ref in inputs.unknown])])
    for review in inputs.reviews:
        yield Heading(review_title(review, say))
        yield _facts(review, say)
        if review.inputs:
            yield Items([input_item(review, given, names, say) for given in review.inputs], tight=False)
        elif inputs.totals.inputs:
            yield Text(say("inputs.none-such" if inputs.dispositions else "inputs.no-inputs"))
    if inputs.elsewhere:
        yield Heading(say("inputs.elsewhere"))
        for review in inputs.elsewhere:
            yield _facts(review, say, elsewhere=True)
            yield Items([input_item(review, given, names, say) for given in review.inputs], tight=False)
    for review in inputs.ahead:
        key = "inputs.ahead" if review.leads_to else "inputs.ahead.unnamed"
        if review.kind == "recommendation":
            key = "inputs.ahead.recommendations"
        yield Heading(review_title(review, say))
        yield Text(say(key, revision=escape_controls(review.leads_to)), "warn")
        yield _facts(review, say)
        yield Items([input_item(review, given, names, say) for given in review.inputs], tight=False)
    if inputs.totals.inputs:
        yield Heading(say("inputs.by-participant"))
        yield _table(say("inputs.participant"), inputs.participants, inputs.totals, names, say)
        yield Heading(say("inputs.by-dimension"))
        yield _table(say("report.dimension"), inputs.dimensions, inputs.totals, names, say)


def _balance(inputs: Inputs, say: Catalogue, unread: bool) -> Iterator[Block]:
    """What is still to be done, before anything else."""
    totals = inputs.totals
    if not inputs.reviews:
        yield Text(say("inputs.no-review.unread" if unread else "inputs.no-review"), "strong")
        if inputs.ahead:
            n = sum(len(review.inputs) for review in inputs.ahead)
            undecided = sum(given.disposition == "open" for review in inputs.ahead for given in review.inputs)
            recommended = {review.kind == "recommendation" for review in inputs.ahead}
            key = ".both" if len(recommended) > 1 else ".recommendations" if True in recommended else ""
            yield Text(say(f"inputs.ahead.open{key}", n=n, open=undecided))
        return
    if not totals.inputs:
        yield Text(say("inputs.no-inputs"), "strong")
        return
    decided = totals.accepted + totals.deferred + totals.rejected
    if totals.open or decided == totals.inputs:
        key = "inputs.open" if totals.open else "inputs.settled"
        yield Text(say(key, open=totals.open, of=totals.inputs), "strong")
    if totals.open + decided < totals.inputs:
        yield Text(say("inputs.unread", n=totals.inputs - totals.open - decided), "bad")
    if totals.ignored:
        yield Text(say("inputs.ignored", n=totals.ignored), "bad")
    if inputs.dispositions:
        what = ", ".join(say(f"inputs.disposition.{one}") for one in inputs.dispositions)
        n = sum(len(review.inputs) for review in inputs.reviews)
        yield Text(say("inputs.only", what=what, n=n, of=totals.inputs), "dim")


def _facts(review: Reviewed, say: Catalogue, *, elsewhere: bool = False) -> Facts:
    key = "inputs.review.led" if elsewhere and review.leads_to else "inputs.review.of"
    revision = review.leads_to if elsewhere and review.leads_to else review.reviews
    pairs = [
        (say("inputs.date" if review.kind != "recommendation" else "report.year"), _day(review, say)),
        (say("inputs.kind"), say(f"inputs.kind.{review.kind}") if review.kind else ""),
        (say("inputs.place"), one_line(review.place)),
        (
            say("inputs.review" if review.kind != "recommendation" else "story.evaluation"),
            say(key, review=escape_controls(review.review), revision=escape_controls(revision))
            if revision
            else escape_controls(review.review),
        ),
    ]
    return Facts([(label, value) for label, value in pairs if value])


def _day(review: Reviewed, say: Catalogue) -> str:
    return escape_controls(numbers.day(review.date, say.language))


def input_item(review: Reviewed, given: ReviewInput, names: Names, say: Catalogue) -> Item:
    """An input with who gave it, what became of it and what cites it."""
    sign, tone = _IGNORED if given.ignored else SIGNS[given.disposition]
    word = say(f"inputs.disposition.{given.disposition}") if given.disposition else say("report.unstated")
    unnamed = say("inputs.ministry" if review.kind == "recommendation" else "report.unstated")
    giver = escape_controls(given.name) or unnamed
    details: list[tuple[str, Cell | str]] = [
        (say("inputs.from"), f"{giver} ({names.word(given.role)})" if given.role else giver)
    ]
    if given.dimension:
        details.append((say("inputs.dimension"), names.dimension(given.dimension)))
    details.append((say("inputs.disposition"), Cell(word, tone)))
    if given.answer:
        details.append((say("inputs.answer"), one_line(given.answer)))
    details += [(say("inputs.cited"), text) for text in _citations(given.cited, names, say)]
    if given.ignored:
        details.append((say("inputs.cited"), Cell(say("inputs.cited.none"), "bad")))
    return Item(f"{escape_controls(given.input)}  {one_line(given.text)}", sign, "", details)


def _citations(cited: Sequence[Citation], names: Names, say: Catalogue) -> Iterator[str]:
    """What cites an input, a line each; what was realigned by it all in one."""
    realigned = [one for one in cited if one.done and one.done.how == "realigned"]
    for one in cited:
        if len(realigned) < 2 or one not in realigned:
            yield _citation(one, names, say)
        elif one is realigned[0]:
            yield say("inputs.cited.realigned", n=len(realigned))


def _citation(citation: Citation, names: Names, say: Catalogue) -> str:
    return cited_by(citation, say) + (f": {done_words(citation.done, names, say)}" if citation.done else "")


def done_words(done: Done, names: Names, say: Catalogue) -> str:
    """What became of a programme: `moved; budget IDR 2 billion → IDR 1 billion (−50%), description`."""
    deeds = numbers.value_list([_deed(deed, names, say) for deed in done.deeds], say.language)
    if done.how == "changed" and deeds:
        return deeds
    return say(f"inputs.done.{done.how}") + (f"; {deeds}" if deeds else "")


def _deed(deed: Deed, names: Names, say: Catalogue) -> str:
    label = names.field(deed.field)
    if deed.old is None and deed.new is None:
        return label
    old = about(_value(deed.field, deed.old, names, say), deed.old_approx, say)
    new = about(_value(deed.field, deed.new, names, say), deed.new_approx, say)
    text = f"{label} {old} → {new}"
    if deed.field == "budget" and deed.old and deed.new:
        text += f" ({numbers.percent(100 * (int(deed.new) - int(deed.old)) / int(deed.old), say.language)})"
    return text


def _value(field: str, value: str | int | bool | None, names: Names, say: Catalogue) -> str:
    if value is None:
        return say("report.unstated")
    if isinstance(value, bool):
        return say(f"value.{str(value).lower()}")
    if isinstance(value, int):
        return numbers.money(value, say.language)
    if field == "agency":
        return names.agency(value)
    return names.subdimension(value) if field == "subdimension" else names.word(value)


def _table(title: str, rows: Sequence[InputCounts], totals: InputCounts, names: Names, say: Catalogue) -> Table:
    titles = [
        say("inputs.inputs"),
        *(say(f"inputs.disposition.{one}") for one in _COUNTS[1:5]),
        say("inputs.cited-count"),
    ]
    columns = [Column(title, folds=True), *(Column(one, right=True) for one in titles)]
    lines = []
    for row in [*rows, totals]:
        label = one_line(row.name) or (names.dimension(row.key) if row.key else say("report.unstated"))
        if row.giver:
            label = say("inputs.ministry")
        counts = [count(getattr(row, name)) for name in _COUNTS]
        if row.ignored:
            counts[-1] = Cell(f"! {row.cited}", "bad", row.cited)
        lines.append(Line([say("report.total") if row is totals else label, *counts], "total" if row is totals else ""))
    return Table(columns, lines)
