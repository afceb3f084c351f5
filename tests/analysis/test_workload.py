"""Who does what in a small city that has one of everything, and what its evaluations found, looked at whole."""

import msgspec

from smartplan.analysis.agenda import agenda
from smartplan.analysis.evaluations import EvaluationFile, assess
from smartplan.analysis.workload import workload
from smartplan.plan.evaluation import Evaluation
from tests.helpers.everything import AROUND, PLAN, stated


def test_who_does_what() -> None:
    assert stated(workload(PLAN, AROUND, path="w")) == {
        "scope": "all", "format": 1, "revision": "2024", "path": "w", "as_of": 2025, "programmes": 5, "ran": 2,
        "not_run": 0, "not_recorded": 1, "planned": 3, "budget": 22, "funded": 2, "undated": ["L-3"], "dimensions": ["living", "energy", "lain"],
        "agencies": [
            {"agency": "dlh", "role": "government", "tier": "city", "leading": {"living": 1}, "led": 1, "joined": 0, "actions": 0, "budget": 15},
            {
                "agency": "dishub", "role": "government", "tier": "city", "leading": {"living": 1, "energy": 1},
                "partnering": {"living": 1}, "led": 2, "joined": 1, "actions": 0, "budget": 7,
            },
            {"agency": "its", "role": "academic", "partnering": {"living": 1}, "led": 0, "joined": 1, "actions": 0},
            {"agency": "bappeda", "role": "government", "tier": "city", "partnering": {"energy": 1}, "led": 0, "joined": 1, "actions": 0},
            {"agency": "asing", "leading": {"lain": 1}, "led": 1, "joined": 0, "actions": 0},
            {"leading": {"living": 1}, "led": 1, "joined": 0, "actions": 0},
        ],
        "partnering_only": ["its", "bappeda"], "unled": ["L-3"],
    }  # fmt: skip


def test_who_does_what_in_a_year() -> None:
    assert stated(workload(PLAN, AROUND, year=2025)) == {
        "scope": "all", "format": 1, "revision": "2024", "as_of": 2025, "year": 2025, "programmes": 3, "ran": 1,
        "not_run": 0, "not_recorded": 2, "planned": 3, "budget": 7, "funded": 2, "undated": ["L-3"], "dimensions": ["living", "energy", "lain"],
        "agencies": [
            {"agency": "dlh", "role": "government", "tier": "city", "leading": {"living": 1}, "led": 1, "joined": 0, "actions": 0, "budget": 0},
            {
                "agency": "dishub", "role": "government", "tier": "city", "leading": {"living": 1, "energy": 1},
                "partnering": {"living": 1}, "led": 2, "joined": 1, "actions": 0, "budget": 7,
            },
            {"agency": "its", "role": "academic", "partnering": {"living": 1}, "led": 0, "joined": 1, "actions": 0},
            {"agency": "bappeda", "role": "government", "tier": "city", "partnering": {"energy": 1}, "led": 0, "joined": 1, "actions": 0},
            {"agency": "asing", "led": 0, "joined": 0, "actions": 0},
        ],
        "partnering_only": ["its", "bappeda"],
    }  # fmt: skip


def test_the_agenda_of_an_agency() -> None:
    assert stated(agenda(PLAN, AROUND, "dishub", path="a")) == {
        "scope": "agency", "format": 1, "revision": "2024", "path": "a", "as_of": 2025, "agency": "dishub",
        "name": "Dinas Perhubungan",
        "years": [
            {
                "year": 2023,
                "partnering": [
                    {
                        "programme": "L-1", "name": "Ambulans", "dimension": "living", "subdimension": "health",
                        "agency": "dlh", "partners": ["dishub", "dlh", "its"], "quick_win": True,
                        "status": "running", "planned": True, "execution": "not_run",
                        "indicators": [
                            {"indicator": "i", "name": "I", "unit": "%", "direction": "up", "actual": 2},
                            {"indicator": "j", "name": "J"},
                        ],
                    },
                ],
                "totals": {
                    "key": "2023", "programmes": 0, "quick_wins": 0, "partnering": 1, "funded": 0, "ran": 0, "not_run": 0,
                    "not_recorded": 0, "planned": 0,
                },
            },
            {
                "year": 2024,
                "partnering": [
                    {
                        "programme": "L-1", "name": "Ambulans", "dimension": "living", "subdimension": "health",
                        "agency": "dlh", "partners": ["dishub", "dlh", "its"], "quick_win": True,
                        "status": "running", "planned": True, "execution": "ran", "budget": {"apbd": 10},
                        "indicators": [
                            {
                                "indicator": "i", "name": "I", "unit": "%", "direction": "up", "target": 5,
                                "actual": 4, "met": False,
                            },
                            {"indicator": "j", "name": "J"},
                        ],
                    },
                ],
                "totals": {
                    "key": "2024", "programmes": 0, "quick_wins": 0, "partnering": 1, "funded": 0, "ran": 0, "not_run": 0,
                    "not_recorded": 0, "planned": 0,
                },
            },
            {
                "year": 2025,
                "leading": [
                    {
                        "programme": "L-2", "name": "Bus", "dimension": "living", "subdimension": "mobility",
                        "agency": "dishub", "planned": True, "budget": {"apbd": 7},
                    },
                    {
                        "programme": "E-1", "name": "Surya", "dimension": "energy", "subdimension": "sun",
                        "agency": "dishub", "partners": ["bappeda"], "quick_win": False, "planned": True,
                        "execution": "partly",
                    },
                ],
                "partnering": [
                    {
                        "programme": "L-1", "name": "Ambulans", "dimension": "living", "subdimension": "health",
                        "agency": "dlh", "partners": ["dishub", "dlh", "its"], "quick_win": True,
                        "status": "running", "planned": True, "budget": {"apbd": 0},
                        "indicators": [
                            {"indicator": "i", "name": "I", "unit": "%", "direction": "up", "target": 6},
                            {"indicator": "j", "name": "J"},
                        ],
                    },
                ],
                "totals": {
                    "key": "2025", "programmes": 2, "quick_wins": 0, "agencies": ["dishub"], "partnering": 1,
                    "budget": 7, "funded": 1, "years": [2025], "by_year": {2025: 2}, "ran": 1, "not_run": 0,
                    "not_recorded": 1, "planned": 2,
                },
                "sources": {"apbd": 7},
            },
            {
                "year": 2026,
                "partnering": [
                    {
                        "programme": "L-1", "name": "Ambulans", "dimension": "living", "subdimension": "health",
                        "agency": "dlh", "partners": ["dishub", "dlh", "its"], "quick_win": True,
                        "status": "running", "planned": False, "budget": {"csr": 5},
                        "indicators": [
                            {"indicator": "i", "name": "I", "unit": "%", "direction": "up"},
                            {"indicator": "j", "name": "J"},
                        ],
                    },
                ],
                "totals": {
                    "key": "2026", "programmes": 0, "quick_wins": 0, "partnering": 1, "funded": 0, "ran": 0, "not_run": 0,
                    "not_recorded": 0, "planned": 0,
                },
            },
        ],
        "undated": {"totals": {"programmes": 0, "quick_wins": 0, "partnering": 0, "funded": 0, "ran": 0, "not_run": 0,
                    "not_recorded": 0, "planned": 0}},
        "totals": {
            "key": "dishub", "programmes": 2, "quick_wins": 0, "agencies": ["dishub"], "partnering": 1,
            "budget": 7, "funded": 1, "years": [2025], "by_year": {2025: 2}, "ran": 1, "not_run": 0,
                    "not_recorded": 1, "planned": 2,
        },
    }  # fmt: skip


EVALUATIONS = msgspec.convert(
    [
        {
            "year": 2023, "stage": 2, "revision": "2019", "scheme": "kominfo-2023-kppn", "final": 3.6,
            "scores": {
                "baseline": 4.0, "output": 3.0, "outcome": 3.55, "impact": 3.31, "quick_win": 3.63,
                "collaboration": 3.07,
            },
            "improvement": 0.5, "rank": {"position": 40, "of": 100},
            "sources": {"s": {"title": "Surat", "publisher": "Kominfo", "date": "2023-12-01", "url": "https://contoh.test"}},
        },
        {"year": 2022, "stage": 1, "scheme": "kominfo-2022", "scores": {"baseline": 3.0, "output": 3.0}, "final": 3.0},
        {"year": 2023, "stage": 1, "scheme": "zzz", "final": 3.2, "improvement": 0.2, "rank": {"position": 3}},
        {"year": 2024, "scores": {"impact": 4.0}, "improvement": 0.4, "final": 4.0},
    ],
    list[Evaluation],
)  # fmt: skip


def test_the_evaluations() -> None:
    filed = [EvaluationFile(f"{number}.yaml", one) for number, one in enumerate(EVALUATIONS)]
    assert stated(assess(filed, "p", city="Kota")) == {
        "format": 1, "city": "Kota", "path": "p",
        "evaluations": [
            {
                "path": "1.yaml", "year": 2022, "stage": 1, "scheme": "kominfo-2022", "final": 3.0,
                "scores": {"baseline": 3.0, "output": 3.0}, "lost": {"baseline": 0.1, "output": 0.2}, "weakest": ["output"],
                "weights": {"baseline": 10, "output": 20, "outcome": 30, "impact": 10, "quick_win": 30},
            },
            {
                "path": "2.yaml", "year": 2023, "stage": 1, "scheme": "zzz", "since": 2022, "final": 3.2,
                "improvement": 0.2, "risen": 0.2,
            },
            {
                "path": "0.yaml", "year": 2023, "stage": 2, "revision": "2019", "scheme": "kominfo-2023-kppn",
                "scores": {
                    "baseline": 4.0, "output": 3.0, "outcome": 3.55, "impact": 3.31, "quick_win": 3.63,
                    "collaboration": 3.07,
                },
                "weights": {
                    "baseline": 10, "output": 20, "outcome": 20, "impact": 20, "quick_win": 20, "collaboration": 10,
                },
                "lost": {
                    "baseline": 0.0, "output": 0.2, "outcome": 0.09, "impact": 0.138, "quick_win": 0.074,
                    "collaboration": 0.093,
                },
                "weakest": ["output"], "since": 2022, "moved": {"baseline": 1.0, "output": 0.0}, "final": 3.6,
                "index": 3.405, "improvement": 0.5, "risen": 0.6, "rank": {"position": 40, "of": 100}, "ahead": 0.6,
                "sources": [
                    {
                        "key": "s", "title": "Surat", "publisher": "Kominfo", "date": "2023-12-01",
                        "url": "https://contoh.test",
                    },
                ],
            },
            {
                "path": "3.yaml", "year": 2024, "scores": {"impact": 4.0}, "since": 2023, "moved": {"impact": 0.69},
                "final": 4.0, "improvement": 0.4, "risen": 0.4,
            },
        ],
        "recomputed": {"index": 1, "improvement": 3},
        "disagreements": [
            {"kind": "index", "path": "0.yaml", "year": 2023, "stage": 2, "published": 3.6, "computed": 3.405},
            {"kind": "improvement", "path": "0.yaml", "year": 2023, "stage": 2, "published": 0.5, "computed": 0.6},
        ],
    }  # fmt: skip
