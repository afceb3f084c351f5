"""What holds for the matrix of any two plans: each change once, and sums that are those of the JSON."""

import json
from collections import Counter
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from smartplan.messages import LANGUAGES, catalogue
from smartplan.operations.changes import as_data
from smartplan.operations.diff import Result, compare_files
from smartplan.report.diff import docx, xlsx
from smartplan.report.diff.matrix import build
from smartplan.workspace.folder import Folder
from smartplan.workspace.plan_file import load_file
from smartplan.yamltext.source import SourceText
from tests.helpers.drawn_plans import PLANS, Drawn, data_of

# How a programme of the newer plan came to be: under its own id, or from others of the older one.
LINEAGE = st.lists(st.lists(st.integers(0, 6), min_size=1, max_size=3, unique=True) | st.none(), max_size=7)
DAY = date(2026, 11, 24)


def compared(old: Drawn, new: Drawn, lineage: list[list[int] | None], *, linked: bool) -> Result:
    """Two drawn plans as they would be compared as files."""
    head = {"format": 1, "city": {"name": "Kota"}}
    older = data_of(old, "2020", **head)
    newer = data_of(new, "2024", **head, **({"supersedes": "2020"} if linked else {}))
    known = {id_ for dimension in older["dimensions"].values() for id_ in dimension["programmes"]}
    for dimension in newer["dimensions"].values():
        for id_, programme in dimension["programmes"].items():
            number = int(id_[1:])
            came = lineage[number] if number < len(lineage) else None
            origins = [f"P{one}" for one in came or () if f"P{one}" in known]
            if origins:
                programme["formerly"] = origins
    files = [
        load_file(SourceText(f"{name}.yaml", json.dumps(data), Path(f"{name}.yaml")))
        for name, data in (("2020", older), ("2024", newer))
    ]
    return compare_files(files[0], files[1], (Folder(None),))


@given(PLANS, PLANS, LINEAGE, st.booleans(), st.sampled_from(LANGUAGES))
def test_each_change_once_and_equal_sums(
    old: Drawn, new: Drawn, lineage: list[list[int] | None], linked: bool, language: Any
) -> None:
    result = compared(old, new, lineage, linked=linked)
    say, data = catalogue(language), as_data(result)
    matrix = build(result, say)
    book = load_workbook(BytesIO(xlsx.render([matrix], [], say, DAY)))
    summary, rows, money, targets = ([*sheet.values] for sheet in book.worksheets)
    marks = [mark for row in rows[1:] for mark in str(row[-1]).split()]
    assert Counter(marks) == Counter(one.fingerprint for one in data.changes)

    # By dimension, and the total, which is that of the sources too.
    top = next(index for index, line in enumerate(summary) if line[-1] == "%")
    of_dimensions = [line[-4:-1] for line in summary[top + 1 :] if isinstance(line[1], int)]
    parts = [*data.summary.dimensions.values(), data.summary]
    assert of_dimensions == [told(part.budget) for part in parts]
    lines = [line for line in money[1:] if line[1]]
    sums = [line for line in money[1:] if not line[1]][: len({line[0] for line in lines}) + 1]
    for index, side in enumerate(("old", "new"), 2):
        wanted = getattr(data.summary.budget, side) if data.summary.budget else None
        assert total(lines, index) == total(sums[:-1], index) == total(sums[-1:], index) == wanted

    # No indicator twice in a year.
    keys = [line[:5] for line in targets[1:]]
    assert len(keys) == sum(len(set(one) | set(other)) for one, other in aims(result))

    document = Document(BytesIO(docx.render([matrix], [], say, DAY)))
    lengths = [len(table.rows) - 1 for table in document.tables]
    assert lengths == [len(parts), *(len(one) - 1 for one in (rows, money, targets) if len(one) > 1)]


def told(budget: Any) -> tuple[Any, Any, Any]:
    if budget is None:
        return "–", "–", None
    return *("–" if side is None else side for side in (budget.old, budget.new)), budget.delta


def total(lines: list[Any], index: int) -> int | None:
    """The sum of a column; None where nothing is stated in it."""
    stated = [line[index] for line in lines if line[index] != "–"]
    return sum(stated) if stated else None


def aims(result: Result) -> list[tuple[Any, Any]]:
    """The years of the targets of each indicator, before and after, slowly: of each indicator of the new plan with the
    one of its first origin that has it, then of each that no origin was asked for."""
    found, asked = [], set()
    for one in result.comparison.outcomes:
        for key, indicator in one.new.programme.indicators.items() if one.new else ():
            assert one.new
            asked |= {(old.id, key) for old in one.old}
            olds = sorted(one.old, key=lambda old, id_=one.new.id: old.id != id_)  # type: ignore[misc]
            first = [old.programme.indicators[key].targets for old in olds if key in old.programme.indicators]
            found.append((first[0] if first else {}, indicator.targets))
    left = {
        (old.id, key): indicator.targets
        for one in result.comparison.outcomes for old in one.old for key, indicator in old.programme.indicators.items()
    }  # fmt: skip
    return [*found, *((targets, {}) for place, targets in left.items() if place not in asked)]
