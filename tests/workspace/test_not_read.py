"""Nothing is called fine that was not read: files, their neighbours, and what is passed over for its name."""

import json
import os
from pathlib import Path

import pytest

from smartplan.rules import ALL
from smartplan.yamltext import parser
from tests.helpers.base import FILES
from tests.helpers.repo import Repository, git  # noqa: F401
from tests.helpers.runner import Runner, change

CLEAN = "No findings"
RULE = "unknown-agency"
# Contents in which nothing can be checked, and what is said of them.
UNREAD: dict[str, tuple[bytes, str]] = {
    "no YAML": (b"a: [1", "yaml-syntax"),
    "a slip": (FILES["2023.yaml"].replace("format: 1", "format:1").encode(), "yaml-syntax"),
    "a merge": (b"<<<<<<< a\nformat: 1\n=======\n>>>>>>> b\n", "yaml-syntax"),
    "not UTF-8": (b"title: \xff\n", "not-utf8"),
    "empty": (b"", "empty-file"),
    "a comment": (b"# nanti\n", "empty-file"),
    "two documents": (FILES["2023.yaml"].encode() + b"---\na: 1\n", "several-documents"),
    "too deep": (b"a: " + b"[" * 200 + b"]" * 200, "too-deep"),
    "a bomb": (b"a: &a [*a]\n", "alias-bomb"),
    "a key twice": (b"format: 1\n" + FILES["2023.yaml"].encode(), "duplicate-key"),
    "too many values": (b"a: [" + b"1," * 2_000 + b"]", "too-large"),
    "a list": (b"- a\n", "wrong-type"),
    "a text": (b"Rencana induk\n", "wrong-type"),
}
# In part it was read, and its rules were held against that.
PARTLY = {"two documents", "a bomb", "a key twice"}


@pytest.mark.parametrize("name", UNREAD)
def test_what_cannot_be_read_is_told_and_fails_whatever_was_chosen(
    run: Runner, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    data, rule = UNREAD[name]
    # Fewer than in earnest: this test reads the file fifty times.
    monkeypatch.setattr(parser, "MANY", 1_000)
    Path("plans/2023.yaml").write_bytes(data)
    run("validate", "2023", "--baseline", "known.yaml", "--write-baseline")
    for options in (
        [], ["--rule", RULE], ["--ignore", rule], ["--ignore", f"{rule}:"], ["--rule", rule, "--ignore", rule],
        ["--baseline", "known.yaml"], ["--fail-on", "error", "--level", "error"],
    ):  # fmt: skip
        for form in ("text", "json", "markdown", "github", "gitlab", "junit", "sarif"):
            done = run("validate", "2023", *options, "--format", form)
            assert (done.code, rule in done.out, CLEAN in done.out) == (1, True, False), (options, form)
        checked = json.loads(run("validate", "2023", *options, "--format", "json").out)["checked"]
        read = int(name in PARTLY)
        assert (checked["files"], checked["unreadable"]) == (read, 1 - read), options
    assert ("1 file could not be checked" in run("validate", "2023", "--stat").out) is (name not in PARTLY)


def test_a_comment_cannot_ignore_it(run: Runner) -> None:
    change("      GOV-01:\n", "      # smartplan: ignore yaml-syntax nanti\n      GOV-01:\n        a: b: c\n")
    assert run("validate", "2023", "--rule", RULE).code == 1


@pytest.mark.parametrize("options", [["--rule", RULE], ["--ignore", "wrong-type"]])
def test_a_part_that_no_rule_could_look_at_is_said(run: Runner, options: list[str]) -> None:
    text = Path("plans/2023.yaml").read_text("utf-8").replace("agencies: {diskominfo", "agencies: [{diskominfo")
    Path("plans/2023.yaml").write_text(text.replace("Informatika}}", "Informatika}}]"), encoding="utf-8")
    assert run("validate", "2023").code == 1
    done = run("validate", "2023", *options)
    assert done.code == 0
    assert f"{CLEAN} in what could be read; parts of 1 file could not be checked." in done.out
    assert "Note: plans/2023.yaml: 1 part has an invalid structure and could not be checked by any rule" in done.err
    checked = json.loads(run("validate", "2023", *options, "--format", "json").out)["checked"]
    assert (checked["files"], checked["unreadable"], checked["shapeless"]) == (1, 0, 1)
    assert run("validate", "2019", *options).err == ""


OLD, REVIEW = "plans/2019.yaml", "plans/reviews/2022-12-28.yaml"
# What became of a file beside the one that is checked.
BROKEN = ["no YAML", "empty", "a list", "another kind", "a folder", "a link to nothing", "a pipe"]


def break_file(path: str, how: str) -> None:
    file = Path(path)
    file.unlink()
    if how in UNREAD:
        file.write_bytes(UNREAD[how][0])
    elif how == "another kind":
        file.write_text(FILES["evaluations/2023.yaml"], encoding="utf-8")
    elif how == "a folder":
        file.mkdir()
    elif how == "a pipe":
        os.mkfifo(file)
    else:
        file.symlink_to("nowhere.yaml")


# The broken file, the one that is checked, a rule, where it is told; no place where the rule needs no such file.
NEIGHBOURS = [
    (OLD, "2023", "dropped-without-a-word", "supersedes"),
    (OLD, "2023", "supersedes-cycle", "supersedes"),
    (OLD, "2023", "unknown-agency", None),
    (OLD, "2023", "unknown-formerly", None),
    (OLD, "2023", "unknown-revision", None),
    (OLD, "evaluations/2023", "unknown-evaluated-revision", None),
    (REVIEW, "2023", "unknown-input", "because.0"),
    (REVIEW, "2023", "dropped-without-a-word", None),
    (REVIEW, "2019", "unknown-input", None),
    ("plans/2023.yaml", "reviews/2022-12-28", "unknown-participant", "leads_to"),
    ("plans/2023.yaml", "reviews/2022-12-28", "unknown-input-dimension", "leads_to"),
    ("plans/2023.yaml", "reviews/2022-12-28", "input-not-cited", "leads_to"),
    ("plans/2023.yaml", "2019", "dropped-without-a-word", None),
]  # fmt: skip


@pytest.mark.parametrize("how", BROKEN)
@pytest.mark.parametrize(("broken", "checked", "rule", "where"), NEIGHBOURS)
def test_a_neighbour_that_cannot_be_read(
    run: Runner, how: str, broken: str, checked: str, rule: str, where: str | None
) -> None:
    if rule == "unknown-participant":
        Path(REVIEW).write_text(FILES["reviews/2022-12-28.yaml"].replace("from: its", "from: dlh"), encoding="utf-8")
    break_file(broken, how)
    done = run("validate", f"plans/{checked}.yaml", "--rule", rule, "--format", "json")
    found = [(one["rule"], one["severity"], one["where"]) for one in json.loads(done.out)["findings"]]
    assert found == ([("unreadable-neighbour", "error", where)] if where else [])
    assert done.code == (1 if where else 0)
    if where:
        name = "2022-12-28" if broken == REVIEW else Path(broken).stem
        assert name in run("validate", f"plans/{checked}.yaml", "--rule", rule, "--lang", "id").out


def test_lineage_that_rests_on_a_neighbour(run: Runner) -> None:
    """Of what names programmes of the superseded revision nothing is known, and it is told once for all rules."""
    change("        name: Program public_service 1\n", "        name: A\n        formerly: [GOV-01]\n")
    break_file(OLD, "no YAML")
    for rules in (["unknown-formerly"], ["unknown-formerly", "dropped-without-a-word", "supersedes-cycle"]):
        options = [word for rule in rules for word in ("--rule", rule)]
        found = json.loads(run("validate", "2023", *options, "--format", "json").out)["findings"]
        assert [(one["rule"], one["where"]) for one in found] == [("unreadable-neighbour", "supersedes")]
    assert run("validate", "2023", "--ignore", "unreadable-neighbour").code == 1
    run("validate", "2023", "--baseline", "known.yaml", "--write-baseline")
    assert run("validate", "2023", "--baseline", "known.yaml").code == 1


def test_a_revision_further_down_the_chain(run: Runner) -> None:
    for name, before in (("2026", "2023"), ("2030", "2026")):
        text = FILES["2023.yaml"].replace('"2023"', f'"{name}"').replace('"2019"', f'"{before}"')
        Path(f"plans/{name}.yaml").write_text(text, encoding="utf-8")
    break_file("plans/2023.yaml", "no YAML")
    found = json.loads(run("validate", "2030", "--format", "json").out)["findings"]
    assert [(one["rule"], one["where"]) for one in found] == [("unreadable-neighbour", "supersedes")]
    assert "`2023`, further back in the chain, cannot be read" in found[0]["message"]


@pytest.mark.usefixtures("git")
def test_a_neighbour_in_a_commit(run: Runner) -> None:
    repository = Repository(Path())
    break_file(OLD, "no YAML")
    repository.commit()
    Path(OLD).write_text(FILES["2019.yaml"], encoding="utf-8")
    assert run("validate", "2023", "--rule", "dropped-without-a-word").code == 0
    done = run("validate", "2023@HEAD", "--rule", "dropped-without-a-word")
    assert (done.code, "[unreadable-neighbour]" in done.out) == (1, True)


def test_reviews_that_are_no_folder_are_not_taken_for_none(run: Runner) -> None:
    Path(REVIEW).unlink()
    Path("plans/reviews").rmdir()
    assert "[unknown-input]" in run("validate", "2023").out
    Path("plans/reviews").symlink_to("nowhere")
    done = run("validate", "2023", "--rule", "unknown-input")
    assert (done.code, "cannot open `plans/reviews`" in done.err) == (2, True)


@pytest.mark.parametrize(
    "words",
    [
        ["validate"], ["validate", "--format", "github"], ["validate", "--format", "sarif"], ["validate", "--stat"],
        ["validate", "--format", "json"], ["validate", "--format", "markdown"], ["validate", "plans"], ["validate", "."],
        ["validate", "--rule", RULE], ["validate", "--plans", "plans"], ["fmt"], ["fmt", "--check"], ["fmt", "--diff"],
        ["validate", "--baseline", "known.yaml", "--write-baseline"], ["validate", "plans/reviews"],
    ],
)  # fmt: skip
@pytest.mark.parametrize("renamed", [False, True])
def test_nothing_to_check_is_no_success(run: Runner, words: list[str], renamed: bool) -> None:
    for file in Path("plans").rglob("*.yaml"):
        file.rename(file.with_suffix(".yml")) if renamed else file.unlink()
    done = run(*words)
    assert done.code == 2
    assert "contains no plans" in done.err
    assert CLEAN not in done.out
    assert not Path("known.yaml").exists() or renamed
    if "github" in words:
        assert "::error::`plans` contains no plans" in done.out
    if "json" in words:
        assert json.loads(done.out)["checked"]["files"] == 0
    if words[:1] == ["fmt"] or words[1:] in ([], ["plans"], ["--rule", RULE]):
        assert ("`plans/2023.yml`" in done.out + done.err) is renamed


# A name in `plans`, and whether it is told.
NAMES = {
    "2024.yml": True, "2024.YAML": True, "2024.YML": True, "2024.Yaml": True, "2024.yaml.txt": True,
    "rencana.yml": True, "2024.yaml~": False, "2024.yaml.orig": False, "2024.yaml.bak": False, ".2024.yml": False,
    ".2024.yaml.swp": False, "#2024.yaml#": False, "2024.txt": False, "catatan.md": False, "plan.schema.json": False,
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("folder", ["", "reviews/", "evaluations/"])
def test_a_name_that_is_passed_over(run: Runner, name: str, folder: str) -> None:
    text = (
        FILES["2023.yaml"]
        if not folder
        else FILES[f"{folder}2022-12-28.yaml" if "r" in folder[:1] else f"{folder}2023.yaml"]
    )
    path = f"plans/{folder}{name}"
    Path(path).write_text(text, encoding="utf-8")
    told = NAMES[name]
    for words in ([], ["plans"], ["."], ["--rule", RULE]):
        done = run("validate", *words)
        assert (done.code, f"`{path}` is skipped because of its name" in done.out) == (int(told), told), words
    if told and not name.endswith(".txt"):
        # It is read where it is named, and the other commands do not find it all the same.
        assert "[passed-over]" in run("validate", path).out
    for command in (["log"], ["fmt", "--check"], ["summary", "2023"], ["coverage", "2023"], ["evaluations"]):
        done = run(*command)
        seen = told and (
            command[0] in ("log", "fmt")
            or (folder == "reviews/" and command[0] in ("summary", "coverage"))
            # Its recommendations are asked for in coverage.
            or (folder == "evaluations/" and command[0] in ("summary", "coverage", "evaluations"))
        )
        assert (path in done.err) is seen, command
    if told and not folder:
        stem = name.partition(".")[0]
        done = run("diff", "2019", stem)
        assert (done.code, f"`{path}` is skipped" in done.err) == (2, True)


@pytest.mark.parametrize(
    ("path", "named", "rule"),
    [
        ("plans/2019.yaml", "2023", "unknown-revision"),
        ("plans/2019.yaml", "plans/reviews/2022-12-28.yaml", "unknown-reviewed-revision"),
        ("plans/2019.yaml", "plans/evaluations/2023.yaml", "unknown-evaluated-revision"),
        ("plans/reviews/2022-12-28.yaml", "2023", "unknown-input"),
    ],
)
def test_what_is_missed_for_a_name_is_told_with_the_name(run: Runner, path: str, named: str, rule: str) -> None:
    Path("plans/2023.yaml").write_text(
        FILES["2023.yaml"].replace('supersedes: "2019"', 'supersedes: "2019"\nbecause: [fgd-2022-12-28/IN-01]'), "utf-8"
    )
    assert rule not in run("validate", named).out
    other = Path(path).rename(Path(path).with_suffix(".yml"))
    found = json.loads(run("validate", named, "--format", "json").out)["findings"]
    messages = [one["message"] for one in found if one["rule"] == rule]
    assert len(messages) == 1
    assert f"`{other.as_posix()}` is skipped because of its name" in messages[0]


@pytest.mark.parametrize("spoilt", [True, False], ids=["unreadable", "passed over"])
@pytest.mark.parametrize(
    ("file", "words", "none", "unread"),
    [
        ("evaluations/2023", ["evaluations"], "No evaluation is on record.", "No evaluation could be read."),
        ("evaluations/2023", ["summary", "2023"], "No evaluation is on record.", "No evaluation could be read."),
        (
            "reviews/2022-12-28", ["inputs", "2023"], "No review on record led to this revision.",
            "No review that could be read led to this revision.",
        ),
    ],
)  # fmt: skip
def test_what_was_not_read_is_not_told_as_absent(
    run: Runner, file: str, words: list[str], none: str, unread: str, spoilt: bool
) -> None:
    path = Path(f"plans/{file}.yaml")
    text = path.read_text("utf-8")
    if spoilt:
        path.write_text(f"{text}x: [\n", encoding="utf-8")
    else:
        path.rename(path.with_suffix(".yml"))
    out = run(*words).out
    assert (none in out, unread in out) == (False, True)
    for other in path.parent.iterdir():
        other.unlink()
    out = run(*words).out
    assert (none in out, unread in out) == (True, False)


def test_other_yaml_beside_the_plans_is_a_warning_that_can_be_accepted(run: Runner) -> None:
    Path("plans/docker-compose.yml").write_text("services: {}\n", encoding="utf-8")
    done = run("validate")
    assert (done.code, "warning  [passed-over]" in done.out) == (0, True)
    assert run("validate", "--ignore", "passed-over").out.startswith(CLEAN)
    run("validate", "--baseline", "known.yaml", "--write-baseline")
    assert run("validate", "--baseline", "known.yaml", "--fail-on", "warning").code == 0


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("plans/arsip/2015.yaml", "warning"), ("plans/reviews/2022/a.yaml", "warning"), ("plans/review/a.yaml", "error"),
        ("plans/Reviews/a.yml", "error"), ("plans/evaluation/2023.yaml", "error"), ("plans/arsip/catatan.md", None),
        ("plans/.git/a.yaml", None), ("plans/profiles/kota.toml", None),
    ],
)  # fmt: skip
def test_folders_that_are_not_looked_into(run: Runner, path: str, told: str | None) -> None:
    file = Path(path)
    file.parent.mkdir(parents=True)
    file.write_text("a: 1\n", encoding="utf-8")
    found = json.loads(run("validate", "--format", "json").out)["findings"]
    expected = [("passed-over", told, file.parent.as_posix())] if told else []
    assert [(one["rule"], one["severity"], one["path"]) for one in found] == expected


def test_the_newest_revision_of_a_city_may_be_passed_over(run: Runner) -> None:
    assert run("coverage", "plans").code == 0
    Path("plans/2026.yml").write_text(FILES["2023.yaml"], encoding="utf-8")
    done = run("coverage", "plans")
    assert (done.code, "`plans/2026.yml` is skipped" in done.err) == (2, True)


def test_a_city_whose_plans_are_all_passed_over_is_told_beside_others(run: Runner) -> None:
    Path("lain/plans").mkdir(parents=True)
    Path("lain/plans/2023.yml").write_text(FILES["2023.yaml"], encoding="utf-8")
    done = run("validate", ".")
    assert done.code == 2
    assert "`lain/plans/2023.yml` is skipped" in done.out
    assert "`lain/plans` contains no plans" in done.err


@pytest.mark.parametrize(
    ("here", "words"),
    [
        ("plans/reviews", ["2022-12-28.yaml"]), ("plans/reviews", ["./2022-12-28.yaml"]), ("plans/reviews", ["."]),
        ("plans/reviews", ["../reviews/2022-12-28.yaml"]), ("plans/reviews", ["../reviews"]),
        ("plans/evaluations", ["2023.yaml"]), ("plans/evaluations", ["."]), ("plans", ["reviews/2022-12-28.yaml"]),
        ("plans", ["reviews"]), ("plans", ["2023.yaml"]), ("plans", ["."]), ("plans/reviews", ["../2023.yaml"]),
        ("plans/reviews", [".."]), ("plans/reviews", ["2023"]), ("plans/reviews", []),
    ],
)  # fmt: skip
def test_a_bare_name_finds_its_plans(run: Runner, monkeypatch: pytest.MonkeyPatch, here: str, words: list[str]) -> None:
    monkeypatch.chdir(here)
    done = run("validate", *words)
    assert (done.code, done.out.splitlines()[0]) == (0, f"{CLEAN}.")


@pytest.mark.usefixtures("git")
@pytest.mark.parametrize("argument", ["2022-12-28.yaml@HEAD", "./2022-12-28.yaml@HEAD"])
def test_a_bare_name_in_a_commit(run: Runner, monkeypatch: pytest.MonkeyPatch, argument: str) -> None:
    Repository(Path()).commit()
    monkeypatch.chdir("plans/reviews")
    assert run("validate", argument).code == 0


BLANKS = ['""', "''", '" "', '"\\t"', '"\\u00a0"', '"\\u200b"', '"\\ufeff \\u3000"', "|\n\n", "|-\n  "]
REQUIRED = [
    ("2023.yaml", 'title: Rencana induk 2023', "title"), ("2023.yaml", "name: Kota Contoh", "city.name"),
    ("2023.yaml", "title: RPJMD 2016-2021", "rpjmd.title"), ("2023.yaml", "title: Berita kota", "sources.berita.title"),
    ("2023.yaml", "name: Dinas Komunikasi dan Informatika", "agencies.diskominfo.name"),
    ("2023.yaml", "name: Program public_service 1", "dimensions.governance.programmes.GOV-01.name"),
    ("2023.yaml", "name: Waktu layanan", "dimensions.governance.programmes.GOV-01.indicators.waktu.name"),
    ("reviews/2022-12-28.yaml", "title: FGD", "title"), ("reviews/2022-12-28.yaml", "text: Selaraskan", "inputs.IN-01.text"),
    ("reviews/2022-12-28.yaml", "name: Institut Teknologi Sepuluh Nopember", "participants.its.name"),
]  # fmt: skip


@pytest.mark.parametrize("blank", BLANKS[:7])
@pytest.mark.parametrize(("file", "old", "where"), REQUIRED)
def test_a_required_text_says_something(run: Runner, file: str, old: str, where: str, blank: str) -> None:
    path = Path("plans") / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, f"{old.partition(':')[0]}: {blank}", 1), encoding="utf-8")
    found = json.loads(run("validate", str(path), "--format", "json").out)["findings"]
    assert [(one["rule"], one["severity"], one["where"]) for one in found] == [("missing-key", "error", where)]
    assert found[0]["message"] == f"`{where.rpartition('.')[2]}` is empty; fill it in"


@pytest.mark.parametrize("blank", BLANKS[:7])
def test_a_reason_and_an_answer_say_something(run: Runner, blank: str) -> None:
    change("      GOV-03:", "      GOV-09:")
    Path("plans/2023.yaml").write_text(
        Path("plans/2023.yaml").read_text("utf-8") + f"withdrawn: {{GOV-03: {{reason: {blank}}}}}\n", encoding="utf-8"
    )
    Path(REVIEW).write_text(
        FILES["reviews/2022-12-28.yaml"].replace("disposition: accepted", f"disposition: rejected, answer: {blank}"),
        encoding="utf-8",
    )
    found = json.loads(run("validate", "--format", "json").out)["findings"]
    assert [(one["rule"], one["where"]) for one in found if one["severity"] == "error"] == [
        ("missing-key", "withdrawn.GOV-03.reason"),
        # One without any characters is none to the model.
        ("missing-answer", "inputs.IN-01" if blank in BLANKS[:2] else "inputs.IN-01.answer"),
    ]


def test_a_text_of_one_visible_sign_is_enough(run: Runner) -> None:
    change("title: Rencana induk 2023", 'title: "\\u200b–"')
    assert run("validate").code == 0


def test_every_rule_of_reading_is_an_error() -> None:
    assert {rule.severity for rule in ALL.values() if rule.family == "yaml"} == {"error"}


MAPPINGS = {
    "place only": ("place:\n  - {code: '1.02', to: living/health}\n", True),
    "written": ("# How it is read.\n\nformat: 1\nmapping: rpjmd\ncolumns:\n  code: A\n", True),
    "quoted": ('"columns":\n  name: B\n', True),
    "a plan as well": ('place: x\nrevision: "2030"\n', False),
    "a review": ("review: fgd\nplace:\n  Balai Kota\n", False),
    "a place that is no list": ("place: Balai Kota\n", False),
    "line ends of Windows": ("place:\r\n  - {code: '1.02', to: living/health}\r\n", True),
    "inside": ("notes:\n  place: x\n", False),
}


@pytest.mark.parametrize("name", MAPPINGS)
def test_a_mapping_among_the_plans_is_no_plan_and_is_told(run: Runner, name: str) -> None:
    text, is_mapping = MAPPINGS[name]
    before = {command: run(command).out for command in ("log", "fmt")}
    Path("plans/rpjmd-mapping.yaml").write_text(text, encoding="utf-8")
    done = run("validate")
    note = "1:1  note  [passed-over]\n    `plans/rpjmd-mapping.yaml` says how `import --mapping` reads a table; it is not a plan"
    assert (done.code, note in done.out) == ((0, True) if is_mapping else (1, False))
    alone = run("validate", "plans/rpjmd-mapping.yaml")
    assert (alone.code, note in alone.out) == ((0, True) if is_mapping else (1, False))
    if is_mapping:
        assert {command: run(command).out for command in before} == before
        assert "available: 2019, 2023" in run("summary", "rpjmd-mapping").err
        named = run("summary", "plans/rpjmd-mapping.yaml")
        assert (named.code, named.err) == (
            2,
            "Error: `plans/rpjmd-mapping.yaml` says how `import --mapping` reads a table, and is not a plan; choose a revision\n",
        )
