"""The comparison of two revisions: lineage first, then each pair of programmes, in the order of the new file."""

from collections.abc import Iterator
from dataclasses import replace

from smartplan.compare.changes import Change, Comparison, Level, Side
from smartplan.compare.fields import Around, Budget, compare_fields
from smartplan.compare.head import another_rpjmd, compare_dimension, compare_heads
from smartplan.compare.items import Pair, plain
from smartplan.compare.lineage import Chain, Lineage, reverse, trace
from smartplan.compare.revision import Revision
from smartplan.compare.suggest import suggest
from smartplan.compare.summary import summarise
from smartplan.plan import profile
from smartplan.plan.model import Entry


def compare(old: Revision, new: Revision, chain: Chain) -> Comparison:
    """Every change from `old` to `new`, in a stable order."""
    lineage = trace(chain)
    if chain.link == "reverse":
        lineage = reverse(lineage)
    job = _Job(old, new, chain, lineage)
    changes = list(job.changes())
    gone = [old.entries[c.programme] for c in changes if c.kind == "programme-dropped" and c.programme]
    came = [new.entries[c.programme] for c in changes if c.kind == "programme-added" and c.programme]
    reasons = [reason for revision in chain.revisions[1:] for reason in revision.plan.change_reasons]
    return Comparison(
        changes,
        suggest(gone, came) if chain.link in ("chain", "states") else [],
        summarise(old, new, changes, job.order),
        chain.link,
        list(chain.missing),
        tuple(dict.fromkeys(reasons)) if chain.link in ("chain", "broken") else (),
    )


class _Job:
    """One comparison under way: the two revisions, their lineage, and what follows from both."""

    def __init__(self, old: Revision, new: Revision, chain: Chain, lineage: Lineage) -> None:
        self.old, self.new, self.chain, self.lineage = old, new, chain, lineage
        self.successors = lineage.successors
        self.by_text = another_rpjmd(old.plan, new.plan)
        taxonomy = profile.load(new.plan.profile)
        same = old.plan.profile == new.plan.profile
        self.crosswalk = {} if same or taxonomy is None else taxonomy.crosswalk.get(old.plan.profile, {})
        official = list(taxonomy.dimensions) if taxonomy else []
        here = [*new.plan.dimensions, *old.plan.dimensions]
        self.order = list(dict.fromkeys([*(key for key in official if key in here), *here]))

    def changes(self) -> Iterator[Change]:
        """Plan level, then by dimension the programmes that are there, then those that are gone."""
        yield from compare_heads(self.old, self.new)
        for key in self.order:
            has_image = any(key in f"{one}.{other}".split(".") for one, other in self.crosswalk.items())
            yield from compare_dimension(key, self.old.plan, self.new.plan, has_image=has_image)
            for entry in self.new.entries.values():
                if entry.dimension == key:
                    yield from self._programme(entry)
            for entry in self.old.entries.values():
                if entry.dimension == key and entry.id not in self.successors:
                    yield self._gone(entry)

    def _programme(self, entry: Entry) -> Iterator[Change]:
        olds = [self.old.entries[id_] for id_ in self.lineage.predecessors.get(entry.id, [])]
        because = self.lineage.because.get(entry.id, ())
        here = Side(plain(self.new.raw(entry)), entry.id, entry.path, "new")
        if not olds:
            yield Change(
                "programme-added", "info", entry.dimension, entry.id, None, None, here, because=because
            )
            return
        main = next((old for old in olds if old.id == entry.id), olds[0])
        pair = Pair(main.path, entry.path, main.id, entry.id, entry.dimension, because)
        yield from self._lineage(entry, olds, main, pair, here)
        whole = self._group(entry)
        same = main.programme == entry.programme and whole is None and not self.by_text
        old_raw, new_raw = self.old.raw(main), self.new.raw(entry)
        if same and old_raw == new_raw:
            return
        budgets: tuple[Budget | None, Budget | None] = (main.programme.budget, entry.programme.budget)
        around = Around(
            self.old.plan.rpjmd.missions, self.new.plan.rpjmd.missions, self.by_text, self._image(main)[1],
            *(budgets if whole is None else whole),
        )  # fmt: skip
        yield from compare_fields(pair, main.programme, entry.programme, old_raw, new_raw, around)

    def _lineage(self, entry: Entry, olds: list[Entry], main: Entry, pair: Pair, here: Side) -> Iterator[Change]:
        """Moved, renumbered, merged, split."""
        parts = {id_ for old in olds for id_ in self.successors[old.id]}
        blank = pair.change("", None, None, None, (), level="info")
        there = {old.id: Side(plain(self.old.raw(old)), old.id, old.path, "old") for old in olds}
        if self._image(main)[0] != entry.dimension:
            sides = pair.side(main.dimension, (), "old"), pair.side(entry.dimension, (), "new")
            yield replace(blank, kind="programme-moved", old=sides[0], new=sides[1])
        if len(olds) > 1:
            for old in olds:
                yield replace(blank, kind="programme-merged", old=there[old.id], new=here)
        if len(parts) > 1:
            for old in olds:
                if len(self.successors[old.id]) > 1:
                    yield replace(blank, kind="programme-split", old=there[old.id], new=here)
        if len(olds) == 1 and len(parts) == 1 and main.id != entry.id:
            sides = pair.side(main.id, (), "old"), pair.side(entry.id, (), "new")
            yield replace(blank, kind="programme-renumbered", old=sides[0], new=sides[1])

    def _gone(self, entry: Entry) -> Change:
        there = Side(plain(self.old.raw(entry)), entry.id, entry.path, "old")
        gone = self.lineage.withdrawn.get(entry.id)
        if gone is not None:
            file = "new" if gone.revision in ("new", self.new.name) else gone.revision
            word = Side(plain(gone.withdrawal), entry.id, ("withdrawn", entry.id), file)
            because = tuple(gone.withdrawal.because)
            return Change(
                "programme-withdrawn", "warning", entry.dimension, entry.id, None, there, word, because=because
            )
        level: Level = "info" if self.chain.link in ("reverse", "unrelated") else "error"
        return Change("programme-dropped", level, entry.dimension, entry.id, None, there, None)

    def _image(self, entry: Entry) -> tuple[str, str]:
        """Dimension and sub-dimension of an old programme in the new taxonomy."""
        here = f"{entry.dimension}.{entry.programme.subdimension}"
        dimension, _, subdimension = self.crosswalk.get(here, here).partition(".")
        return dimension, subdimension

    def _group(self, entry: Entry) -> tuple[Budget | None, Budget | None] | None:
        """Money of the whole merge or split before and after, at the programme that speaks for it; None for a pair."""
        olds, news = self._connected(entry.id)
        if len(olds) == 1 and len(news) == 1:
            return None
        speaker = next((id_ for id_ in news if id_ in olds), news[0])
        if entry.id != speaker:
            return (None, None)
        return (
            _sum(self.old.entries[id_] for id_ in olds),
            _sum(self.new.entries[id_] for id_ in news),
        )

    def _connected(self, new_id: str) -> tuple[list[str], list[str]]:
        """All old and new ids that a programme hangs together with."""
        olds: dict[str, None] = {}
        news: dict[str, None] = {new_id: None}
        grown = True
        while grown:
            before = len(olds) + len(news)
            for id_ in list(news):
                olds.update(dict.fromkeys(self.lineage.predecessors.get(id_, [])))
            for id_ in list(olds):
                news.update(dict.fromkeys(self.successors.get(id_, [])))
            grown = len(olds) + len(news) > before
        position = {id_: index for index, id_ in enumerate(self.new.entries)}
        return list(olds), sorted(news, key=lambda id_: position.get(id_, 0))


def _sum(entries: Iterator[Entry]) -> dict[str, dict[int, int]]:
    total: dict[str, dict[int, int]] = {}
    for entry in entries:
        for fund, years in entry.programme.budget.items():
            for year, amount in years.items():
                total.setdefault(fund, {})[year] = total.get(fund, {}).get(year, 0) + amount
    return total
