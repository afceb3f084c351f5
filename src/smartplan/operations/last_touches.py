"""When each programme of a revision was last changed, from the commits of its file and of those that it supersedes.

Only what a programme says counts: not the layout, not comments, not its id, and not what `draft` leaves behind. As
`git blame` does for lines, each commit hands the programmes that a commit before it has alike on to that one, and is
the last change of the others. So merges of branches are followed along all of them.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any, Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from smartplan.compare.lineage import Tangled, chain, match
from smartplan.compare.revision import ComparedPlan, by_id
from smartplan.errors import GitFailed, NoCommit, TooTangled, UsageError
from smartplan.plan.model import Entry, Programme
from smartplan.workspace.git import Commit, commit
from smartplan.workspace.history import Contents, Version, former_path, versions, where_history_begins
from smartplan.workspace.plan_file import load_file
from smartplan.workspace.revision import Revision
from smartplan.yamltext.source import decode

# How it is known when a programme was last changed; of what is older than a shallow clone only that it is.
TouchKind = Literal["commit", "uncommitted", "before-history"]
_LINEAGE: Final[dict[str, Any]] = {"formerly": None}
# So many versions are kept at a time.
_KEPT: Final = 16
_SERVED: Final = ("missions", "objectives")


class Touch(Struct, frozen=True):
    """The last change of a programme: the day and the short hash of its commit."""

    kind: TouchKind
    day: str | None = None
    commit: str | None = None


_UNCOMMITTED: Final = Touch("uncommitted")


class _File(Struct, frozen=True):
    """A file in a commit; it has no plan where it cannot be read as one."""

    plan: ComparedPlan | None


class _Traced(Struct, frozen=True):
    """Programmes by their ids in the revision, each with its id in `plan`, in which it says the same.

    `since` is the oldest change that is known to have led to that.
    """

    ids: Mapping[str, str]
    plan: ComparedPlan
    since: Touch


def last_touches(revision: Revision) -> tuple[dict[str, Touch], bool]:
    """The last change of each programme by id, and whether it is a shallow clone that lacks older commits.

    Raises GitFailed, TooTangled, and UsageError for a plan on standard input.
    """
    path = revision.document.source.path
    if path is None:
        raise UsageError("error.stale-stdin")
    store = revision.folder.store
    try:
        start = store if isinstance(store, Commit) else commit(path.parent, "HEAD")
    except NoCommit:
        # A repository that has none yet.
        return dict.fromkeys(by_id(revision.plan), _UNCOMMITTED), False
    with Contents(start.top) as contents:
        trail = _Trail(start.top, contents)
        try:
            trail.follow(revision, start, path)
        except Tangled as error:
            raise TooTangled(limit=error.limit, old=revision.name, new=revision.name) from error
        return trail.found, bool(trail.begins)


class _Trail:
    def __init__(self, top: Path, contents: Contents) -> None:
        self._top, self._contents = top, contents
        # A version is looked at with those before it, and then no more.
        self._version = lru_cache(_KEPT)(self._read)
        self._seen: set[tuple[str, str, frozenset[str]]] = set()
        self.begins = where_history_begins(top)
        self.found: dict[str, Touch] = {}

    def follow(self, revision: Revision, start: Commit, path: Path) -> None:
        """Find the last change of every programme of a revision."""
        place = start.inside(path)
        now = ComparedPlan(revision.plan, revision.document.data or {}, revision.name)
        every = _Traced({id_: id_ for id_ in by_id(revision.plan)}, now, _UNCOMMITTED)
        if not self._holds(start.sha, place):
            # A new file, or one that git knows by its old name.
            before = start.before_rename(path)
            rest = every if before is None else self._hand_on(every, start.sha, start.inside(before))
            self._to_superseded(rest, start.sha, place)
            return
        self._settle(self._hand_on(every, start.sha, place))

    def _hand_on(self, traced: _Traced, sha: str, path: str) -> _Traced:
        """Follow what a commit has alike through the versions of that file; the rest."""
        plan = self._plan(sha, path)
        if plan is None:
            # What cannot be read says nothing: what stands before it does.
            self._through(versions(self._top, sha, path), path, traced)
            return replace(traced, ids={})
        same = _carried(traced, plan)
        if same:
            self._through(versions(self._top, sha, path), path, _Traced(same, plan, traced.since))
        return _without(traced, same)

    def _through(self, history: Sequence[Version], path: str, traced: _Traced) -> None:
        """Follow programmes through the versions of a file, the newest of which has them."""
        waiting: defaultdict[str, list[_Traced]] = defaultdict(list)
        waiting[history[0].sha if history else ""].append(traced)
        for version in history:
            if not waiting:
                return
            for one in waiting.pop(version.sha, ()):
                self._at(version, path, one, waiting)
        if waiting:
            # Commits that git names as earlier ones, and does not have.
            raise GitFailed(variant="other")

    def _at(self, version: Version, path: str, traced: _Traced, waiting: defaultdict[str, list[_Traced]]) -> None:
        """Hand on what a version does not change, and settle what it does."""
        plan = self._plan(version.sha, path)
        touch = Touch("commit", version.day, Commit(self._top, version.sha).short)
        # The change of a version that cannot be read is that of the one that mended it.
        rest = traced if plan is None else replace(traced, since=touch)
        before = [parent for parent in version.parents if self._holds(parent, path)]
        for parent in sorted(before, key=lambda sha: self._plan(sha, path) is None):
            older = self._plan(parent, path)
            same = dict(rest.ids) if older is None else _carried(rest, older)
            if same:
                waiting[parent].append(_Traced(same, rest.plan if older is None else older, rest.since))
                rest = _without(rest, same)
        if before or not rest.ids:
            self._settle(rest)
        elif version.sha in self.begins:
            self._settle(replace(rest, since=replace(touch, kind="before-history")))
        else:
            old = former_path(self._top, version.sha, path)
            self._to_superseded(rest if old is None else self._hand_on(rest, f"{version.sha}^", old), version.sha, path)

    def _to_superseded(self, traced: _Traced, sha: str, path: str) -> None:
        """Follow programmes of a file that a commit was the first to have, or has not yet, in what it supersedes."""
        name = traced.plan.plan.supersedes
        old = PurePosixPath(path).with_name(f"{name}.yaml").as_posix() if name and "/" not in name else path
        # Plans that supersede each other in a circle lead to where one was.
        here = sha, old, frozenset(traced.ids)
        if traced.ids and old != path and here not in self._seen and self._plan(sha, old) is not None:
            self._seen.add(here)
            traced = self._hand_on(traced, sha, old)
        self._settle(traced)

    def _settle(self, traced: _Traced) -> None:
        self.found.update(dict.fromkeys(traced.ids, traced.since))

    def _holds(self, sha: str, path: str) -> bool:
        return self._version(sha, path) is not None

    def _plan(self, sha: str, path: str) -> ComparedPlan | None:
        """The plan in a commit; None where there is none that can be read."""
        found = self._version(sha, path)
        return None if found is None else found.plan

    def _read(self, sha: str, path: str) -> "_File | None":
        """The file in a commit; None where the commit has none."""
        found = self._contents.read(sha, path)
        if found is None:
            return None
        file = load_file(decode(found, path))
        plan = file.plan
        stem = PurePosixPath(path).stem
        return _File(None if plan is None else ComparedPlan(plan, file.document.data or {}, stem))


def _without(traced: _Traced, gone: Mapping[str, str]) -> _Traced:
    return replace(traced, ids={id_: here for id_, here in traced.ids.items() if id_ not in gone})


def _carried(traced: _Traced, old: ComparedPlan) -> dict[str, str]:
    """Which of the programmes an older plan has alike, with their ids there. Raises Tangled."""
    new = traced.plan
    links = chain(old, new, lambda name: None)
    drafted = links.link == "chain"
    before, after = by_id(old.plan), by_id(new.plan)
    renumbered = {} if drafted else _renumbered(before, after)
    predecessors = match(old, new, links).predecessors
    replaced = drafted and old.plan.profile != new.plan.profile
    found = {}
    for id_, here in traced.ids.items():
        origins = predecessors[here] or renumbered.get(here, ())
        # What was made of several was not left alone.
        if len(origins) == 1:
            own = after[here]
            left = _left_behind(own.programme) if drafted else _LINEAGE
            if _says(own, left, anywhere=replaced) == _says(before[origins[0]], left, anywhere=replaced):
                found[id_] = origins[0]
    return found


def _left_behind(programme: Programme) -> dict[str, Any]:
    """What `draft` may have taken out of a programme, empty: its story, and what it serves where that is gone."""
    return {**_LINEAGE, "because": [], "judged": [], **{name: [] for name in _SERVED if not getattr(programme, name)}}


def _says(entry: Entry, left: Mapping[str, Any], *, anywhere: bool = False) -> object:
    """What a programme says without what is `left` out, and its place, which `anywhere` says another profile gave."""
    if anywhere:
        return replace(entry.programme, **{**left, "subdimension": ""})
    return entry.dimension, replace(entry.programme, **left)


def _renumbered(before: Mapping[str, Entry], after: Mapping[str, Entry]) -> dict[str, tuple[str]]:
    """New ids of a draft, which no `formerly` tells of, each with the lost one that said the very same."""

    def alone(entries: Mapping[str, Entry], others: Mapping[str, Entry]) -> dict[tuple[str, str], Entry | None]:
        found: dict[tuple[str, str], Entry | None] = {}
        for id_, entry in entries.items():
            if id_ not in others:
                key = entry.dimension, entry.programme.name
                found[key] = None if key in found else entry
        return found

    lost = alone(before, after)
    found = {}
    for key, entry in alone(after, before).items():
        old = lost.get(key)
        if entry and old and _says(entry, _LINEAGE) == _says(old, _LINEAGE):
            found[entry.id] = (old.id,)
    return found
