"""Inputs whose follow-up and citations do not agree: every case, with the sentence."""

from datetime import date
from pathlib import Path

import pytest

from smartplan.messages import Catalogue
from smartplan.report.render.sentences import sentence
from smartplan.validation.check import Selection
from tests.helpers.base import validate, write

OPEN = "inputs: {IN-01: {disposition: %s}}\n"
CITED = "because: [fgd-2022-12-28/IN-01]\n"
UNCITED = "because: null\n"
IN_PROGRAMME = UNCITED + "dimensions: {governance: {programmes: {GOV-01: {because: [fgd-2022-12-28/IN-01]}}}}\n"
WITHDRAWN = UNCITED + "withdrawn: {GOV-09: {reason: Selesai, because: [fgd-2022-12-28/IN-01]}}\n"
RULES = Selection(only=frozenset(("input-still-open", "input-not-cited")))
# What 2019 and 2023 say, what became of the input, and which revisions are told to cite an open one.
CASES = [
    (UNCITED, CITED, "open", "2023"),
    (UNCITED, IN_PROGRAMME, "open", "2023"),
    (UNCITED, WITHDRAWN, "open", "2023"),
    # Whichever revision cites it.
    (CITED, UNCITED, "open", "2019"),
    (CITED, CITED, "open", "2019, 2023"),
    (UNCITED, UNCITED, "open", None),
    # One that was put off may be taken up later all the same.
    (UNCITED, CITED, "deferred", None),
    (UNCITED, CITED, "accepted", None),
    (UNCITED, CITED, "rejected", None),
]


@pytest.mark.parametrize(("old", "new", "disposition", "revisions"), CASES)
def test_an_open_input_that_is_cited(
    tmp_path: Path, old: str, new: str, disposition: str, revisions: str | None
) -> None:
    files = {"2019.yaml": old, "2023.yaml": new, "reviews/2022-12-28.yaml": OPEN % disposition}
    report = validate([], str(write(tmp_path, files)), date(2026, 11, 24), RULES)
    found = [(one.finding.rule, one.where, sentence(one.finding, Catalogue("id"))) for one in report.findings]
    told = (
        f"masukan `IN-01` masih terbuka, padahal {revisions} merujuknya; catat tindak lanjutnya dengan"
        " `smartplan review decide fgd-2022-12-28/IN-01 accepted`"
    )
    assert found == ([("input-still-open", "inputs.IN-01.disposition", told)] if revisions else [])
