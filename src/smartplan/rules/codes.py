"""Nomenclature codes of Permendagri 90/2019 and its updates."""

import re
from collections.abc import Iterator

from smartplan.plan.context import Context
from smartplan.plan.field_types import Texts, each
from smartplan.plan.finding import Address, Finding
from smartplan.plan.model import ActionEntry, Entry, Plan
from smartplan.rules.rule import Rule, programme

# Checked against eleven real samples of planning tables.
_CODE = r"([1-8]|X)\.(\d{2}|XX)(\.\d{2}(\.[12]\.\d{2}(\.(\d{2}|\d{4}))?)?)?"


def check(plan: Plan, context: Context) -> Iterator[Finding]:
    """A code that does not have the format of the nomenclature; the sentence corrects the usual mistakes."""
    is_code = re.compile(_CODE).fullmatch
    stated: list[tuple[Entry | ActionEntry, Texts]] = [(one, one.programme.code) for one in context.entries(plan)]
    stated += [(one, one.action.code) for one in context.actions(plan)]
    for entry, codes in stated:
        for index, code in enumerate(each(codes)):
            if is_code(code):
                continue
            fixed = re.sub(r"[:\\/\s]+", ".", code.strip()).strip(".")
            fixed = re.sub(r"^(.\.\d{2}\.\d{2})\.0([12])(?=\.|$)", r"\1.\2", fixed)
            values: dict[str, str] = {"value": code}
            path: Address = (*entry.path, "code", *([index] if isinstance(codes, list) else []))
            if fixed != code and is_code(fixed):
                yield Finding("odd-code", path, variant="nearest", values={**values, "nearest": fixed})
            else:
                yield Finding("odd-code", path, values=values)


RULES = (
    Rule(
        "odd-code",
        "sense",
        "warning",
        "plan",
        programme("code: '2:16:03'"),
        programme("code: 2.16.03"),
        check,
        aliases=("invalid-nomenclature-code",),
    ),
)
