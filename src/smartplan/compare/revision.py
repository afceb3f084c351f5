"""A revision as the comparison sees it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from smartplan.plan.model import Entry, Plan


@dataclass(frozen=True)
class Revision:
    """A plan with the plain data of its file and the name it goes by in the folder."""

    plan: Plan
    data: dict[str, Any]
    name: str

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Programmes by id; of an id that stands twice the first counts."""
        found: dict[str, Entry] = {}
        for entry in self.plan.entries():
            found.setdefault(entry.id, entry)
        return found

    def raw(self, entry: Entry) -> dict[str, Any]:
        """A programme as plain data."""
        node: Any = self.data
        for step in entry.path:
            node = node.get(step) if isinstance(node, dict) else None
        return node if isinstance(node, dict) else {}
