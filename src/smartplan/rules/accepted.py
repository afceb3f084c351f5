"""Findings that are accepted, in comments or in a baseline. Found after all others; these are the manual pages."""

from smartplan.plan.finding import Severity
from smartplan.rules.rule import Example, Rule, one

_WITHOUT_MONEY = """\
dimensions:
  governance:
    programmes:
      # smartplan: {comment}
      GOV-01:
        budget: null
"""
_GOOD = one(_WITHOUT_MONEY.format(comment="ignore programme-without-budget dibiayai kementerian"))


def _rule(id_: str, severity: Severity, bad: str) -> Rule:
    return Rule(id_, "ignoring", severity, "file", one(bad), _GOOD)


def _baseline(entries: str) -> Example:
    return Example({"accepted.yaml": f"format: 1\naccepted:{entries}\n"})


_ENTRY = (
    '\n- {"file": "plans/2023.yaml", "rule": "unknown-agency",'
    ' "where": "dimensions.governance.programmes.GOV-01.agency", "fingerprint": "3f9a1c66d1f20b8e"}'
)

RULES = (
    _rule("ignore-without-reason", "error", _WITHOUT_MONEY.format(comment="ignore programme-without-budget")),
    _rule(
        "ignore-unknown-rule",
        "error",
        _WITHOUT_MONEY.format(comment="ignore programme-without-bugdet dibiayai kementerian"),
    ),
    _rule(
        "ignore-without-effect",
        "error",
        "# smartplan: ignore programme-without-budget dibiayai kementerian\nagencies:\n"
        "  diskominfo: {name: Dinas Komunikasi dan Informatika}\n",
    ),
    _rule(
        "ignore-unused",
        "warning",
        "dimensions:\n  governance:\n    programmes:\n"
        "      # smartplan: ignore programme-without-budget dibiayai kementerian\n"
        "      GOV-01:\n        budget: {apbd: {2023: 500000000}}\n",
    ),
    Rule("baseline-unused", "ignoring", "info", "file", _baseline(_ENTRY), _baseline(" []")),
)
