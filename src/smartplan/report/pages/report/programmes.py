"""Every programme with what is stated of it, its history and its sources."""

from collections.abc import Iterator

from smartplan.operations.report import LifeStep
from smartplan.plan.budget import amount
from smartplan.plan.figure_places import cited_sources
from smartplan.plan.model import Entry
from smartplan.report.pages.inputs import done_words
from smartplan.report.pages.report.words import ReportWords
from smartplan.report.render import numbers
from smartplan.report.render.figures import about
from smartplan.report.render.page import Block, Cell, Facts, Heading, Text
from smartplan.report.render.sentences import escape_controls, one_line
from smartplan.report.render.years import spans


def blocks(words: ReportWords) -> Iterator[Block]:
    """In the order of the file."""
    say = words.say
    entries = list(words.report.plan.entries())
    if not entries:
        yield Text(say("document.no-programmes"))
    for entry in entries:
        yield Heading(words.names.programme(entry), anchor=anchor(entry.id))
        yield Text(" · ".join(filter(None, _stated(entry, words))), "dim")
        if entry.programme.description:
            yield Text(one_line(entry.programme.description))
        facts = list(_facts(entry, words))
        if facts:
            yield Facts(facts)


def anchor(programme: str) -> str:
    """The address of a programme in the document."""
    return f"programme-{programme}"


def _stated(entry: Entry, words: ReportWords) -> Iterator[str]:
    """What is stated of it, in a row; what is not, is not there."""
    programme, names, say = entry.programme, words.names, words.say
    yield names.place(entry.dimension, programme.subdimension)
    partners = ", ".join(map(names.agency, programme.partners))
    executing = names.agency(programme.agency) if programme.agency else ""
    yield (
        f"{executing} ({say('document.with', partners=partners)})" if partners and executing else executing or partners
    )
    yield spans(programme.years)
    budget = amount([programme])
    if budget.rupiah is not None:
        yield about(numbers.money(budget.rupiah, say.language), budget.approx, say)
    yield names.word(programme.horizon) if programme.horizon else ""
    yield say("field.quick_win") if programme.quick_win else ""
    yield names.word(programme.status) if programme.status else ""


def _facts(entry: Entry, words: ReportWords) -> Iterator[tuple[str, Cell | str]]:
    programme, say = entry.programme, words.say
    if programme.missions:
        # The text of each stands in the first section.
        yield say("field.missions"), ", ".join(map(escape_controls, programme.missions))
    if programme.execution:
        ran = programme.execution
        yield say("field.execution"), ", ".join(f"{year} {words.names.word(ran[year])}" for year in sorted(ran))
    if programme.because:
        yield say("story.inputs"), ", ".join(map(escape_controls, programme.because))
    for step in words.report.lives[entry.id]:
        yield f"{escape_controls(step.old)} → {escape_controls(step.new)}", _became(step, words)
    found = cited_sources(programme)
    if found:
        yield say("story.sources"), "; ".join(_source(key, words) for key in found)


def _became(step: LifeStep, words: ReportWords) -> str:
    """What became of it in a step, with the ids that it had where these were others."""
    told = done_words(step.done, words.names, words.say)
    if tuple(step.olds) in ((), (step.id,)):
        return told
    olds = ", ".join(map(escape_controls, step.olds))
    return f"{olds} → {escape_controls(step.id)}: {told}"


def _source(key: str, words: ReportWords) -> str:
    known = words.report.plan.sources.get(key)
    return one_line(known.title) if known and known.title else escape_controls(key)
