"""Weights of an evaluation's components, by the name of their scheme.

Source: Kominfo letters B-1004/DJAI/AI.01.04/12/2022 and B-1384/DJAI/AI.01.04/12/2023.
"""

from typing import Final

from msgspec import Struct

from smartplan.plan.profile import Label


class Scheme(Struct, frozen=True):
    """Weights of an evaluation's components, in percent; their sum is 100."""

    title: Label
    weights: dict[str, int]


SCHEMES: Final = {
    "kominfo-2022": Scheme(
        title={"id": "Evaluasi 2022, angkatan 2021", "en": "Evaluation 2022, cohort of 2021"},
        weights={"baseline": 10, "output": 20, "outcome": 30, "impact": 10, "quick_win": 30},
    ),
    "kominfo-2023-reguler": Scheme(
        title={"id": "Evaluasi 2023, reguler", "en": "Evaluation 2023, regular"},
        weights={"baseline": 10, "output": 20, "outcome": 30, "impact": 20, "quick_win": 20},
    ),
    "kominfo-2023-kppn": Scheme(
        title={"id": "Evaluasi 2023, KPPN dan IKN", "en": "Evaluation 2023, KPPN and IKN"},
        weights={"baseline": 10, "output": 20, "outcome": 20, "impact": 20, "quick_win": 20, "collaboration": 10},
    ),
}
