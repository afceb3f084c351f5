"""Profiles that lie beside the plans: found, read with care, told of where they are wrong, and read from a commit."""

import json
import os
from pathlib import Path

import pytest

from tests.helpers.base import write
from tests.helpers.repo import Repository, git  # noqa: F401
from tests.helpers.runner import Runner, change

OWN = """\
title = {id = "Profil kota"}
[dimensions.kota]
name = {id = "Kota Layak", en = "Liveable city"}
[dimensions.kota.subdimensions]
taman = {id = "Taman"}
pasar = {id = "Pasar"}
[dimensions.laut]
name = {id = "Laut"}
[crosswalk.kominfo]
"governance.public_service" = "kota.taman"
"""
PLAN = """\
format: 1
revision: "2027"
city: {code: "64.71", name: Kota Contoh}
title: Rencana induk 2027
status: draft
record: example
profile: profil-kota
period: {start: 2027, end: 2030}
rpjmd: {title: RPJMD 2025-2029}
agencies: {dlh: {name: Dinas Lingkungan Hidup}}
dimensions:
  kota:
    programmes:
      K-1: {name: Taman kota, subdimension: taman, agency: dlh}
  laut:
    programmes:
      L-1: {name: Pantai bersih, agency: dlh}
"""


@pytest.fixture
def city(run: Runner) -> Runner:
    """The sound city with a revision of a profile of its own."""
    place("plans", OWN)
    Path("plans/2027.yaml").write_text(PLAN, encoding="utf-8")
    return run


def place(plans: str, text: str, name: str = "profil-kota") -> Path:
    path = Path(plans, "profiles", f"{name}.toml")
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def rules(run: Runner, *words: str) -> list[tuple[str, str]]:
    found = json.loads(run("validate", "2027", "--format", "json", *words).out)["findings"]
    return [(one["rule"], one["where"]) for one in found if one["severity"] == "error"]


def test_a_profile_beside_the_plans_is_found(city: Runner) -> None:
    assert rules(city) == []
    assert city("validate", "--level", "error").code == 0
    shown = city("coverage", "2027").out
    assert [name for name in ("Liveable city", "Taman", "Laut") if name not in shown] == []
    data = json.loads(city("coverage", "2027", "--format", "json").out)
    assert [(one["key"], one["programmes"]) for one in data["cells"]] == [
        ("kota/taman", 1),
        ("kota/pasar", 0),
        ("laut", 1),
    ]
    assert [(one["kind"], one["dimension"], one["subdimension"]) for one in data["holes"]][:1] == [
        ("subdimension-without-programme", "kota", "pasar")
    ]
    # By its path, and on standard input, as well.
    os.chdir("plans")
    assert json.loads(city("coverage", "2027.yaml", "--format", "json").out)["cells"] == data["cells"]


def test_what_a_dimension_of_it_asks_for(city: Runner) -> None:
    change("subdimension: taman, ", "", "2027")
    change("Pantai bersih,", "Pantai bersih, subdimension: pasar,", "2027")
    assert rules(city) == [
        ("missing-key", "dimensions.kota.programmes.K-1"),
        ("unknown-subdimension", "dimensions.laut.programmes.L-1.subdimension"),
    ]
    told = "`laut` has no sub-dimensions in this profile, so `pasar` is not one; remove `subdimension`"
    assert told in " ".join(city("validate", "2027").out.split())


def test_edits_in_a_dimension_without_sub_dimensions(city: Runner) -> None:
    add = ["add", "2027", "L-2", "--dimension", "laut", "--name", "Terumbu", "--agency", "dlh"]
    assert city(*add).code == 0
    assert city(*[word.replace("laut", "kota").replace("L-2", "K-2") for word in add]).code == 1
    assert city("move", "2027", "K-1", "laut").code == 0
    assert city("move", "2027", "L-2", "kota").code == 2
    assert city("move", "2027", "L-2", "kota/pasar").code == 0
    assert city("set", "2027", "L-1", "subdimension", "pasar").code == 1
    assert rules(city) == []
    text = Path("plans/2027.yaml").read_text("utf-8")
    assert "L-1: {name: Pantai bersih, agency: dlh}" in text
    assert "K-1: {name: Taman kota, agency: dlh}" in text


def test_a_dimension_that_is_a_hole(city: Runner) -> None:
    change("\n    programmes:\n      L-1: {name: Pantai bersih, agency: dlh}\n", " {}\n", "2027")
    data = json.loads(city("coverage", "2027", "--format", "json").out)
    assert data["holes"][0] == {
        "kind": "dimension-without-programme", "where": "dimensions.laut", "dimension": "laut", "subdimension": None,
        "programme": None, "mission": None, "objective": None, "agency": None, "indicator": None, "input": None, "year": None,
    }  # fmt: skip
    assert data["counts"]["subdimensions"] == {"n": 1, "of": 3}
    assert "1 dimension without a programme\n    Laut\n" in city("coverage", "2027").out


WRONG = [
    ("=\n", "the profile `plans/profiles/profil-kota.toml` is not valid TOML at line 1; correct that line"),
    (OWN.replace('"kota.taman"', '"kota.x"'), "line 10: `crosswalk.kominfo.governance.public_service` leads to `kota.x`"),
    ("title = {id = 'x'}\n", "the profile `plans/profiles/profil-kota.toml` lacks `dimensions`"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), WRONG, ids=range(len(WRONG)))
def test_a_profile_that_is_wrong_is_told_once(city: Runner, text: str, told: str) -> None:
    place("plans", text)
    Path("plans/2028.yaml").write_text(PLAN.replace("2027", "2028"), encoding="utf-8")
    done = city("validate")
    assert (done.code, done.err.count(told)) == (2, 1), done.err
    # The other files are checked, and no plan is blamed for the profile.
    assert ("unknown-profile" in done.out, "in 6 files" in done.out + done.err) == (False, True)
    for words in (
        ["coverage", "2027"],
        ["diff", "2023", "2027"],
        ["show", "2027", "K-1"],
        ["draft", "2029", "--from", "2027"],
    ):
        done = city(*words)
        assert (done.code, told in done.err, done.out) == (2, True, ""), words


def test_a_profile_that_no_plan_names_is_looked_at_too(run: Runner) -> None:
    place("plans", "=")
    assert run("validate").code == 2
    assert run("validate", "2023").code == 0


def test_a_profile_of_the_package_cannot_be_replaced(run: Runner) -> None:
    place("plans", OWN, "kominfo")
    done = run("coverage", "2023")
    assert (done.code, "has the name of a profile that smartplan carries" in done.err) == (2, True)
    assert run("validate").err.count("has the name of a profile that smartplan carries") == 1


@pytest.mark.parametrize("kind", ["folder", "bytes", "pipe", "link"])
def test_a_profile_that_cannot_be_read(city: Runner, tmp_path: Path, kind: str) -> None:
    path = Path("plans/profiles/profil-kota.toml")
    path.unlink()
    if kind == "folder":
        path.mkdir()
    elif kind == "bytes":
        path.write_bytes(b"\xff")
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/nirgendwo.toml")
    for words in (["validate"], ["coverage", "2027"]):
        done = city(*words)
        assert (done.code, "profil-kota.toml" in done.err) == (2, True), done


CHOOSE = "choose from: ikci, kominfo, kota-cerdas-2026, profil-kota"
NEAREST = "did you mean `profil-kota`?"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("../geheim", CHOOSE),
        ("profiles/geheim", CHOOSE),
        ("/geheim", CHOOSE),
        ("profil-kota.toml", NEAREST),
        (".", CHOOSE),
    ],
)
def test_a_name_never_makes_a_path(city: Runner, name: str, told: str) -> None:
    Path("plans/geheim.toml").write_text(OWN, encoding="utf-8")
    Path("geheim.toml").write_text(OWN, encoding="utf-8")
    change("profile: profil-kota", f"profile: '{name}'", "2027")
    assert rules(city) == [("unknown-profile", "profile")]
    assert told in city("validate", "2027").out


@pytest.mark.usefixtures("git")
def test_a_revision_in_a_commit_has_the_profile_of_the_commit(city: Runner, tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.commit()
    place("plans", OWN.replace("Liveable city", "Kind city"))
    assert "Liveable city" in city("coverage", "2027@main").out
    assert "Kind city" in city("coverage", "2027").out
    Path("plans/profiles/profil-kota.toml").unlink()
    assert "Liveable city" in city("coverage", "2027@main").out
    assert rules(city) == [("unknown-profile", "profile")]
    place("plans", "=")
    repository.commit()
    done = city("coverage", "2027@main")
    assert (done.code, "plans/profiles/profil-kota.toml@" in done.err) == (2, True)


def test_a_plan_is_carried_into_it(run: Runner) -> None:
    place("plans", OWN)
    done = run("draft", "2027", "--from", "2023", "--profile", "profil-kota")
    assert done.code == 0
    assert "17 programmes need a place under the new profile" in done.out
    assert run("validate", "2027", "--level", "error").code == 0
    data = json.loads(run("coverage", "2027", "--against", "2023", "--format", "json").out)
    assert (data["totals"]["programmes"], len(data["against"]["regrouping"])) == (18, 17)


def test_a_folder_of_profiles_is_no_folder_of_plans(tmp_path: Path, run: Runner) -> None:
    write(tmp_path / "kota/plans")
    place("kota/plans", OWN)
    done = run("validate", "kota")
    assert (done.code, "passed-over" in done.out) == (0, False)
