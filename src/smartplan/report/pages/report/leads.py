"""What leads to what: missions to dimensions to agencies, as a picture and as tables."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct

from smartplan.analysis.flow import UNSTATED, PlanFlow
from smartplan.report.pages.report.words import ReportWords
from smartplan.report.render import cells
from smartplan.report.render.drawings import Flow, FlowLink, FlowNode
from smartplan.report.render.page import Block, Cell, Column, Drawing, Heading, Line, Table, Text
from smartplan.report.render.sentences import one_line
from smartplan.report.render.short_titles import short_titles

# More agencies than these would be lines too thin to follow.
MOST_AGENCIES = 12
_OTHERS = "others"


class _Layer(Struct, frozen=True):
    """The things of one layer with what they are called, and how many programmes each stands for."""

    mark: str
    counts: Mapping[str, int]
    label: Callable[[str], str]

    def nodes(self) -> list[FlowNode]:
        """What of them has programmes."""
        return [FlowNode(self.mark + key, self.label(key), n) for key, n in self.counts.items() if n]


def blocks(words: ReportWords) -> Iterator[Block]:
    """Nothing leads anywhere where there is no programme."""
    found, say = words.report.flow, words.say
    if not found.dimensions:
        yield Text(say("document.no-programmes"))
        return
    agencies, executed = _largest(found)
    layers = (
        _Layer("m:", found.missions, lambda id_: _mission(id_, words)),
        _Layer("d:", found.dimensions, words.names.dimension),
        _Layer("a:", agencies, lambda id_: _agency(id_, words)),
    )
    titles = [say("summary.mission"), say("report.dimension"), say("document.executing")]
    links = [FlowLink(f"m:{mission}", f"d:{key}", n) for (mission, key), n in found.served.items()]
    links += [FlowLink(f"d:{key}", f"a:{id_}", n) for (key, id_), n in executed.items()]
    shape = Flow(titles, [layer.nodes() for layer in layers], links)
    yield Drawing(say("document.missions.title"), say("document.missions.text"), shape)
    if not words.report.plan.rpjmd.missions:
        yield Text(say("summary.no-missions"), "warn")
    yield Heading(say("document.by-mission"))
    yield _table(titles[0], layers[0], found.served, words)
    yield Text(say("document.by-mission.legend"), "dim")
    yield Heading(say("document.by-agency"))
    yield _table(titles[2], layers[2], {(id_, key): n for (key, id_), n in executed.items()}, words)


def _largest(found: PlanFlow) -> tuple[dict[str, int], dict[tuple[str, str], int]]:
    """Those that execute most, with the others as one; who executes the rest nobody says."""
    stated = [id_ for id_ in found.agencies if id_ != UNSTATED]
    # One more is as good as the line about it.
    kept = stated if len(stated) <= MOST_AGENCIES + 1 else stated[:MOST_AGENCIES]
    others = stated[len(kept) :]
    agencies = {id_: found.agencies[id_] for id_ in kept}
    if others:
        agencies[f"{_OTHERS}:{len(others)}"] = sum(found.agencies[id_] for id_ in others)
    if UNSTATED in found.agencies:
        agencies[UNSTATED] = found.agencies[UNSTATED]
    executed: dict[tuple[str, str], int] = {}
    for (key, id_), n in found.executed.items():
        to = id_ if id_ in agencies else f"{_OTHERS}:{len(others)}"
        executed[key, to] = executed.get((key, to), 0) + n
    return agencies, executed


def _table(title: str, layer: _Layer, counts: Mapping[tuple[str, str], int], words: ReportWords) -> Table:
    """A row for each thing of the layer, a column for each dimension."""
    keys: Sequence[str] = list(words.report.flow.dimensions)
    short = short_titles([words.names.dimension(key) for key in keys])
    columns = [Column(title, folds=True), *(Column(one, right=True) for one in short)]
    columns.append(Column(words.say("report.total"), right=True))
    lines = [
        Line(
            [
                Cell(layer.label(id_)),
                *(cells.count(counts.get((id_, key), 0)) for key in keys),
                cells.count(n, hole=id_ != UNSTATED),
            ]
        )
        for id_, n in layer.counts.items()
    ]
    return Table(columns, lines)


def _mission(id_: str, words: ReportWords) -> str:
    text = one_line(f"{id_} {words.report.plan.rpjmd.missions.get(id_, '')}")
    return text or words.say("report.unstated")


def _agency(id_: str, words: ReportWords) -> str:
    head, _, n = id_.partition(":")
    if head == _OTHERS and n:
        return words.say("document.other-agencies", n=int(n))
    return words.names.agency(id_) if id_ else words.say("report.unstated")
