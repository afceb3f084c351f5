"""What a merge of texts comes to: lines that are settled and lines in conflict, in order."""

from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct

from smartplan.editing.merge3.data import Favour
from smartplan.editing.merge3.lineage import Contest
from smartplan.plan.finding import Address


class Conflict(NamedTuple):
    """Lines that both sides changed; any of the three may be none. `path` is what they speak of.

    `of_comments` where only new comments stand against taking the entry out.
    """

    path: Address
    ours: str
    base: str
    theirs: str
    of_comments: bool = False


Part = str | Conflict


class Merged(Struct, frozen=True):
    """The result in parts, in order."""

    parts: Sequence[Part]
    newline: str = "\n"
    contests: Sequence[Contest] = ()

    @property
    def conflicts(self) -> list[Address]:
        """What both sides changed."""
        return [part.path for part in self.parts if isinstance(part, Conflict)]

    def text(self, size: int = 7, *, with_base: bool = False) -> str:
        """The text, its conflicts between markers of `size` characters."""
        found = []
        for part in self.parts:
            if isinstance(part, str):
                found.append(part)
                continue
            found += [f"{'<' * size} ours\n", part.ours]
            found += [f"{'|' * size} base\n", part.base] if with_base else []
            found += [f"{'=' * size}\n", part.theirs, f"{'>' * size} theirs\n"]
        return "".join(found).replace("\n", self.newline)


def settle(parts: Sequence[Part], favour: Favour) -> str:
    """The text as it is when every conflict goes to one side."""
    return "".join(part if isinstance(part, str) else getattr(part, favour) for part in parts)
