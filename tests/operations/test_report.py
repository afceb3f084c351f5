"""The report on a whole plan: its figures are those of the other commands, and what a plan lacks is said."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from smartplan.messages import LANGUAGES, Catalogue, Language, catalogue
from smartplan.operations.report import PlanReport, gather, sources
from smartplan.plan.figure import Sum
from smartplan.report.diff import matrix_page
from smartplan.report.diff.words import DiffWords
from smartplan.report.pages.report import changes
from smartplan.report.pages.report.sections import build
from smartplan.report.pages.todo import remarks
from smartplan.report.render.cell_values import ProgrammeRef
from smartplan.report.render.document import ReportDocument
from smartplan.report.render.drawings import Flow
from smartplan.report.render.markdown import render
from smartplan.report.render.page import Block, Cell, Drawing, Line, Page, Part, Table, cell
from smartplan.workspace.files import read as really
from tests.helpers.base import FILES
from tests.helpers.runner import ROOT, Runner, change

TODAY = date(2026, 11, 24)
CITY = str(ROOT / "tests" / "city")
PLANS = {"plans": str(ROOT / "plans"), "city": CITY}
LEAST = """\
format: 1
revision: "2023"
city: {name: Kota Contoh}
title: Rencana
status: draft
record: example
profile: kominfo
rpjmd: {title: RPJMD}
agencies: {}
dimensions: {}
"""


def report(rev: str, plans: str, *, against: str | None = None, **part: Sequence[str]) -> PlanReport:
    found = sources(rev, against, part.get("dimensions", ()), part.get("agencies", ()), plans, TODAY)
    return gather(found, remarks())


def page(document: ReportDocument, key: str) -> Page:
    return next(one.page for one in document.sections if one.key == key)


def blocks(page: Page) -> Iterator[Block]:
    for block in page.blocks:
        yield block
        if isinstance(block, Part) and block.page:
            yield from blocks(block.page)


def tables(page: Page) -> list[Table]:
    return [block for block in blocks(page) if isinstance(block, Table)]


def values(table: Table) -> list[list[Any]]:
    """Of each row what its cells are about, else their texts."""
    return [
        [cell(one).text.strip() if (value := cell(one).value) is None else value for one in line.cells]
        for line in table.lines
    ]


def data(result: Any) -> Any:
    return json.loads(msgspec.json.encode(result))


@pytest.fixture
def answers(run: Runner, monkeypatch: pytest.MonkeyPatch) -> Any:
    """What a command says of the revision 2026 as JSON."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795478400")
    monkeypatch.chdir(ROOT)

    def ask(plans: str, *words: str) -> Any:
        done = run(*words, "--plans", plans, "--format", "json")
        assert done.code == 0, done.err
        return json.loads(done.out)

    return ask


@pytest.mark.parametrize("plans", ["plans", "tests/city"])
def test_its_results_are_those_of_the_other_commands(answers: Any, plans: str) -> None:
    found = report("2026", plans)
    assert data(found.summary) == answers(plans, "summary", "2026")
    assert data(found.coverage) == answers(plans, "coverage", "2026")
    assert data(found.roadmap) == answers(plans, "roadmap", "2026")
    assert data(found.inputs) == answers(plans, "inputs", "2026")
    assert data(found.evaluations.result) == answers(plans, "evaluations")
    assert data(found.workload) == answers(plans, "agenda", "2026")
    assert data(found.todo) == answers(plans, "todo", "2026")
    by_indicator = answers(plans, "coverage", "2026", "--by", "indicator")
    assert data(found.indicators) == by_indicator["indicators"]


@pytest.mark.parametrize("plans", ["plans", "tests/city"])
def test_the_figures_of_its_tables_are_those_of_the_other_commands(answers: Any, plans: str) -> None:
    document = build(report("2026", plans), catalogue("en"))
    coverage = answers(plans, "coverage", "2026")
    table, by_year, *_ = tables(page(document, "coverage"))
    heads = [row[1] for row, line in zip(values(table), table.lines, strict=True) if line.kind == "head"]
    assert heads == [row["programmes"] for row in coverage["dimensions"]]
    rows = [row for row, line in zip(values(by_year), by_year.lines, strict=True) if not line.kind]
    years = [column.title for column in by_year.columns[2:]]
    assert [row[2:] for row in rows] == [
        ["–" if row["programmes"] and not row["by_year"] else row["by_year"].get(year, 0) for year in years]
        for row in coverage["cells"]
        if row["subdimension"]
    ]
    assert by_year.shade == max(n for row in coverage["cells"] for n in row["by_year"].values())
    summary = answers(plans, "summary", "2026")
    years_, funds, *_, dimensions = tables(page(document, "budget"))
    assert [row[2].rupiah for row in values(years_)] == list(summary["years"].values())
    assert [row[2].rupiah for row in values(funds)] == list(summary["sources"].values())
    budgets = [next((one.rupiah for one in row if isinstance(one, Sum)), None) for row in values(dimensions)]
    assert budgets == [row["budget"] for row in [*summary["dimensions"], summary["totals"]]]
    roadmap = answers(plans, "roadmap", "2026")
    road = next(
        table for table in tables(page(document, "roadmap")) if any(line.kind == "head" for line in table.lines)
    )
    shown = [cell(line.cells[0]).value for line in road.lines if not line.kind]
    assert shown == [ProgrammeRef(one["programme"]) for one in roadmap["programmes"]]
    diff = answers(plans, "diff", report("2026", plans).plan.supersedes, "2026")
    *_, totals = tables(page(document, "changes"))
    assert values(totals)[-1][1:3] == [diff["summary"]["programmes"]["old"], diff["summary"]["programmes"]["new"]]


def test_a_flow_tells_what_a_count_tells() -> None:
    found = report("2026", PLANS["plans"])
    entries = list(found.plan.entries())
    (drawing,) = [one for one in page(build(found, catalogue("en")), "missions").blocks if isinstance(one, Drawing)]
    assert isinstance(drawing.shape, Flow)
    missions, dimensions, agencies = drawing.shape.layers
    assert {node.key: node.value for node in missions} == {
        f"m:{id_}": n
        for id_ in [*found.plan.rpjmd.missions, ""]
        if (n := sum(id_ in (entry.programme.missions or [""]) for entry in entries))
    }
    assert {node.key: node.value for node in dimensions} == {
        f"d:{key}": len(one.programmes) for key, one in found.plan.dimensions.items()
    }
    # Twelve by name, the others together, and those that nobody is named for.
    assert len(agencies) == 14
    assert sum(node.value for node in agencies) == len(entries)
    leaving = {node.key: 0 for node in dimensions}
    for link in drawing.shape.links:
        if link.source in leaving:
            leaving[link.source] += link.value
    assert leaving == {node.key: node.value for node in dimensions}
    assert {link.source for link in drawing.shape.links} | {link.target for link in drawing.shape.links} == {
        node.key for layer in drawing.shape.layers for node in layer
    }


def test_a_programme_has_its_history_and_its_sources() -> None:
    """ECO-08 had money added in both steps; the numbers lead to the list at the end."""
    found = report("2026", PLANS["plans"])
    steps = found.lives["GOV-01"]
    assert [(one.old, one.new, one.olds, one.id, one.done.how) for one in steps] == [
        ("2019", "2023", ("GOV-01",), "GOV-01", "changed"),
        ("2023", "2026", ("GOV-01",), "GOV-01", "changed"),
    ]
    text = render(page(build(found, catalogue("en")), "programmes"))
    assert "GOV-01" in text
    assert "History: 2023: description, missions · 2026: missions, execution, indicator" in text.replace("\\", "")
    numbers = {
        int(one.partition("]")[0]) for one in text.replace("\\", "").split("[")[1:] if one.partition("]")[0].isdecimal()
    }
    cited = {key for entry in found.plan.entries() for key in entry.programme.sources}
    assert numbers >= set(range(1, len(cited) + 1))


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_a_plan_that_states_nothing_every_section_says_so(run: Runner, language: Language) -> None:
    for path in Path("plans").rglob("*.yaml"):
        path.unlink()
    Path("plans/2023.yaml").write_text(LEAST, encoding="utf-8")
    say = catalogue(language)
    document = build(report("2023", "plans"), say)
    told = {one.key: render(one.page).replace("\\", "") for one in document.sections}
    wanted = {
        "coverage": say("document.no-years"),
        "roadmap": say("roadmap.nothing"),
        "missions": say("document.no-programmes"),
        "budget": say("summary.no-money"),
        "agencies": say("document.no-agencies"),
        "indicators": say("document.no-indicators"),
        "inputs": say("inputs.no-review"),
        "evaluations": say("evaluations.none"),
        "changes": say("document.no-older"),
        "programmes": say("document.no-programmes"),
    }
    assert {key: text for key, text in wanted.items() if text not in told[key]} == {}
    assert say("report.unstated") in told["summary"]
    assert run("report", "2023", "--lang", language).code == 0


def test_against_another_revision() -> None:
    found = report("2026", PLANS["plans"], against="2019")
    assert found.changes is not None
    assert (found.changes.old.revision, found.changes.new.revision) == ("2019", "2026")
    # What became of the inputs is asked of the revision that was superseded, as ever.
    assert found.summary.news is not None
    assert found.summary.news.revision == "2023"
    same = report("2026", PLANS["plans"], against="2023")
    assert same.sources.against is same.sources.revision.superseded


def rows(table: Table) -> list[Line]:
    return [line for line in table.lines if not line.kind]


@pytest.mark.parametrize("plans", PLANS.values(), ids=PLANS)
def test_the_matrix_has_every_row_with_its_number_and_its_money(plans: str) -> None:
    say, found = catalogue("id"), report("2026", plans)
    assert found.changes is not None
    whole = next(one for one in matrix_page.build(DiffWords(found.changes, say)).blocks if isinstance(one, Table))
    shown = tables(page(build(found, say), "changes"))[0]
    assert [cell(line.cells[0]).text for line in rows(shown)] == [cell(line.cells[0]).text for line in whole.lines]
    # Semula and menjadi as they are, but for missions, which are told by their ids, and descriptions.
    titles = [column.title for column in shown.columns]
    before, moved = titles.index("Semula"), titles.index("Bertambah/ (berkurang) Rp")
    assert [cell(line.cells[moved]).value for line in rows(shown)] == [
        cell(line.cells[7]).value for line in whole.lines
    ]
    for one, other in zip(rows(shown), whole.lines, strict=True):
        told, full = cell(one.cells[before]).text, cell(other.cells[5]).text
        assert told == full or (full.startswith("M") and told.startswith("M"))
    # What describes a new programme stands with it.
    field, after = titles.index("Hal"), titles.index("Menjadi")
    new = [
        (one, other)
        for one, other in zip(rows(shown), whole.lines, strict=True)
        if cell(one.cells[field]).text == "Ditambahkan"
    ]
    assert len(new) == found.changes.comparison.summary.programmes.added
    assert [cell(one.cells[after]).text for one, _ in new] == [
        other.cells[6].text.partition("\n")[0] for _, other in new if isinstance(other.cells[6], Cell)
    ]
    # Each programme is named in the first of its rows, each dimension ahead of its programmes.
    names = {f"{cell(line.cells[2]).text} {cell(line.cells[3]).text}".strip() for line in whole.lines}
    assert names <= {cell(line.cells[1]).text for line in rows(shown)}
    heads = [cell(line.cells[0]).text for line in shown.lines if line.kind == "head"]
    assert heads == list(dict.fromkeys(heads))


def test_each_indicator_has_its_programme_and_the_first_of_them_leads_to_it() -> None:
    found = report("2026", PLANS["plans"])
    (table,) = tables(page(build(found, catalogue("en")), "indicators"))
    first = [cell(line.cells[0]) for line in table.lines]
    assert [one.text for one in first] == [row.programme for row in found.indicators]
    ids = list(dict.fromkeys(row.programme for row in found.indicators))
    assert [one.value for one in first if one.value] == [ProgrammeRef(id_) for id_ in ids]
    assert len(ids) < len(first)


def test_of_very_many_changes_the_first_are_listed_and_the_rest_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "MOST", 10)
    found = report("2026", PLANS["plans"])
    assert found.changes is not None
    every = found.changes.comparison.changes
    kept = [one for one in every if one.programme is None or one.kind == "programme-added"]
    shown = page(build(found, catalogue("en")), "changes")
    text = render(shown)
    assert f"Of {len(every)} changes, the {len(kept)} listed are" in text
    assert "`smartplan diff 2023 2026 --output matrix.xlsx`" in text
    assert sum(cell(line.cells[2]).text == "Added" for line in rows(tables(shown)[0])) == 30


@pytest.mark.parametrize("plans", PLANS.values(), ids=PLANS)
def test_a_part_tells_of_itself_alone(plans: str) -> None:
    whole = report("2026", plans)
    for key in whole.plan.dimensions:
        part = report("2026", plans, dimensions=[key])
        entries = {entry.id for entry in part.plan.entries()}
        assert {entry.dimension for entry in part.plan.entries()} <= {key}
        assert part.coverage.dimensions == [row for row in whole.coverage.dimensions if row.key == key]
        assert part.coverage.cells == [row for row in whole.coverage.cells if row.dimension == key]
        assert {one.programme for one in part.indicators} <= entries
        assert {hole.programme for hole in part.coverage.holes if hole.programme} <= entries
        assert part.summary.totals == part.coverage.totals
        assert part.changes is None or {one.dimension for one in part.changes.comparison.changes} <= {key}
        assert part.workload.idle == []
        assert set(part.lives) == entries
        assert all(part.lives[id_] == whole.lives[id_] for id_ in entries)


def test_the_parts_of_all_dimensions_are_the_whole() -> None:
    whole = report("2026", PLANS["plans"])
    parts = [report("2026", PLANS["plans"], dimensions=[key]) for key in whole.plan.dimensions]
    assert [entry for part in parts for entry in part.plan.entries()] == list(whole.plan.entries())
    assert sum(part.summary.totals.programmes for part in parts) == whole.summary.totals.programmes
    assert [one for part in parts for one in part.indicators] == whole.indicators
    holes = [hole for part in parts for hole in part.coverage.holes if hole.programme]
    assert sorted(hole.where for hole in holes) == sorted(h.where for h in whole.coverage.holes if h.programme)


def test_an_agency_has_what_it_executes_and_takes_part_in() -> None:
    whole = report("2026", PLANS["plans"])
    part = report("2026", PLANS["plans"], agencies=["diskominfo"])
    wanted = {
        entry.id
        for entry in whole.plan.entries()
        if "diskominfo" in (entry.programme.agency, *entry.programme.participants)
    }
    assert {entry.id for entry in part.plan.entries()} == wanted
    (agenda,) = part.agendas
    assert (agenda.agency, agenda.totals.programmes) == ("diskominfo", 10)
    assert not any(hole.kind.startswith(("sub", "dim", "agency", "mission", "year")) for hole in part.coverage.holes)
    assert "Coverage is counted for the plan as a whole" in render(page(build(part, catalogue("en")), "coverage"))


@pytest.mark.parametrize("say", [*map(catalogue, LANGUAGES)], ids=LANGUAGES)
def test_texts_of_a_plan_stay_texts(run: Runner, say: Catalogue) -> None:
    attack = '<script>alert(1)</script><img src=x onerror=alert(1)> </td></table> " \' ="x"'
    change("title: Rencana induk 2023", f"title: {json.dumps(attack)}")
    change("name: Dinas Komunikasi dan Informatika", f"name: {json.dumps(attack)}")
    change("title: Berita kota", f"title: {json.dumps(attack)}")
    out = run("report", "2023", "--lang", say.language).out
    assert "<script>alert" not in out
    assert "<img" not in out
    assert out.count("<script>") == 1
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in out
    assert "=&#34;x&#34;" in out


def test_a_file_is_read_once(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def watched(path: Path, name: str) -> Any:
        read.append(name)
        return really(path, name)

    monkeypatch.setattr("smartplan.workspace.folder.read", watched)
    assert run("report", "2023").code == 0
    assert sorted(read) == sorted(f"plans/{name}" for name in FILES)
