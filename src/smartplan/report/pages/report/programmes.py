"""Every programme with what is stated of it, its history, and the numbers of its sources in the list at the end."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from smartplan.operations.report import LifeStep
from smartplan.plan.budget import amount
from smartplan.plan.figure_places import cited_sources
from smartplan.plan.model import Entry
from smartplan.report.pages.inputs import done_words
from smartplan.report.pages.report.words import ReportWords
from smartplan.report.render import numbers
from smartplan.report.render.figures import about
from smartplan.report.render.page import Block, Heading, Item, Items, Page, Part, Text
from smartplan.report.render.sentences import escape_controls, one_line
from smartplan.report.render.years import spans


def blocks(words: ReportWords) -> Iterator[Block]:
    """In the order of the file."""
    say, entries = words.say, list(words.report.plan.entries())
    if not entries:
        yield Text(say("document.no-programmes"))
        return
    sources: dict[str, int] = {}
    for entry in entries:
        for key in cited_sources(entry.programme):
            sources.setdefault(key, len(sources) + 1)
    yield Text(_unchanged(words), "dim")
    for key, group in groupby(entries, key=lambda entry: entry.dimension):
        yield Part(words.names.dimension(key), Page("", blocks=list(_entries(group, sources, words))))
    if sources:
        yield Heading(say("story.sources"))
        yield Items([Item(f"[{number}] {_source(key, words)}") for key, number in sources.items()])


def _unchanged(words: ReportWords) -> str:
    """What it means where no history is told of a programme."""
    lives = words.report.lives.values()
    first = next((steps[0].old for steps in lives if steps), "")
    return words.say("document.unchanged" if first else "document.no-history", revision=escape_controls(first))


def _entries(entries: Iterable[Entry], sources: Mapping[str, int], words: ReportWords) -> Iterator[Block]:
    for entry in entries:
        yield Heading(words.names.programme(entry), anchor=f"programme-{entry.id}")
        yield Text(" · ".join(filter(None, _stated(entry, sources, words))))
        if entry.programme.description:
            yield Text(one_line(entry.programme.description))
        if history := " · ".join(_history(entry, words)):
            yield Text(f"{words.say('story.history')}: {history}")


def _stated(entry: Entry, sources: Mapping[str, int], words: ReportWords) -> Iterator[str]:
    """What is stated of it, in a row; what is not, is not there."""
    programme, names, say = entry.programme, words.names, words.say
    yield names.subdimension(programme.subdimension)
    partners = ", ".join(map(names.agency, programme.partners))
    executing = names.agency(programme.agency) if programme.agency else ""
    yield say("document.with", agency=executing, partners=partners) if partners and executing else executing or partners
    yield spans(programme.years)
    budget = amount([programme])
    if budget.rupiah is not None:
        yield about(numbers.money(budget.rupiah, say.language), budget.approx, say)
    yield ", ".join(map(escape_controls, programme.missions))
    yield names.word(programme.horizon) if programme.horizon else ""
    yield say("field.quick_win") if programme.quick_win else ""
    yield names.word(programme.status) if programme.status else ""
    ran: dict[str, list[int]] = {}
    for year, state in sorted(programme.execution.items()):
        ran.setdefault(state, []).append(year)
    yield ", ".join(f"{spans(years)} {names.word(state)}" for state, years in ran.items())
    if programme.because:
        yield say("document.led", refs=", ".join(map(escape_controls, programme.because)))
    yield "".join(f"[{sources[key]}]" for key in cited_sources(programme))


def _history(entry: Entry, words: ReportWords) -> Iterator[str]:
    """What became of it from revision to revision, unless it stayed the same from the first one on."""
    steps = [*_joined(words.report.lives[entry.id])]
    if len(steps) == 1 and steps[0].done.how == "unchanged":
        return
    for step in steps:
        told = done_words(step.done, words.names, words.say)
        if tuple(step.olds) not in ((), (step.id,)):
            told = f"{', '.join(map(escape_controls, step.olds))} → {escape_controls(step.id)}, {told}"
        yield f"{escape_controls(step.new)}: {told}"


def _joined(steps: Sequence[LifeStep]) -> Iterator[LifeStep]:
    before: LifeStep | None = None
    for step in steps:
        same = before and before.done.how == step.done.how == "unchanged" and before.new == step.old
        if before and same:
            before = LifeStep(before.old, step.new, step.olds, step.id, step.done)
            continue
        if before:
            yield before
        before = step
    if before:
        yield before


def _source(key: str, words: ReportWords) -> str:
    """Its title, who published it and in which year."""
    found = words.report.plan.sources.get(key)
    if found is None:
        return f"{escape_controls(key)}: {words.say('story.source.unknown')}"
    published = ", ".join(filter(None, [one_line(found.publisher), escape_controls(found.date[:4])]))
    return (one_line(found.title) or escape_controls(key)) + (f" ({published})" if published else "")
