"""The head of a comparison: what was compared, the balance, the table by dimension."""

from collections.abc import Iterator, Sequence

from smartplan.compare.changes import (
    CommonMoneyData,
    DimensionData,
    Lineage,
    MoneyData,
    ProgrammeOutcome,
    SummaryData,
    Wanted,
)
from smartplan.messages import Catalogue
from smartplan.operations.diff import Result
from smartplan.plan.budget import years_of
from smartplan.plan.crosswalk import between
from smartplan.plan.figure import Sum
from smartplan.report.diff.words import DiffWords
from smartplan.report.render import cells, numbers
from smartplan.report.render.figures import about
from smartplan.report.render.file_place import FilePlace
from smartplan.report.render.page import BalanceCount, Cell, Column, Line, Table, Tone
from smartplan.report.render.sentences import escape_controls, one_line

# Sign and word of each count of the balance, in the order in which it is listed.
BALANCE = (
    ("+", "added"),
    ("-", "withdrawn"),
    ("!", "dropped"),
    ("~", "changed"),
    ("≈", "realigned"),
    ("=", "unchanged"),
)
SIGN_TONES: dict[str, Tone] = {"+": "good", "-": "warn", "!": "bad", "~": "heat", "≈": "heat", "=": "dim"}
WITHIN: tuple[Lineage, ...] = ("moved", "renumbered", "merged", "split")


def title(result: Result, say: Catalogue) -> str:
    """City and revisions; both cities where they are two."""
    old, new = result.old, result.new
    revisions = {"old": one_line(old.revision), "new": one_line(new.revision)}
    city = one_line(new.city.name or old.city.name) or "?"
    if result.comparison.same_city:
        return say("diff.title", city=city, **revisions)
    return say("diff.title.cities", city=one_line(old.city.name) or "?", other=city, **revisions)


def files(result: Result) -> str:
    """The files of the two."""
    return " → ".join(place.text for place in file_places(result))


def file_places(result: Result) -> list[FilePlace]:
    """The files of the two, and where they lie."""
    sources = [result.documents[side].source for side in ("old", "new")]
    return [FilePlace(escape_controls(source.name), source.on_disk) for source in sources]


def notes(result: Result, say: Catalogue) -> list[str]:
    """What a reader has to know before believing the rest."""
    found = []
    comparison = result.comparison
    if not comparison.same_city:
        found.append(say("diff.cities"))
    # Where the data is the same, what is left are comments.
    elif comparison.link in ("same", "unrelated", "reverse", "states") and not (
        comparison.link == "same" and comparison.changes
    ):
        found.append(say(f"diff.{comparison.link}"))
    if comparison.link == "broken":
        found.append(say("diff.broken", missing=one_line(", ".join(comparison.missing))))
    old, new = result.old, result.new
    if comparison.same_city and old.profile and new.profile and old.profile != new.profile and not between(old, new):
        found.append(say("diff.no-crosswalk", old=one_line(old.profile), new=one_line(new.profile)))
    records = [plan.record == "reconstruction" for plan in (old, new)]
    if any(records):
        which = "both" if all(records) else "old" if records[0] else "new"
        found.append(say(f"diff.record.{which}", old=one_line(old.revision), new=one_line(new.revision)))
    return found


def selection(words: DiffWords, say: Catalogue) -> str:
    """What a filter shows, by name; empty where everything is shown."""
    wanted = words.result.comparison.filter
    if not wanted:
        return ""
    chosen = (f"{label} {', '.join(names)}" for label, names in _chosen(wanted, words, say))
    return say("diff.only", what="; ".join(chosen))


def _chosen(wanted: Wanted, words: DiffWords, say: Catalogue) -> Iterator[tuple[str, list[str]]]:
    called = words.values.called
    chosen = (
        ("field.dimensions", [called.dimension(key) for key in sorted(wanted.dimensions)]),
        ("field.agency", [called.agency(id_) for id_ in sorted(wanted.agencies)]),
        ("field.mission", [escape_controls(id_) for id_ in sorted(wanted.missions)]),
        ("field.programme", [escape_controls(id_) for id_ in sorted(wanted.programmes)]),
        ("diff.only.kind", sorted(wanted.kinds)),
    )
    yield from ((say(key), names) for key, names in chosen if names)
    if wanted.level != "info":
        yield say("diff.only.level"), [say(f"diff.only.level.{wanted.level}")]


def facts(result: Result, words: DiffWords, say: Catalogue) -> list[tuple[str, str]]:
    """RPJMD, missions, reasons, budget: a label and a text each."""
    found = []
    old, new = result.old.rpjmd, result.new.rpjmd
    if old.title or new.title:
        titles = dict.fromkeys((one_line(old.title) or "?", one_line(new.title) or "?"))
        found.append((say("diff.rpjmd"), " → ".join(titles)))
    if old.missions or new.missions:
        found.append((say("diff.missions"), _missions(result, say)))
    reasons = [say(f"value.{reason}") for reason in result.comparison.new_reasons]
    if reasons and result.comparison.link != "reverse":
        found.append((say("diff.reasons"), ", ".join(reasons)))
    budget = result.comparison.summary.budget
    common = budget.common if budget and result.comparison.same_city else None
    if budget is None or common is None or (common.old, common.new) == (budget.old, budget.new):
        money = _money(result, budget, words, say) if budget else say("report.unstated")
        return [*found, (say("diff.money"), money)]
    # Of other years than the plans share: which these are has to be said.
    shown = [one for outcome in result.comparison.outcomes for one in (*outcome.old, outcome.new) if one]
    years = years_of(entry.programme for entry in shown)
    found.append((say("diff.money"), _money(result, budget, words, say, _first_and_last(years))))
    found.append((say("diff.money.common", years=_first_and_last(common.years)), _moved(common, words)))
    return found


def _missions(result: Result, say: Catalogue) -> str:
    counts = result.comparison.summary.missions
    old, new = (say("diff.unrecorded") if count is None else str(count) for count in (counts.old, counts.new))
    shown = result.comparison.outcomes
    plan, entries = result.new, [outcome.new for outcome in shown if outcome.new]
    if counts.new is None:
        plan, entries = result.old, list({one.id: one for outcome in shown for one in outcome.old}.values())
    if not entries:
        return f"{old} → {new}"
    aligned = sum(any(id_ in plan.rpjmd.missions for id_ in entry.programme.missions) for entry in entries)
    return say(
        "diff.missions.count", old=old, new=new, aligned=aligned, programmes=len(entries), name=one_line(plan.revision)
    )


def _first_and_last(years: Sequence[int]) -> str:
    return "–".join(dict.fromkeys((str(years[0]), str(years[-1]))))


def _money(result: Result, budget: MoneyData, words: DiffWords, say: Catalogue, years: str = "") -> str:
    text = _moved(budget, words)
    text = say("report.money-in", moved=text, years=years) if years else text
    programmes, stated = result.comparison.summary.programmes, budget.stated
    # How many programmes state that budget, where not all do.
    old, new = (stated.old, programmes.old), (stated.new, programmes.new)
    partial = [side for side in dict.fromkeys((old, new)) if side[0]]
    if all(n == of for n, of in partial):
        return text
    told = say("report.money-stated", n=partial[0][0], of=partial[0][1])
    if len(partial) == 2:
        told = say("diff.money.stated.then", old=told, n=new[0], of=new[1])
    return f"{text}; {told}"


def _moved(budget: MoneyData | CommonMoneyData, words: DiffWords) -> str:
    old, new = sides(budget)
    if words.result.comparison.same_city:
        return words.values.moved(old, new, words.say("diff.money.same"))
    return " → ".join(words.values.amounts(old, new, words.say("report.unstated")))


def sides(budget: MoneyData | CommonMoneyData) -> tuple[Sum, Sum]:
    """The money of the two."""
    return Sum(budget.old, bool(budget.old_approx)), Sum(budget.new, bool(budget.new_approx))


def counts(result: Result, say: Catalogue) -> list[BalanceCount]:
    """`+ 6 added`, `- 2 withdrawn` ... and which of the changed were moved, renumbered, merged, split."""
    balance = result.comparison.summary.programmes
    found = []
    for sign, name in BALANCE:
        number = getattr(balance, name)
        if name == "realigned" and not number:
            continue
        absent = name == "dropped" and result.comparison.link in ("reverse", "unrelated", "broken")
        text = f"{sign} {number} {say('diff.absent' if absent else f'diff.{name}')}"
        within = list(_within(result, say)) if name == "changed" else []
        told = say("diff.of-them", what=text, parts=", ".join(within)) if within else text
        found.append(BalanceCount(number, told, SIGN_TONES[sign]))
    return found


def balance(result: Result, say: Catalogue) -> list[str]:
    """The counts in words."""
    return [count.text for count in counts(result, say)]


def _within(result: Result, say: Catalogue) -> Iterator[str]:
    """How many of the changed came about otherwise; of a merge and a split both sides are counted."""
    for name in WITHIN:
        members = [outcome for outcome in result.comparison.outcomes if name in outcome.lineage]
        if not members:
            continue
        if name in ("merged", "split"):
            yield say(f"diff.of-them.{name}", old=_origins(members), new=len(members))
        else:
            yield f"{len(members)} {say(f'diff.{name}')}"


def _origins(members: list[ProgrammeOutcome]) -> int:
    return len({entry.id for outcome in members for entry in outcome.old})


def table(words: DiffWords) -> Table:
    """A row for each dimension, the total last; the budget and realigned ones only where there are any.

    The title of the budget has its unit on a line of its own.
    """
    result, say = words.result, words.say
    summary = result.comparison.summary
    counted = [(sign, name) for sign, name in BALANCE if name != "realigned" or summary.programmes.realigned]
    columns = [
        Column(say("diff.dimension"), folds=True),
        Column(say("diff.old"), right=True),
        Column(say("diff.new"), right=True),
        *(Column(sign, right=True, sign=True) for sign, _ in counted),
    ]
    money = _scale(result, say) if summary.budget else None
    if money:
        columns.append(Column(f"{say('diff.money')}\n{money.title}", right=True, unit=money.unit))
    lines = [
        Line([words.values.called.dimension(key), *_row(part, counted, words, money)])
        for key, part in summary.dimensions.items()
    ]
    lines.append(Line([say("diff.total"), *_row(summary, counted, words, money)], "total"))
    return Table(columns, lines, strong=False)


def _scale(result: Result, say: Catalogue) -> numbers.MoneyScale:
    """How the column of money is written: that of what moved, or of both sides of two cities."""
    summary = result.comparison.summary
    parts: list[DimensionData | SummaryData] = [*summary.dimensions.values(), summary]
    budgets = [part.budget for part in parts if part.budget]
    if result.comparison.same_city:
        moved = [budget.delta for budget in budgets if budget.delta is not None]
        alone = [amount for budget in budgets if budget.delta is None for amount in (budget.old, budget.new)]
        return numbers.MoneyScale.of([*moved, *alone], say.language)
    return numbers.MoneyScale.of([amount for one in budgets for amount in (one.old, one.new)], say.language)


def _row(
    part: DimensionData | SummaryData,
    counted: Sequence[tuple[str, str]],
    words: DiffWords,
    money: numbers.MoneyScale | None,
) -> Iterator[Cell]:
    programmes = part.programmes
    yield from map(cells.number, (programmes.old, programmes.new))
    for sign, name in counted:
        n = getattr(programmes, name)
        yield Cell(str(n), SIGN_TONES[sign], n) if n else cells.count(0)
    if money:
        yield _difference(part.budget, words, money)


def _difference(budget: MoneyData | None, words: DiffWords, money: numbers.MoneyScale) -> Cell:
    """How the budget moved; both sides of two cities, and where one states none, since that is no zero."""
    same_city = words.result.comparison.same_city
    if budget is None or (same_city and budget.delta == 0):
        return Cell(cells.NOTHING, value=Sum(0) if budget else None)
    both = sides(budget)
    if budget.delta is not None and same_city:
        approx = any(side.approx for side in both)
        return Cell(about(money.figure(budget.delta, sign=True), approx, words.say), value=Sum(budget.delta, approx))
    if budget.old is None or budget.new is None:
        texts = ["–" if amount is None else money.figure(amount) for amount in (budget.old, budget.new)]
    else:
        texts = [*money.figures(budget.old, budget.new)]
    return Cell(" → ".join(about(text, side.approx, words.say) for text, side in zip(texts, both, strict=True)))
