"""The documents say what the program says, in both languages."""

import re

import pytest

from smartplan.analysis.gaps import KINDS
from smartplan.analysis.shares import SHARES
from smartplan.messages import Language, catalogue
from tests.helpers.commands import commands
from tests.helpers.runner import ROOT

PAGES: list[tuple[Language, str]] = [("en", ""), ("id", ".id")]


@pytest.mark.parametrize(("language", "suffix"), PAGES)
def test_every_percentage_and_hole_is_defined(language: Language, suffix: str) -> None:
    text, say = (ROOT / "docs" / f"coverage{suffix}.md").read_text("utf-8"), catalogue(language)
    told = re.findall(r"^\| `(.+?)` \| (.+) \|$", text, re.MULTILINE)
    expected = [(name, say(f"share.{name}")) for name in SHARES]
    assert told == [*expected, *((kind, say(f"hole.{kind}.close")) for kind in KINDS)]


@pytest.mark.parametrize(("language", "suffix"), PAGES)
def test_every_command_has_its_line(language: Language, suffix: str) -> None:
    """In the README; those of a group, where one alone stands for all there, on a page of `docs/`."""
    known = list(commands(language))
    readme = (ROOT / f"README{suffix}.md").read_text("utf-8")
    docs = [page for page in (ROOT / "docs").glob("*.md") if page.name.partition(".")[2] == f"{suffix}.md".lstrip(".")]
    pages = "\n".join([readme, *(page.read_text("utf-8") for page in docs)])

    def without_line(names: list[str], text: str) -> list[str]:
        return [name for name in names if not re.search(rf"^(.*`)?smartplan {name}\b", text, re.MULTILINE)]

    assert without_line([name for name in known if " " not in name], readme) == []
    assert without_line([name for name in known if " " in name], pages) == []


@pytest.mark.parametrize(("language", "suffix"), PAGES)
def test_the_readme_has_its_pictures_and_no_dead_link(language: Language, suffix: str) -> None:
    text = (ROOT / f"README{suffix}.md").read_text("utf-8")
    pictures = re.findall(r"\]\((docs/.+?\.(?:svg|png))\)", text)
    assert pictures == [
        f"docs/{name}" for name in (f"diff.{language}.svg", f"coverage.{language}.svg", f"report.{language}.png")
    ]
    for link in re.findall(r"\]\(([^):]+?)\)", text):
        assert (ROOT / link).exists(), link


def test_both_readmes_give_the_same_commands() -> None:
    blocks = [
        re.findall(r"```sh\n(.+?)```", (ROOT / f"README{suffix}.md").read_text("utf-8"), re.S) for _, suffix in PAGES
    ]
    assert blocks[0] == blocks[1]
    assert len(blocks[0]) == 2
