"""The places that several revisions or folders mean: each revision as it was named, and each folder of plans."""

from collections.abc import Sequence
from pathlib import Path

from smartplan.errors import SmartplanError
from smartplan.operations.shard import Shard
from smartplan.workspace.discovery import folders, is_folder

# A revision as it was named, a folder of plans, or why one cannot be looked into.
CitySource = str | Path | SmartplanError


def is_many(arguments: Sequence[str], plans: str | None) -> bool:
    """Whether the arguments mean more than one revision: several of them, or a folder."""
    return len(arguments) > 1 or is_folder(arguments[0], plans)


def places(arguments: Sequence[str], plans: str | None) -> list[CitySource]:
    """The revisions as they were named, and each folder of plans in the folders that were."""
    found: list[CitySource] = []
    for argument in arguments:
        found += folders(argument) if is_folder(argument, plans) else [argument]
    return found


def part_of(found: list[CitySource], part: Shard | None) -> list[CitySource]:
    """Those of one part of the work, or all of them."""
    return found if part is None else part.choose(found, _place)


def _place(one: CitySource) -> str:
    return str(one.values.get("path", "")) if isinstance(one, SmartplanError) else Path(one).as_posix()
