"""Plain data, as a file holds it: what stands at an address, what is stated, members of several lists in order."""

from collections.abc import Hashable, Iterable
from typing import Any, TypeVar

from smartplan.plan.finding import Address

_Member = TypeVar("_Member", bound=Hashable)


def at(data: Any, path: Address) -> Any:
    """The value at an address within mappings, or None where there is nothing."""
    for step in path:
        if not isinstance(data, dict):
            return None
        data = data.get(step)
    return data


def none_if_empty(value: Any) -> Any:
    """The value; None for whatever means "not stated", an empty text and an empty collection too."""
    return None if value is None or value == "" or value == [] or value == {} else value


def union(*groups: Iterable[_Member]) -> list[_Member]:
    """The members of all groups, each once, in order."""
    return list(dict.fromkeys(member for group in groups for member in group))
