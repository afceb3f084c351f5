"""The report on a whole plan as a document: its sections in their order, and what has to be said before them."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from smartplan.messages import Catalogue
from smartplan.operations.report import PlanReport
from smartplan.report.pages.report import (
    changes,
    coverage,
    figures,
    front,
    gaps,
    indicators,
    inputs,
    leads,
    programmes,
    roadmap,
)
from smartplan.report.pages.report.words import ReportWords
from smartplan.report.render.document import DocumentSection, ReportDocument
from smartplan.report.render.names import record_notes
from smartplan.report.render.page import Block, Page
from smartplan.report.render.sentences import escape_controls, one_line


class _Part(NamedTuple):
    """A section by its address, which also names its words, and what builds it."""

    key: str
    build: Callable[[ReportWords], Iterator[Block]]


_PARTS: Final = (
    _Part("summary", front.blocks),
    _Part("coverage", coverage.blocks),
    _Part("roadmap", roadmap.blocks),
    _Part("missions", leads.blocks),
    _Part("budget", figures.budget),
    _Part("agencies", figures.agencies),
    _Part("indicators", indicators.blocks),
    _Part("inputs", inputs.blocks),
    _Part("evaluations", figures.evaluations),
    _Part("changes", changes.blocks),
    _Part("programmes", programmes.blocks),
    _Part("gaps", gaps.blocks),
)


def build(report: PlanReport, say: Catalogue, left_out: Sequence[str] = ()) -> ReportDocument:
    """The whole document; `left_out` are sentences about files that could not be read, or not all of them."""
    words = ReportWords(report, say)
    plan = report.plan
    title = say("document.title", city=one_line(plan.city.name) or "?", revision=one_line(plan.revision))
    only = words.only
    notes = [*([only] if only else []), *record_notes(say, plan), *left_out]
    return ReportDocument(title, [_section(part, words) for part in _PARTS], notes)


def _section(part: _Part, words: ReportWords) -> DocumentSection:
    say, report = words.say, words.report
    path = escape_controls(report.summary.path) if part is _PARTS[0] else ""
    blocks = list(part.build(words))
    page = Page(say(f"document.{part.key}.title"), path, (), blocks, say("document.more", n="{n}"), only=words.only)
    return DocumentSection(part.key, say(f"document.{part.key}.short"), page)
