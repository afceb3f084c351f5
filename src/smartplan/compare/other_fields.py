"""What has no comparer of its own: readiness, free-form and future fields, by deepdiff on the plain data."""

from collections.abc import Iterator
from typing import Any

from smartplan.compare.changes import Change, Kind
from smartplan.compare.pair import ChangeScope
from smartplan.plan.finding import Address
from smartplan.plan.plain_data import none_if_empty

# Of more values the members of lists are not told apart: it would take a time that grows with their square.
_MOST = 2_000


def differences(
    owner: ChangeScope,
    kind: Kind,
    old: dict[str, Any],
    new: dict[str, Any],
    old_base: Address,
    new_base: Address,
    field: str = "",
) -> Iterator[Change]:
    """One change for each path that differs; deepdiff is imported only when something does."""
    before, after = tidy(old), tidy(new)
    if before == after:
        return
    if _count(before) + _count(after) > _MOST:
        for path, one, other in _by_key(before, after):
            name = ".".join(map(str, (field, *path) if field else path))
            yield owner.change(kind, name, one, other, old_path=(*old_base, *path), new_path=(*new_base, *path))
        return
    from deepdiff import DeepDiff
    from deepdiff.helper import notpresent

    tree = DeepDiff(
        before,
        after,
        ignore_order=True,
        view="tree",
        verbose_level=2,
        ignore_numeric_type_changes=True,
        threshold_to_diff_deeper=0,
    )
    found: list[tuple[str, Any, Any, Address]] = []
    for group in tree.values():
        for leaf in group:
            path = tuple(leaf.path(output_format="list"))
            name = ".".join(str(step) for step in ((field, *path) if field else path))
            one, other = (None if value is notpresent else value for value in (leaf.t1, leaf.t2))
            found.append((name, one, other, path))
    for name, one, other, path in sorted(found, key=lambda item: (item[0], str(item[1]), str(item[2]))):
        yield owner.change(kind, name, one, other, old_path=(*old_base, *path), new_path=(*new_base, *path))


def _count(data: Any) -> int:
    items = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return 1 + sum(map(_count, items))


def _by_key(old: Any, new: Any, path: Address = ()) -> Iterator[tuple[Address, Any, Any]]:
    """What differs, with a list as one value; None is no value."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in dict.fromkeys([*old, *new]):
            yield from _by_key(old.get(key), new.get(key), (*path, key))
    elif old != new:
        yield path, old, new


def tidy(data: Any) -> Any:
    """Plain data without what is not stated, and without sources, which are no change."""
    if isinstance(data, dict):
        pairs = ((key, tidy(value)) for key, value in data.items() if key != "sources")
        return {key: value for key, value in pairs if none_if_empty(value) is not None}
    return data
