"""The documents say what the program says, in both languages."""

import re

import pytest

from smartplan.cli.app import COMMANDS
from smartplan.coverage.holes import KINDS
from smartplan.coverage.shares import SHARES
from smartplan.messages import Language, catalogue
from tests.conftest import ROOT

PAGES: list[tuple[Language, str]] = [("en", ""), ("id", ".id")]


@pytest.mark.parametrize(("language", "suffix"), PAGES)
def test_every_percentage_and_hole_is_defined(language: Language, suffix: str) -> None:
    text, say = (ROOT / "docs" / f"coverage{suffix}.md").read_text("utf-8"), catalogue(language)
    told = re.findall(r"^\| `(.+?)` \| (.+) \|$", text, re.MULTILINE)
    expected = [(name, say(f"share.{name}")) for name in SHARES]
    assert told == [*expected, *((kind, say(f"hole.{kind}.close")) for kind in KINDS)]


@pytest.mark.parametrize(("language", "suffix"), PAGES)
def test_the_readme_knows_every_command_and_its_pictures(language: Language, suffix: str) -> None:
    text = (ROOT / f"README{suffix}.md").read_text("utf-8")
    assert [name for name in COMMANDS if f"`smartplan {name}" not in text] == []
    pictures = re.findall(r"\]\((docs/.+?\.svg)\)", text)
    assert pictures == [f"docs/diff.{language}.svg", f"docs/coverage.{language}.svg"]
    for link in re.findall(r"\]\(([^):]+?)\)", text):
        assert (ROOT / link).exists(), link


def test_both_readmes_give_the_same_commands() -> None:
    blocks = [
        re.findall(r"```sh\n(.+?)```", (ROOT / f"README{suffix}.md").read_text("utf-8"), re.S) for _, suffix in PAGES
    ]
    assert blocks[0] == blocks[1]
    assert len(blocks[0]) == 2
