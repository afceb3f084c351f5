"""A folder of plans made anew: it teaches, it validates, it overwrites nothing, and it is whole or not there."""

import os
import re
import shlex
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartplan import __version__
from smartplan.cli.output import error_sentence
from smartplan.errors import CannotWrite, Exists, SmartplanError
from smartplan.messages import LANGUAGES, Language, catalogue
from smartplan.operations import init as operation
from smartplan.operations.init import First
from smartplan.plan import field_types, model, profile
from smartplan.plan.words import is_blank
from smartplan.report import schemas
from smartplan.report.pages import first_revision
from smartplan.validation.check import findings
from smartplan.validation.located import LocatedFinding
from smartplan.workspace import file_changes
from smartplan.workspace.folder import Folder
from smartplan.workspace.plan_file import load_file
from smartplan.yamltext.document import load
from smartplan.yamltext.source import SourceText
from tests.helpers.file_writing import as_owner, shared  # noqa: F401
from tests.helpers.runner import ROOT, Result, Runner, change

CITY = ("--city", "Kota Contoh", "--code", "64.71", "--period", "2026-2030")
NAMES = [
    ".gitattributes", "2026.yaml", "evaluation.schema.json", "evaluations/README.md", "plan.schema.json",
    "review.schema.json", "reviews/README.md",
]  # fmt: skip
LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
TODAY = date(2026, 11, 24)


@pytest.fixture
def init(run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs `init` in an empty folder."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    return lambda *arguments: run("init", *arguments)


def tree(folder: str | Path = ".") -> list[str]:
    """Every file and folder."""
    return sorted(path.relative_to(folder).as_posix() for path in Path(folder).rglob("*"))


def files(folder: str | Path) -> list[str]:
    return [name for name in tree(folder) if not (Path(folder) / name).is_dir()]


def found(text: str, name: str = "2026") -> list[LocatedFinding]:
    """The findings in a revision that stands alone."""
    path = Path(f"{name}.yaml")
    return findings(load_file(SourceText(path.name, text, path)), Folder(None), path, TODAY)


def errors(text: str, name: str = "2026") -> list[str]:
    return [f"{one.place.line} {one.finding.rule}" for one in found(text, name) if one.severity == "error"]


def revision(language: Language = "en", **known: Any) -> str:
    values = {"revision": "2026", "city": "Kota Contoh", "code": "64.71", "start": 2026, "end": 2030, **known}
    made = first_revision.files(First(**values), catalogue(language))
    return made[f"{values['revision']}.yaml"].decode()


def uncommented(text: str) -> str:
    """The revision with every example in use, as its own comments say to do it."""
    lines = []
    block = False
    for line in text.replace("agencies: {}  ", "agencies:  ").splitlines():
        example = re.match(r" +# +[\w-]+:( |$)", line)
        block = bool(example and line.endswith(":")) or (block and bool(line))
        lines.append(line.replace("# ", "", 1) if example or block else line)
    return "\n".join(lines) + "\n"


BALIKPAPAN = [name for name in files(ROOT / "plans") if name.endswith((".yaml", ".schema.json"))]


@LANGUAGE
def test_a_folder_that_validates(init: Callable[..., Result], run: Runner, language: Language) -> None:
    done = init(*CITY, "--lang", language)
    assert (done.code, done.err) == (0, "")
    assert files("plans") == NAMES
    result = run("validate", "--lang", language)
    assert (result.code, result.err) == (0, "")
    assert "error" not in result.out
    assert run("coverage", "2026").code == 0
    text = Path("plans/2026.yaml").read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=plan.schema.json\n#\n# ")
    assert {one.finding.rule for one in found(text)} == {"dimension-without-programme"}
    for name in schemas.FILES:
        assert Path(f"plans/{name}.schema.json").read_text("utf-8") == schemas.render(name)
    assert Path("plans/.gitattributes").read_text("utf-8").splitlines()[1:] == ["*.yaml text eol=lf"]


DONE = """\
Wrote to plans: 2026.yaml, reviews/README.md, evaluations/README.md, plan.schema.json, review.schema.json, evaluation.schema.json, .gitattributes
`smartplan undo` takes this back.

Next steps
1. Write the agencies in plans/2026.yaml; its comments explain every part.
2. Add the programmes:
     smartplan add 2026 GOV-01 --dimension governance --subdimension public_service --name NAME --agency AGENCY
3. See what is wrong and what is still missing:
     smartplan validate
     smartplan coverage 2026
"""


def test_the_last_lines_say_what_to_do_next(init: Callable[..., Result]) -> None:
    assert init(*CITY) == (0, DONE, "")
    told = init("lain", *CITY, "--lang", "id").out
    assert "Langkah berikutnya\n1. Tulis perangkat daerah di lain/2026.yaml; komentar" in told
    assert "--name NAMA --agency OPD --plans lain\n" in told


def test_the_options_stand_in_the_plan(init: Callable[..., Result]) -> None:
    options = ("--province", "Kalimantan Timur", "--revision", "v1", "--rpjmd", "RPJMD Kota Contoh 2025-2029")
    assert init(*CITY, *options).code == 0
    document = load(SourceText("", Path("plans/v1.yaml").read_text("utf-8")))
    assert document.data is not None
    assert {key: document.data[key] for key in ("revision", "city", "title", "status", "record", "period")} == {
        "revision": "v1",
        "city": {"code": "64.71", "name": "Kota Contoh", "province": "Kalimantan Timur"},
        "title": "Rencana Induk Smart City Kota Contoh 2026-2030",
        "status": "draft",
        "record": "official",
        "period": {"start": 2026, "end": 2030},
    }
    assert document.data["rpjmd"]["title"] == "RPJMD Kota Contoh 2025-2029"
    assert "supersedes" not in document.data


def test_the_folder_may_be_named_ahead_of_the_command(run: Runner) -> None:
    assert run("--plans", "kota", "init", *CITY).code == 0
    assert Path("kota/2026.yaml").is_file()
    # What stands behind the command is nearer to it.
    assert run("--plans", "kota", "init", "lain", *CITY).code == 0
    assert Path("lain/2026.yaml").is_file()


@LANGUAGE
def test_nothing_is_known_of_the_city_but_what_was_given(language: Language) -> None:
    data = load(SourceText("", revision(language))).data
    assert data is not None
    assert list(data["dimensions"]) == list(profile.load("kominfo").dimensions)  # type: ignore[union-attr]
    for dimension in data["dimensions"].values():
        assert not any(dimension.values())
    for name in ("agencies", "sources", "vision", "legal_basis", "team"):
        assert not data[name]
    assert not any(data["readiness"].values())
    assert {key for key, value in data["rpjmd"].items() if value} == {"title"}


@LANGUAGE
def test_the_comments_teach_every_word(language: Language) -> None:
    text = revision(language)
    comments = "\n".join(line.partition("#")[2] for line in text.splitlines())
    words = [
        field_types.PlanStatus,
        field_types.Record,
        field_types.ProgrammeKind,
        field_types.Horizon,
        field_types.Status,
        field_types.Ran,
        field_types.Fund,
    ]
    for vocabulary in (*words, field_types.Level, field_types.Direction, field_types.Role):
        for word in get_args(vocabulary):
            assert re.search(rf"\b{word}\b", comments), word
    for name in model.Programme.__struct_encode_fields__:
        # A first revision has no lineage.
        assert f"  {name}:" in comments or name in ("formerly", "because"), name
    known = profile.load("kominfo")
    assert known is not None
    for key, dimension in known.dimensions.items():
        above = text[: text.index(f"\n  {key}:\n")].rpartition("\n\n")[2]
        for sub, label in dimension.subdimensions.items():
            assert re.search(rf"^  #   {sub} +{re.escape(label['id'])}", above, re.MULTILINE)
    assert [line for line in text.splitlines() if len(line) > 120] == []
    assert not re.search(r"[ \t]$", text, re.MULTILINE)


def test_the_languages_hold_the_same() -> None:
    folders = [ROOT / "src/smartplan/messages" / language / "first" for language in LANGUAGES]
    assert [files(folders[0])] * len(folders) == [files(folder) for folder in folders]
    for name in files(folders[0]):
        tokens = [set(re.findall(r"\$\w+", (folder / name).read_text("utf-8"))) for folder in folders]
        assert [tokens[0]] * len(folders) == tokens
    data = [load(SourceText("", uncommented(revision(language)))).data for language in LANGUAGES]
    assert [data[0]] * len(data) == data


@LANGUAGE
@pytest.mark.parametrize("years", [(2026, 2030), (2019, 2019), (2040, 2041)])
def test_every_example_can_be_used(language: Language, years: tuple[int, int]) -> None:
    text = uncommented(revision(language, start=years[0], end=years[1]))
    data = load(SourceText("", text)).data
    assert data is not None
    assert list(data["dimensions"]["governance"]["programmes"]) == ["GOV-01"]
    assert list(data["agencies"]) == ["diskominfo", "universitas"]
    assert list(data["rpjmd"]["missions"]) == ["M1", "M2"]
    assert list(data["sources"]) == ["dokumen-rpjmd"]
    assert all(data["readiness"].values())
    assert errors(text) == []
    wrong = {one.finding.rule for one in found(text) if one.finding.path[-1:] != ("GOV-01",)}
    assert wrong == {
        "dimension-without-programme", "subdimension-without-programme", "mission-without-programme", "objective-without-programme",
    }  # fmt: skip


@LANGUAGE
def test_the_programme_needs_nothing_but_its_agency(language: Language) -> None:
    text = revision(language)
    start = text.index("      # GOV-01:")
    end = text.index("\n\n", start)
    alone = text[:start] + re.sub("^      # ", "      ", text[start:end], flags=re.MULTILINE) + text[end:]
    assert [error.partition(" ")[2] for error in errors(alone)] == ["unknown-agency"]
    alone = alone.replace("agencies: {}", "agencies:").replace("  # diskominfo:", "  diskominfo:")
    assert errors(alone) == []


@LANGUAGE
def test_there_is_nothing_to_lay_out_anew(language: Language) -> None:
    from smartplan.editing.format.layout import layout

    for known in ({}, {"city": 'Kota: "x"\n#é', "province": "a, [b]"}, {"city": "K" * 150}):
        text = revision(language, **known)
        assert layout(text) == text
        assert layout(uncommented(text)) == uncommented(text)


@LANGUAGE
def test_the_examples_beside_it_can_be_used(init: Callable[..., Result], run: Runner, language: Language) -> None:
    assert init(*CITY, "--lang", language).code == 0
    for kind, name in (("reviews", "2026-05-20"), ("evaluations", "2026")):
        text = Path(f"plans/{kind}/README.md").read_text("utf-8")
        assert f"`{name}.yaml`" in text
        (example,) = re.findall(r"```yaml\n(.+?)```", text, re.DOTALL)
        Path(f"plans/{kind}/{name}.yaml").write_text(example, encoding="utf-8")
    result = run("validate", "--ignore", "dimension-without-programme")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("No findings.\n")
    assert re.search(r" in 3 files against \d+ rules\.\n\Z", result.out)
    change("leads_to:", 'leads_to: "2026"', "reviews/2026-05-20")
    assert "Still open: 1 of 1 input." in run("inputs", "2026").out


def test_programmes_are_added_where_the_comments_are(init: Callable[..., Result], run: Runner) -> None:
    assert init(*CITY).code == 0
    path = Path("plans/2026.yaml")
    before = path.read_text("utf-8").replace("agencies: {}", "agencies:").replace("  # diskominfo:", "  diskominfo:")
    path.write_text(before, encoding="utf-8")
    known = profile.load("kominfo")
    assert known is not None
    for key, dimension in known.dimensions.items():
        for number, sub in enumerate(dimension.subdimensions):
            id_ = f"{key[:3].upper()}-{number}"
            place = ("--dimension", key, "--subdimension", sub, "--name", sub, "--agency", "diskominfo")
            assert run("add", "2026", id_, *place).code == 0
    after = path.read_text("utf-8")
    assert errors(after) == []
    # Nothing went but was added to.
    rest = iter(after.splitlines())
    assert all(line in rest for line in before.splitlines())


OPTIONS: list[tuple[tuple[str, ...], str, str]] = [
    (("--city", "X", "--code", "64.71"), "without a terminal no questions can be asked: give --period,", "berikan --period,"),
    (("--code", "", "--city", " "), "give --city, --code, --period, as in smartplan", "berikan --city, --code, --period,"),
    (("--code", "6471", *CITY[:2], *CITY[4:]), "`6471` is not a valid region code (--code); write two", "bukan kode wilayah yang sah (--code)"),
    (("--code", "64.7", *CITY[:2]), "`64.7` is not a valid region code (--code)", "`64.7` bukan kode wilayah yang sah"),
    (("--code", "64.71\n", "--period", "x"), "`x` is not a valid period; write the first and the last year, such", "`x` bukan periode"),
    (("--code", "٦٤.٧١"), "is not a valid region code", "bukan kode wilayah yang sah"),
    (("--period", "2030-2026"), "`2030-2026` is not a valid period", "`2030-2026` bukan periode"),
    (("--period", "2026"), "`2026` is not a valid period", "tulis tahun pertama dan terakhir, misalnya 2026-2030"),
    (("--period", "1026-1030"), "`1026-1030` is not a valid period", "bukan periode"),
    ((*CITY, "--revision", "a/b"), "`a/b` is not a valid name of a revision", "`a/b` bukan nama revisi"),
    ((*CITY, "--revision", "..",), "`..` is not a valid name of a revision", "`..` bukan nama revisi"),
    ((*CITY, "--rpjmd", "\udcff"), "contains bytes that are not valid text", "memuat byte yang bukan teks"),
    (("--example", "--city", "X", "--rpjmd", ""), "leave out --city, --rpjmd", "jangan sertakan --city, --rpjmd"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "english", "indonesian"), OPTIONS, ids=lambda value: ascii(value)[:40])
def test_what_makes_no_sense_is_said(
    init: Callable[..., Result], arguments: tuple[str, ...], english: str, indonesian: str
) -> None:
    for language, sentence in (("en", english), ("id", indonesian)):
        done = init(*arguments, "--lang", language)
        assert (done.code, done.out) == (2, "")
        assert sentence in done.err
        assert done.err.count("\n") == 1
    assert tree() == []


NAMED = [
    "Kota \"Contoh\" 'X'", "Kota: Contoh", "Kota\nContoh", "Kota # Contoh", "- Kota", "{Kota}", "yes", "64.71", "Köta\u2028🏙",
    "\\n", "$name", "${title}", "%YAML", "\x1b[31m", "\ufeffKota", "--- x", "&a", "*a", "!x", "{city}",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMED, ids=ascii)
def test_a_hostile_name_comes_out_right(init: Callable[..., Result], run: Runner, name: str) -> None:
    done = init("--city", name, "--province", name, "--rpjmd", name, *CITY[2:])
    assert (done.code, done.err) == (0, "")
    data = load(SourceText("", Path("plans/2026.yaml").read_bytes().decode())).data
    assert data is not None
    assert data["city"] == {"code": "64.71", "name": name, "province": name}
    assert data["title"] == f"Rencana Induk Smart City {name} 2026-2030"
    assert data["rpjmd"]["title"] == name
    assert run("validate").code == 0


def test_a_name_under_a_locale_without_letters(init: Callable[..., Result]) -> None:
    assert init("--city", "K\udcc3\udcb6ta", *CITY[2:]).code == 0
    assert "name: Köta}" in Path("plans/2026.yaml").read_text("utf-8")


NAME = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(lambda text: not is_blank(text))
ID = st.from_regex(r"\A[A-Za-z0-9][A-Za-z0-9_-]{0,9}\Z")
YEAR = st.integers(1900, 2199)


@given(NAME, NAME, ID, st.from_regex(r"\A[0-9]{2}(\.[0-9]{2})?\Z"), st.tuples(YEAR, YEAR).map(sorted))
def test_any_name_and_period_make_a_sound_plan(city: str, rpjmd: str, name: str, code: str, years: list[int]) -> None:
    assert operation.code(code) == code
    assert operation.name(name) == name
    assert operation.period(f"{years[0]}-{years[1]}") == (years[0], years[1])
    text = revision(city=city, rpjmd=rpjmd, revision=name, code=code, start=years[0], end=years[1])
    data = load(SourceText("", text)).data
    assert data is not None
    assert (data["revision"], data["city"], data["rpjmd"]["title"]) == (name, {"code": code, "name": city}, rpjmd)
    assert errors(text, name) == []
    assert errors(uncommented(text), name) == []


def occupy(path: Path, how: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if how == "file":
        path.write_bytes(b"mine")
    elif how == "folder":
        path.mkdir()
    else:
        path.symlink_to("nowhere")


@pytest.mark.parametrize("how", ["file", "folder", "link"])
@pytest.mark.parametrize("name", NAMES)
def test_whatever_is_there_stays(init: Callable[..., Result], name: str, how: str) -> None:
    occupy(Path("plans") / name, how)
    before = tree()
    for arguments in (CITY, (*CITY, "--lang", "id")):
        done = init(*arguments)
        assert (done.code, done.out) == (2, "")
        assert f"`plans/{name}`" in done.err
    assert tree() == before
    if how == "file":
        assert (Path("plans") / name).read_bytes() == b"mine"


@pytest.mark.parametrize("name", ["2019.yaml", "evaluations/2023.yaml", "plan.schema.json", ".gitattributes"])
def test_the_example_overwrites_nothing_either(init: Callable[..., Result], name: str) -> None:
    occupy(Path("plans") / name, "file")
    before = tree()
    done = init("--example")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"Error: `plans/{name}` already exists, so nothing was written; choose another folder")
    assert tree() == before


def test_it_is_not_made_twice_and_other_revisions_are_left_alone(init: Callable[..., Result]) -> None:
    Path("plans/reviews").mkdir(parents=True)
    Path("plans/reviews/2022.yaml").write_bytes(b"mine")
    assert init(*CITY).code == 0
    before = {name: Path("plans", name).read_bytes() for name in files("plans")}
    assert before["reviews/2022.yaml"] == b"mine"
    # The folder is found out before anything is asked or read.
    for arguments in (CITY, (), ("--period", "2040-2041"), (*CITY, "--revision", "v2")):
        assert init(*arguments).code == 2
    assert {name: Path("plans", name).read_bytes() for name in files("plans")} == before


@pytest.mark.parametrize("how", ["file", "link"])
@pytest.mark.parametrize("name", ["plans", "plans/reviews", "plans/evaluations"])
def test_what_is_no_folder_is_named(init: Callable[..., Result], name: str, how: str) -> None:
    occupy(Path(name), how)
    before = tree()
    done = init(*CITY)
    assert (done.code, done.out, done.err) == (
        2, "", f"Error: cannot write to `{name}`: it is not a folder; choose another\n",
    )  # fmt: skip
    assert init("plans/dalam", *CITY, "--lang", "id").code == (2 if name == "plans" else 0)
    if name == "plans":
        assert tree() == before


def test_folders_of_any_name(init: Callable[..., Result], run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    done = init("rencana kota/itu 'x'", *CITY)
    assert done.code == 0
    assert files("rencana kota/itu 'x'") == NAMES
    # What is to be typed next can be typed as it stands.
    commands = [shlex.split(line)[1:] for line in done.out.splitlines() if line.startswith("     smartplan")]
    assert [command[0] for command in commands] == ["add", "validate", "coverage"]
    assert [run(*command).code for command in commands[1:]] == [0, 0]
    Path("sasaran").mkdir()
    Path("plans").symlink_to("sasaran")
    assert "--plans" not in init(*CITY).out
    assert files("sasaran") == NAMES
    monkeypatch.setenv("SMARTPLAN_PLANS", "lain")
    assert "--plans ketiga" in init("ketiga", *CITY).out
    assert "--plans" not in init("lain", *CITY).out.partition("Next steps")[2]


STOPS: list[Callable[[Path], BaseException]] = [
    lambda path: CannotWrite(path=str(path), variant="full"),
    lambda path: Exists(path=str(path)),
    lambda path: KeyboardInterrupt(),
]


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("number", range(len(NAMES)))
@pytest.mark.parametrize("stop", STOPS, ids=["full", "exists", "ctrl-c"])
def test_a_failure_half_way_leaves_nothing(
    init: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, stop: Callable[[Path], BaseException], number: int,
    after: bool,
) -> None:  # fmt: skip
    real, calls = file_changes.create, iter(range(99))

    def create(path: Path, data: bytes) -> None:
        last = next(calls) == number
        error = stop(path)
        if not last or (after and isinstance(error, KeyboardInterrupt)):
            real(path, data)
        if last:
            raise error

    monkeypatch.setattr(file_changes, "create", create)
    Path("ada").mkdir()
    done = init("ada/baru/plans", *CITY)
    assert (done.code, done.out) == (130 if isinstance(stop(Path()), KeyboardInterrupt) else 2, "")
    assert tree() == ["ada"]


def test_what_others_put_into_a_new_folder_stays(init: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    real = file_changes.create

    def create(path: Path, data: bytes) -> None:
        if path.name == "plan.schema.json":
            # Somebody else is faster.
            path.write_bytes(b"theirs")
        real(path, data)

    monkeypatch.setattr(file_changes, "create", create)
    done = init(*CITY)
    assert done.code == 2
    assert "`plans/plan.schema.json` already exists" in done.err
    assert tree() == ["plans", "plans/plan.schema.json"]
    assert Path("plans/plan.schema.json").read_bytes() == b"theirs"


@pytest.fixture
def closed(shared: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:  # noqa: F811
    """The folder that a person who is not root may not write to."""
    monkeypatch.chdir(shared.parent)
    shared.unlink()
    yield shared.parent
    with as_owner():
        for folder in (shared.parent, shared.parent / "plans", shared.parent / "plans/reviews"):
            if folder.is_dir():
                folder.chmod(0o777)


@pytest.mark.parametrize("mode", [0o555, 0o000])
@pytest.mark.parametrize("name", ["", "plans", "plans/reviews"])
def test_who_may_not_write_is_told(run: Runner, closed: Path, name: str, mode: int) -> None:
    (closed / name).mkdir(parents=True, exist_ok=True)
    with as_owner():
        (closed / name).chmod(mode)
    done = run("init", str(closed / "plans"), *CITY)
    with as_owner():
        (closed / name).chmod(0o777)
    assert (done.code, done.out) == (2, "")
    assert "you do not have permission to create a file in its folder; check the permissions" in done.err
    assert files(closed) == []


def test_the_system_refuses_a_folder(init: Callable[..., Result]) -> None:
    done = init("a/" + "b" * 300, *CITY)
    assert (done.code, done.out) == (2, "")
    assert "the name is too long" in done.err
    assert tree() == []


@LANGUAGE
def test_the_plans_of_balikpapan(init: Callable[..., Result], run: Runner, language: Language) -> None:
    done = init("--example", "--lang", language)
    assert (done.code, done.err) == (0, "")
    assert files("plans") == [".gitattributes", *BALIKPAPAN]
    for name in BALIKPAPAN:
        assert Path("plans", name).read_bytes() == (ROOT / "plans" / name).read_bytes()
    commands = [shlex.split(line)[1:] for line in done.out.splitlines() if line.startswith("     smartplan")]
    last = BALIKPAPAN[BALIKPAPAN.index("evaluation.schema.json") - 1].removesuffix(".yaml")
    assert commands == [["diff", "2019", last], ["coverage", last], ["validate"]]
    assert [run(*command).code for command in commands] == [0, 0, 0]


def test_an_installation_without_the_example(
    init: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operation, "_HERE", tmp_path / "src" / "smartplan")
    (tmp_path / "plans").rename(tmp_path / "gone")
    done = init("--example")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("Error: cannot open ")
    assert tree() == []


PROGRAM = "import sys; from smartplan.cli import main; sys.argv[0] = 'smartplan'; main()"


def test_the_wheel_carries_the_example(tmp_path: Path) -> None:
    """Who only installed the package runs the main job at once; the schemas are in it once, as code."""
    pip = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*pip, "-w", str(tmp_path), str(ROOT)], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
        names = archive.namelist()
    assert len(names) == len(set(names))
    plans = [f"smartplan/example/{name}" for name in BALIKPAPAN if name.endswith(".yaml")]
    sources = {f"smartplan/{name}" for name in files(ROOT / "src/smartplan") if "__pycache__" not in name}
    pages = {f"smartplan-{__version__}.data/data/share/man/{name}smartplan.1" for name in ("man1/", "id/man1/")}
    assert {name for name in names if ".dist-info/" not in name} == {*plans, *sources, *pages}
    # Nothing of the repository is in reach: -P, and a working folder elsewhere.
    environment = {name: os.environ[name] for name in ("PATH", "SMARTPLAN_STATE")}
    environment["PYTHONPATH"] = str(tmp_path / "site")
    here = tmp_path / "here"
    here.mkdir()
    for arguments in (["init", "--example"], ["diff", "2019", "2023"], ["validate"]):
        done = subprocess.run(
            [sys.executable, "-P", "-c", f"import smartplan; {PROGRAM}", *arguments],
            cwd=here, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, "")
    assert files(here / "plans") == [".gitattributes", *BALIKPAPAN]
    where = [sys.executable, "-P", "-c", "import smartplan; print(smartplan.__file__)"]
    shown = subprocess.run(where, env=environment, capture_output=True, text=True, check=True).stdout
    assert Path(shown.strip()).is_relative_to(tmp_path / "site")


@LANGUAGE
def test_every_error_is_one_sentence(language: Language) -> None:
    say = catalogue(language)
    errors: list[SmartplanError] = [
        Exists(path="a", variant="first"), CannotWrite(path="a", variant="no-folder"), CannotWrite(path="a", detail="x"),
    ]  # fmt: skip
    assert [error_sentence(error, say).count("`a`") for error in errors] == [1, 1, 1]
