"""`draft --profile`: every programme is carried to its place in another profile, with its data and its comments."""

import json
import shutil
from itertools import pairwise
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from smartplan.plan import profile
from smartplan.plan.crosswalk import Ways
from smartplan.report import schemas
from tests.helpers.base import parsed
from tests.helpers.runner import ROOT, Runner, change, wrote

CITIES = [(ROOT / "tests/city", "2026"), (ROOT / "plans", "2026")]


def read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = parsed(Path(f"plans/{name}.yaml").read_text("utf-8"))
    return found


def programmes(plan: dict[str, Any]) -> dict[str, tuple[str, dict[str, Any]]]:
    """By id the place, and all else but what tells the story of a revision."""
    found = {}
    for key, dimension in plan["dimensions"].items():
        for id_, one in ((dimension or {}).get("programmes") or {}).items():
            place = f"{key}.{one.get('subdimension', '')}".removesuffix(".")
            found[id_] = (place, {k: v for k, v in one.items() if k not in ("subdimension", "formerly", "because")})
    return found


def comments(name: str) -> list[str]:
    """The comments that have a line of their own within the dimensions, but for those of a citation: it stays behind."""
    body = Path(f"plans/{name}.yaml").read_text("utf-8").partition("\ndimensions:\n")[2]
    lines = [line.strip() for line in body.splitlines()]
    return sorted(
        line
        for line, below in pairwise(lines)
        if line.startswith("#") and not line.startswith("# to decide") and not below.startswith("because:")
    )


def crosswalk(name: str, old: str) -> Ways:
    found = profile.load(name)
    assert found is not None
    return found.crosswalk[old]


@pytest.mark.parametrize("name", ["ikci", "kota-cerdas-2026"])
@pytest.mark.parametrize(("city", "last"), CITIES, ids=["city", "plans"])
def test_every_programme_is_carried(run: Runner, city: Path, last: str, name: str) -> None:
    shutil.rmtree("plans")
    shutil.copytree(city, "plans")
    done = run("draft", "2030", "--from", last, "--profile", name)
    assert (done.code, "error" in done.err) == (0, False)
    old, new, ways = read(last), read("2030"), crosswalk(name, "kominfo")
    before, after = programmes(old), programmes(new)
    assert {id_: one for id_, (_, one) in after.items()} == {id_: one for id_, (_, one) in before.items()}
    assert {id_: place for id_, (place, _) in after.items()} == {
        id_: ways[place][0] for id_, (place, _) in before.items()
    }
    known = profile.load(name)
    assert known is not None
    assert (new["profile"], sorted(new["dimensions"])) == (name, sorted(known.dimensions))
    # Each that could be elsewhere says so, in the list and in the file.
    open_ = [id_ for id_, (place, _) in before.items() if len(ways[place]) > 1]
    text = Path("plans/2030.yaml").read_text("utf-8")
    assert text.count("# to decide, was ") == len(open_)
    assert [id_ for id_ in open_ if f"\n- {id_} " not in done.out] == []
    assert comments("2030") == comments(last)
    # Of the whole file nothing else is changed than the head, as without another profile.
    assert {k: v for k, v in new.items() if k not in ("profile", "dimensions")} == {
        k: v
        for k, v in old.items()
        if k not in ("profile", "dimensions", "change_reasons", "because", "legal_basis", "withdrawn")
    } | {"revision": "2030", "supersedes": last, "status": "draft"}
    assert run("fmt", "--check", "2030").code == 0
    told = run("validate", "2030", "--level", "error")
    assert told.code == 0, told.out
    # The crosswalk is no move.
    assert "moved" not in run("diff", last, "2030").out


LIVING = """\
  environment:
    programmes:
      # Tata ruang: dua peta.
      LIV-01: # nomor lama
        name: Program harmony 1
        subdimension: planning
"""


def test_what_is_decided_and_what_is_not(run: Runner) -> None:
    change("  governance:\n    programmes:", "  governance:\n    lead: diskominfo\n    programmes:")
    change("  living:\n    programmes:", "  living:\n    objective: Nyaman\n    lead: diskominfo\n    programmes:")
    change("      LIV-01:\n", "      # Tata ruang: dua peta.\n      LIV-01: # nomor lama\n")
    change("subdimension: waste", "subdimension: wast")
    done = run("draft", "2027", "--from", "2023", "--profile", "ikci", "--lang", "id")
    assert done.code == 0
    for line in (
        "3 program harus ditempatkan menurut profil baru; bila tempatnya sekarang sudah tepat, hapus komentar di atas",
        "- LIV-03 Program mobility 3: dari living/mobility ke Mobilitas / Transportasi yang Efisien, atau Mobilitas / "
        "Akses Multi Moda; Mobilitas / Infrastruktur Teknologi",
        "- ENV-02 Program waste 2: environment/wast tidak memiliki padanan; untuk sementara di Lingkungan / Manajemen Sumber Daya",
        "1 dimensi terbagi menurut profil baru: isian dimensi lama harus ditulis ulang",
        "- `living`: penanggung jawab, sasaran",
    ):
        assert " ".join(line.split()) in " ".join(done.out.split())
    text = Path("plans/2027.yaml").read_text("utf-8")
    assert "  government:\n    lead: diskominfo\n" in text
    assert (
        "      # Tata ruang: dua peta.\n      LIV-01: # nomor lama\n        name: Program harmony 1\n        subdimension: planning\n"
        in text
    )
    assert (
        "      # perlu diputuskan, semula living/mobility: mobility/transport | mobility/multimodal | mobility/technology\n"
        "      LIV-03:\n        name: Program mobility 3\n        subdimension: transport\n"
    ) in text
    assert "      # perlu diputuskan, semula environment/wast, yang tidak memiliki padanan\n      ENV-02:\n" in text
    assert (text.count("Nyaman"), run("validate", "2027", "--level", "error").code) == (0, 0)


def test_a_comparison_without_a_crosswalk_says_so(run: Runner) -> None:
    """The other way round nothing is mapped: what the profile alone moved is shown as moved."""
    assert run("draft", "2027", "--from", "2023", "--profile", "ikci").code == 0
    told = (
        "No crosswalk leads from profile ikci to profile kominfo: programmes that are in another dimension only because "
        "of the profile are shown as moved."
    )
    for words, said in (("2027 2023", True), ("2023 2027", False), ("2019 2023", False)):
        for format_ in ("text", "markdown"):
            out = " ".join(run("diff", *words.split(), "--format", format_).out.split())
            assert (told in out, "No crosswalk" in out) == (said, said)


@pytest.mark.parametrize(
    ("words", "stated", "left"),
    [
        ("draft 2027 --from 2023 --profile kota-cerdas-2026", "subdimension, missions", ["missions"]),
        ("draft 2027 --from 2023 --profile kota-cerdas-2026", "subdimension", None),
        ("draft 2027 --from 2023 --profile ikci", "subdimension, missions", ["subdimension", "missions"]),
        ("draft 2027 --from 2023 --rpjmd Baru", "subdimension, missions", ["subdimension"]),
    ],
)
def test_what_a_draft_leaves_behind_is_judged_no_more(
    run: Runner, words: str, stated: str, left: list[str] | None
) -> None:
    change("name: Program public_service 1\n", f"name: Program public_service 1\n        judged: [{stated}]\n")
    assert run(*words.split()).code == 0
    assert programmes(read("2027"))["GOV-01"][1].get("judged") == left
    found = run("validate", "2027", "--rule", "judged-not-stated", "--rule", "unknown-judged-field")
    assert (found.code, "judged" in found.out) == (0, False)


def test_a_choice_that_is_taken(run: Runner) -> None:
    run("draft", "2027", "--from", "2023", "--profile", "kota-cerdas-2026")
    assert run("move", "2027", "LIV-03", "urban_life").code == 0
    assert "  urban_life:\n" in Path("plans/2027.yaml").read_text("utf-8")
    assert programmes(read("2027"))["LIV-03"][0] == "urban_life"
    assert "moved" not in run("diff", "2023", "2027").out
    assert run("move", "2027", "LIV-02", "economy").code == 0
    assert "moved  ~ LIV-02 Program health 2: Smart Living → Economy" in run("diff", "2023", "2027").out


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["--profile", "ikc"], 2, "there is no profile `ikc`; did you mean `ikci`?"),
        (["--profile", "../x"], 2, "there is no profile `../x`"),
        (["--profile", "kecil"], 2, "the profile `kecil` has no crosswalk from `kominfo`"),
        (["--profile", "rusak"], 2, "the profile `plans/profiles/rusak.toml` is not valid TOML at line 2"),
    ],
)
def test_a_profile_that_cannot_be_had(run: Runner, words: list[str], code: int, told: str) -> None:
    Path("plans/profiles").mkdir()
    Path("plans/profiles/kecil.toml").write_text(
        'title = {id = "K"}\n[dimensions.a]\nname = {id = "A"}\n', encoding="utf-8"
    )
    Path("plans/profiles/rusak.toml").write_text("title = {}\n=\n", encoding="utf-8")
    done = run("draft", "2027", "--from", "2023", *words)
    assert (done.code, told in done.err, Path("plans/2027.yaml").exists()) == (code, True, False), done.err


def test_the_same_profile_is_no_other(run: Runner) -> None:
    assert run("draft", "2027", "--from", "2023", "--profile", "kominfo").code == 0
    same = Path("plans/2027.yaml").read_text("utf-8")
    Path("plans/2027.yaml").unlink()
    run("draft", "2027", "--from", "2023")
    assert Path("plans/2027.yaml").read_text("utf-8") == same


def test_a_new_dimension_beside_one_in_braces_gets_its_programmes(run: Runner) -> None:
    path = Path("plans/2023.yaml")
    text = path.read_text("utf-8")
    head, _, rest = text.partition("  society:\n")
    rest = rest.partition("  environment:\n")[2]
    path.write_text(f"{head}  environment:\n{rest}\n  society: {{programmes: {{}}}}\n", encoding="utf-8")
    done = run("draft", "2027", "--from", "2023", "--profile", "ikci")
    assert (done.code, done.err) == (0, wrote("plans/2027.yaml"))
    assert programmes(read("2027"))["LIV-03"][0] == "mobility.transport"


BRIEF = "{name: A, subdimension: security, agency: diskominfo}"


@pytest.mark.parametrize(
    ("society", "what"),
    [
        (f" {{programmes: {{SOC-01: {BRIEF}}}}}", "society"),
        (f"\n    programmes: {{SOC-01: {BRIEF}}}", "programmes"),
        (f"\n    programmes:\n      SOC-01: {BRIEF}", None),
    ],
)
def test_a_programme_in_braces(run: Runner, society: str, what: str | None) -> None:
    """Nothing is lost: the sentence says which and what helps, which does, and nothing is written."""
    text = Path("plans/2023.yaml").read_text("utf-8")
    head, _, rest = text.partition("  society:\n")
    rest = rest.partition("  environment:\n")[2]
    Path("plans/2023.yaml").write_text(f"{head}  society:{society}\n  environment:\n{rest}", encoding="utf-8")
    words = ["draft", "2027", "--from", "2023", "--profile", "ikci"]
    if what is not None:
        done = run(*words)
        told = f"`{what}` is written in braces (plans/2023.yaml:"
        helps = "run `smartplan fmt plans/2023.yaml` first"
        assert (done.code, told in done.err, helps in done.err) == (1, True, True), done.err
        assert not Path("plans/2027.yaml").exists()
        assert run("fmt", "2023").code == 0
    assert run(*words).code == 0
    assert programmes(read("2027"))["SOC-01"][0] == "living.safety"


NEXT_PROFILE = """\
title = {id = "K"}
[dimensions.a]
name = {id = "A"}
[dimensions.b]
name = {id = "B"}
[crosswalk.ikci]
"""


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_choice_that_an_earlier_change_of_profile_left_open_is_asked_once(run: Runner, language: str) -> None:
    """Its comment gives way to the new one, or to none where there is nothing to choose; a planner's own stays."""
    Path("plans/profiles").mkdir()
    known = profile.load("ikci")
    assert known is not None
    leads = {".".join(filter(None, place)): ["b"] for place in known.places} | {"mobility.transport": ["a", "b"]}
    Path("plans/profiles/kota.toml").write_text(
        NEXT_PROFILE + "".join(f'"{old}" = {json.dumps(new)}\n' for old, new in leads.items()), encoding="utf-8"
    )
    run("draft", "2027", "--from", "2023", "--profile", "ikci", "--lang", language)
    marks = ["# to decide", "# perlu diputuskan"]
    assert [sum(line.strip().startswith(mark) for line in lines("2027")) for mark in marks][language == "id"] == 2
    # What somebody added to a comment is not the program's to take away.
    text = Path("plans/2027.yaml").read_text("utf-8")
    at = text.index("      LIV-03:")
    Path("plans/2027.yaml").write_text(f"{text[:at]}      # Tanya dishub.\n{text[at:]}", encoding="utf-8")
    assert run("draft", "2030", "--from", "2027", "--profile", "kota").code == 0
    asked = [line.strip() for line in lines("2030") if line.strip().startswith((*marks, "# Tanya"))]
    assert asked == ["# Tanya dishub.", "# to decide, was mobility/transport: a | b"]


def lines(name: str) -> list[str]:
    return Path(f"plans/{name}.yaml").read_text("utf-8").splitlines()


TABLE = {
    "en": (
        "Regrouped under the new profile",
        "Smart Living / Mobility",
        "one of: Smart Mobility / Efficient transport; Smart Mobility / Multimodal access; Smart Mobility / Technology infrastructure",
        "Smart Mobility / Efficient transport: LIV-03",
    ),
    "id": (
        "Pengelompokan baru menurut profil baru",
        "Smart Living / Telekomunikasi, Transportasi",
        "salah satu dari: Mobilitas / Transportasi yang Efisien; Mobilitas / Akses Multi Moda; Mobilitas / Infrastruktur Teknologi",
        "Mobilitas / Transportasi yang Efisien: LIV-03",
    ),
}


@pytest.mark.parametrize("command", [["diff", "2023", "2027"], ["coverage", "2027", "--against", "2023"]])
@pytest.mark.parametrize("language", TABLE)
def test_what_is_regrouped_is_shown(run: Runner, command: list[str], language: str) -> None:
    run("draft", "2027", "--from", "2023", "--profile", "ikci")
    head, *cells = TABLE[language]
    shown = run(*command, "--format", "markdown", "--lang", language).out
    assert f"## {head}\n" in shown
    assert f"| {' | '.join(cells)} |" in shown.replace("\\", "")
    # A place that goes where most of its dimension goes is no row.
    name = {"en": "Smart Governance / Public service", "id": "Smart Governance / Layanan Publik"}[language]
    assert f"| {name} |" not in shown


def test_what_is_regrouped_as_data(run: Runner) -> None:
    run("draft", "2027", "--from", "2023", "--profile", "ikci")
    row = {
        "old": "living.mobility",
        "candidates": ["mobility.transport", "mobility.multimodal", "mobility.technology"],
        "programmes": {"mobility.transport": ["LIV-03"]},
    }
    compared = json.loads(run("diff", "2023", "2027", "--format", "json").out)
    covered = json.loads(run("coverage", "2027", "--against", "2023", "--format", "json").out)
    for name, data, rows in (
        ("diff", compared, compared["regrouping"]), ("coverage", covered, covered["against"]["regrouping"]),
    ):  # fmt: skip
        assert row in rows
        assert [one["old"] for one in rows] == [
            "branding.tourism", "branding.business", "branding.city_appearance", "economy.welfare", "living.harmony",
            "living.health", "living.mobility", "society.security", "environment.energy",
        ]  # fmt: skip
        assert jsonschema_rs.validator_for(schemas.schema(name)).is_valid(data)
    # The older plan is counted at its places in the new profile.
    before = {one["key"]: one["programmes"] for one in covered["against"]["cells"]}
    assert before == {one["key"]: one["programmes"] for one in covered["cells"]}
    # With one dimension asked for, its rows alone are left.
    part = json.loads(run("diff", "2023", "2027", "--dimension", "mobility", "--format", "json").out)
    assert part["regrouping"] == [row]
    # Of one profile nothing is regrouped, and nothing is said of it.
    assert "regrouping" not in json.loads(run("diff", "2019", "2023", "--format", "json").out)


def test_coverage_says_of_a_programme_elsewhere_what_the_comparison_says(run: Runner) -> None:
    """One that was moved to where the crosswalk does not lead, with another id, stands where it is now."""
    run("draft", "2027", "--from", "2023", "--profile", "ikci")
    assert run("move", "2027", "LIV-03", "economy/productivity").code == 0
    assert run("renumber", "2027", "LIV-03", "ECO-99").code == 0
    rows = [
        json.loads(run(*words, "--format", "json").out)
        for words in (["diff", "2023", "2027"], ["coverage", "2027", "--against", "2023"])
    ]
    compared, covered = rows[0]["regrouping"], rows[1]["against"]["regrouping"]
    assert compared == covered
    assert [one["programmes"] for one in covered if one["old"] == "living.mobility"] == [
        {"economy.productivity": ["ECO-99"]}
    ]


def test_reports_of_a_profile_without_sub_dimensions(run: Runner) -> None:
    run("draft", "2027", "--from", "2023", "--profile", "kota-cerdas-2026", "--period", "2027-2030")
    shown = run("coverage", "2027").out
    assert ("dimensions with a programme" in shown, "sub-dimension" in shown) == (True, False)
    assert "\ndimension " in shown
    under = run("coverage", "2027", "--fail-under", "100")
    assert under.code == 0
    text = Path("plans/2027.yaml").read_text("utf-8")
    Path("plans/2027.yaml").write_text(text.replace("  mobility:\n", "  mobility: {}\n  x:\n"), encoding="utf-8")
    missed = run("coverage", "2027", "--fail-under", "100")
    assert (missed.code, "dimensions with a programme" in missed.err, "sub-dimensions" in missed.err) == (
        1,
        True,
        False,
    )
    for command in (
        ["agenda", "2027"],
        ["summary", "2027"],
        ["show", "2027", "GOV-01"],
        ["log"],
        ["diff", "2019", "2027"],
    ):
        done = run(*command)
        assert (done.code, " / \n" in done.out) == (0, False), done
    # Where there are no sub-dimensions several agencies share a dimension.
    alone = run("agenda", "2027").out
    assert "sub-dimension" not in alone.lower()
    assert "None: each dimension has at most one executing agency in a year." in alone
    text = Path("plans/2027.yaml").read_text("utf-8")
    Path("plans/2027.yaml").write_text(
        text.replace(
            "  economy:\n    programmes:\n",
            "  economy:\n    programmes:\n"
            "      ECO-91: {name: A, agency: diskominfo, years: [2028]}\n      ECO-92: {name: B, agency: dpmptsp, years: [2028]}\n",
        ),
        encoding="utf-8",
    )
    shared = run("agenda", "2027", "--lang", "id").out
    assert "Dimensi dengan beberapa pelaksana pada tahun yang sama\n" in shared
    assert "- Ekonomi, 2028: 2 pelaksana\n    Dinas Komunikasi dan Informatika (ECO-91), dpmptsp (ECO-92)\n" in shared


@pytest.mark.parametrize(
    ("name", "dimension", "subdimension", "valid"),
    [
        ("ikci", "people", "education", True), ("ikci", "people", None, False), ("ikci", "people", "health", False),
        ("kota-cerdas-2026", "society", None, True), ("kota-cerdas-2026", "society", "learning", False),
        ("kominfo", "society", "learning", True), ("kominfo", "society", None, False), ("profil-kota", "apa", None, True),
    ],
)  # fmt: skip
def test_the_published_schema(name: str, dimension: str, subdimension: str | None, valid: bool) -> None:
    known = profile.load(name)
    programme = {"name": "A", "agency": "dlh", **({"subdimension": subdimension} if subdimension else {})}
    plan = {
        "format": 1, "revision": "1", "city": {"code": "64.71", "name": "K"}, "title": "T", "status": "draft",
        "record": "example", "profile": name, "period": {"start": 2027, "end": 2030}, "rpjmd": {"title": "R"},
        "agencies": {"dlh": {"name": "D"}},
        "dimensions": {key: {} for key in (known.dimensions if known else ())} | {dimension: {"programmes": {"A-1": programme}}},
    }  # fmt: skip
    assert jsonschema_rs.validator_for(schemas.schema("plan")).is_valid(plan) is valid
