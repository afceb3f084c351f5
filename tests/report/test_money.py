"""The money of a plan in words."""

import pytest

from smartplan.analysis.money import MoneyMove
from smartplan.messages import Language, catalogue
from smartplan.report.render.money import moved


@pytest.mark.parametrize(
    ("language", "funded", "old", "told"),
    [
        ("en", 7, 10_000_000, "IDR 10 million → about IDR 12 million (about +IDR 2 million; stated by 7 of 8 programmes)"),
        ("en", 8, 10_000_000, "IDR 10 million → about IDR 12 million (about +IDR 2 million)"),
        ("en", 7, None, "not stated → about IDR 12 million (stated by 7 of 8 programmes)"),
        ("en", 8, None, "not stated → about IDR 12 million"),
        ("id", 7, 10_000_000, "Rp10 juta → sekitar Rp12 juta (sekitar +Rp2 juta; tercantum pada 7 dari 8 program)"),
    ],
)  # fmt: skip
def test_what_is_said_of_a_move_is_in_one_pair_of_brackets(
    language: Language, funded: int, old: int | None, told: str
) -> None:
    delta = None if old is None else 12_000_000 - old
    move = MoneyMove(old=old, new=12_000_000, delta=delta, funded=funded, common=None, new_approx=True)
    assert moved(move, 8, catalogue(language)).replace("\N{NO-BREAK SPACE}", " ") == told
