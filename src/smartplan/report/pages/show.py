"""One programme in words: its facts, budget, indicators, inputs and sources, and its gaps."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from smartplan.analysis.gaps import Hole
from smartplan.analysis.input_rows import InputRow
from smartplan.analysis.programme_details import ActionDetails, Funding, IndicatorDetails, Party, ProgrammeDetails
from smartplan.analysis.sources import SourceRow
from smartplan.messages import Catalogue
from smartplan.operations.show import ShowResult
from smartplan.plan.field_types import Fund
from smartplan.plan.model import Plan
from smartplan.report.pages import action_tables
from smartplan.report.pages.basis_items import basis_blocks, indicator_figures, is_rough, money_figures
from smartplan.report.pages.gap_items import gap_analysis
from smartplan.report.pages.input_words import given_by
from smartplan.report.pages.show_money import YEARS_ABREAST, indicator_blocks, spending_blocks
from smartplan.report.render import cells, numbers
from smartplan.report.render.measures import aligned, dated_values, figure, verdict
from smartplan.report.render.names import Names, record_notes
from smartplan.report.render.page import Block, Cell, Column, Facts, Heading, Item, Items, Line, Page, Table
from smartplan.report.render.sentences import escape_controls, one_line
from smartplan.report.render.years import spans


def build(shown: ShowResult, plan: Plan, say: Catalogue) -> Page:
    """The whole report, without its history."""
    details = shown.programme
    names = Names(say, plan)
    title = say(
        "story.title",
        city=one_line(plan.city.name) or "?",
        revision=escape_controls(shown.revision),
        id=escape_controls(details.id),
        name=one_line(details.name),
    )
    blocks: list[Block] = [Facts(list(_facts(shown, names, say)))]
    if details.spent:
        blocks += [Heading(say("story.money")), *spending_blocks(details, say)]
    elif details.budget:
        blocks += [Heading(say("story.money")), _money(details.budget, say)]
    figures = [*money_figures(details.budget, say), *money_figures(details.spent, say, say("field.spent"))]
    blocks += basis_blocks(figures, plan, say)
    blocks += indicator_blocks(details, plan, say)
    if details.indicators:
        measures = [*indicator_figures(details.indicators, say)]
        blocks += [Heading(say("story.indicators")), _indicators(details.indicators, names, say)]
        blocks += basis_blocks(measures, plan, say, legend=not is_rough(figures), dates=False)
    blocks += _actions(details.actions, plan, names, say)
    if details.inputs:
        blocks += [Heading(say("story.inputs")), Items([_input(one, say) for one in details.inputs], tight=False)]
    if details.closes:
        blocks += [Heading(say("story.gaps")), Items(list(gap_analysis(details.closes, names, say)))]
    if details.sources:
        blocks += [Heading(say("story.sources")), Items([_source(one, say) for one in details.sources])]
    if details.missing or details.unstated:
        blocks += [Heading(say("story.missing")), Items(list(_missing(details, say)))]
    return Page(title.rstrip(), "", record_notes(say, plan), blocks, say("report.more", n="{n}"))


def _facts(shown: ShowResult, names: Names, say: Catalogue) -> Iterator[tuple[str, str]]:
    details = shown.programme
    quick = None if details.quick_win is None else say(f"value.{str(details.quick_win).lower()}")
    facts = {
        "dimensions": names.dimension(details.dimension),
        "subdimension": names.subdimension(details.subdimension) if details.subdimension else None,
        "description": one_line(details.description),
        "agency": _party(details.agency) if details.agency else None,
        "partners": "; ".join(_party(partner) for partner in details.partners),
        "missions": "; ".join(
            f"{one_line(mission.id)}: {one_line(mission.text)}" if mission.text else one_line(mission.id)
            for mission in details.missions
        ),
        "objectives": "; ".join(
            f"{one_line(objective.id)}: {one_line(objective.name)}" if objective.name else one_line(objective.id)
            for objective in details.objectives
        ),
        "code": one_line(details.code),
        "location": "; ".join(map(one_line, details.location)),
        "tags": ", ".join(map(one_line, details.tags)),
        "kind": names.word(details.kind) if details.kind else None,
        "horizon": names.word(details.horizon) if details.horizon else None,
        "quick_win": quick,
        "status": names.word(details.status) if details.status else None,
        "years": spans(details.years),
        "execution": dated_values({year: names.word(ran) for year, ran in details.execution.items()}, say),
    }
    yield say("story.place"), f"{escape_controls(shown.path)}:{shown.line}"
    for field, text in facts.items():
        if text:
            yield say(f"field.{field}"), f"{text} {say('story.judged')}" if field in details.judged else text
    # What is not among these facts is told by name.
    others = [field for field in details.judged if not facts.get(field)]
    if others:
        yield say("field.judged"), ", ".join(map(names.field, others))
    if details.formerly is not None:
        yield say("story.formerly"), escape_controls(", ".join(details.formerly)) or say("story.formerly.none")


def _party(party: Party) -> str:
    return one_line(party.name or party.id)


def _money(funding: Funding, say: Catalogue) -> Table:
    """Sources by years, or years by sources where there are too many years to be abreast."""
    amounts = [amount for years in funding.sources.values() for amount in years.values()]
    every = [*amounts, *funding.by_source.values(), *funding.by_year.values(), funding.total]
    scale = numbers.MoneyScale.exact(every, say.language)

    def money(amount: int | None, fund: Fund | None = None, year: int | None = None) -> Cell:
        return cells.money(scale, amount, funding.is_approximate(fund, year))

    def column(title: str) -> Column:
        return Column(title, right=True, unit=scale.unit)

    years, total = list(funding.by_year), say("report.total")
    if len(years) <= YEARS_ABREAST:
        columns = [Column(scale.title), *(column(str(year)) for year in years), column(total)]
        lines = [
            Line(
                [
                    say(f"report.fund.{fund}"),
                    *(money(by_year.get(year), fund, year) for year in years),
                    money(funding.by_source[fund], fund),
                ]
            )
            for fund, by_year in funding.sources.items()
        ]
        last = [*(money(amount, None, year) for year, amount in funding.by_year.items()), money(funding.total)]
    else:
        columns = [
            Column(scale.title),
            *(column(say(f"report.fund.{fund}")) for fund in funding.sources),
            column(total),
        ]
        lines = [
            Line(
                [
                    cells.year(year),
                    *(money(by_year.get(year), fund, year) for fund, by_year in funding.sources.items()),
                    money(funding.by_year[year], None, year),
                ]
            )
            for year in years
        ]
        last = [*(money(amount, fund) for fund, amount in funding.by_source.items()), money(funding.total)]
    return Table(columns, [*lines, Line([total, *last], "total")])


def _indicators(indicators: Sequence[IndicatorDetails], names: Names, say: Catalogue) -> Table:
    columns = [
        Column(say("coverage.row.indicator"), folds=True),
        Column(say("coverage.level")),
        Column(say("coverage.baseline"), right=True),
        Column(say("report.year")),
        Column(say("coverage.targets"), right=True),
        Column(say("coverage.actuals"), right=True),
        Column(say("coverage.reached")),
    ]
    nothing = Cell(cells.NOTHING)
    baselines = aligned([figure(one.baseline, say, one.baseline_basis) for one in indicators], say)
    heads, rows = list[list[Cell | str]](), list[tuple[Cell, Cell, Cell, Cell]]()
    for one, baseline in zip(indicators, baselines, strict=True):
        known = [one_line(one.code), one_line(one.unit), names.word(one.direction) if one.direction else ""]
        known += [say("story.answers", agency=_party(one.agency))] if one.agency else []
        within = ", ".join(part for part in known if part)
        name = one_line(one.name or one.id) + (f" ({within})" if within else "")
        own = [
            (
                cells.year(reach.year),
                figure(reach.target, say, reach.target_basis),
                figure(reach.actual, say, reach.actual_basis),
                verdict(reach.reached, say, reach.approx),
            )
            for reach in one.years
        ]
        if one.target_end is not None:
            own.append((Cell(say("story.end")), figure(one.target_end, say, one.target_end_basis), nothing, nothing))
        rows += own or [(nothing, nothing, nothing, nothing)]
        heads.append([name, names.word(one.level) if one.level else nothing, baseline])
        heads += [["", "", ""] for _ in own[1:]]
    targets = aligned([target for _, target, _, _ in rows], say)
    actuals = aligned([actual for _, _, actual, _ in rows], say)
    lines = [
        Line([*head, year, target, actual, reached])
        for head, (year, _, _, reached), target, actual in zip(heads, rows, targets, actuals, strict=True)
    ]
    return Table(columns, lines)


def _actions(actions: Sequence[ActionDetails], plan: Plan, names: Names, say: Catalogue) -> Iterator[Block]:
    """The actions, then what measures them and what shows that they ran."""
    if not actions:
        return
    yield Heading(say("story.actions"))
    yield from action_tables.of_programme(actions, names, say)
    # In that table it is the word that says it of the money, and no sign.
    money = [figure for one in actions for figure in money_figures(one.budget, say, one_line(one.id))]
    yield from basis_blocks(money, plan, say, legend=False)
    measured, shown = action_tables.indicators(actions), action_tables.evidence(actions)
    if measured:
        yield Heading(say("story.actions.indicators"))
        yield _indicators(measured, names, say)
        yield from basis_blocks([*indicator_figures(measured, say)], plan, say, dates=False)
    if shown:
        yield Heading(say("story.actions.evidence"))
        of = say("coverage.row.action")
        yield Items([replace(_source(row, say), details=[(of, one_line(", ".join(ids)))]) for row, ids in shown])


def _input(row: InputRow, say: Catalogue) -> Item:
    """An input with who gave it and what became of it."""
    if row.text is None:
        return Item(f"{escape_controls(row.ref)}: {say('story.input.unknown')}", "!", "warn")
    details = [
        (say("inputs.from"), given_by(row, say)),
        (say("inputs.review"), _review(row, say)),
        (say("inputs.disposition"), say(f"inputs.disposition.{row.disposition}") if row.disposition else ""),
        (say("inputs.answer"), one_line(row.answer)),
    ]
    return Item(f"{escape_controls(row.ref)}: {one_line(row.text)}", details=[pair for pair in details if pair[1]])


def _review(row: InputRow, say: Catalogue) -> str:
    """The review that holds an input, with its day; of a recommendation the giver says it."""
    if row.evaluation:
        return ""
    return ", ".join(filter(None, [one_line(row.review), _day(row.date, say)]))


def _source(row: SourceRow, say: Catalogue) -> Item:
    if row.title is None:
        return Item(f"{escape_controls(row.key)}: {say('story.source.unknown')}", "!", "warn")
    published = ", ".join(filter(None, [one_line(row.publisher), _day(row.date, say)]))
    text = one_line(row.title) + (f" ({published})" if published else "")
    return Item(text, names=[one_line(row.url)] if row.url else ())


def _day(text: str | None, say: Catalogue) -> str:
    return escape_controls(numbers.day(text, say.language)) if text else ""


def _missing(details: ProgrammeDetails, say: Catalogue) -> Iterator[Item]:
    """Each gap with how to close it, then in one line whatever else is not stated."""
    kinds: dict[str, list[Hole]] = {}
    for hole in details.missing:
        kinds.setdefault(hole.kind, []).append(hole)
    for kind, holes in kinds.items():
        of = ", ".join(escape_controls(hole.indicator) for hole in holes if hole.indicator)
        text = say(f"story.{kind}") + (f" ({of})" if of else "")
        yield Item(text, "!", "strong", [(say("coverage.close"), say(f"hole.{kind}.close"))])
    if details.unstated:
        fields = ", ".join(
            say(f"field.{name}" if name != "because" else "story.inputs.none") for name in details.unstated
        )
        yield Item(say("story.unstated", fields=fields), "·")
