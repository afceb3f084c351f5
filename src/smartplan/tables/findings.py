"""What an import has to say of a cell, as data: which rule, where, and what the sentence needs."""

from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from smartplan.plan.finding import Severity
from smartplan.plan.table_rules import SEVERITY


class TableFinding(Struct, frozen=True):
    """One thing about a sheet. `address` is that of the cell as people name it, `RPJMD!C12`.

    `variant` chooses between sentences of one rule, `values` fill it.
    """

    rule: str
    severity: Severity
    address: str
    values: dict[str, Any] = {}
    variant: str = ""


def found(rule: str, address: str, variant: str = "", **values: Any) -> TableFinding:
    """A finding with the severity of its rule."""
    return TableFinding(rule, SEVERITY[rule], address, values, variant)


def fails(findings: Iterable[TableFinding]) -> bool:
    """Whether one of them is an error."""
    return any(one.severity == "error" for one in findings)
