"""What `diff` shows: what weighs most first, every part counted as it is shown, and nothing that is absent as zero."""

import json
import re
from pathlib import Path

import pytest

from smartplan.messages import LANGUAGES, Catalogue, Language, catalogue
from smartplan.operations.diff import Result, read
from smartplan.plan.model import Plan
from smartplan.report.diff import textconv
from smartplan.report.pages import diff as diff_page
from smartplan.report.render import text as page_text
from smartplan.report.render.terminal import Style
from tests.helpers.base import FILES, write
from tests.helpers.runner import ROOT, Runner

CITY = ("--plans", str(ROOT / "tests/city"))
EN = catalogue("en")


def plans(new: str, old: str = "") -> None:
    """Lay fragments over the two plans of the small city."""
    write(Path("plans"), {"2019.yaml": old or "{}", "2023.yaml": new or "{}"})


def drawn(result: Result, say: Catalogue, style: Style) -> str:
    """The page in this style; on a screen it is brief."""
    return page_text.render(diff_page.build(result, say, brief=style.width is not None), style)


def in_living(text: str) -> str:
    return f"dimensions: {{living: {{programmes: {{{text}}}}}}}"


def head(out: str) -> str:
    """Up to the table by dimension."""
    return out[: out.index("Dimension")]


def section(out: str, title: str) -> list[str]:
    """The lines under a heading."""
    lines = out.splitlines()
    start = lines.index(title) + 2
    # A heading follows a blank line, and a line of its own length follows it.
    ends = (n for n in range(start, len(lines) - 1) if not lines[n - 1] and lines[n + 1] == "─" * len(lines[n]))
    return [line for line in lines[start : next(ends, len(lines))] if line]


# The first programme of a dimension; on a screen headings are underlined by a colour instead of a line.
@pytest.mark.parametrize("colour", [True, False])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_programme_stands_on_the_first_screen(
    monkeypatch: pytest.MonkeyPatch, language: str, colour: bool
) -> None:
    monkeypatch.chdir(ROOT)
    say = catalogue(language)
    shown = drawn(read("2019", "2023", "plans"), say, Style(colour=colour, width=80))
    lines = [re.sub(r"\x1b\[[\d;]*m", "", line) for line in shown.splitlines()]
    weight = lines.index(say("diff.weight"))
    assert lines[weight + (1 if colour else 2)].startswith(f"{say('diff.weight.dropped')} ")
    first = next(n for n, line in enumerate(lines) if re.match(r"[-!~+] [A-Z]{3}-\d", line))
    assert first < 40
    whole = lines.index(say("diff.plan"))
    assert max(n for n, line in enumerate(lines) if re.match(r"[-!~+] [A-Z]{3}-\d", line)) < whole


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (100, ["LIV-01 ATCS dan Traffic Management Center: not stated → about IDR 3 billion"]),
        (80, ["LIV-01 ATCS dan Traffic Management…: not stated → about IDR 3 billion"]),
        # Too little would be left of the name: the entry goes to a second line, in full.
        (60, ["LIV-01 ATCS dan Traffic Management Center: not", "stated → about IDR 3 billion"]),
    ],
)
def test_a_long_name_among_the_main_changes_is_cut(
    monkeypatch: pytest.MonkeyPatch, width: int, expected: list[str]
) -> None:
    monkeypatch.chdir(ROOT)
    shown = drawn(read("2019", "2023", "plans"), catalogue("en"), Style(colour=False, width=width))
    lines = [line.strip(" ~") for line in section(shown, "Main changes")]
    assert lines[-len(expected) :] == expected


def test_what_weighs_most_is_named_with_its_reason(run: Runner) -> None:
    out = run("diff", "2020", "2024", *CITY).out
    assert section(out, "Main changes") == [
        "withdrawn  - LIV-04 Telemedisin: Selesai; IDR 1 billion",
        "           - SOC-04 Radio warga: Diganti media lain; fgd-2023-05-01/IN-01; IDR 1 billion",
        "moved      ~ SOC-09 Aduan warga: Smart Governance → Smart Society; formerly GOV-05",
        "merged     ~ GOV-03 Kantor elektronik: from GOV-03, GOV-04",
        "split      ~ LIV-02 Antrean puskesmas: from LIV-02",
        "           ~ LIV-05 Rekam medis: from LIV-02",
        "budget     + ENV-09 Taman kota bersama: IDR 1 billion",
    ]


def test_a_reason_that_ends_with_a_period_is_followed_by_one_mark(run: Runner) -> None:
    done = run("withdraw", "2023", "LIV-03", "--reason", "Sudah selesai.")
    assert done.code == 0
    assert section(run("diff", "2019", "2023").out, "Main changes")[0] == (
        "withdrawn  - LIV-03 Program mobility 3: Sudah selesai; IDR 500 million"
    )


@pytest.mark.parametrize(
    ("top", "lines"),
    [
        ("0", None),
        ("1", ["withdrawn  - LIV-04 Telemedisin: Selesai; IDR 1 billion",
               "           and 6 more below; `--top` shows more of them here"]),
        ("100", 7),
    ],
)  # fmt: skip
def test_how_many_weigh_most_is_a_choice(run: Runner, top: str, lines: list[str] | int | None) -> None:
    for form in ("text", "markdown"):
        out = run("diff", "2020", "2024", *CITY, "--top", top, "--format", form).out
        assert ("Main changes" in out) == (lines is not None)
        if form == "text" and lines:
            found = section(out, "Main changes")
            assert (found if isinstance(lines, list) else len(found)) == lines


LOWERED = "LIV-01: {indicators: {waktu: {direction: %s, targets: {2023: %s}}}}"
WEIGHTS = [
    (in_living("LIV-01: {status: stopped}"), in_living("LIV-01: {status: running}"),
     "stopped  ~ LIV-01 Program harmony 1: status running → stopped"),
    (in_living("LIV-01: {execution: {2023: not_run}}"), "",
     "stopped  ~ LIV-01 Program harmony 1: execution 2023 + did not run"),
    (in_living(LOWERED % ("down", 9)), in_living(LOWERED % ("down", 8)),
     "target lowered  ~ LIV-01 Program harmony 1: target 2023 (waktu) 8 → 9 (+1, +12.5%; less ambitious)"),
    (in_living("LIV-01: {budget: {apbd: {2023: 4}}}"), in_living("LIV-01: {budget: {apbd: {2019: 1, 2023: 1}}}"),
     "budget  ~ LIV-01 Program harmony 1: IDR 2 → IDR 4 (+IDR 2)"),
    (in_living("LIV-01: {budget: null}"), "", "budget  ~ LIV-01 Program harmony 1: IDR 500 million → not stated"),
    ("", in_living("LIV-01: {budget: null}"), "budget  ~ LIV-01 Program harmony 1: not stated → IDR 500 million"),
    (in_living("LIV-01: null"), "", "dropped  ! LIV-01 Program harmony 1: IDR 500 million"),
]  # fmt: skip


@pytest.mark.parametrize(("new", "old", "expected"), WEIGHTS)
def test_each_kind_of_weight(run: Runner, new: str, old: str, expected: str) -> None:
    plans(new, old)
    out = run("diff", "2019", "2023", "--programme", "LIV-01").out
    assert [" ".join(line.split()) for line in section(out, "Main changes")] == [" ".join(expected.split())]


VERDICTS = [
    (LOWERED % ("down", 9), LOWERED % ("down", 8), "less ambitious", "kurang ambisius", "33"),
    (LOWERED % ("up", 8), LOWERED % ("up", 9), "less ambitious", "kurang ambisius", "33"),
    (LOWERED % ("up", 9), LOWERED % ("up", 8), "more ambitious", "lebih ambisius", "32"),
    ("LIV-01: {budget: {apbd: {2023: 40}}}", "LIV-01: {budget: {apbd: {2023: 100}}}",
     "cut by half or more", "dipangkas separuh atau lebih", "33"),
]  # fmt: skip


@pytest.mark.parametrize(("new", "old", "english", "indonesian", "colour"), VERDICTS)
def test_the_level_is_a_word_and_a_colour(
    run: Runner, new: str, old: str, english: str, indonesian: str, colour: str
) -> None:
    plans(in_living(new), in_living(old))
    command = ("diff", "2019", "2023", "--programme", "LIV-01")
    for form in ("text", "markdown", "github"):
        for language, word in (("en", english), ("id", indonesian)):
            assert word in run(*command, "--lang", language, "--format", form).out
    shown = drawn(read("2019", "2023", None), EN, Style(colour=True))
    assert re.search(rf"\x1b\[{colour}m[^\x1b]*{english}", shown)


def test_an_unremarkable_change_has_no_word(run: Runner) -> None:
    plans(in_living("LIV-01: {budget: {apbd: {2023: 60}}}"), in_living("LIV-01: {budget: {apbd: {2023: 100}}}"))
    assert "IDR 100 → IDR 60 (−IDR 40, −40%)" in run("diff", "2019", "2023").out


def test_within_a_dimension_the_gravest_comes_first(run: Runner) -> None:
    new = FILES["2023.yaml"]
    for id_ in ("LIV-03", "LIV-02"):
        start = new.index(f"      {id_}:")
        end = new.index("  society:") if id_ == "LIV-03" else start + new[start:].index("sources: [berita]") + 18
        new = new[:start] + new[end:]
    new = new.replace("  society:", "      LIV-09: {name: Baru, subdimension: health, agency: diskominfo}\n  society:")
    new = new.replace("name: Program harmony 1", "name: Program harmoni") + "withdrawn: {LIV-03: {reason: Selesai}}\n"
    Path("plans/2023.yaml").write_text(new, encoding="utf-8")
    out = run("diff", "2019", "2023").out
    living = [line for line in section(out, "Smart Living") if line[0] != " "]
    assert living == [
        "! LIV-02 Program health 2", "- LIV-03 Program mobility 3", "~ LIV-01 Program harmoni",
        "added     name  sub-dimension  agency", "─" * len(living[4]), "+ LIV-09  Baru  Health         Dinas Komunikasi dan Informatika",
    ]  # fmt: skip
    assert out.index("Smart Environment\n─") < out.index("The plan as a whole")
    assert re.search(r"reason +Selesai", out)


def test_all_values_begin_at_one_edge(run: Runner) -> None:
    out = run("diff", "2020", "2024", *CITY).out
    rows = [line for line in out[out.index("Smart Governance\n─") :].splitlines() if re.match(r"    \S", line)]
    edges = {re.match(r"    .+?  +(?=\S)", line).end() for line in rows if "  " in line.strip()}  # type: ignore[union-attr]
    assert len(edges) == 1


def test_lines_are_shown_where_they_are_asked_for(run: Runner) -> None:
    for form in ("text", "markdown"):
        command = ("diff", "2020", "2024", *CITY, "--format", form)
        assert "34]" not in run(*command).out
        shown = run(*command, "--lines").out
        assert "[12 → 34] is the line" in shown.replace("\\", "")
        assert "[48 → 52]" in shown
        # Of what is in one file alone, the arrow says in which.
        lines = [line.rstrip("`") for line in shown.splitlines()]
        assert any("stakeholders" in line and line.endswith("[34 →]") for line in lines)
        assert any("execution 2024" in line and line.endswith("[→ 55]") for line in lines)


ONLY = [
    (["--agency", "DISDIK"], "agency Dinas Pendidikan"),
    (["--agency", "Dinas  Pendidikan", "--dimension", "smart society"], "dimension Smart Society; agency Dinas Pendidikan"),
    (["--dimension", "ekonomi"], "dimension Smart Economy"),
    (["--kind", "withdrawn", "--kind", "name-changed"], "kind of change name-changed, programme-withdrawn"),
    (["--programme", "gov-05"], "programme GOV-05"),
    (["--mission", "m2", "--level", "error"], "mission M2; level errors"),
    (["--level", "warning"], "level warnings and errors"),
]  # fmt: skip


@pytest.mark.parametrize("reason", ['""', '" "', '"\\n"'])
def test_a_blank_reason_is_no_line_and_no_colon(run: Runner, reason: str) -> None:
    text = FILES["2023.yaml"]
    start, end = text.index("      LIV-03:"), text.index("  society:")
    withdrawn = f"withdrawn: {{LIV-03: {{reason: {reason}}}}}\n"
    Path("plans/2023.yaml").write_text(text[:start] + text[end:] + withdrawn, encoding="utf-8")
    lines = section(run("diff", "2019", "2023").out, "Smart Living")
    gone = lines.index("- LIV-03 Program mobility 3")
    assert [line.split()[0] for line in lines[gone : gone + 3]] == ["-", "withdrawn", "~"]
    assert "\n    LIV-03 Program mobility 3\n" in run("log").out
    for revision in ("2019", "2023"):
        found = run("show", revision, "LIV-03")
        assert ": ;" not in found.err
        assert not found.err.rstrip("\n").endswith(":")


@pytest.mark.parametrize(("options", "told"), ONLY)
def test_a_filter_is_named_and_what_it_shows_is_counted(run: Runner, options: list[str], told: str) -> None:
    command = ("diff", "2020", "2024", *CITY, *options)
    data = json.loads(run(*command, "--format", "json").out)
    counts = data["summary"]["programmes"]
    for form in ("text", "markdown"):
        out = run(*command, "--format", form).out
        assert f"Only these changes are shown and counted: {told}." in out
        total = next(line for line in out.splitlines() if line.strip("| ").startswith("Total"))
        numbers = total.replace("|", " ").split()[1:7]
        assert numbers == [str(counts[name] or ("·" if name not in ("old", "new") else 0))
                           for name in ("old", "new", "added", "withdrawn", "dropped", "changed")]  # fmt: skip
    assert data["filter"] is not None
    assert "Only this" not in run("diff", "2020", "2024", *CITY).out


WRONG = [
    (["--kind", "droped"], "there is no kind of change `droped`; did you mean `dropped`?"),
    (["--kind", "x"], "there is no kind of change `x`; choose one of programme-added, programme-withdrawn"),
    (["--fail-on", "x"], "comment-changed, error, warning, info"),
    (["--agency", "Dinas Pendidikn"], "did you mean `Dinas Pendidikan`?"),
    (["--dimension", "Smart Economi"], "did you mean `Smart Economy`?"),
    (["--level", "fatal"], "there is no severity `fatal`; choose one of error, warning, note"),
]


@pytest.mark.parametrize(("options", "told"), WRONG)
def test_a_name_that_means_nothing(run: Runner, options: list[str], told: str) -> None:
    result = run("diff", "2020", "2024", *CITY, *options)
    assert (result.code, result.out) == (2, "")
    assert told in " ".join(result.err.replace("│", " ").split())


NO_MONEY = "".join(
    f"{key}: {{programmes: {{{', '.join(f'{prefix}-0{n}: {{budget: null}}' for n in (1, 2, 3))}}}}}, "
    for key, prefix in (("governance", "GOV"), ("branding", "BRA"), ("economy", "ECO"), ("living", "LIV"),
                        ("society", "SOC"), ("environment", "ENV"))
)  # fmt: skip
ABSENT = [
    # What a side does not state is no zero, and a part of the programmes is not all of them.
    ("", f"dimensions: {{{NO_MONEY}}}", ["Budget not stated → IDR 9 billion"]),
    (f"dimensions: {{{NO_MONEY}}}", "", ["Budget IDR 9 billion → not stated"]),
    (f"dimensions: {{{NO_MONEY}}}", f"dimensions: {{{NO_MONEY}}}", ["Budget not stated"]),
    (in_living("LIV-01: {budget: null}"), f"dimensions: {{{NO_MONEY}}}",
     ["Budget not stated → IDR 8.5 billion; stated by 17 of 18 programmes"]),
    (in_living("LIV-01: {budget: null}"), "",
     ["Budget IDR 9 billion → IDR 8.5 billion (−IDR 500 million); stated by 18 of 18 programmes, then 17 of 18"]),
    (in_living("LIV-01: {budget: null}"), in_living("LIV-01: {budget: null}"),
     ["Budget IDR 8.5 billion → IDR 8.5 billion (no change); stated by 17 of 18 programmes"]),
    ("", "", ["Budget IDR 9 billion → IDR 9 billion (no change)", "Missions 1 → 1; 18 of 18 programmes in revision 2023 aligned with a mission"]),
    ("", "rpjmd: {title: Lain, missions: null}", ["Missions not recorded → 1;"]),
    ("rpjmd: {title: Lain, missions: null}", "", ["Missions 1 → not recorded; 18 of 18 programmes in revision 2019 aligned with a mission"]),
    # What both plan is told beside what is whole.
    ("period: {start: 2019, end: 2030}", in_living("LIV-01: {budget: {apbd: {2018: 100000000}}}"),
     ["Budget IDR 9.1 billion → IDR 9 billion (−IDR 100 million)"]),
]  # fmt: skip


@pytest.mark.parametrize(("new", "old", "expected"), ABSENT)
def test_what_is_absent_is_no_zero(run: Runner, new: str, old: str, expected: list[str]) -> None:
    plans(new, old)
    shown = [" ".join(line.split()) for line in run("diff", "2019", "2023").out.splitlines()]
    for text in expected:
        assert [line for line in shown if line == text or (text[-1] == ";" and line.startswith(text))]


def test_years_that_both_plan_are_compared_beside_the_whole(run: Runner) -> None:
    plans("period: {start: 2019, end: 2026}\n" + in_living("LIV-01: {budget: {apbd: {2020: 5000000}}}"))
    shown = [" ".join(line.split()) for line in run("diff", "2019", "2023").out.splitlines()]
    assert any(line.startswith("in 2019–2022 IDR 9 billion → IDR 5 million (−") for line in shown)


def test_where_no_programme_is_shown_none_is_counted(run: Runner) -> None:
    text = FILES["2023.yaml"]
    start, end = text.index("      LIV-03:"), text.index("  society:")
    Path("plans/2023.yaml").write_text(text[:start] + text[end:], encoding="utf-8")
    out = run("diff", "2019", "2023", "--programme", "LIV-03").out
    assert "\nMissions    1 → 1\n" in out
    assert "! 1 dropped without explanation" in out


def test_two_cities_are_named_as_two(run: Runner) -> None:
    out = run("diff", "2023", str(ROOT / "tests/city/2024.yaml")).out
    assert out.startswith("Kota Contoh 2023 → Kota Nusa Jaya 2024: two different cities\n")
    assert "Programmes of the two cities are not matched" in out
    assert "by id only" not in out
    assert "Main changes" not in out
    # Nor is the money of one that of the other, so that it could have grown or been cut.
    money = next(line for line in out.splitlines() if line.startswith("Budget "))
    assert re.fullmatch(r"Budget +IDR \S+ \S+ → IDR \S+ \S+(; .*)?", money)
    total = next(line for line in out.splitlines() if line.startswith("Total "))
    assert re.search(r"  9\.0 → 22\.0$", total)
    result = run("diff", "2023", str(ROOT / "tests/city/2024.yaml"), "--format", "json")
    assert result.err.startswith("Note: Programmes of the two cities are not matched")


@pytest.mark.parametrize(("language", "word", "gone"), [("en", "absent", "dropped"), ("id", "tidak ada", "hilang")])
def test_with_a_revision_missing_nothing_is_said_to_be_dropped(
    run: Runner, language: str, word: str, gone: str
) -> None:
    """That revision may have withdrawn it, or given it another id."""
    text = FILES["2023.yaml"].replace('supersedes: "2019"', 'supersedes: "2021"')
    start, end = text.index("      LIV-03:"), text.index("  society:")
    Path("plans/2023.yaml").write_text(text[:start] + text[end:], encoding="utf-8")
    for form in ("text", "markdown"):
        out = run("diff", "2019", "2023", "--lang", language, "--format", form).out
        assert "2021" in out
        assert f"! 1 {word}" in out.replace("\\", "")
        assert gone not in out
        assert "`withdrawn`" not in out


def test_what_came_and_went_year_by_year_is_one_line(run: Runner) -> None:
    budget = "budget: {apbd: {2019: 100, 2020: 200, 2021: 300}}"
    plans(in_living("LIV-01: {budget: {apbd: {2021: 400, 2023: 5, 2024: 6}}}"), in_living(f"LIV-01: {{{budget}}}"))
    shown = [" ".join(line.split()) for line in section(run("diff", "2019", "2023").out, "Smart Living")]
    # What is on both sides is a change, and what stands alone needs no row.
    assert shown[2:4] == [
        "budget APBD - 2019: IDR 100, - 2020: IDR 200, + 2023: IDR 5, + 2024: IDR 6",
        "budget APBD 2021 IDR 300 → IDR 400 (+IDR 100, +33.3%)",
    ]


def test_missions_of_the_plan_are_told_by_what_became_of_them(run: Runner) -> None:
    rpjmd = "rpjmd: {title: %s, missions: {M1: %s, M2: %s, M3: %s}}"
    plans(rpjmd % ("B", "Kota hijau", "Tata kelola yang baik", "Ekonomi"), rpjmd % ("A", "null", "Sehat", "Ekonomi"))
    out = run("diff", "2019", "2023").out
    assert re.search(r"\n    RPJMD missions M2 +- Sehat\n    RPJMD missions M1 +\+ Kota hijau\n", out)
    indonesian = run("diff", "2019", "2023", "--lang", "id").out
    assert re.search(
        r"\n    judul RPJMD +A → B\n    misi RPJMD M2 +- Sehat\n    misi RPJMD M1 +\+ Kota hijau\n", indonesian
    )
    plans(
        rpjmd % ("B", "null", "Tata kelola yang baik", "Ekonomi"),
        rpjmd % ("A", "Tata kelola yang baik", "Kota", "Laut"),
    )
    out = run("diff", "2019", "2023").out
    assert [" ".join(line.split()) for line in out.splitlines() if "RPJMD missions" in line] == [
        "RPJMD missions M1 → M2", "RPJMD missions M2 - Kota", "RPJMD missions M3 - Laut", "RPJMD missions M3 + Ekonomi",
    ]  # fmt: skip
    plans(rpjmd % ("RPJMD 2016-2021", "Tata kelola yang sangat baik", "null", "null"))
    out = run("diff", "2019", "2023").out
    assert re.search(r"RPJMD missions M1 +Tata kelola yang \{\+sangat \+\}baik", out)


def test_realignment_is_one_table_and_no_line_of_its_programmes(run: Runner) -> None:
    text = FILES["2019.yaml"].replace('revision: "2019"', 'revision: "2023"\nsupersedes: "2019"')
    text = text.replace("RPJMD 2016-2021, missions: {", "RPJMD baru, missions: {M7: Kota yang hijau, ")
    for name in ("harmony 1", "health 2"):
        start = text.index(f"Program {name}")
        text = text[:start] + text[start:].replace("[M1]", "[M7]", 1)
    Path("plans/2023.yaml").write_text(text.replace("Program health 2", "X"), encoding="utf-8")
    for form in ("text", "markdown"):
        out = run("diff", "2019", "2023", "--format", form).out
        assert "M1 Tata kelola yang baik" in out
        assert re.search(r"M7 Kota yang hijau[ |]+2: LIV-01, LIV-02", out)
        assert "≈ 1 realigned (missions only)" in out.replace("\\", "")
        assert "- M1: " not in out
        assert "~ LIV-01" not in out
        assert re.search(r"~`? \**LIV-02 X", out)
    # Where only those are asked for there is nothing else to see.
    assert "~ LIV-02" not in run("diff", "2019", "2023", "--kind", "missions-changed").out
    assert "M7: Kota yang hijau" in run("diff", "2019", "2023", "--format", "github").out


def test_missions_that_are_not_on_record_are_not_none(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    for language, told in (("en", "not recorded"), ("id", "tidak tercatat")):
        out = run("diff", "2019", "2023", "--lang", language).out
        assert re.search(rf"\n{told} +M3 Menyediakan Infrastruktur Kota yang Memadai +3: LIV-01, LIV-03, ENV-05\n", out)


def test_agencies_are_one_line_shortened_on_a_screen_alone(run: Runner) -> None:
    names = ", ".join(f"a{n}: {{name: Dinas {n}}}" for n in range(30))
    plans(f"agencies: {{{names}}}")
    out = run("diff", "2019", "2023").out
    assert f"agencies + 30 ({', '.join(f'Dinas {n}' for n in range(30))})" in " ".join(out.split())
    shown = drawn(read("2019", "2023", None), EN, Style(width=80))
    assert "Dinas 9, and 20 more)" in " ".join(shown.split())
    assert "Dinas 10" not in shown


def test_counts_of_merges_and_splits_say_both_sides(run: Runner) -> None:
    told = "~ 20 changed, among them 1 moved, 2 renumbered, 2 programmes merged into 1, 1 programme split into 2"
    assert told in run("diff", "2020", "2024", *CITY).out
    told = "~ 20 berubah, di antaranya 1 dipindahkan, 2 berganti nomor, 2 program digabungkan menjadi 1, 1 program dipecah menjadi 2"
    assert told in run("diff", "2020", "2024", *CITY, "--lang", "id").out


def test_with_colour_prose_has_no_marks(run: Runner) -> None:
    plans(in_living("LIV-01: {description: satu dua tiga}"), in_living("LIV-01: {description: satu empat tiga}"))
    assert "satu [-empat-]{+dua+} tiga" in run("diff", "2019", "2023").out
    shown = drawn(read("2019", "2023", None), EN, Style(colour=True))
    assert "satu \x1b[31;9mempat\x1b[0m \x1b[32;4mdua\x1b[0m tiga" in shown


def test_markdown_loses_no_heading_in_a_converter(run: Runner) -> None:
    out = run("diff", "2020", "2024", *CITY, "--format", "markdown").out
    headings = [line for line in out.splitlines() if line.startswith("#")]
    assert headings[1:] == [
        "### Main changes",
        *(f"### Smart {name}" for name in ("Governance", "Branding", "Economy", "Living", "Society", "Environment")),
        "### Realignment with the new RPJMD", "### The plan as a whole",
    ]  # fmt: skip
    # What a summary folds is said outside of it as well.
    assert {line for line in out.splitlines() if "<summary>" in line} == {"<details><summary>Details (17)</summary>"}


def test_likely_renames_are_named_with_how_to_confirm_them(run: Runner) -> None:
    text = FILES["2023.yaml"].replace("      LIV-02:", "      LIV-08:")
    Path("plans/2023.yaml").write_text(text, encoding="utf-8")
    out = run("diff", "2019", "2023").out
    assert (
        "? LIV-02 Program health 2 → LIV-08 Program health 2: the names are 100% similar; if it is the same programme, write `formerly: [LIV-02]` at"
        in out
    )
    assert "`smartplan confirm 2019 2023`" in out
    assert out.index("? LIV-02") < out.index("The plan as a whole")


@pytest.mark.parametrize("odd", ["[1]", "{a: b}", "1", "true"])
@pytest.mark.parametrize(
    "field", ["name", "subdimension", "agency", "status", "years", "budget", "partners", "description"]
)
@pytest.mark.parametrize("old", ["", "LIV-01: null"])
def test_what_has_another_shape_is_shown_all_the_same(run: Runner, field: str, odd: str, old: str) -> None:
    plans(in_living(f"LIV-01: {{{field}: {odd}}}"), in_living(old))
    for command in (("2019", "2023"), ("2023", "2019")):
        for form in ("text", "markdown", "github"):
            assert run("diff", *command, "--format", form).code == 0


NAMED = """\
agencies: {city: {name: Dinas %(n)s, short: D%(n)s}}
change_reasons: [%(reasons)s]
readiness: {structure: {team: {name: Dewan Smart City, condition: %(n)s}}, superstructure: {%(factor)s: {name: Perwali %(n)s}}}
dimensions: {living: {programmes: {LIV-01: {budget: {grant: {2023: %(n)s}}, kelas: {start: %(n)s},
indicators: {unit: {name: Skor, targets: {2023: %(n)s}}}}}}}
"""
LABELS: dict[str, list[str]] = {
    "en": [
        "budget grants 2023 IDR 1 → IDR 2 (+IDR 1, +100%)", "target 2023 (unit) 1 → 2 (+1, +100%)", "kelas first year 1 → 2",
        "reasons for change + new RPJMD, + standard", "supporting factors superstructure - Perwali 1, + Perwali 2",
        "name (D2) Dinas 1 → Dinas 2", "short name (D2) D1 → D2", "condition (Dewan Smart City) [-1-]{+2+}",
    ],
    "id": [
        "anggaran hibah 2023 Rp1 → Rp2 (+Rp1; +100%)", "target 2023 (unit) 1 → 2 (+1; +100%)", "kelas tahun pertama 1 → 2",
        "alasan perubahan + RPJMD baru, + standar", "faktor pendukung suprastruktur - Perwali 1, + Perwali 2",
        "nama (D2) Dinas 1 → Dinas 2", "nama singkat (D2) D1 → D2", "kondisi (Dewan Smart City) [-1-]{+2+}",
    ],
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_label_has_words_for_keys_and_names_or_ids_for_the_rest(run: Runner, language: str) -> None:
    """An id that reads like a key, such as `unit` or `team`, is an id all the same."""
    old = NAMED % {"n": "1", "reasons": "", "factor": "a"}
    plans(NAMED % {"n": "2", "reasons": "rpjmd, standard", "factor": "b"}, old)
    out = " ".join(run("diff", "2019", "2023", "--lang", language).out.split())
    assert [label for label in LABELS[language] if label not in out] == [], out


@pytest.mark.parametrize(
    ("language", "line"), [("en", "budget grants 2023: IDR 2"), ("id", "anggaran hibah 2023: Rp2")]
)
def test_a_funding_source_has_its_name_for_git_too(language: Language, line: str) -> None:
    data = {"dimensions": {"living": {"programmes": {"LIV-01": {"budget": {"grant": {"2023": 2}}}}}}}
    assert textconv.render(Plan(), data, catalogue(language)).splitlines()[-1] == f"  {line}"
