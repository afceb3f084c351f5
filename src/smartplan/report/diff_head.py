"""The head of a comparison as data for any format: what was compared, the balance, the table by dimension."""

from smartplan.comparison import Result
from smartplan.messages import Catalogue
from smartplan.plan.model import Plan
from smartplan.report import numbers
from smartplan.report.diff_words import Words, aligned
from smartplan.report.sentences import flat

# Sign and word of each count of the balance, in the order it is told.
BALANCE = (("+", "added"), ("-", "withdrawn"), ("!", "dropped"), ("~", "changed"), ("=", "unchanged"))
WITHIN = ("moved", "renumbered", "merged", "split")


def title(result: Result, say: Catalogue) -> str:
    """City and revisions."""
    city = result.new.city.name or result.old.city.name or "?"
    return say("diff.title", city=flat(city), old=flat(result.old.revision), new=flat(result.new.revision))


def notes(result: Result, say: Catalogue) -> list[str]:
    """What a reader has to know before believing the rest."""
    found = []
    comparison = result.comparison
    # Where the data is the same, what is left to tell are comments.
    if comparison.link in ("same", "unrelated", "reverse", "states") and not (
        comparison.link == "same" and comparison.changes
    ):
        found.append(say(f"diff.{comparison.link}"))
    if comparison.link == "broken":
        found.append(say("diff.broken", missing=flat(", ".join(comparison.missing))))
    records = [plan.record == "reconstruction" for plan in (result.old, result.new)]
    if any(records):
        which = "both" if all(records) else "old" if records[0] else "new"
        found.append(say(f"diff.record.{which}", old=flat(result.old.revision), new=flat(result.new.revision)))
    return found


def facts(result: Result, words: Words, say: Catalogue) -> list[tuple[str, str]]:
    """RPJMD, missions, reasons, money: a label and a text each."""
    found = []
    old, new = result.old.rpjmd, result.new.rpjmd
    if old.title or new.title:
        titles = dict.fromkeys((flat(old.title) or "?", flat(new.title) or "?"))
        found.append((say("diff.rpjmd"), " → ".join(titles)))
    if old.missions or new.missions:
        found.append((say("diff.missions"), _missions(result.old, result.new, say)))
    reasons = [say(f"value.{reason}") for reason in result.comparison.new_reasons]
    if reasons and result.comparison.link != "reverse":
        found.append((say("diff.reasons"), ", ".join(reasons)))
    found.append((say("diff.money"), _money(result, words, say)))
    return found


def _missions(old: Plan, new: Plan, say: Catalogue) -> str:
    plan = new if new.rpjmd.missions else old
    return say(
        "diff.missions.count", old=len(old.rpjmd.missions), new=len(new.rpjmd.missions), aligned=aligned(plan),
        programmes=sum(1 for _ in plan.entries()), name=flat(plan.revision),
    )  # fmt: skip


def _money(result: Result, words: Words, say: Catalogue) -> str:
    budget = result.comparison.summary.budget
    if budget is None:
        return say("diff.money.none")
    old, new = numbers.amounts(budget.old, budget.new, say.language)
    return f"{old} → {new} ({words.money(budget.delta, sign=True)})"


def balance(result: Result, say: Catalogue) -> list[str]:
    """`+ 6 added`, `- 2 withdrawn` ... and which of the changed were moved, renumbered, merged, split."""
    counts = result.comparison.summary.programmes
    parts = []
    for sign, name in BALANCE:
        within = [f"{getattr(counts, item)} {say(f'diff.{item}')}" for item in WITHIN if getattr(counts, item)]
        word = "absent" if name == "dropped" and result.comparison.link in ("reverse", "unrelated") else name
        text = f"{sign} {getattr(counts, name)} {say(f'diff.{word}')}"
        if name == "changed" and within:
            text += f" ({say('diff.among-changed')} {', '.join(within)})"
        parts.append(text)
    return parts


def table(result: Result, words: Words, say: Catalogue) -> tuple[list[str], list[list[str]]]:
    """Header and rows by dimension, the total last; money only where there is any."""
    summary = result.comparison.summary
    header = [say("diff.dimension"), say("diff.old"), say("diff.new"), "+", "-", "!", "~", "="]
    if summary.budget is not None:
        header.append(say("diff.money"))
    rows = [
        [words.called.dimension(key), *_row(part, words, summary.budget is not None)]
        for key, part in summary.dimensions.items()
    ]
    rows.append([say("diff.total"), *_row(summary, words, summary.budget is not None)])
    return header, rows


def _row(part, words: Words, money: bool) -> list[str]:  # type: ignore[no-untyped-def]
    counts = part.programmes
    cells = [str(counts.old), str(counts.new)]
    cells += [str(getattr(counts, name) or "·") for _, name in BALANCE]
    if money:
        cells.append(words.money(part.budget.delta, sign=True) if part.budget and part.budget.delta else "·")
    return cells
