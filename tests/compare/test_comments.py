"""`diff --comments`: what came, went or changed among the comments of a file, once, with its lines."""

import json
from pathlib import Path

import pytest

from tests.helpers.repo import Repository, git  # noqa: F401
from tests.helpers.runner import Runner, change

Seen = tuple[str, str | None, str | None, tuple[str, int] | None, tuple[str, int] | None]
PROGRAMME = """      BRA-01:
        name: Program tourism 1
        subdimension: tourism
"""
OLD = PROGRAMME.replace("tourism 1\n", "tourism 1  # lama\n")
RAN = f"{PROGRAMME}        execution:\n          2023: ran\n"


def compare(run: Runner, old: str, new: str, *words: str) -> list[Seen]:
    """What is said after one place of 2023 held `old`, and now holds `new`."""
    change(PROGRAMME, old)
    Path("before.yaml").write_bytes(Path("plans/2023.yaml").read_bytes())
    change(old, new)
    Path("after.yaml").write_bytes(Path("plans/2023.yaml").read_bytes())
    told = json.loads(run("diff", "before.yaml", "after.yaml", "--format", "json", *words).out)
    assert told["summary"]["programmes"]["changed"] == len({one["programme"] for one in told["changes"] if "comment" not in one["kind"]})  # fmt: skip
    assert {one["dimension"] for one in told["changes"]} <= {"branding"}
    # Nothing got another id: both sides of a change name the programme that it is told of.
    for one in told["changes"]:
        assert {side["programme"] for side in (one["old"], one["new"]) if side} == {one["programme"]}
    head = Path("before.yaml").read_text("utf-8").partition(old)[0].count("\n")

    def side(value: dict[str, object] | None) -> tuple[str, int] | None:
        return None if value is None else (str(value["value"]), int(str(value["line"])) - head)

    return [
        (one["kind"], one["programme"], one["field"], side(one["old"]), side(one["new"])) for one in told["changes"]
    ]


CASES: list[tuple[str, str, list[Seen]]] = [
    (PROGRAMME, PROGRAMME, []),
    (OLD, OLD.replace("# lama", "#   lama  "), []),
    (PROGRAMME, OLD, [("comment-added", "BRA-01", "name", None, ("lama", 2))]),
    (OLD, PROGRAMME, [("comment-removed", "BRA-01", "name", ("lama", 2), None)]),
    (OLD, OLD.replace("lama", "baru"), [("comment-changed", "BRA-01", "name", ("lama", 2), ("baru", 2))]),
    # At what lies deeper.
    (RAN, RAN.replace("2023: ran", "2023: ran  # lama"),
     [("comment-added", "BRA-01", "execution.2023", None, ("lama", 5))]),
    # One that stands elsewhere in the programme.
    (OLD, PROGRAMME.replace("        subdimension: tourism", "        subdimension: tourism  # lama"), []),
    # Lines of one comment are one.
    (PROGRAMME, f"      # satu\n      #   dua\n\n      # tiga\n{PROGRAMME}",
     [("comment-added", None, "programmes", None, ("satu dua", 1)),
      ("comment-added", "BRA-01", None, None, ("tiga", 4))]),
    (f"      # satu\n      # dua\n{PROGRAMME}", f"      # satu\n      # dua tiga\n{PROGRAMME}",
     [("comment-changed", "BRA-01", None, ("satu dua", 1), ("satu dua tiga", 1))]),
    # Two at one entry: the first has become the first, what is left has gone.
    (f"      # satu\n{PROGRAMME.replace('BRA-01:', 'BRA-01:  # dua')}", f"      # tiga\n{PROGRAMME}",
     [("comment-changed", "BRA-01", None, ("satu", 1), ("tiga", 1)),
      ("comment-removed", "BRA-01", None, ("dua", 2), None)]),
    # Beside a change of the plan.
    (OLD, OLD.replace("tourism 1", "wisata").replace("lama", "baru"),
     [("name-changed", "BRA-01", "name", ("Program tourism 1", 2), ("Program wisata", 2)),
      ("comment-changed", "BRA-01", "name", ("lama", 2), ("baru", 2))]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), CASES)
def test_each_is_told_once_with_its_lines(run: Runner, old: str, new: str, expected: list[Seen]) -> None:
    assert compare(run, old, new, "--comments") == expected
    plain = run("diff", "before.yaml", "after.yaml", "--format", "json").out
    assert [one["kind"] for one in json.loads(plain)["changes"]] == [
        kind for kind, *_ in expected if not kind.startswith("comment-")
    ]


def test_comments_of_the_plan_and_of_a_dimension(run: Runner) -> None:
    Path("before.yaml").write_bytes(Path("plans/2023.yaml").read_bytes())
    change("title: ", "# dibahas DPRD\ntitle: ")
    change("  branding:\n", "  # milik Disporapar\n  branding:\n")
    told = json.loads(run("diff", "before.yaml", "2023", "--comments", "--format", "json").out)
    assert [(one["kind"], one["dimension"], one["programme"], one["field"]) for one in told["changes"]] == [
        ("comment-added", None, None, "title"),
        ("comment-added", "branding", None, None),
    ]


def test_a_programme_is_followed_and_a_part_that_is_new_brings_no_comments(run: Runner) -> None:
    change(PROGRAMME, OLD, "2019")
    change(PROGRAMME, OLD.replace("# lama", "# baru"))
    assert run("split", "2023", "BRA-01", "--into", "BRA-01", "--into", "BRA-08").code == 0
    assert run("renumber", "2023", "BRA-02", "BRA-09").code == 0
    change("      BRA-02:\n", "      BRA-02:  # kedua\n", "2019")
    told = json.loads(run("diff", "2019", "2023", "--comments", "--format", "json").out)
    assert [
        (
            one["kind"],
            one["programme"],
            one["old"]["programme"],
            one["old"]["value"],
            one["new"] and one["new"]["value"],
        )
        for one in told["changes"]
        if one["kind"].startswith("comment-")
    ] == [
        ("comment-changed", "BRA-01", "BRA-01", "lama", "baru"),
        ("comment-removed", "BRA-09", "BRA-02", "kedua", None),
    ]


def test_of_a_merge_those_of_the_id_that_was_kept(run: Runner) -> None:
    change("      BRA-01:\n", "      BRA-01:  # satu\n", "2019")
    change("      BRA-02:\n", "      BRA-02:  # dua\n", "2019")
    text = Path("plans/2023.yaml").read_text("utf-8")
    first, second = text.index("      BRA-01:"), text.index("      BRA-02:")
    Path("plans/2023.yaml").write_text(text[:first] + text[second:], "utf-8")
    change("      BRA-02:\n", "      BRA-02:  # tiga\n        formerly: [BRA-01, BRA-02]\n")
    told = json.loads(run("diff", "2019", "2023", "--comments", "--format", "json").out)["changes"]
    assert [
        (
            one["kind"],
            one["dimension"],
            one["programme"],
            one["old"]["programme"],
            one["old"]["value"],
            one["new"]["value"],
        )
        for one in told
        if one["kind"].startswith("comment-")
    ] == [("comment-changed", "branding", "BRA-02", "BRA-02", "dua", "tiga")]


@pytest.mark.parametrize(("language", "expected"), [("en", "comment (name)"), ("id", "komentar (nama)")])
def test_in_words(run: Runner, language: str, expected: str) -> None:
    old = OLD.replace("# lama", "# lama banget")
    compare(run, old, old.replace("# lama", "# lama sekali"))
    out = run("diff", "before.yaml", "after.yaml", "--comments", "--lang", language).out
    assert expected in out
    assert "lama {+sekali +}banget" in out
    assert "sama." not in out
    assert "same." not in out


@pytest.mark.usefixtures("git")
def test_since_a_commit(run: Runner) -> None:
    change(PROGRAMME, OLD)
    git_here = Repository(Path.cwd())
    git_here("add", ".")
    git_here("commit", "-qm", "one")
    change("# lama", "# baru")
    told = json.loads(run("diff", "--since", "HEAD", "--comments", "--format", "json").out)
    changes = [one for file in told["files"] for one in (file["diff"] or {"changes": []})["changes"]]
    assert [one["kind"] for one in changes] == ["comment-changed"]
    assert run("diff", "--since", "HEAD", "--exit-code").code == 0
    assert run("diff", "--since", "HEAD", "--exit-code", "--comments", "--fail-on", "comment-changed").code == 1
