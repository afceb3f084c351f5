"""`draft --profile`: every programme is carried to its place in another profile, with its data and its comments."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from smartplan.plan import profile
from smartplan.plan.crosswalk import Ways
from tests.helpers.base import parsed
from tests.helpers.runner import ROOT, Runner, change

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
    """The comments that have a line of their own within the dimensions."""
    body = Path(f"plans/{name}.yaml").read_text("utf-8").partition("\ndimensions:\n")[2]
    lines = [line.strip() for line in body.splitlines()]
    return sorted(line for line in lines if line.startswith("#") and not line.startswith("# to decide"))


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
        "? 3 program harus ditempatkan menurut profil baru",
        "- LIV-03 Program mobility 3: dari living/mobility ke Mobilitas / Transportasi yang Efisien, atau Mobilitas / "
        "Akses Multi Moda; Mobilitas / Infrastruktur Teknologi",
        "- ENV-02 Program waste 2: environment/wast tidak punya padanan; untuk sementara di Lingkungan / Manajemen Sumber Daya",
        "? Dimensi `living` terbagi menurut profil baru, jadi isian objective, lead tidak dibawa",
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
    assert "      # perlu diputuskan, semula environment/wast yang tidak punya padanan\n      ENV-02:\n" in text
    assert (text.count("Nyaman"), run("validate", "2027", "--level", "error").code) == (0, 0)


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
        (["--profile", "ikc"], 2, "`ikc` is none of the profiles known here; did you mean `ikci`?"),
        (["--profile", "../x"], 2, "`../x` is none of the profiles known here"),
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


def test_a_programme_in_braces_is_refused(run: Runner) -> None:
    """Nothing is lost: the sentence says which, and nothing is written."""
    text = Path("plans/2023.yaml").read_text("utf-8")
    head, _, rest = text.partition("  society:\n")
    rest = rest.partition("  environment:\n")[2]
    brief = "  society: {programmes: {SOC-01: {name: A, subdimension: security, agency: diskominfo}}}\n"
    Path("plans/2023.yaml").write_text(f"{head}{brief}  environment:\n{rest}", encoding="utf-8")
    done = run("draft", "2027", "--from", "2023", "--profile", "ikci")
    assert (
        done.code,
        "`society` is written in braces (plans/2023.yaml:" in done.err,
        Path("plans/2027.yaml").exists(),
    ) == (1, True, False)
