"""The settings of a repository: what each does in a real run, what wins over it, and what is refused."""

import json
import os
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import msgspec
import pytest

from smartplan.messages import LANGUAGES, Catalogue, Language
from smartplan.plan.settings import Settings
from smartplan.report import schemas
from smartplan.rules import ALL
from smartplan.validation.rule_settings import FIXED
from tests.helpers.repo import Repository, git  # noqa: F401
from tests.helpers.runner import ROOT, Runner, change

OFF, OTHER = "programme-without-budget", "programme-without-mission"
GOV = "dimensions.governance.programmes.GOV-01"
# Every setting, with a value that is not the default.
EVERYTHING = """\
language = "id"
plans = "rencana"
baseline = "accepted.yaml"
[rules]
programme-without-budget = "off"
[coverage]
fail-under = { budgets = 12.5 }
[require]
programme = ["description"]
[[folders]]
path = "rencana"
rules = { programme-without-mission = "error" }
"""


def settings(text: str, path: str = "smartplan.toml") -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def found(run: Runner, *words: str) -> list[tuple[str, str, str]]:
    done = json.loads(run("validate", *words, "--format", "json").out)
    return [(one["rule"], one["severity"], one["path"]) for one in done["findings"]]


@pytest.fixture
def gaps(run: Runner) -> Runner:
    """A city in which one programme has neither budget nor mission, in both revisions."""
    for name, year in (("2019", 2019), ("2023", 2023)):
        change(f"        budget: {{apbd: {{{year}: 500000000}}}}\n", "", name)
        change("        missions: [M1]\n", "", name)
    return run


# What is set, the words of `validate`, and what is found of the two gaps in 2019 and 2023.
BOTH = [(OTHER, "warning"), (OFF, "warning")]
LEVELS = [
    ("", (), [BOTH, BOTH]),
    (f'[rules]\n{OFF} = "off"\n', (), [[(OTHER, "warning")]] * 2),
    (f'[rules]\n{OFF} = "error"\n{OTHER} = "info"\n', (), [[(OTHER, "info"), (OFF, "error")]] * 2),
    (f'[[folders]]\npath = "plans/2019.yaml"\nrules = {{ {OFF} = "off" }}\n', (), [[(OTHER, "warning")], BOTH]),
    (
        f'[rules]\n{OFF} = "off"\n[[folders]]\npath = "plans"\nrules = {{ {OFF} = "info" }}\n'
        f'[[folders]]\npath = "**/2023*"\nrules = {{ {OFF} = "error" }}\n',
        (),
        [[(OTHER, "warning"), (OFF, "info")], [(OTHER, "warning"), (OFF, "error")]],
    ),
    # What is asked for by name wins.
    (f'[rules]\n{OFF} = "off"\n', ("--rule", OFF), [[(OFF, "warning")]] * 2),
    (f'[rules]\n{OFF} = "error"\n', ("--ignore", OFF), [[(OTHER, "warning")]] * 2),
]


@pytest.mark.parametrize(("text", "words", "expected"), LEVELS, ids=range(len(LEVELS)))
def test_the_severity_of_a_rule(
    gaps: Runner, text: str, words: tuple[str, ...], expected: list[list[tuple[str, str]]]
) -> None:
    settings(text)
    told = found(gaps, *words)
    for name, ones in zip(("2019", "2023"), expected, strict=True):
        assert sorted((rule, severity) for rule, severity, path in told if path == f"plans/{name}.yaml") == sorted(ones)
    errors = any(severity == "error" for _, severity, _ in told)
    assert gaps("validate", *words).code == int(errors)


def test_what_is_off_is_told(gaps: Runner) -> None:
    settings(f'[rules]\n{OFF} = "off"\n[[folders]]\npath = "plans/2019.yaml"\nrules = {{ {OTHER} = "off" }}\n')
    line = f"Turned off in smartplan.toml: `{OTHER}`, `{OFF}` (3 findings not shown)."
    assert gaps("validate").out.rstrip().endswith(line)
    assert line in gaps("validate", "--format", "markdown").out.replace("\\", "")
    assert line in gaps("validate", "--format", "github").out
    assert f"`{OTHER}`, `{OFF}` (3 temuan tidak ditampilkan)" in gaps("validate", "--lang", "id").out
    assert json.loads(gaps("validate", "--format", "json").out)["off"] == {OTHER: 1, OFF: 2}
    (sarif,) = json.loads(gaps("validate", "--format", "sarif").out)["runs"]
    (invocation,) = sarif["invocations"]
    assert invocation["toolConfigurationNotifications"] == [{"level": "note", "message": {"text": line}}]
    index = [*ALL].index(OFF)
    assert invocation["ruleConfigurationOverrides"] == [
        {"descriptor": {"id": OFF, "index": index}, "configuration": {"enabled": False}}
    ]
    assert sarif["tool"]["driver"]["rules"][index]["id"] == OFF


def test_without_settings_nothing_is_said_of_them(gaps: Runner) -> None:
    assert "Turned off" not in gaps("validate").out
    assert "off" not in json.loads(gaps("validate", "--format", "json").out)
    assert gaps("validate", "--format", "sarif").out.count("Configuration") == len(ALL)


def test_clean_because_it_is_off_does_not_look_like_clean(run: Runner) -> None:
    change("        budget: {apbd: {2023: 500000000}}\n", "")
    settings(f'[rules]\n{OFF} = "off"\n')
    told = run("validate")
    assert told.code == 0
    assert told.out.startswith("No findings.\n")
    assert f"`{OFF}` (1 finding not shown)" in told.out


@pytest.mark.usefixtures("git")
def test_a_revision_in_git_is_in_its_folder(gaps: Runner) -> None:
    settings(f'[[folders]]\npath = "plans/2019.yaml"\nrules = {{ {OFF} = "off" }}\n')
    Repository(Path.cwd()).commit()
    assert [rule for rule, _, _ in found(gaps, "2019@HEAD")] == [OTHER]
    assert sorted(rule for rule, _, _ in found(gaps, "2023@HEAD")) == sorted([OTHER, OFF])


@pytest.mark.parametrize("path", ["plans", "data/balikpapan", "*/balikpapan"])
def test_a_folder_behind_a_link_has_both_names(gaps: Runner, path: str) -> None:
    Path("data").mkdir()
    Path("plans").rename("data/balikpapan")
    Path("plans").symlink_to("data/balikpapan")
    settings(f'[[folders]]\npath = "{path}"\nrules = {{ {OFF} = "off" }}\n')
    assert {rule for rule, _, _ in found(gaps)} == {OTHER}
    assert {rule for rule, _, _ in found(gaps, "data/balikpapan/2019.yaml")} == (
        {OTHER, OFF} if path == "plans" else {OTHER}
    )


def test_many_cities_in_several_processes(gaps: Runner) -> None:
    for number in range(9):
        Path(f"kota-{number}").mkdir()
        Path(f"kota-{number}/2023.yaml").write_bytes(Path("plans/2019.yaml").read_bytes().replace(b'"2019"', b'"2023"'))
    settings(f'[rules]\n{OTHER} = "off"\n[[folders]]\npath = "kota-[0-4]"\nrules = {{ {OFF} = "error" }}\n')
    told = found(gaps, *(f"kota-{number}" for number in range(9)), "--jobs", "2")
    assert [severity for rule, severity, _ in told if rule == OFF] == ["error"] * 5 + ["warning"] * 4
    assert {rule for rule, _, _ in told} == {OFF}


def test_a_baseline_keeps_what_is_off(gaps: Runner) -> None:
    assert gaps("validate", "--baseline", "accepted.yaml", "--write-baseline").code == 0
    settings(f'baseline = "accepted.yaml"\n[rules]\n{OFF} = "off"\n')
    assert found(gaps) == []
    # Neither is what it accepts of them called unused, nor lost when it is written anew.
    assert gaps("validate", "--write-baseline").code == 0
    assert Path("accepted.yaml").read_text("utf-8").count(f'"rule": "{OFF}"') == 2


def test_entries_that_are_not_used_can_be_off(gaps: Runner) -> None:
    entry = '{"file": "plans/2023.yaml", "rule": "unknown-agency", "where": "x", "fingerprint": "y"}'
    Path("accepted.yaml").write_text(f"format: 1\naccepted:\n- {entry}\n", encoding="utf-8")
    settings('baseline = "accepted.yaml"\n')
    assert "baseline-unused" in {rule for rule, _, _ in found(gaps)}
    settings('baseline = "accepted.yaml"\n[rules]\nbaseline-unused = "off"\n')
    told = json.loads(gaps("validate", "--format", "json").out)
    assert told["off"] == {"baseline-unused": 1}
    assert "baseline-unused" not in {one["rule"] for one in told["findings"]}
    settings('baseline = "accepted.yaml"\n[rules]\nbaseline-unused = "error"\n')
    assert ("baseline-unused", "error", "accepted.yaml") in found(gaps)


def test_a_baseline_of_the_settings_and_one_that_is_named(gaps: Runner) -> None:
    settings('baseline = "ci/accepted.yaml"\n')
    Path("ci").mkdir()
    missing = gaps("validate")
    assert (missing.code, missing.err) == (
        2,
        "Error: smartplan.toml:1: there is no baseline `ci/accepted.yaml`; create it with --write-baseline, or check the"
        " name\n",
    )
    # It is shown all the same.
    assert gaps("config").code == 0
    assert gaps("validate", "--write-baseline").code == 0
    assert Path("ci/accepted.yaml").is_file()
    os.chdir("plans")
    assert found(gaps) == []
    os.chdir("..")
    Path("none.yaml").write_text("format: 1\naccepted: []\n", encoding="utf-8")
    assert len(found(gaps, "--baseline", "none.yaml")) == 4


def test_required_fields(run: Runner) -> None:
    settings('[require]\nprogramme = ["budget", "description", "horizon"]\n')
    change("        budget: {apbd: {2023: 500000000}}\n", "        description: Layanan\n        horizon: short\n")
    ones = json.loads(run("validate", "2023", "--rule", "required-here", "--format", "json").out)["findings"]
    first = [one["message"] for one in ones if one["where"] == GOV]
    assert first == ["`GOV-01` does not state `budget`, which this city requires; add it"]
    assert len({one["fingerprint"] for one in ones}) == len(ones) == 1 + 17 * 2
    assert {one["severity"] for one in ones} == {"error"}
    change("record: example", "record: reconstruction")
    assert {severity for _, severity, _ in found(run, "2023", "--rule", "required-here")} == {"warning"}
    with Path("smartplan.toml").open("a") as file:
        file.write('[rules]\nrequired-here = "info"\n')
    assert {severity for _, severity, _ in found(run, "2023", "--rule", "required-here")} == {"info"}


STATED = [
    ("budget", "indicators: {w: {name: W, budget: {apbd: {2023: 500000000}}}}", True),
    ("budget", "budget: {apbd: null}", False),
    ("description", "description: ' '", False),
    ("quick_win", "quick_win: false", True),
    ("quick_win", "quick_win: null", False),
    ("formerly", "formerly: []", True),
    ("formerly", "formerly: null", False),
    ("partners", "partners: []", False),
    ("spent", "spent: {apbd: {2023: 5}}", True),
    # What cannot be read is told as that.
    ("tags", "tags: 5", True),
]


@pytest.mark.parametrize(("field", "written", "stated"), STATED)
def test_what_counts_as_stated(run: Runner, field: str, written: str, stated: bool) -> None:
    settings(f'[require]\nprogramme = ["{field}"]\n')
    text = Path("plans/2023.yaml").read_text("utf-8")
    head, _, rest = text.partition("      GOV-01:\n")
    rest = rest[rest.index("      GOV-02:\n") :]
    own = f"      GOV-01:\n        name: A\n        subdimension: public_service\n        agency: diskominfo\n        {written}\n"
    Path("plans/2023.yaml").write_text(head + own + rest, encoding="utf-8")
    ones = json.loads(run("validate", "2023", "--rule", "required-here", "--format", "json").out)["findings"]
    assert (GOV not in [one["where"] for one in ones]) is stated


def test_coverage_has_to_reach_what_is_set(run: Runner) -> None:
    settings("[coverage]\nfail-under = { missions = 100, inputs = 100 }\n")
    both = run("coverage", "2023")
    assert both.code == 0, both.err
    settings("[coverage]\nfail-under = { dimensions = 100 }\n")
    assert run("coverage", "2023").code == 2
    change("        budget: {apbd: {2023: 500000000}}\n", "")
    settings("[coverage]\nfail-under = { budgets = 99.5, missions = 100 }\n")
    failed = run("coverage", "2023")
    assert failed.code == 1
    assert failed.err.startswith("budgets: 94.44% is below 99.5%")
    # An option replaces all of them.
    assert run("coverage", "2023", "--fail-under", "missions=100").code == 0
    assert run("coverage", "plans", "--format", "json").code == 1


# Which language it is by option, variable, settings and locale.
LANGUAGE_OF = [
    ("en", "id", "id", "id", "en"),
    (None, "en", "id", "id", "en"),
    (None, None, "id", "en", "id"),
    (None, None, "en", "id", "en"),
    (None, None, None, "id", "id"),
    (None, None, None, None, "en"),
]


@pytest.mark.parametrize(("option", "variable", "setting", "locale", "expected"), LANGUAGE_OF)
def test_which_language(
    run: Runner,
    monkeypatch: pytest.MonkeyPatch,
    option: str | None,
    variable: str | None,
    setting: str | None,
    locale: str | None,
    expected: str,
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    if variable:
        monkeypatch.setenv("SMARTPLAN_LANG", variable)
    if locale:
        monkeypatch.setenv("LANG", f"{locale}_XX.UTF-8")
    settings(f'language = "{setting}"\n' if setting else "")
    words = ["--lang", option] if option else []
    assert run("validate", *words).out.startswith({"en": "No findings.", "id": "Tidak ada temuan."}[expected])
    row = next(one for one in rows(run, *words) if one["name"] == "language")
    origin = "option" if option else "environment" if variable else "settings" if setting else "locale"
    assert (row["value"], row["origin"]) == (expected, origin if locale else "default")


def rows(run: Runner, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("config", *words, "--format", "json").out)["settings"]
    return found


# Which folder it is by option, variable and settings, and where the command is run.
FOLDER_OF = [
    ("a", "b", "c", ".", "a"),
    (None, "b", "c", ".", "b"),
    (None, None, "c", ".", "c"),
    (None, None, "c", "deep/er", "c"),
    (None, None, None, ".", "plans"),
    (None, None, None, "deep/er", "plans"),
]


@pytest.mark.parametrize("ahead", [True, False])
@pytest.mark.parametrize(("option", "variable", "setting", "where", "expected"), FOLDER_OF)
def test_which_folder_of_plans(
    run: Runner,
    monkeypatch: pytest.MonkeyPatch,
    option: str | None,
    variable: str | None,
    setting: str | None,
    where: str,
    expected: str,
    ahead: bool,
) -> None:
    for name in ("a", "b", "c", "plans"):
        Path(name).mkdir(exist_ok=True)
        text = Path("plans/2023.yaml").read_text("utf-8")
        Path(name, "2023.yaml").write_text(re.sub(r"(?m)^title: .*", f"title: Kota {name}", text), encoding="utf-8")
    if variable:
        monkeypatch.setenv("SMARTPLAN_PLANS", variable)
    settings(f'plans = "{setting}"\n' if setting else "")
    Path("deep/er").mkdir(parents=True)
    monkeypatch.chdir(where)
    words = ["--plans", option] if option else []
    command = ["summary", "2023", "--format", "json"]
    told = run(*words, *command) if ahead else run(*command, *words)
    assert json.loads(told.out)["title"] == f"Kota {expected}"
    row = next(one for one in rows(run, *words) if one["name"] == "plans")
    assert Path(row["value"]).resolve().name == expected
    assert row["origin"] == (
        "option" if option else "environment" if variable else "settings" if setting else "default"
    )


def test_completion_offers_the_revisions_of_the_folder_that_is_set(
    run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("plans").rename("rencana")
    settings('plans = "rencana"\n')
    monkeypatch.setenv("_SMARTPLAN_COMPLETE", "complete_zsh")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "smartplan validate 20")
    assert "2019" in run().out
    settings("plans = 5\n")
    told = run()
    assert told.err == ""


def test_init_makes_the_folder_that_is_set(run: Runner) -> None:
    settings('plans = "rencana"\n')
    refused = run("validate")
    assert (refused.code, refused.err) == (
        2,
        "Error: smartplan.toml:1: there is no folder `rencana`; write the path from the folder of this file, or create"
        " the plans with `smartplan init`\n",
    )
    made = run("init", "--example")
    assert made.code == 0
    assert Path("rencana/2026.yaml").is_file()
    assert "--plans" not in made.out
    assert run("validate").code == 0


def test_edits_follow_the_settings(run: Runner) -> None:
    plain = run("unset", "2023", "GOV-01.budget", "--dry-run")
    assert f"[{OFF}]" in plain.err
    settings(f'[rules]\n{OFF} = "off"\n')
    assert f"[{OFF}]" not in run("unset", "2023", "GOV-01.budget", "--dry-run").err
    # It is made an error, and that is told: the edit is for the person to judge.
    settings(f'[rules]\n{OFF} = "error"\n')
    told = run("unset", "2023", "GOV-01.budget", "--dry-run")
    assert (told.code, f"error: `GOV-01` has no budget; add one by funding source and year [{OFF}]" in told.err) == (
        0,
        True,
    )
    broken = ("set", "2023", "GOV-01.execution.2199", "ran", "--dry-run")
    strict = run(*broken)
    settings('[rules]\nexecution-in-future = "info"\n')
    lenient = run(*broken)
    assert (strict.code, lenient.code) == (1, 0)
    assert ": note: 2199 is a future year" in lenient.err


# The text, the line, and the variant of the sentence with what it says.
WRONG = [
    ("langauge = 'id'\n", 1, "`langauge` is not a setting here; did you mean `language`?"),
    ("\n[xyz]\n", 2, "`xyz` is not a setting here; choose from: language, plans, baseline, rules, coverage, require, folders"),
    ("[coverage]\nfail_under = {}\n", 2, "`fail_under` is not a setting here; did you mean `fail-under`?"),
    ("language = 'de'\n", 1, "`de` is not allowed in `language`; choose from: en, id"),
    ("language = 5\n", 1, "`language` has to be text in quotes"),
    ("plans = ''\n", 1, "`plans` is empty; write a value, or remove the line"),
    ("[[folders]]\nrules = {}\npath = ' '\n", 3, "`folders.1.path` is empty"),
    ("plans = ['a']\n", 1, "`plans` has to be text in quotes"),
    ("rules = 'off'\n", 1, "`rules` has to be a table, with a key on each line"),
    ("[rules]\n\nprogramme-without-bugdet = 'off'\n", 3, "there is no rule `programme-without-bugdet`; did you mean `programme-without-budget`?"),
    ("[rules]\nxqz = 'off'\n", 2, "there is no rule `xqz`; `smartplan rules` lists all"),
    ("[rules]\nunknown-agency = 'offf'\n", 2, "`offf` is not allowed in `rules.unknown-agency`; did you mean `off`? Choose from: error, info, off, warning"),
    ("[rules]\nunknown-agency = false\n", 2, "`False` is not allowed in `rules.unknown-agency`; choose from: error, info, off, warning"),
    ("[rules]\nunknown-key = 'off'\n", 2, "`unknown-key` reports what cannot be read, which other commands rely on, so it cannot be changed; remove this line"),
    ("[rules]\nyaml-syntax = 'info'\n", 2, "`yaml-syntax` reports what cannot be read, which other commands rely on, so it cannot be changed; remove this line"),
    ("[rules]\nno-place = 'off'\n", 2, "`no-place` is about tables that `import` reads, not about plans; remove this line"),
    ("coverage.fail-under.budgets = 101\n", 1, "`coverage.fail-under.budgets` has to be a percentage between 0 and 100"),
    ("coverage.fail-under.budgets = nan\n", 1, "`coverage.fail-under.budgets` has to be a percentage between 0 and 100"),
    ("coverage.fail-under.budgets = true\n", 1, "`coverage.fail-under.budgets` has to be a percentage between 0 and 100"),
    ("[coverage.fail-under]\nbudgetz = 1\n", 2, "`budgetz` is not allowed in `coverage.fail-under.budgetz`; did you mean `budgets`?"),
    ("[require]\nprogramme = 'budget'\n", 2, '`require.programme` has to be a list, such as ["budget"]'),
    ("[require]\nprogramme = [\n  'budgett',\n]\n", 2, "`budgett` is not allowed in `require.programme.1`; did you mean `budget`?"),
    ("[require]\nprogramme = ['name']\n", 2, "`name` is not allowed in `require.programme.1`"),
    ("[[folders]]\npath = 'plans'\n", 1, "`rules` is missing here; add it"),
    ("[[folders]]\nrules = {}\npath = 'plans'\n[[folders]]\nrules = {}\npath = 'plan'\n", 6, "there is no `plan`; write the path from the folder of this file"),
    ("[[folders]]\nrules = {}\npath = '../x'\n", 3, "`../x` is not a path inside the repository"),
    ("[[folders]]\nrules = {}\npath = '*/../../x'\n", 3, "`*/../../x` is not a path inside the repository"),
    ("[[folders]]\npath = 'plans'\nrules = { no-budgt = 'off' }\n", 3, "there is no rule `no-budgt`"),
    ("[folders]\npath = 'plans'\nrules = {}\n", 1, '`folders` has to be a list of tables; write `[[folders]]` above each'),
    ("a = \n", 1, "this is not valid TOML; correct this line"),
    ("language = 'id'\nlanguage = 'en'\n", 2, "this is not valid TOML; correct this line"),
    # Hostile ones.
    ("a = " + "[" * 900 + "\n", 1, "this is not valid TOML; correct this line"),
    ("a = [\n" + "[\n" * 20_000, 20_001, "this is not valid TOML; correct this line"),
    ("a = " + "1" * 900 + "\n", 1, "`a` is not a setting here"),
    ("a." * 600 + "b = 1\n", 1, None),
    ("# x\n" * 20_000, 1, None),
    ("language = 'id\n\x07'\n", 1, "this is not valid TOML; correct this line"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "told"), WRONG, ids=range(len(WRONG)))
def test_what_is_wrong_is_told_with_its_place(run: Runner, text: str, line: int, told: str | None) -> None:
    settings(text)
    for command in (["validate"], ["coverage", "2023"], ["config"], ["fmt", "--check"]):
        done = run(*command)
        start = "Error: the settings in `smartplan.toml` are too large" if told is None else "Error: smartplan.toml:"
        assert (done.code, done.out, done.err.startswith(start)) == (2, "", True), done.err
        if told is not None:
            place, _, rest = done.err.removeprefix(start).partition(": ")
            assert (rest[: len(told)], int(place)) == (told, line)
        assert done.err.count("\n") == 1
    assert run("validate", "--lang", "id").err != done.err


@pytest.mark.parametrize("rule", sorted(FIXED))
def test_what_other_commands_rely_on_cannot_be_changed(run: Runner, rule: str) -> None:
    settings(f"[rules]\n{rule} = 'off'\n")
    assert run("validate").err.startswith(f"Error: smartplan.toml:2: `{rule}` reports what cannot be read")


def test_the_others_still_work(run: Runner) -> None:
    """They explain what may be written, and git must not stop."""
    settings("langauge = 'id'\n")
    for words in (
        ["--help"],
        ["validate", "--help"],
        [],
        ["rules", OFF],
        ["schema", "config"],
        ["init", "baru", "--example"],
    ):
        done = run(*words)
        assert "langauge" not in done.err, words
        assert done.out or done.err, words
    assert run("git", "textconv", "plans/2023.yaml").code == 0


BYTES = [
    (b"\xef\xbb\xbflanguage = 'id'\r\n[rules]\r\nunknown-agency = 'off'\r\n", None),
    (b"language = '\xff'\n", "smartplan.toml:1: this is not text in UTF-8; save the file as UTF-8"),
    (b"# x\n\n# \xe9\n", "smartplan.toml:3: this is not text in UTF-8; save the file as UTF-8"),
    ("language = 'id'\n".encode("utf-16"), "smartplan.toml:1: this is not text in UTF-8; save the file as UTF-8"),
    (b"language = 'id'\rplans = 'x'\r", "smartplan.toml:1: this is not valid TOML; correct this line"),
    (b"", None),
]


@pytest.mark.parametrize(("data", "told"), BYTES, ids=range(len(BYTES)))
def test_bytes_of_any_kind(run: Runner, data: bytes, told: str | None) -> None:
    Path("smartplan.toml").write_bytes(data)
    done = run("validate")
    assert (done.code, done.err) == ((0, "") if told is None else (2, f"Error: {told}\n"))


def test_a_file_that_cannot_be_read(run: Runner) -> None:
    Path("smartplan.toml").mkdir()
    assert run("validate").err.startswith("Error: cannot open `smartplan.toml`: it is a folder")
    Path("smartplan.toml").rmdir()
    Path("smartplan.toml").symlink_to("nowhere")
    assert (done := run("validate")).code == 2
    assert done.err.startswith("Error: cannot open `smartplan.toml`: the file does not exist")
    Path("smartplan.toml").unlink()
    os.mkfifo("smartplan.toml")
    assert run("validate").err.startswith("Error: cannot open `smartplan.toml`: it is not a regular file")


OUTSIDE = ["../other", "/etc", "a/../../other", "link", "link/below", ".git", ".git/x", "plans/../.GIT"]


@pytest.mark.usefixtures("git")
@pytest.mark.parametrize("path", OUTSIDE)
@pytest.mark.parametrize("name", ["plans", "baseline"])
@pytest.mark.parametrize("repository", [True, False])
def test_no_path_leads_out(run: Runner, tmp_path: Path, name: str, path: str, repository: bool) -> None:
    city = tmp_path / "city"
    (tmp_path / "other/below").mkdir(parents=True)
    city.mkdir()
    (tmp_path / "plans").rename(city / "plans")
    os.chdir(city)
    if repository:
        Repository(city)
    Path("link").symlink_to("../other")
    settings(f'{name} = "{path}"\n')
    for command in (["validate"], ["config"], ["validate", "--write-baseline"]):
        done = run(*command)
        assert done.code == 2
        assert done.err.startswith(f"Error: smartplan.toml:1: `{path}` is not a path inside the repository")
    assert {one.name for one in (tmp_path / "other").iterdir()} == {"below"}


def test_a_path_of_this_machine_is_none_of_the_repository(run: Runner, tmp_path: Path) -> None:
    settings(f'plans = "{(tmp_path / "plans").as_posix()}"\n')
    assert "is not a path inside the repository; write it from the folder of this file" in run("validate").err


@pytest.mark.usefixtures("git")
def test_a_path_may_lead_to_another_part_of_the_repository(run: Runner, tmp_path: Path) -> None:
    Repository(tmp_path)
    settings('plans = "../plans"\n', "deep/smartplan.toml")
    os.chdir("deep")
    assert run("validate").code == 0
    # Where there is none, the folder of the settings is all there is.
    (tmp_path / ".git").rename(tmp_path / "git")
    assert "is not a path inside the repository" in run("validate").err


@pytest.mark.usefixtures("git")
def test_settings_that_are_a_link_out_of_the_repository(run: Runner, tmp_path: Path) -> None:
    city = tmp_path / "city"
    city.mkdir()
    (tmp_path / "plans").rename(city / "plans")
    Repository(city)
    settings("language = 'id'\n", "secret.toml")
    os.chdir(city)
    Path("smartplan.toml").symlink_to("../secret.toml")
    done = run("validate")
    assert done.code == 2
    assert "outside its git repository" in done.err


@pytest.mark.usefixtures("git")
def test_where_the_settings_are_looked_for(run: Runner, tmp_path: Path) -> None:
    def chosen() -> str | None:
        path: str | None = json.loads(run("config", "--format", "json").out)["path"]
        return path and Path(os.path.abspath(path)).relative_to(tmp_path).as_posix()

    settings("language = 'id'\n", "pyproject.toml")
    os.chdir(tmp_path)
    assert chosen() is None
    settings("[tool.other]\nx = 1\n[tool.smartplan]\nlanguage = 'id'\n", "pyproject.toml")
    assert chosen() == "pyproject.toml"
    settings("language = 'en'\n")
    assert chosen() == "smartplan.toml"
    settings("", "a/b/c.txt")
    settings("[tool]\nsmartplan.language = 'id'\n", "a/pyproject.toml")
    os.chdir("a/b")
    assert chosen() == "a/pyproject.toml"
    settings("[tool.smartplan.rules]\nunknown-key = 'off'\n", "../pyproject.toml")
    assert run("validate").err.startswith(f"Error: {tmp_path.as_posix()}/a/pyproject.toml:2: `unknown-key` reports")
    # A file of other programs is none of ours, whatever is wrong with it.
    Path("../pyproject.toml").write_bytes(b"[project]\nname = 'smartplan\xff\n" + b"x" * 200_000)
    assert chosen() == "smartplan.toml"
    # The top of a repository is the end.
    Repository(tmp_path / "a")
    assert chosen() is None


@pytest.mark.parametrize(
    "text", ["tool = {smartplan = {language = 'id'}}\n", "[ 'tool' . \"smartplan\" ]\nlanguage = 'id'\n",
             "tool.smartplan.language = 'id'\n", "[[tool.x]]\n[tool.smartplan]\nlanguage = 'id'\n"],
)  # fmt: skip
def test_ways_of_writing_the_table(run: Runner, text: str) -> None:
    settings(text, "pyproject.toml")
    assert run("validate").out.startswith("Tidak ada temuan.")


@pytest.mark.parametrize("text", ["[tool]\nsmartplan = 5\n", "[[tool.smartplan]]\nlanguage = 'id'\n"])
def test_a_table_that_is_none(run: Runner, text: str) -> None:
    settings(text, "pyproject.toml")
    done = run("validate")
    assert (done.code, "has to be a table" in done.err) == (2, True)


def test_a_run_without_settings(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    settings("langauge = 'id'\n")
    monkeypatch.setenv("SMARTPLAN_SETTINGS", "0")
    assert run("validate").code == 0
    assert "SMARTPLAN_SETTINGS is 0" in run("config").out
    monkeypatch.setenv("SMARTPLAN_SETTINGS", "1")
    assert run("validate").code == 2


def test_the_file_is_loaded_only_where_it_is(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "tomllib", raising=False)
    monkeypatch.delitem(sys.modules, "smartplan.operations.settings", raising=False)
    settings("[project]\nname = 'smartplan'\n", "pyproject.toml")
    run("fmt", "--check")
    assert not {"tomllib", "smartplan.operations.settings"} & sys.modules.keys()
    settings("")
    run("fmt", "--check")
    assert {"tomllib", "smartplan.operations.settings"} <= sys.modules.keys()


def test_the_rules_that_hold_for_one_revision(run: Runner) -> None:
    settings(
        f'[rules]\n{OFF} = "off"\n{OTHER} = "info"\n'
        f"[[folders]]\npath = 'pl*'\nrules = {{ {OFF} = 'error' }}\n"
        f"[[folders]]\npath = 'plans/2019.yaml'\nrules = {{ {OFF} = 'warning', required-here = 'off' }}\n"
    )

    def told(*words: str) -> dict[str, tuple[str, str, str | None]]:
        found = rows(run, *words)
        assert "folders" not in {row["name"] for row in found}
        return {
            row["name"].removeprefix("rules."): (row["value"], row["where"], row.get("folder"))
            for row in found
            if row["name"].startswith("rules.")
        }

    assert told("2023") == {OFF: ("error", "smartplan.toml:6", "pl*"), OTHER: ("info", "smartplan.toml:3", None)}
    old = {
        OFF: ("warning", "smartplan.toml:9", "plans/2019.yaml"),
        OTHER: ("info", "smartplan.toml:3", None),
        "required-here": ("off", "smartplan.toml:9", "plans/2019.yaml"),
    }
    assert told("2019") == told("plans/2019.yaml") == old
    os.chdir("plans")
    assert {name: (value, folder) for name, (value, _, folder) in told("2019").items()} == {
        name: (value, folder) for name, (value, _, folder) in old.items()
    }
    os.chdir("..")
    assert json.loads(run("config", "2019", "--format", "json").out)["of"] == "plans/2019.yaml"
    assert "of" not in json.loads(run("config", "--format", "json").out)
    assert run("config", "2019").out.startswith("Settings of this repository, for plans/2019.yaml\n")
    missing = run("config", "2029")
    assert (missing.code, "there is no revision `2029`" in missing.err) == (2, True)
    settings("")
    assert [row["name"] for row in rows(run, "2019")] == [
        "language", "plans", "baseline", "coverage.fail-under", "require.programme", "rules"
    ]  # fmt: skip


def leaves(kind: type, *path: str) -> Iterator[str]:
    """The dotted keys of all settings; of a list of tables those within one."""
    for field in msgspec.structs.fields(kind):
        inner = {"coverage": "CoverageSettings", "require": "RequiredFields"}.get(field.encode_name)
        if inner:
            yield from leaves(field.type, *path, field.encode_name)
        else:
            yield ".".join((*path, field.encode_name))


def test_every_setting_is_shown(run: Runner) -> None:
    Path("plans").rename("rencana")
    settings(EVERYTHING)
    names = set(leaves(Settings))
    assert names == {"language", "plans", "baseline", "rules", "coverage.fail-under", "require.programme", "folders"}
    told = {
        (row["name"], row.get("folder")): (row["value"], row["origin"], row["where"], row["default"])
        for row in rows(run)
    }
    assert told == {
        ("language", None): ("id", "settings", "smartplan.toml:1", "en"),
        ("plans", None): ("rencana", "settings", "smartplan.toml:2", "plans"),
        ("baseline", None): ("accepted.yaml", "settings", "smartplan.toml:3", None),
        ("rules.programme-without-budget", None): ("off", "settings", "smartplan.toml:5", "warning"),
        ("coverage.fail-under.budgets", None): (12.5, "settings", "smartplan.toml:7", None),
        ("require.programme", None): (["description"], "settings", "smartplan.toml:9", None),
        ("rules.programme-without-mission", "rencana"): ("error", "settings", "smartplan.toml:12", "warning"),
    }
    settings("")
    assert {row["name"] for row in rows(run)} == names
    assert {row["where"] for row in rows(run)} == {""}
    Path("smartplan.toml").unlink()
    assert {row["name"] for row in rows(run)} == names


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_settings(run: Runner, language: Language) -> None:
    Path("plans").rename("rencana")
    settings(EVERYTHING)
    say = Catalogue(language)
    page = run("config", "--lang", language).out
    lines = [re.split(r"  +", line.strip()) for line in page.splitlines()]
    assert [
        say("config.column.name"),
        say("config.column.value"),
        say("config.column.origin"),
        say("config.column.default"),
    ] in lines
    assert ["language", language, say("config.origin.option", where="--lang"), "en"] in lines
    assert ["coverage.fail-under.budgets", {"en": "12.5%", "id": "12,5%"}[language], "smartplan.toml:7"] in lines
    assert ["rencana: rules.programme-without-mission", "error", "smartplan.toml:12", "warning"] in lines
    told = run("config", "--format", "markdown", "--lang", language).out
    assert f"| language | {language} | {say('config.origin.option', where='--lang')} | en |" in told.splitlines()


@pytest.mark.parametrize("suffix", ["", ".id"])
def test_every_setting_is_on_its_page(run: Runner, suffix: str) -> None:
    """And the example there works as it stands."""
    page = (ROOT / f"docs/settings{suffix}.md").read_text("utf-8")
    (example,) = re.findall(r"```toml\n(.+?)```", page, re.S)
    names = set(leaves(Settings))
    assert set(re.findall(r"(?m)^\| `([a-z.-]+)` \|", page)) == names - {"folders"}
    data = tomllib.loads(example)
    assert {*data} == {name.partition(".")[0] for name in names}
    settings(example)
    Path("accepted.yaml").write_text("format: 1\naccepted: []\n", encoding="utf-8")
    assert run("config").code == 0
    told = run("validate")
    assert (told.code, "required-here" in told.out) == (1, True)
    jsonschema_rs.validator_for(schemas.schema("config")).validate(data)


SCHEMA = [
    ({"language": "de"}, False), ({"rules": {"unknown-key": "off"}}, False), ({"rules": {OFF: "offf"}}, False),
    ({"rules": {OFF: "off"}}, True), ({"coverage": {"fail-under": {"budgets": 101}}}, False), ({}, True),
    ({"coverage": {"fail-under": {"budgetz": 1}}}, False), ({"require": {"programme": ["name"]}}, False), ({"x": 1}, False),
    ({"folders": [{"path": "x"}]}, False), ({"folders": [{"path": "x", "rules": {OFF: "info"}}]}, True),
]  # fmt: skip


@pytest.mark.parametrize(("data", "valid"), SCHEMA, ids=range(len(SCHEMA)))
def test_the_schema_says_the_same(data: dict[str, Any], valid: bool) -> None:
    assert jsonschema_rs.validator_for(schemas.schema("config")).is_valid(data) is valid
