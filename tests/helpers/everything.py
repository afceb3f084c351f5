"""A small city that has one of everything, in memory."""

from datetime import date
from typing import Any

import msgspec

from smartplan.plan.context import Context
from smartplan.plan.model import Plan
from smartplan.plan.profile import Label, Profile, ProfileDimension
from smartplan.plan.review import Review

X = Label(en="x", id="x")
TAXONOMY = Profile(
    X, {"living": ProfileDimension(X, {"health": X, "mobility": X}), "energy": ProfileDimension(X, {"sun": X})}
)
PLAN = msgspec.convert(
    {
        "revision": "2024", "profile": "kecil", "record": "example", "period": {"start": 2024, "end": 2026},
        "rpjmd": {"title": "R", "missions": {"M1": "x", "M2": "y"}},
        "agencies": {
            "dlh": {"name": "Dinas Lingkungan"},
            "dishub": {"name": "Dinas Perhubungan", "short": "Dishub", "role": "government"},
            "its": {"name": "ITS", "role": "academic"}, "bappeda": {"name": "Bappeda"},
        },
        "because": ["fgd/IN-1"], "withdrawn": {"Z-1": {"reason": "usang", "because": ["fgd/IN-2", "fgd/IN-9"]}},
        "sources": {
            "s": {"title": "Berita", "publisher": "Koran", "date": "2024-01-02", "url": "https://contoh.test"},
            "t": {"title": "T"},
        },
        "dimensions": {
            "living": {
                "programmes": {
                    "L-1": {
                        "name": "Ambulans", "subdimension": "health", "description": "d", "agency": "dlh",
                        "partners": ["dishub", "dlh", "its"], "missions": ["M1", "M9"], "code": "1.02",
                        "kind": "service", "horizon": "short", "quick_win": True, "status": "running",
                        "years": [2025, 2024], "execution": {"2024": "ran", "2023": "not_run"},
                        "budget": {"apbd": {"2024": 10, "2025": 0}, "csr": {"2026": 5}},
                        "indicators": {
                            "i": {
                                "name": "I", "level": "output", "unit": "%", "direction": "up", "baseline": 1,
                                "targets": {"2024": 5, "2025": 6}, "actuals": {"2024": 4, "2023": 2},
                            },
                            "j": {"name": "J"},
                        },
                        "because": ["fgd/IN-1", "luar/X-1"], "sources": ["s", "t", "u"], "formerly": ["L-0"],
                    },
                    "L-2": {
                        "name": "Bus", "subdimension": "mobility", "agency": "dishub", "years": [2025],
                        "missions": ["M1"], "budget": {"apbd": {"2025": 7}},
                    },
                    "L-3": {"name": "Kosong"},
                },
            },
            "energy": {
                "programmes": {
                    "E-1": {
                        "name": "Surya", "subdimension": "sun", "agency": "dishub", "partners": ["bappeda"],
                        "quick_win": False, "execution": {"2025": "partly"}, "kind": "policy",
                    },
                },
            },
            "lain": {
                "programmes": {
                    "X-1": {
                        "name": "X", "subdimension": "aneh", "agency": "asing", "years": [2026], "horizon": "long",
                    },
                },
            },
        },
    },
    Plan, str_keys=True,
)  # fmt: skip
OLD = msgspec.convert(
    {
        "revision": "2019", "rpjmd": {"title": "Q", "missions": {"A": " X ", "B": "z"}},
        "agencies": {"lama": {"name": "Lama", "short": "L", "role": "media"}, "dlh": {"name": "DLH lama"}},
    },
    Plan,
)  # fmt: skip
REVIEWS = msgspec.convert(
    {
        "fgd": {
            "review": "fgd", "kind": "fgd", "date": "2023-05-01", "title": "FGD", "place": "Balai",
            "reviews": "2019", "leads_to": "2024",
            "participants": {"its": {"name": "Institut", "role": "academic"}, "diam": {"role": "community"}},
            "inputs": {
                "IN-1": {
                    "from": "its", "dimension": "living", "text": "a", "disposition": "accepted", "answer": "ya",
                },
                "IN-2": {"from": "dishub", "dimension": "energy", "text": "b", "disposition": "deferred"},
                "IN-3": {"from": "lama", "text": "c", "disposition": "accepted"},
                "IN-4": {"text": "d", "disposition": "open"},
                "IN-5": {
                    "from": "its", "text": "e", "disposition": "rejected", "answer": "tidak", "dimension": "asing",
                },
            },
        },
        "luar": {
            "review": "luar", "date": "2022-01-01", "title": "Luar", "leads_to": "2019",
            "inputs": {"X-1": {"from": "dlh", "text": "x", "disposition": "accepted"}, "X-2": {"text": "y"}},
        },
        "awal": {
            "review": "awal", "date": "2023-01-01", "title": "Awal", "leads_to": "2024",
            "inputs": {"A-1": {"from": "diam", "text": "z", "disposition": "open", "dimension": "living"}},
        },
    },
    dict[str, Review],
)  # fmt: skip
AROUND = Context(
    stem="2024", profile=TAXONOMY, revisions={"2024": PLAN, "2019": OLD}, reviews=REVIEWS, today=date(2025, 6, 1)
)


def stated(found: Any) -> Any:
    """A result as data, without what is null or empty."""
    if isinstance(found, msgspec.Struct):
        found = msgspec.to_builtins(found)
    if isinstance(found, dict):
        found = {key: stated(value) for key, value in found.items()}
        return {key: value for key, value in found.items() if value not in (None, "", [], {})}
    return [stated(one) for one in found] if isinstance(found, list) else found
