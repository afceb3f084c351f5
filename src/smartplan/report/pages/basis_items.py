"""What the figures of one programme rest on, in words: which are approximate, of when they are, who says so."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from smartplan.analysis.programme_details import Funding, IndicatorDetails
from smartplan.messages import Catalogue
from smartplan.plan.field_types import Measured
from smartplan.plan.figure import Basis, StatedBasis
from smartplan.plan.model import Plan
from smartplan.report.render import numbers
from smartplan.report.render.figures import resting
from smartplan.report.render.measures import measure
from smartplan.report.render.page import Block, Item, Items, Text
from smartplan.report.render.sentences import escape_controls, one_line


class BasedFigure(NamedTuple):
    """A figure that says on what it rests: what it is of, and itself, in words."""

    label: str
    text: str
    basis: Basis


def money_figures(funding: Funding | None, say: Catalogue, of: str = "") -> Iterator[BasedFigure]:
    """Those of the money: `APBD 2024`, `IDR 3 billion`; `of` goes before it."""
    if funding is None:
        return
    for fund, years in (funding.basis or {}).items():
        for year, basis in years.items():
            text = numbers.money(funding.sources[fund][year], say.language)
            label = f"{say(f'report.fund.{fund}')} {year}"
            yield BasedFigure(f"{of}, {label}" if of else label, text, basis)


def indicator_figures(indicators: Iterable[IndicatorDetails], say: Catalogue) -> Iterator[BasedFigure]:
    """Those of the indicators: `Buses, actual 2024`, `60`."""
    for one in indicators:
        name = one_line(one.name or one.id)
        figures = [(say("field.baseline"), one.baseline, one.baseline_basis)]
        for reach in one.years:
            figures += [
                (f"{say('field.targets')} {reach.year}", reach.target, reach.target_basis),
                (f"{say('field.actuals')} {reach.year}", reach.actual, reach.actual_basis),
            ]
        figures.append((say("field.target_end"), one.target_end, one.target_end_basis))
        yield from based(name, figures, say)


def based(
    name: str, figures: Iterable[tuple[str, Measured | None, StatedBasis]], say: Catalogue
) -> Iterator[BasedFigure]:
    """Those of some figures of an indicator, each with its label, that say on what they rest."""
    for label, value, basis in figures:
        if value is not None and basis:
            yield BasedFigure(f"{name}, {label}", measure(value, say), basis)


def is_rough(figures: Iterable[BasedFigure]) -> bool:
    """Whether one of the figures is approximate."""
    return any(one.basis.approx for one in figures)


def basis_blocks(
    figures: Sequence[BasedFigure], plan: Plan, say: Catalogue, *, legend: bool = True, dates: bool = True
) -> list[Block]:
    """What has to be said below a table of these figures: the meaning of its sign, and what has no room in it.

    Without `legend` the sign was explained above; without `dates` the table says of when each figure is.
    """
    blocks: list[Block] = [Text(say("report.about-legend"), "dim")] if legend and is_rough(figures) else []
    items = [_item(one, plan, say) for one in figures if one.basis.sources or (dates and one.basis.as_of)]
    return [*blocks, Items(items)] if items else blocks


def _item(one: BasedFigure, plan: Plan, say: Catalogue) -> Item:
    text = f"{one.label}: {resting(one.text, one.basis, say)}"
    if one.basis.sources:
        text = say("story.figure-source", figure=text, sources="; ".join(_titles(one.basis.sources, plan)))
    return Item(text)


def _titles(sources: Sequence[str], plan: Plan) -> Iterator[str]:
    """Each by its title; one that the plan does not list by its id."""
    for key in sources:
        source = plan.sources.get(key)
        yield one_line(source.title) if source and source.title else escape_controls(key)
