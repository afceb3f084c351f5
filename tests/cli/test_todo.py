"""`smartplan todo`: the decisions that are open, from the files alone, each with the command that takes it."""

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from smartplan.cli.app import COMMANDS
from smartplan.messages import LANGUAGES, Catalogue
from smartplan.operations.todo import KINDS
from tests.helpers.commands import commands
from tests.helpers.runner import Runner, change

REVIEW = """\
format: 1
review: {id}
date: {date}
title: FGD
{leads}
participants: {{kampus: {{name: Universitas Rekaan}}}}
inputs: {{{inputs}}}
"""


def review(id_: str, leads: str, *inputs: str, date: str = "2022-01-01") -> None:
    text = REVIEW.format(id=id_, date=date, leads=leads, inputs=", ".join(inputs))
    Path(f"plans/reviews/{id_}.yaml").write_text(text, encoding="utf-8")


def given(id_: str, disposition: str, more: str = "") -> str:
    return f"{id_}: {{text: Teks {id_}, disposition: {disposition}{more}}}"


def todo(run: Runner, *words: str, rev: str = "2023") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("todo", rev, *words, "--format", "json").out)
    assert found["open"] == len(found["decisions"]) == sum(found["counts"].values())
    return found


def of(found: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [one for one in found["decisions"] if one["kind"] == kind]


def adopt(name: str = "2023") -> None:
    """Nothing is open in the base city but that it is an example and a draft."""
    change("status: draft", "status: adopted\nlegal_basis: [Perwali 1/2023]", name)


def test_of_a_plan_in_force_with_every_input_answered_nothing_is_open(run: Runner) -> None:
    adopt()
    result = run("todo", "2023", "--fail-on-open")
    assert (result.code, result.err) == (0, "")
    assert "\nNothing is open.\n" in result.out
    assert todo(run)["decisions"] == []


def test_a_file_that_ends_as_a_table_is_refused(run: Runner) -> None:
    refused = run("todo", "2023", "--output", "buka.csv")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == (
        "Error: `buka.csv` ends as a file of format csv, which this command does not write; "
        "choose one of text, json, markdown, html\n"
    )
    assert not Path("buka.csv").exists()
    assert run("todo", "2023", "--output", "buka.json").code == 0
    assert "decisions" in json.loads(Path("buka.json").read_text("utf-8"))


def test_what_is_open_in_a_draft_comes_last(run: Runner) -> None:
    found = todo(run)
    # An example is none of a city, and never will be.
    assert [one["kind"] for one in found["decisions"]] == ["adoption", "legal-basis"]
    change("record: example", "record: reconstruction")
    found = todo(run)
    assert [(one["kind"], one["command"]) for one in found["decisions"] if one["kind"] != "missions-missing"] == [
        ("record", ["set", "2023", "record", "official"]),
        ("adoption", ["set", "2023", "status", "adopted"]),
        ("legal-basis", ["set", "2023", "legal_basis", "--add", "TEXT"]),
    ]
    assert run("todo", "2023", "--fail-on-open").code == 1
    assert run("todo", "2023").code == 0


def test_an_adopted_plan_asks_for_the_one_before_to_be_superseded(run: Runner) -> None:
    adopt()
    change("status: superseded", "status: adopted", "2019")
    (one,) = todo(run)["decisions"]
    assert (one["kind"], one["command"]) == ("superseded-in-force", ["set", "2019", "status", "superseded"])


def test_inputs_by_what_is_open_about_them(run: Runner) -> None:
    adopt()
    review(
        "dulu", "reviews: '2019'",
        given("IN-01", "deferred", ", answer: Nanti"), given("IN-02", "deferred", ", answer: Nanti"),
        given("IN-03", "open"), given("IN-04", "rejected", ", answer: Tidak"), given("IN-05", "accepted"),
    )  # fmt: skip
    review(
        "kini", "reviews: '2019'\nleads_to: '2023'",
        given("IN-01", "open", ", from: kampus, dimension: living"), given("IN-02", "accepted"),
        # Decided for this revision.
        given("IN-03", "deferred", ", answer: Nanti"), given("IN-04", "open"),
        date="2022-02-01",
    )  # fmt: skip
    review("nanti", "reviews: '2023'\nleads_to: '2026'", given("IN-01", "open"), date="2024-01-01")
    review("lain", "reviews: '2031'", given("IN-01", "open"), date="2024-01-01")
    change("sources: [berita]", "because: [dulu/IN-02, kini/IN-04]\n        sources: [berita]")
    found = todo(run)
    assert [(one["kind"], one["input"]["ref"]) for one in found["decisions"]] == [
        ("input-open", "dulu/IN-03"),
        ("input-open", "kini/IN-01"),
        ("input-open", "nanti/IN-01"),
        ("input-cited-but-open", "kini/IN-04"),
        ("input-deferred", "dulu/IN-01"),
        ("input-not-cited", "kini/IN-02"),
    ]
    assert of(found, "input-cited-but-open")[0]["cited_by"] == ["GOV-01"]
    assert of(found, "input-open")[0]["command"] == ["review", "decide", "dulu/IN-03", "accepted"]
    assert of(found, "input-not-cited")[0]["command"] == ["set", "2023", "ID", "because", "[kini/IN-02]"]
    assert [one["input"]["ref"] for one in todo(run, "--dimension", "living")["decisions"]] == ["kini/IN-01"]
    out = run("todo", "2023").out
    assert "- kini/IN-01 (Universitas Rekaan): Teks IN-01\n" in out
    assert "\n`smartplan decide 2023` goes through them one by one.\n" in out


def test_a_deferred_input_is_taken_up_by_a_later_revision_too(run: Runner) -> None:
    adopt()
    review("dulu", "reviews: '2019'", given("IN-01", "deferred", ", answer: Nanti"))
    assert todo(run)["counts"] == {"input-deferred": 1}
    assert run("draft", "2026", "--from", "2023").code == 0
    assert run("set", "2026", "GOV-01", "kind", "service", "--because", "dulu/IN-01").code == 0
    assert (todo(run)["open"], "input-deferred" in todo(run, rev="2026")["counts"]) == (0, False)


def test_recommendations_are_among_them(run: Runner) -> None:
    adopt()
    Path("plans/evaluations/2022.yaml").write_text(
        "format: 1\nyear: 2022\nrevision: '2019'\nrecommendations:\n  R-01: {text: Libatkan swasta, disposition: open}\n",
        encoding="utf-8",
    )
    (one,) = todo(run)["decisions"]
    assert (one["kind"], one["input"]["ref"], one["input"]["evaluation"]) == ("input-open", "2022/R-01", 2022)


def test_a_dropped_programme_is_restored_or_confirmed_under_its_new_name(run: Runner) -> None:
    adopt()
    change("      GOV-01:\n", "      GOV-11:\n        formerly: []\n")
    change("      LIV-03:\n", "      LIV-13:\n        formerly: []\n")
    change("name: Program mobility 3", "name: Sama sekali lain")
    change("subdimension: mobility\n        agency: diskominfo", "subdimension: mobility\n        agency: its")
    change("agencies: {", "agencies: {its: {name: ITS, role: academic}, ")
    found = todo(run)
    assert [(one["kind"], one["programmes"], one["command"]) for one in found["decisions"]] == [
        ("programme-dropped", ["LIV-03"], ["restore", "2023", "LIV-03"]),
        ("likely-rename", ["GOV-01", "GOV-11"], ["confirm", "2019", "2023"]),
    ]
    out = run("todo", "2023").out
    assert (
        "- GOV-01 Program public_service 1 may continue as GOV-11 Program public_service 1 (name similarity 100%)\n"
        "    decide by  `smartplan confirm 2019 2023`\n"
    ) in out


def other_rpjmd(run: Runner, missions: str = "") -> None:
    change("missions: [M1]", "missions: [M1, M2]")
    change("missions: {M1: Tata kelola yang baik}", "missions: {M1: Tata kelola yang baik, M2: Kota hijau}")
    change("missions: [M1]\n", "missions: []\n")
    assert run("draft", "2026", "--from", "2023", "--period", "2023-2027", "--rpjmd", "RPJMD baru").code == 0
    if missions:
        change("title: RPJMD baru", f"title: RPJMD baru, missions: {missions}", "2026")


def test_missions_of_the_old_rpjmd_until_they_are_realigned(run: Runner) -> None:
    other_rpjmd(run)
    found = todo(run, rev="2026")
    assert of(found, "missions-missing")[0]["command"] == ["set", "2026", "rpjmd.missions.M1", "TEXT"]
    change("title: RPJMD baru", "title: RPJMD baru, missions: {M1: Warga, M3: 'Kota  hijau.'}", "2026")
    found = todo(run, rev="2026")
    assert [(one["served"], one["text"], len(one["programmes"]), one["command"]) for one in of(found, "missions-to-realign")] == [
        ("M1", "Tata kelola yang baik", 17, ["realign", "2026", "M1=NEW"]),
        # What reads the same is offered.
        ("M2", "Kota hijau", 1, ["realign", "2026", "M2=M3"]),
    ]  # fmt: skip
    assert [one["programmes"] for one in of(found, "programmes-without-mission")] == [["GOV-02"]]
    assert "\nFor all of them: `smartplan realign 2026 M1=NEW M2=M3`\n" in run("todo", "2026").out
    # In part: a programme with both is still among those of the other.
    assert "GOV-01" in run("realign", "2026", "M2=M3").out
    (m1,) = of(todo(run, rev="2026"), "missions-to-realign")
    assert (m1["served"], len(m1["programmes"]), m1["programmes"][0]) == ("M1", 17, "GOV-01")
    assert run("realign", "2026", "M1=M1").code == 0
    found = todo(run, rev="2026")
    assert [*found["counts"]][:1] == ["programmes-without-mission"]
    assert run("set", "2026", "GOV-02", "missions", "[M1]").code == 0
    assert [*todo(run, rev="2026")["counts"]] == ["adoption", "legal-basis"]


def test_what_is_outside_the_period_and_what_has_none(run: Runner) -> None:
    change("years: [2023, 2024]", "years: [2030]")
    (one,) = of(todo(run), "programme-outside-period")
    assert (one["programmes"], one["command"]) == (["GOV-01"], ["set", "2023", "GOV-01", "years", "YEAR"])
    change("period: {start: 2023, end: 2026}\n", "")
    assert [*todo(run)["counts"]][:1] == ["period-missing"]


def test_places_that_a_profile_left_open_until_they_are_decided(run: Runner) -> None:
    change("  living:\n    programmes:", "  living:\n    objective: Nyaman\n    programmes:")
    change("subdimension: waste", "subdimension: wast")
    for language in LANGUAGES:
        assert run("draft", "2027", "--from", "2023", "--profile", "ikci", "--lang", language).code == 0
        found = todo(run, rev="2027")
        first = {one["programmes"][0]: one["command"][3] for one in of(found, "place-open")}
        assert first == {
            "ENV-02": "DIMENSION/SUBDIMENSION", "LIV-03": "mobility/multimodal", "ENV-03": "environment/buildings",
        }  # fmt: skip
        assert [(one["dimension"], one["fields"]) for one in of(found, "dimension-divided")] == [
            ("living", ["objective"])
        ]
        # Moved to another of the places, or the comment deleted.
        assert run("move", "2027", "LIV-03", "mobility/multimodal").code == 0
        path = Path("plans/2027.yaml")
        path.write_text(
            re.sub(r" *# (to decide|perlu).*\n( +ENV-03)", r"\2", path.read_text("utf-8")), encoding="utf-8"
        )
        assert [one["programmes"] for one in of(todo(run, rev="2027"), "place-open")] == [["ENV-02"]]
        change("  mobility:\n", "  mobility:\n    objective: Lancar\n", "2027")
        assert of(todo(run, rev="2027"), "dimension-divided") == []
        path.unlink()


def test_gaps_without_a_programme(run: Runner) -> None:
    adopt()
    change("subdimension: energy", "subdimension: waste")
    change("  living:\n", "  living:\n    gaps: {G1: {present: Enam titik, wanted: Sepuluh titik Wi-Fi}}\n")
    found = todo(run)
    assert [(one["kind"], one["command"]) for one in found["decisions"]] == [
        ("subdimension-without-programme",
         ["add", "2023", "ID", "--dimension", "environment", "--subdimension", "energy", "--name", "NAME", "--agency", "AGENCY"]),
        ("gap-without-programme", ["set", "2023", "dimensions.living.gaps.G1.programmes", "[ID]"]),
    ]  # fmt: skip
    assert [one["kind"] for one in todo(run, "--dimension", "living")["decisions"]] == ["gap-without-programme"]
    assert "- Smart Living G1: Sepuluh titik Wi-Fi\n" in run("todo", "2023").out


def test_a_filter_by_agency_leaves_what_concerns_it(run: Runner) -> None:
    change("agencies: {", "agencies: {dlh: {name: Dinas LH, short: DLH}, ")
    change("years: [2023, 2024]", "years: [2030]")
    change("        agency: diskominfo\n", "        agency: dlh\n")
    review("dulu", "leads_to: '2023'", given("IN-01", "open", ", from: dlh"), given("IN-02", "open"))
    found = todo(run, "--agency", "DLH")
    assert (found["filter"], [one["kind"] for one in found["decisions"]]) == (
        {"dimension": [], "agency": ["dlh"]},
        ["input-open", "programme-outside-period"],
    )
    result = run("todo", "2023", "--agency", "dlh", "--dimension", "living", "--fail-on-open")
    assert (result.code, "\nNothing of this is open.\n" in result.out) == (0, True)


def test_long_lists_are_folded_unless_all_is_asked_for(run: Runner) -> None:
    path = Path("plans/2023.yaml")
    path.write_text(path.read_text("utf-8").replace("years: [2023, 2024]", "years: [2030]"), encoding="utf-8")
    short, whole = run("todo", "2023").out, run("todo", "2023", "--all").out
    assert (short.count(" YEAR`"), whole.count(" YEAR`")) == (10, 18)
    assert "… and 8 more: `--all` lists them" in short


def everything_open(run: Runner) -> None:
    review("dulu", "reviews: '2019'", given("IN-01", "deferred", ", answer: Nanti"))
    review("kini", "leads_to: '2026'", given("IN-01", "open"), given("IN-02", "accepted"), given("IN-03", "open"))
    change("years: [2023, 2024]", "years: [2030]")
    change("subdimension: energy", "subdimension: waste")
    change("      GOV-01:\n", "      GOV-01:\n        because: [kini/IN-03]\n")
    other_rpjmd(run, "{M1: Warga}")
    change("      GOV-03:\n", "      GOV-33:\n        formerly: []\n", "2026")
    change("      GOV-02:\n", "      GOV-22:\n        formerly: []\n", "2026")
    change("name: Program bureaucracy 3", "name: Sama sekali lain", "2026")


def test_draft_prints_what_todo_prints(run: Runner) -> None:
    everything_open(run)
    Path("plans/2026.yaml").unlink()
    drafted = run("draft", "2026", "--from", "2023", "--period", "2026-2030", "--rpjmd", "RPJMD lain").out
    listed = run("todo", "2026", "--all").out
    head = "decisions are open."
    assert drafted.partition(head)[2] == listed.partition(head)[2] != ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_is_one_that_can_be_run(run: Runner, language: Any) -> None:
    everything_open(run)
    known, seen = commands(language), set()
    for line in re.findall(r"`smartplan ([^`]*)`", run("todo", "2026", "--all", "--lang", language).out):
        words = shlex.split(line)
        seen.add(words[0])
        # Of other commands a part is still to come.
        if words[0] in COMMANDS and not (words[0] == "set" and len(words) < 5):
            known[words[0]].make_context(words[0], words[1:], obj=Catalogue(language))
    assert seen == {"restore", "confirm", "decide", "review", "set", "realign", "add", "coverage"}


def test_a_plan_outside_the_folder_is_named_by_its_path(run: Runner) -> None:
    review("dulu", "leads_to: '2023'", given("IN-01", "open"))
    Path("plans").rename("kota")
    found = todo(run, rev="kota/2023.yaml")
    assert of(found, "adoption")[0]["command"] == ["set", "kota/2023.yaml", "status", "adopted"]
    assert of(found, "input-open")[0]["command"] == ["review", "decide", "dulu/IN-01", "accepted", "--plans", "kota"]
    assert "`smartplan review decide dulu/IN-01 accepted --plans kota`" in run("todo", "2023", "--plans", "kota").out


def test_what_cannot_be_read_may_be_open(run: Runner) -> None:
    Path("plans/reviews/rusak.yaml").write_text("format: 1\nreview: rusak\ninputs: [\n", encoding="utf-8")
    assert run("todo", "2023").code == 2


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_every_kind_has_its_heading_in_the_order_of_the_kinds(run: Runner, form: str) -> None:
    everything_open(run)
    found = todo(run, rev="2026")
    order = [KINDS.index(one["kind"]) for one in found["decisions"]]
    assert order == sorted(order)
    assert "todo." not in run("todo", "2026", "--format", form).out
