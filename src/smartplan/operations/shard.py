"""A part of many cities, for several machines that share the work: every city is in exactly one part."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from smartplan.errors import UsageError

T = TypeVar("T")
_MOST = 10_000


class Shard(NamedTuple):
    """The part of that number, counted from 1, of so many."""

    number: int
    of: int

    def choose(self, items: Sequence[T], path: Callable[[T], str]) -> list[T]:
        """The items of this part, in their order: every so many-th by path, in whatever order they were named."""
        in_order = sorted(range(len(items)), key=lambda index: (path(items[index]), index))
        return [items[index] for index in sorted(in_order[self.number - 1 :: self.of])]


def shard(text: str | None) -> Shard | None:
    """What `3/8` means; None where all is wanted. Raises UsageError."""
    if text is None:
        return None
    found = re.fullmatch(r"([0-9]{1,5})/([0-9]{1,5})", text.strip())
    part = Shard(int(found[1]), int(found[2])) if found else None
    if part is None or not 1 <= part.number <= part.of <= _MOST:
        raise UsageError("error.bad-shard", value=text)
    return part
