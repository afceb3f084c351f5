"""What a revision changed as items of a list: how many programmes came, went or became what, and which."""

from collections.abc import Iterator

from smartplan.messages import Catalogue
from smartplan.operations.log import ChangeSummary, LineageRow
from smartplan.report.render.names import Names
from smartplan.report.render.page import Item, Tone
from smartplan.report.render.sentences import escape_controls, one_line

# Each count of the balance with its sign, in the order in which it is listed, and those within the changed ones.
_BALANCE: tuple[tuple[str, str, Tone], ...] = (
    ("+", "added", "good"),
    ("-", "withdrawn", "warn"),
    ("!", "dropped", "bad"),
    ("~", "changed", "heat"),
    ("≈", "realigned", "heat"),
    ("=", "unchanged", "dim"),
)
_WITHIN = ("moved", "renumbered", "merged", "split")


def changes(against: ChangeSummary, names: Names, say: Catalogue) -> Iterator[Item]:
    """The balance without what is zero, each with the programmes by id and name."""
    for sign, name, tone in _BALANCE:
        number = getattr(against.programmes, name)
        if not number:
            continue
        listed = [_named(id_, name, against) for id_ in getattr(against, name, ())]
        yield Item(f"{number} {say(f'story.balance.{name}')}", sign, tone, names=listed, apart=True)
        for within in _WITHIN if name == "changed" else ():
            became: list[LineageRow] = getattr(against, within)
            if became:
                listed = [_became(one, within, against, names) for one in became]
                yield Item(say(f"story.within.{within}", n=len(became)), sign, tone, names=listed, apart=True)


def _named(id_: str, how: str, against: ChangeSummary) -> str:
    """Id and name; of a withdrawn one the reason too, with the inputs that led to it."""
    text = one_line(f"{id_} {(against.names if how == 'added' else against.old_names).get(id_, '')}")
    reason = against.reasons.get(id_) if how == "withdrawn" else None
    if reason is None:
        return text
    because = f" ({escape_controls(', '.join(reason.because))})" if reason.because else ""
    why = one_line(reason.reason)
    return f"{text}: {why}{because}" if why else f"{text}{because}"


def _became(one: LineageRow, how: str, against: ChangeSummary, names: Names) -> str:
    same = how in ("moved", "renumbered") and one.old == [one.new]
    text = escape_controls(one.new) if same else f"{escape_controls(' + '.join(one.old))} → {escape_controls(one.new)}"
    text = one_line(f"{text} {against.names.get(one.new, '')}")
    return f"{text} ({names.dimension(one.dimension)})" if how == "moved" else text
