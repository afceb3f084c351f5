"""Other names of rules: taken wherever an id is, and never printed in its place."""

import json
from pathlib import Path
from typing import Any

import pytest

from smartplan.cli.completion import rule_ids
from smartplan.rules import ALL, IDS
from tests.helpers.base import write
from tests.helpers.runner import Runner, change

ALIASES = {alias: rule.id for rule in ALL.values() for alias in rule.aliases}
# The plan of 2023 with a code that is none.
ODD, CODE = "odd-code", "dimensions.governance.programmes.GOV-01.code"


def break_code(comment: str = "") -> None:
    change("        name: Program public_service 1\n", f"        code: '9.16'{comment}\n        name: Program 1\n")


def found(run: Runner, *arguments: str) -> list[tuple[str, str]]:
    data: dict[str, Any] = json.loads(run("validate", "plans", *arguments, "--format", "json").out)
    return [(one["rule"], one["where"]) for one in data["findings"]]


def test_no_name_means_two_rules() -> None:
    names = [name for rule in ALL.values() for name in (rule.id, *rule.aliases)]
    assert sorted(names) == sorted(set(names))
    assert ALIASES.keys() & ALL.keys() == set()
    assert {name: ALIASES.get(name, name) for name in names} == IDS
    assert ALIASES["dropped-without-explanation"] == "dropped-without-a-word"


@pytest.mark.parametrize("alias", ALIASES)
def test_the_page_names_it_and_has_the_id(alias: str, run: Runner) -> None:
    page = run("rules", alias)
    assert page == run("rules", ALIASES[alias])
    assert page.out.startswith(f"{ALIASES[alias]}  ")
    assert f"\nAlso accepted as: `{alias}`\n" in page.out
    assert f"\nNama lain yang diterima: `{alias}`\n" in run("rules", alias, "--lang", "id").out


@pytest.mark.parametrize("alias", ALIASES)
def test_it_is_chosen_and_left_out_as_the_rule(alias: str, run: Runner) -> None:
    rule = ALL[ALIASES[alias]]
    write(Path("other/plans"), dict(rule.bad.files), whole=rule.bad.whole)
    # With one that has to read the file beside it.
    both = ("--rule", "dropped-without-a-word", "--rule")
    only = run("validate", "other/plans", *both, alias)
    assert only == run("validate", "other/plans", *both, rule.id)
    assert f"[{rule.id}]" in only.out
    assert f"[{alias}]" not in only.out
    without = run("validate", "other/plans", "--ignore", alias)
    assert without == run("validate", "other/plans", "--ignore", rule.id)


def test_it_is_left_out_at_an_address(run: Runner) -> None:
    break_code()
    assert found(run) == [(ODD, CODE)]
    assert found(run, "--ignore", f"invalid-nomenclature-code:{CODE}") == []
    assert found(run, "--ignore", "invalid-nomenclature-code:elsewhere") == [(ODD, CODE)]


def test_a_comment_ignores_by_it(run: Runner) -> None:
    break_code("  # smartplan: ignore invalid-nomenclature-code kode lama")
    assert found(run) == []


def test_what_is_said_of_a_comment_has_the_id(run: Runner) -> None:
    change(
        "name: Program public_service 1", "name: P # smartplan: ignore invalid-nomenclature-code, odd-code kode lama"
    )
    result = run("validate", "2023")
    assert result.out.count("[ignore-unused]") == 1
    assert "no `odd-code` to ignore here" in result.out


def test_a_baseline_accepts_by_it_and_is_written_with_the_id(run: Runner) -> None:
    break_code()
    path = Path("accepted.yaml")
    baseline = ("--baseline", str(path))
    run("validate", *baseline, "--write-baseline")
    written = path.read_text("utf-8")
    assert f'"{ODD}"' in written
    path.write_text(written.replace(ODD, "invalid-nomenclature-code"), encoding="utf-8")
    assert found(run, *baseline) == []
    # The same accepted twice, by both names, is accepted once.
    run("validate", *baseline, "--write-baseline")
    assert path.read_text("utf-8") == written
    path.write_text(written.replace(ODD, "invalid-nomenclature-code"), encoding="utf-8")
    change("code: '9.16'", "code: 2.16.03")
    assert f"`{ODD}`" in run("validate", *baseline).out


@pytest.mark.parametrize(
    ("typed", "id_"), [("negative-budgt", "negative-money"), ("unknown-predecesor", "unknown-formerly")]
)
def test_a_mistyped_one_is_told_by_the_id(typed: str, id_: str, run: Runner) -> None:
    for arguments in (("rules", typed), ("validate", "--rule", typed), ("validate", "--ignore", f"{typed}:x")):
        result = run(*arguments)
        assert result.code == 2
        assert f"did you mean `{id_}`?" in result.err
    change("name: Program public_service 1", f"name: P # smartplan: ignore {typed} alasan")
    assert f"did you mean `{id_}`?" in run("validate", "2023").out


def test_the_shell_is_offered_ids_only() -> None:
    assert list(rule_ids("")) == list(ALL)
