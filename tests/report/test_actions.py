"""Actions in the reports: in a programme, counted by kind, and as the work of who executes them."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.actions import PLAN
from tests.helpers.runner import Runner


@pytest.fixture
def city(run: Runner) -> Runner:
    for path in Path("plans").rglob("*.yaml"):
        path.unlink()
    Path("plans/2023.yaml").write_text(PLAN, "utf-8")
    return run


def part(text: str, first: str, last: str) -> list[str]:
    """The lines from one to before another that are not empty or drawn."""
    lines = text.splitlines()
    found = lines[lines.index(first) : lines.index(last, lines.index(first))]
    return [line.rstrip() for line in found if line.strip("─ ")]


def test_the_actions_of_a_programme(city: Runner) -> None:
    assert part(city("show", "2023", "GOV-01").out, "Actions", "Gaps") == [
        "Actions",
        "action                                   kind               years           agency                      budget",
        "A1 Aplikasi antrean (2.16.03.2.02.0001)  application        2023 ✓, 2024 ~  ·                  IDR 500 million",
        "A2 Pelatihan operator                    capacity building  2024 ✗          Dinas Kesehatan                  ·",
        "A3 Jaringan serat optik                  infrastructure     2025            Dinas Perhubungan    IDR 2 billion",
        "A4 Sosialisasi                           ·                  ·               ·                                ·",
        "✓ ran, ~ ran in part, ✗ did not run; a year without a sign has no record of it.",
        "Indicators of the actions",
        "indicator                              level  baseline  year  target  actual  reached",
        "A1 Pengguna (orang, higher is better)  ·             0  2024   5,000   6,000  ✓ reached",
        "Evidence of the actions",
        "- Berita kota (Koran, March 4, 2024)",
        "    https://contoh.test/berita",
        "    action  A1",
        "- Laporan kinerja 2024",
        "    action  A1",
    ]
    out = city("show", "2023", "GOV-01").out
    assert "! actions without a kind\n" in out
    found = json.loads(city("show", "2023", "GOV-01", "--format", "json").out)["programme"]["actions"]
    assert [one["id"] for one in found] == ["A1", "A2", "A3", "A4"]
    first = {key: value for key, value in found[0].items() if key not in ("indicators", "evidence", "budget")}
    assert first == {
        "id": "A1",
        "name": "Aplikasi antrean",
        "kind": "application",
        "years": [2023, 2024],
        "execution": {"2023": "ran", "2024": "partly"},
        "agency": None,
        "code": "2.16.03.2.02.0001",
    }
    assert found[0]["budget"]["total"] == 500_000_000
    assert found[0]["budget"]["sources"] == {"apbd": {"2023": 200_000_000, "2024": 300_000_000}}
    assert [one["key"] for one in found[0]["evidence"]] == ["berita", "laporan"]
    assert [one["agency"] for one in found[1:3]] == [
        {"id": "dinkes", "name": "Dinas Kesehatan"},
        {"id": "dishub", "name": "Dinas Perhubungan"},
    ]


def test_a_programme_without_actions_lacks_them_where_others_have_some(city: Runner) -> None:
    path = Path("plans/2023.yaml")
    assert "action" not in city("show", "2023", "LIV-01").out.split("Gaps\n")[1]
    path.write_text(PLAN[: PLAN.rindex("        actions:")] + "  branding: {}\n", "utf-8")
    assert ", action, " in city("show", "2023", "LIV-01").out.split("not stated: ")[1]


COUNTED = [
    "kind               Govern.  Branding  Economy  Living  Society  Enviro.  total",
    "capacity building        1         ·        ·       ·        ·        ·      1",
    "infrastructure           1         ·        ·       ·        ·        ·      1",
    "application              1         ·        ·       1        ·        ·      2",
    "literacy                 ·         ·        ·       ·        ·        ·    ! 0",
    "service                  ·         ·        ·       1        ·        ·      1",
    "not stated               1         ·        ·       ·        ·        ·      1",
    "total                    4         ·        ·       2        ·        ·      6",
    "kind               2023  2024  2025  not stated",
    "capacity building     ·   0/1     ·           ·",
    "infrastructure        ·     ·   ?/1           ·",
    "application         1/1   1/2   ?/1           ·",
    "literacy              ·     ·     ·           ·",
    "service               ·   1/1     ·           ·",
    "not stated            ·     ·     ·           1",
]


def test_actions_by_kind_dimension_and_year(city: Runner) -> None:
    head = "6 actions by kind, by dimension and by year"
    found = part(city("coverage", "2023").out, head, "Gaps")
    assert (found[0], found[1:-1]) == (head, COUNTED)
    assert found[-1].startswith("By year: ran (at least in part) of those planned for it; ? where no execution")


def test_a_year_to_come_has_what_is_planned(city: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    # 1 June 2024
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1717200000")
    out = city("coverage", "2023").out
    assert "\ninfrastructure        ·     ·     1           ·\n" in out
    assert "\napplication         1/1   1/2     1           ·\n" in out


def test_many_years_stand_below_each_other(city: Runner) -> None:
    years = ", ".join(map(str, range(2010, 2026)))
    text = PLAN.replace("years: [2024, 2025]}", f"years: [{years}]}}")
    Path("plans/2023.yaml").write_text(text, "utf-8")
    lines = city("coverage", "2023").out.splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("year  ") and "literacy" in line)
    assert lines[at].split() == [
        "year",
        *["capacity", "building", "infrastructure", "application", "literacy", "service"],
        "not",
        "stated",
    ]
    assert lines[at + 2].split() == ["2010", "·", "·", "?/1", "·", "·", "·"]
    assert lines[at + 16].split() == ["2024", "0/1", "·", "1/2", "·", "1/1", "·"]


def test_the_counts_as_data(city: Runner) -> None:
    def row(kind: str | None, dimension: str, years: dict[str, tuple[int, int, int]], **counts: int) -> dict[str, Any]:
        every = {"actions": 1, "undated": 0, "planned": 1, "ran": 0, "not_run": 0, "not_recorded": 0, **counts}
        of = {year: dict(zip(("planned", "ran", "not_run"), found, strict=True)) for year, found in years.items()}
        return {"kind": kind, "dimension": dimension, **every, "years": of}

    expected = [
        row("capacity", "governance", {"2024": (1, 0, 1)}, not_run=1),
        row("infrastructure", "governance", {"2025": (1, 0, 0)}, not_recorded=1),
        row("application", "governance", {"2023": (1, 1, 0), "2024": (1, 1, 0)}, ran=1),
        row("application", "living", {"2024": (1, 0, 0), "2025": (1, 0, 0)}, not_recorded=1),
        row("service", "living", {"2024": (1, 1, 0)}, ran=1),
        row(None, "governance", {}, undated=1, planned=0),
    ]
    for report in ("coverage", "summary"):
        assert json.loads(city(report, "2023", "--format", "json").out)["actions"] == expected


def test_actions_in_the_summary(city: Runner) -> None:
    assert part(city("summary", "2023").out, "Actions by kind", "Budget") == [
        "Actions by kind",
        "                                 not      no",
        "kind               actions  ran  run  record",
        "capacity building        1    ·    1       ·",
        "infrastructure           1    ·    ·       1",
        "application              2    1    ·       1",
        "literacy               ! 0    ·    ·       ·",
        "service                  1    1    ·       ·",
        "not stated               1    ·    ·       ·",
        "total                    6    2    1       2",
    ]


def test_a_plan_without_actions_says_nothing_of_them(city: Runner) -> None:
    Path("plans/2023.yaml").write_text(re.sub(r"        actions:\n(          .*\n)+", "", PLAN), "utf-8")
    for command in ("coverage 2023", "summary 2023", "agenda 2023", "show 2023 GOV-01", "agenda 2023 --agency dishub"):
        assert not re.search(r"\bactions?\b", city(*command.split()).out)
    assert json.loads(city("coverage", "2023", "--format", "json").out)["actions"] == []


def test_an_agency_sees_the_actions_that_it_executes(city: Runner) -> None:
    out = city("agenda", "2023", "--agency", "dishub").out
    assert part(out, "Executes 1 programme", "Partner in 1 programme executed by others")[1:4] == [
        "- LIV-01 Angkutan umum (Mobility)",
        "    action A1 Layanan bus (service): ran in 2024",
        "    action A2 Aplikasi bus (application): planned for 2024–2025, execution not recorded",
    ]
    lines = out[out.rindex("Partner in 1 programme") :].splitlines()
    assert lines[2:5] == [
        "- GOV-01 Layanan publik digital (Public service)",
        "    action A3 Jaringan serat optik (infrastructure): planned for 2025, execution not recorded | APBN 2025: IDR 2 billion",
        "    executed by  Diskominfo",
    ]
    # In one year its year is not said again.
    one = city("agenda", "2023", "--agency", "dishub", "--year", "2025").out
    assert (
        "A3 Jaringan serat optik (infrastructure): planned for 2025, execution not recorded | APBN IDR 2 billion" in one
    )


@pytest.mark.parametrize(("year", "own"), [("2023", []), ("2024", ["A2"]), ("2025", [])])
def test_it_takes_part_in_the_years_of_its_actions(city: Runner, year: str, own: list[str]) -> None:
    found = json.loads(city("agenda", "2023", "--agency", "Dinkes", "--year", year, "--format", "json").out)
    joined = found["years"][0]["partnering"]
    assert [[one["action"] for one in work["actions"]] for work in joined] == ([own] if own else [])
    work = json.loads(city("agenda", "2023", "--year", year, "--format", "json").out)
    assert {one["agency"]: (one["joined"], one["actions"]) for one in work["agencies"]}["dinkes"] == (
        len(own),
        len(own),
    )


def test_a_partner_of_the_whole_programme_takes_part_in_all_its_years(city: Runner) -> None:
    text = PLAN.replace("        agency: diskominfo\n", "        agency: diskominfo\n        partners: [dinkes]\n")
    Path("plans/2023.yaml").write_text(text, "utf-8")
    found = json.loads(city("agenda", "2023", "--agency", "dinkes", "--format", "json").out)
    assert [(one["year"], len(one["partnering"])) for one in found["years"]] == [
        (2023, 1),
        (2024, 1),
        (2025, 1),
        (2026, 0),
    ]


def test_the_work_of_all_agencies_counts_actions(city: Runner) -> None:
    lines = [line.split() for line in city("agenda", "2023").out.splitlines()]
    assert [line[-2:] for line in lines if line and line[0] in ("Diskominfo", "Dishub", "Dinkes")][:3] == [
        ["2", "1.3"],
        ["3", "0.9"],
        ["1", "·"],
    ]
    found = json.loads(city("agenda", "2023", "--format", "json").out)
    assert (found["idle"], found["partnering_only"]) == ([], ["dinkes"])


def test_a_long_list_of_actions_is_cut(city: Runner) -> None:
    many = "".join(f"          B{n}: {{name: Sub kegiatan {n}, kind: service, years: [2024]}}\n" for n in range(300))
    Path("plans/2023.yaml").write_text(
        PLAN.replace("          A2: {name: Aplikasi bus", many + "          A2: {name: Aplikasi bus"), "utf-8"
    )
    out = city("agenda", "2023", "--agency", "dishub").out
    assert out.count("    action B") == 9
    assert "    … and 292 more: `--all` lists them\n" in out
    assert city("agenda", "2023", "--agency", "dishub", "--all").out.count("    action B") == 300
    assert max(map(len, out.splitlines())) < 160
    Path("plans/2024.yaml").write_text(
        PLAN.replace('revision: "2023"', 'revision: "2024"\nsupersedes: "2023"'), "utf-8"
    )
    diff = [line for line in city("diff", "2023", "2024").out.splitlines() if line.startswith("    actions")]
    assert [line[:40] for line in diff] == ["    actions  - 300 (Sub kegiatan 0, Sub "]


def test_changes_of_actions_in_words(city: Runner) -> None:
    text = PLAN.replace('revision: "2023"', 'revision: "2024"\nsupersedes: "2023"')
    for old, new in (
        ("name: Aplikasi antrean", "name: Aplikasi antrean daring"),
        ("years: [2023, 2024]\n            code", "years: [2024, 2025]\n            code"),
        ("2024: 300000000", "2024: 100000000"),
        ("evidence: [berita, laporan]", "evidence: [laporan]"),
        ("targets: {2024: 5000}", "targets: {2024: 4000}"),
        ("          A4: {name: Sosialisasi}\n", "          A6: {name: Portal, kind: application}\n"),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    Path("plans/2024.yaml").write_text(text, "utf-8")
    out = city("diff", "2023", "2024").out
    assert out.splitlines()[-9:] == [
        "~ GOV-01 Layanan publik digital",
        "    name (action A1)      Aplikasi antrean → Aplikasi antrean daring",
        "    years (action A1)     - 2023, + 2025",
        "    evidence (action A1)  - berita",
        "    budget APBD 2024 (action A1)",
        "                          IDR 300 million → IDR 100 million (−IDR 200 million, −66.7%; cut by half or more)",
        "    target 2024 (action A1 pakai)",
        "                          5,000 → 4,000 (−1,000; −20%; less ambitious)",
        "    actions               + 1 (Portal), - 1 (Sosialisasi)",
    ]
    only = city("diff", "2023", "2024", "--kind", "action-removed").out
    assert "Sosialisasi" in only
    assert "Portal" not in only


def test_set_merge_and_split(city: Runner) -> None:
    path = Path("plans/2023.yaml")
    assert city("set", "2023", "GOV-01", "actions.A1.years", "[2024]", "--force").code == 0
    assert PLAN.replace("years: [2023, 2024]\n            code", "years: [2024]\n            code") == path.read_text(
        "utf-8"
    )
    path.write_text(PLAN, "utf-8")
    merged = city("merge", "2023", "GOV-01", "LIV-01", "--into", "GOV-01", "--force")
    assert merged.code == 0
    assert "The action `A1` of LIV-01 is now `A1-LIV-01`, because the name was already taken.\n" in merged.err
    text = path.read_text("utf-8")
    ids = [line.strip().partition(":")[0] for line in text.splitlines() if line.startswith("          A")]
    assert ids == ["A1", "A2", "A3", "A4", "A1-LIV-01", "A2-LIV-01"]
    path.write_text(PLAN, "utf-8")
    assert city("split", "2023", "GOV-01", "--into", "GOV-01", "--into", "GOV-02", "--force").code == 0
    text = path.read_text("utf-8")
    assert text.count("        actions:\n") == 2
    assert text.index("A1:") < text.index("GOV-02:")


def test_fmt_has_nothing_to_change(city: Runner) -> None:
    Path("plans/2023.yaml").write_text(PLAN, "utf-8")
    first = city("fmt", "2023")
    assert first.code == 0
    assert city("fmt", "--check", "2023").code == 0


def test_both_sides_add_an_action(city: Runner) -> None:
    base = Path("plans/2023.yaml")
    added = "          A4: {name: Sosialisasi}\n"
    for name, new in (("ours", "          A8: {name: Satu}\n"), ("theirs", "          A9: {name: Dua}\n")):
        Path(name).write_text(
            PLAN.replace(added, added + new).replace(
                "evidence: [berita, laporan]", f"evidence: [berita, laporan, {name}]"
            ),
            "utf-8",
        )
    merged = city("git", "merge-driver", str(base), "ours", "theirs", "--marker-size", "7", "--path=plans/2023.yaml")
    assert merged.code == 0, merged.err
    text = Path("ours").read_text("utf-8")
    assert "A8: {name: Satu}" in text
    assert "A9: {name: Dua}" in text
    assert "evidence: [berita, laporan, ours, theirs]" in text


BASED = "{value: 300000000, approx: true, as_of: 2023-11, sources: [laporan]}"


@pytest.mark.parametrize(
    ("language", "action"),
    [
        ("en", "    action A1 Aplikasi antrean (application): ran in 2023; ran in part in 2024 | APBD 2023: IDR 200 million, 2024: about IDR 300 million (November 2023)"),
        ("id", "    rencana aksi A1 Aplikasi antrean (aplikasi): terlaksana pada 2023; terlaksana sebagian pada 2024 | APBD 2023: Rp200 juta; 2024: sekitar Rp300 juta (November 2023)"),
    ],
)  # fmt: skip
def test_the_money_of_an_action_is_approximate_in_an_agenda(city: Runner, language: str, action: str) -> None:
    path = Path("plans/2023.yaml")
    path.write_text(PLAN.replace("2024: 300000000", f"2024: {BASED}"), "utf-8")
    out = city("agenda", "2023", "--agency", "diskominfo", "--lang", language).out
    assert action in out.splitlines()
    found = json.loads(city("agenda", "2023", "--agency", "diskominfo", "--format", "json").out)
    years = {year["year"]: year["leading"][0]["actions"][0] for year in found["years"] if year["leading"]}
    assert years[2024]["budget"] == {"apbd": 300_000_000}
    assert years[2024]["budget_basis"] == {"apbd": {"approx": True, "as_of": "2023-11", "sources": ["laporan"]}}
    assert "budget_basis" not in years[2023]


def test_the_figures_of_an_action_say_on_what_they_rest(city: Runner) -> None:
    actual = "{value: 6000, approx: true, sources: [berita]}"
    plan = PLAN.replace("2024: 300000000", f"2024: {BASED}").replace(
        "actuals: {2024: 6000}", f"actuals: {{2024: {actual}}}"
    )
    Path("plans/2023.yaml").write_text(plan, "utf-8")
    signs = "✓ ran, ~ ran in part, ✗ did not run; a year without a sign has no record of it."
    found = part(city("show", "2023", "GOV-01").out, signs, "Evidence of the actions")[1:]
    assert [" ".join(line.split()) for line in found] == [
        "- A1, APBD 2024: about IDR 300 million (November 2023); source: Laporan kinerja 2024",
        "Indicators of the actions",
        "indicator level baseline year target actual reached",
        "A1 Pengguna (orang, higher is better) · 0 2024 5,000 ~6,000 ✓ reached (approximate)",
        "~ before a number: an approximate figure, or a sum that contains one.",
        "- A1 Pengguna, actual 2024: about 6,000; source: Berita kota",
    ]
    indonesian = city("show", "2023", "GOV-01", "--lang", "id").out.splitlines()
    assert [line for line in indonesian if line.startswith("- A1")] == [
        "- A1, APBD 2024: sekitar Rp300 juta (November 2023); sumber: Laporan kinerja 2024",
        "- A1 Pengguna, realisasi 2024: sekitar 6.000; sumber: Berita kota",
    ]
