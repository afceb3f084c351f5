"""Whatever a table says, the plan made of it is YAML in canonical layout that says the same."""

from typing import Any

from hypothesis import given, settings

from smartplan.editing.format.layout import layout
from smartplan.plan import profile
from smartplan.tables.cells import Sheet
from smartplan.tables.contents import PlaceRule, SheetMapping
from smartplan.tables.plan_text import plan_text
from smartplan.tables.reading import read_table
from smartplan.tables.recognise import Anchors, TableHeader, recognise
from smartplan.tables.to_plan import Addresses, PlanHead, draft_plan
from smartplan.workspace.plan_file import load_file
from smartplan.yamltext.source import SourceText
from tests.tables.test_account_laws import sheets

MAPPING = SheetMapping(place=(PlaceRule("living", "health", word="a"), PlaceRule("economy", "welfare", word="")))


@settings(max_examples=150, deadline=None)
@given(sheets())
def test_the_plan_says_what_the_table_says(sheet: Sheet) -> None:
    anchors = Anchors(sheet.merged)
    header = recognise(sheet, anchors, None)
    if not isinstance(header, TableHeader):
        return
    contents = read_table(sheet, anchors, header, MAPPING)
    kominfo = profile.load("kominfo")
    assert kominfo is not None
    city = {"code": "32.11", "name": "Kabupaten Sumedang"}
    head = PlanHead("2031", city, "Judul", "reconstruction", "kominfo", kominfo, "RPJMD", "s", "S", (2021, 2022))
    drafted = draft_plan(contents, MAPPING, head, Addresses("S", "A", "B", "C"))
    text = layout(plan_text(drafted, ["a\x07b"], {id_: ["?"] for id_ in drafted.rows}))
    assert layout(text) == text
    file = load_file(SourceText("plans/2031.yaml", text))
    assert [one.rule for one in file.faults if one.rule != "missing-key"] == []
    plan = file.plan
    assert plan is not None
    entries = {entry.id: entry.programme for entry in plan.entries()}
    assert entries.keys() == drafted.rows.keys()
    placed = [one for one in contents.programmes if one.row in drafted.rows.values()]
    assert len(placed) == len(entries)
    read: list[Any] = sorted(len(one.indicators) for one in placed)
    assert read == sorted(len(one.indicators) for one in entries.values())
    stated = sum(amount for one in placed for years in one.budget.values() for amount in years.values())
    assert stated == sum(
        amount for one in entries.values() for years in one.budget.values() for amount in years.values()
    )
