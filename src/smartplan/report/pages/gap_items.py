"""The gaps of a plan as items of a list: how many of each kind, which, and how to close them.

The gap analysis of its dimensions as well.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from smartplan.analysis.coverage import Coverage
from smartplan.analysis.gap_analysis import GapRow
from smartplan.analysis.gaps import Hole
from smartplan.messages import Catalogue
from smartplan.report.render.names import Names
from smartplan.report.render.page import Cell, Item, Text
from smartplan.report.render.sentences import escape_controls, one_line


def hole_items(coverage: Coverage, names: Names, say: Catalogue) -> Iterator[Item]:
    """Each kind of gap once: how many, which, and how to close them."""
    for kind, group in groupby(coverage.holes, key=lambda hole: hole.kind):
        holes = list(group)
        text = say(f"hole.{kind}", n=len(holes))
        was = Counter(coverage.against.holes).get(kind, 0) if coverage.against else len(holes)
        if was != len(holes):
            text += f" ({say('coverage.was', n=was)})"
        every = holes[0].programme and not holes[0].indicator and len(holes) == coverage.totals.programmes > 1
        listed = [say("coverage.all", n=len(holes))] if every else [_called(hole, names) for hole in holes]
        yield Item(text, "!", "strong", [(say("coverage.close"), say(f"hole.{kind}.close"))], listed)
    left = {hole.kind for hole in coverage.holes}
    for kind, was in (coverage.against.holes if coverage.against else {}).items():
        if kind not in left:
            yield Item(f"{say(f'hole.{kind}', n=0)} ({say('coverage.was', n=was)})", "✓", "good")


def no_holes(programmes: int, say: Catalogue) -> Text:
    """What is said where there is no gap: where no programme could be read, that nothing can be judged."""
    return Text(say("coverage.no-holes"), "good") if programmes else Text(say("coverage.no-programme-to-judge"), "warn")


def _called(hole: Hole, names: Names) -> str:
    if hole.kind in ("subdimension-without-programme", "dimension-without-programme"):
        return names.place(hole.dimension or "", hole.subdimension or "")
    if hole.gap:
        return f"{names.dimension(hole.dimension or '')} {escape_controls(hole.gap)}"
    return names.agency(hole.agency) if hole.agency else escape_controls(hole.name)


def gap_analysis(gaps: Sequence[GapRow], names: Names, say: Catalogue) -> Iterator[Item]:
    """Each gap: what there is, what there should be, and what closes it."""
    for gap in gaps:
        told: list[tuple[str, Cell | str]] = []
        if gap.present:
            told.append((say("coverage.gap.present"), one_line(gap.present)))
        if gap.wanted:
            told.append((say("coverage.gap.wanted"), one_line(gap.wanted)))
        closing = ", ".join(escape_controls(id_) for id_ in gap.programmes)
        told.append((say("coverage.gap.programmes"), closing or Cell(say("coverage.gap.none"), "bad")))
        sign = "✓" if gap.programmes else "!"
        yield Item(f"{names.dimension(gap.dimension)} {escape_controls(gap.gap)}", sign, "", told)
