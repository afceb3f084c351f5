"""The rules about tables that are read into plans, each with its severity; their pages are in `rules/tables.py`."""

from typing import Final

from smartplan.plan.finding import Severity

SEVERITY: Final[dict[str, Severity]] = {
    "no-table": "error",
    "several-tables": "error",
    "unknown-column": "error",
    "column-twice": "error",
    "year-unknown": "error",
    "not-money": "error",
    "money-negative": "error",
    "formula-without-result": "error",
    "error-value": "error",
    "code-is-date": "error",
    "id-twice": "error",
    "row-without-programme": "error",
    "no-place": "error",
    "lines-do-not-pair": "error",
    "code-is-time": "warning",
    "code-normalised": "warning",
    "code-is-number": "warning",
    "code-is-short": "warning",
    "number-ambiguous": "warning",
    "percent-doubtful": "warning",
    "amount-jump": "warning",
    "sum-differs": "warning",
    "rounded": "warning",
    "zero-year": "warning",
    "cell-out-of-column": "warning",
    "unit-differs-by-year": "warning",
    "agency-differs-from-heading": "warning",
    "formerly-unknown": "warning",
    "not-a-workbook": "error",
    # Of a workbook that was exported and comes back.
    "id-changed": "error",
    "row-missing": "error",
    "base-unknown": "error",
    "clash": "error",
}
