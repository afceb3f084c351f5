"""A small city that has one of everything, looked at whole: every value that is stated, and no other."""

from msgspec.structs import replace

from smartplan.analysis.coverage import cover, same_ids, with_previous
from smartplan.analysis.inputs import inputs
from smartplan.analysis.programme import details
from tests.helpers.everything import AROUND, OLD, PLAN, stated


def test_every_input_with_its_giver_and_what_cites_it() -> None:
    assert stated(inputs(PLAN, AROUND, path="q")) == {
        "format": 1, "revision": "2024", "path": "q",
        "reviews": [
            {
                "review": "awal", "date": "2023-01-01", "title": "Awal", "leads_to": "2024",
                "inputs": [
                    {
                        "ref": "awal/A-1", "input": "A-1", "from": "diam", "name": "diam", "dimension": "living",
                        "text": "z", "disposition": "open", "ignored": False,
                    },
                ],
            },
            {
                "review": "fgd", "kind": "fgd", "date": "2023-05-01", "title": "FGD", "place": "Balai",
                "reviews": "2019", "leads_to": "2024",
                "inputs": [
                    {
                        "ref": "fgd/IN-1", "input": "IN-1", "from": "its", "name": "Institut", "role": "academic",
                        "dimension": "living", "text": "a", "disposition": "accepted", "answer": "ya",
                        "cited": [{"by": "plan"}, {"by": "programme", "programme": "L-1", "text": "Ambulans"}],
                        "ignored": False,
                    },
                    {
                        "ref": "fgd/IN-2", "input": "IN-2", "from": "dishub", "name": "Dishub",
                        "role": "government", "dimension": "energy", "text": "b", "disposition": "deferred",
                        "cited": [{"by": "withdrawal", "programme": "Z-1", "text": "usang"}], "ignored": False,
                    },
                    {
                        "ref": "fgd/IN-3", "input": "IN-3", "from": "lama", "name": "L", "role": "media",
                        "text": "c", "disposition": "accepted", "ignored": True,
                    },
                    {"ref": "fgd/IN-4", "input": "IN-4", "text": "d", "disposition": "open", "ignored": False},
                    {
                        "ref": "fgd/IN-5", "input": "IN-5", "from": "its", "name": "Institut", "role": "academic",
                        "dimension": "asing", "text": "e", "disposition": "rejected", "answer": "tidak",
                        "ignored": False,
                    },
                ],
            },
        ],
        "elsewhere": [
            {
                "review": "luar", "date": "2022-01-01", "title": "Luar", "leads_to": "2019",
                "inputs": [
                    {
                        "ref": "luar/X-1", "input": "X-1", "from": "dlh", "name": "DLH lama", "role": "government",
                        "text": "x", "disposition": "accepted",
                        "cited": [{"by": "programme", "programme": "L-1", "text": "Ambulans"}], "ignored": False,
                    },
                ],
            },
        ],
        "unknown": ["fgd/IN-9"],
        "totals": {"inputs": 6, "open": 2, "accepted": 2, "deferred": 1, "rejected": 1, "cited": 2, "ignored": 1},
        "participants": [
            {
                "key": "diam", "name": "diam", "inputs": 1, "open": 1, "accepted": 0, "deferred": 0, "rejected": 0,
                "cited": 0, "ignored": 0,
            },
            {
                "key": "its", "name": "Institut", "inputs": 2, "open": 0, "accepted": 1, "deferred": 0,
                "rejected": 1, "cited": 1, "ignored": 0,
            },
            {
                "key": "dishub", "name": "Dishub", "inputs": 1, "open": 0, "accepted": 0, "deferred": 1,
                "rejected": 0, "cited": 1, "ignored": 0,
            },
            {
                "key": "lama", "name": "L", "inputs": 1, "open": 0, "accepted": 1, "deferred": 0, "rejected": 0,
                "cited": 0, "ignored": 1,
            },
            {"inputs": 1, "open": 1, "accepted": 0, "deferred": 0, "rejected": 0, "cited": 0, "ignored": 0},
        ],
        "dimensions": [
            {
                "key": "living", "inputs": 2, "open": 1, "accepted": 1, "deferred": 0, "rejected": 0, "cited": 1,
                "ignored": 0,
            },
            {
                "key": "energy", "inputs": 1, "open": 0, "accepted": 0, "deferred": 1, "rejected": 0, "cited": 1,
                "ignored": 0,
            },
            {
                "key": "asing", "inputs": 1, "open": 0, "accepted": 0, "deferred": 0, "rejected": 1, "cited": 0,
                "ignored": 0,
            },
            {"inputs": 2, "open": 1, "accepted": 1, "deferred": 0, "rejected": 0, "cited": 0, "ignored": 1},
        ],
    }  # fmt: skip


def test_the_plan_itself_says_who_its_agencies_are() -> None:
    """Also where it is found under another name, or nowhere among the revisions."""
    for others in ({"2019": OLD}, {"2019": OLD, "2024": OLD}):
        assert inputs(PLAN, replace(AROUND, revisions=others)) == inputs(PLAN, AROUND)


def test_a_programme_with_all_that_it_names() -> None:
    (entry,) = (entry for entry in PLAN.entries() if entry.id == "L-1")
    assert stated(details(PLAN, entry, AROUND, {})) == {
        "id": "L-1", "dimension": "living", "subdimension": "health", "name": "Ambulans", "description": "d",
        "agency": {"id": "dlh", "name": "Dinas Lingkungan"},
        "partners": [
            {"id": "dishub", "name": "Dinas Perhubungan"}, {"id": "dlh", "name": "Dinas Lingkungan"},
            {"id": "its", "name": "ITS"},
        ],
        "missions": [{"id": "M1", "text": "x"}, {"id": "M9"}], "code": "1.02", "kind": "service",
        "horizon": "short", "quick_win": True, "status": "running", "years": [2024, 2025],
        "execution": {2023: "not_run", 2024: "ran"},
        "budget": {
            "sources": {"apbd": {2024: 10, 2025: 0}, "csr": {2026: 5}}, "by_source": {"apbd": 10, "csr": 5},
            "by_year": {2024: 10, 2025: 0, 2026: 5}, "total": 15,
        },
        "indicators": [
            {
                "id": "i", "name": "I", "level": "output", "unit": "%", "direction": "up", "baseline": 1,
                "years": [
                    {"year": 2023, "actual": 2}, {"year": 2024, "target": 5, "actual": 4, "reached": False},
                    {"year": 2025, "target": 6},
                ],
            },
            {"id": "j", "name": "J"},
        ],
        "inputs": [
            {
                "ref": "fgd/IN-1", "text": "a", "source": "its", "given_by": "Institut", "review": "FGD",
                "date": "2023-05-01", "disposition": "accepted", "answer": "ya",
            },
            {
                "ref": "luar/X-1", "text": "x", "source": "dlh", "given_by": "DLH lama", "review": "Luar",
                "date": "2022-01-01", "disposition": "accepted",
            },
        ],
        "sources": [
            {
                "key": "s", "title": "Berita", "publisher": "Koran", "date": "2024-01-02",
                "url": "https://contoh.test",
            },
            {"key": "t", "title": "T"}, {"key": "u"},
        ],
        "formerly": ["L-0"],
        "missing": [
            {
                "kind": "indicator-without-baseline", "where": "dimensions.living.programmes.L-1.indicators.j",
                "dimension": "living", "programme": "L-1", "indicator": "j",
            },
        ],
    }  # fmt: skip


def test_the_indicators() -> None:
    assert stated(cover(PLAN, AROUND, by="indicator").indicators) == [
        {
            "programme": "L-1", "indicator": "i", "name": "I", "level": "output", "unit": "%", "direction": "up",
            "baseline": 1, "targets": {2024: 5, 2025: 6}, "actuals": {2024: 4, 2023: 2}, "year": 2024,
            "reached": False,
        },
        {"programme": "L-1", "indicator": "j", "name": "J"},
    ]  # fmt: skip


def test_how_many_of_how_many() -> None:
    assert stated(cover(PLAN, AROUND).counts) == {
        "subdimensions": {"n": 5, "of": 5}, "missions": {"n": 1, "of": 2}, "agencies": {"n": 3, "of": 3},
            "other_agencies": {"n": 0, "of": 0},
        "years": {"n": 3, "of": 3}, "executed": {"n": 2, "of": 2}, "aligned": {"n": 2, "of": 5},
        "measured": {"n": 1, "of": 5}, "targets": {"n": 1, "of": 5}, "baselines": {"n": 1, "of": 2},
        "budgets": {"n": 2, "of": 5}, "sources": {"n": 1, "of": 5}, "inputs": {"n": 1, "of": 2},
    }  # fmt: skip


def test_the_plan_before() -> None:
    before = cover(OLD, AROUND, by="mission", path="lama")
    same = same_ids(PLAN, OLD, "mission")
    assert same == {"A": "M1"}
    found = with_previous(cover(PLAN, AROUND, by="mission"), before, same).against
    assert found
    assert [row.key for row in found.rows] == ["M1", "B@2019"]
    assert (found.revision, found.path, found.totals) == ("2019", "lama", before.totals)
    assert (found.cells, found.dimensions, found.shares) == (before.cells, before.dimensions, before.shares)
    assert found.counts == before.counts
    assert found.holes == {
        "subdimension-without-programme": 3, "mission-without-programme": 2, "agency-without-programme": 1,
        "input-not-cited": 1,
    }  # fmt: skip
    # Without another RPJMD, and by anything else, the rows are what they were.
    assert same_ids(PLAN, PLAN, "mission") is None
    by_year = cover(OLD, AROUND, by="year")
    for new, old, missions in (("mission", before, None), ("year", by_year, same)):
        now = with_previous(cover(PLAN, AROUND, by=new), old, missions).against  # type: ignore[arg-type]
        assert now
        assert now.rows == old.rows
