"""Building blocks of the comparers: one change for a value, for each entry of a mapping, for each item of a set."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from smartplan.compare.changes import Change, Level, Side
from smartplan.plan.finding import Path


@dataclass(frozen=True, slots=True)
class Pair:
    """Two places that are compared: a programme's before and after, or the heads of both files (no programme)."""

    old_path: Path = ()
    new_path: Path = ()
    old_id: str | None = None
    new_id: str | None = None
    dimension: str | None = None
    because: tuple[str, ...] = ()

    def side(self, value: Any, path: Path, file: str) -> Side | None:
        """A side, or None where nothing is stated."""
        if is_absent(value):
            return None
        base, programme = (self.old_path, self.old_id) if file == "old" else (self.new_path, self.new_id)
        return Side(plain(value), programme, (*base, *path), file)

    def change(
        self, kind: str, field: str | None, old: Any, new: Any, old_path: Path, new_path: Path | None = None,
        level: Level | None = None, delta: int | float | None = None,
    ) -> Change:  # fmt: skip
        """A change of one value; what goes away is a warning."""
        before = self.side(old, old_path, "old")
        after = self.side(new, old_path if new_path is None else new_path, "new")
        grave: Level = level or ("warning" if after is None else "info")
        percent = None
        if delta is not None and isinstance(old, (int, float)) and old:
            percent = round(100 * delta / abs(old), 2)
        return Change(
            kind, grave, self.dimension, self.new_id or self.old_id, field, before, after, delta, percent, self.because
        )


def is_absent(value: Any) -> bool:
    """Whether nothing is stated: None, empty text, an empty mapping or list."""
    return value is None or value == "" or (isinstance(value, (dict, list)) and not value)


def plain(value: Any) -> Any:
    """A value as plain data with text keys and without what is absent, as the file would write it."""
    if isinstance(value, msgspec.Struct):
        value = msgspec.to_builtins(value, str_keys=True)
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items() if not is_absent(item)}
    return [plain(item) for item in value] if isinstance(value, list) else value


def value(pair: Pair, kind: str, field: str, old: Any, new: Any, *, path: Path | None = None) -> Iterator[Change]:
    """One change where a value differs."""
    if old == new or (is_absent(old) and is_absent(new)):
        return
    yield pair.change(kind, field, old, new, tuple(field.split(".")) if path is None else path)


def mapping(
    pair: Pair, kind: str, field: str, old: Mapping[Any, Any], new: Mapping[Any, Any], *, path: Path | None = None
) -> Iterator[Change]:
    """One change for each entry that differs."""
    base = tuple(field.split(".")) if path is None else path
    for key in dict.fromkeys([*old, *new]):
        before, after = old.get(key), new.get(key)
        if before != after:
            yield pair.change(kind, f"{field}.{key}", before, after, (*base, str(key)))


def items(
    pair: Pair, kind: str, field: str, old: Iterable[Any], new: Iterable[Any], *, path: Path | None = None
) -> Iterator[Change]:
    """One change for each item that came or went; order is nothing."""
    before, after = list(old), list(new)
    base = tuple(field.split(".")) if path is None else path
    for item in dict.fromkeys(before):
        if item not in after:
            yield pair.change(kind, f"{field}.{item}", item, None, (*base, before.index(item)))
    for item in dict.fromkeys(after):
        if item not in before:
            yield pair.change(kind, f"{field}.{item}", None, item, (*base, after.index(item)))


def free(pair: Pair, kind: str, field: str, old: Any, new: Any) -> Iterator[Change]:
    """Data without a comparer of its own, one change for each leaf that deepdiff finds."""
    if old == new:
        return
    # Its import costs more than a whole comparison, so only what needs it pays.
    from deepdiff import DeepDiff

    found = DeepDiff(old, new, view="tree", ignore_order=True, verbose_level=2)
    places: dict[tuple[Any, ...], tuple[Any, Any]] = {}
    for leaves in found.values():
        for leaf in leaves:
            path = tuple(leaf.path(output_format="list"))
            before, after = places.get(path, (None, None))
            places[path] = (_present(leaf.t1, before), _present(leaf.t2, after))
    for path, (before, after) in sorted(places.items(), key=lambda place: [str(step) for step in place[0]]):
        if is_absent(before) and is_absent(after):
            continue
        name = ".".join([field, *(str(step) for step in path)])
        yield pair.change(kind, name, before, after, (*field.split("."), *path))


def _present(leaf: Any, otherwise: Any) -> Any:
    # deepdiff's class of what is not there is no public name.
    return otherwise if type(leaf).__name__ == "NotPresent" else leaf
