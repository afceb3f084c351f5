"""The site of the documents: every page of the repository and every rule in both languages, and no link leads nowhere."""

import importlib.util
import re
import sys
from os.path import normpath
from pathlib import Path
from types import ModuleType

import pytest

from smartplan.messages import LANGUAGES, Language, catalogue
from smartplan.rules import ALL
from tests.helpers.runner import ROOT


@pytest.fixture(scope="module")
def site() -> ModuleType:
    """`docs/site.py`, which is a script and no package."""
    spec = importlib.util.spec_from_file_location("documents_site", ROOT / "docs/site.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_and_rule_is_staged_and_no_link_leads_nowhere(
    site: ModuleType, tmp_path: Path, language: Language
) -> None:
    site.stage(tmp_path / language, language)
    staged = {path.relative_to(tmp_path / language).as_posix() for path in (tmp_path / language).rglob("*.md")}
    documents = {path.name.split(".")[0] for path in (ROOT / "docs").glob("*.md")}
    assert {f"{name}.md" for name in documents} <= staged
    assert {f"rules/{rule}.md" for rule in ALL} <= staged
    assert {"index.md", "contributing.md", "security.md", "changelog.md", "benchmarks.md", "rules/index.md"} <= staged
    for name in staged:
        text = (tmp_path / language / name).read_text("utf-8")
        links = re.findall(r"\]\(([^):#\s]+)(?:#\S+)?\)", re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S))
        for link in links:
            assert (tmp_path / language / normpath((Path(name).parent / link).as_posix())).exists(), (name, link)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_a_rule_says_what_the_manual_says(site: ModuleType, tmp_path: Path, language: Language) -> None:
    site.stage(tmp_path, language)
    text = (tmp_path / "rules/unknown-agency.md").read_text("utf-8")
    assert text.startswith(f"# {catalogue(language)('rule.unknown-agency.title')}\n\n`unknown-agency`\n")
    for example in (ALL["unknown-agency"].bad, ALL["unknown-agency"].good):
        assert all(part.strip() in text for part in example.files.values())


def test_the_list_of_rules_has_its_title_in_the_language(site: ModuleType, tmp_path: Path) -> None:
    for language, title in (("en", "# Rules of smartplan\n"), ("id", "# Aturan smartplan\n")):
        site.stage(tmp_path / language, language)
        assert (tmp_path / language / "rules/index.md").read_text("utf-8").startswith(title)


def test_the_languages_lead_to_each_other(site: ModuleType, tmp_path: Path) -> None:
    for language in LANGUAGES:
        site.stage(tmp_path / language, language)
    assert '<a href="id/">README.id.md</a>' in (tmp_path / "en/index.md").read_text("utf-8")
    assert '<a href="../">README.md</a>' in (tmp_path / "id/index.md").read_text("utf-8")
    # A page that is in English alone leads to the pages around it.
    assert "(reliability.md)" in (tmp_path / "id/architecture.md").read_text("utf-8")


def test_pictures_are_copied_to_the_last_byte(site: ModuleType, tmp_path: Path) -> None:
    for language in LANGUAGES:
        site.stage(tmp_path / language, language)
        for name in (f"report.{language}.png", f"diff.{language}.svg"):
            assert (tmp_path / language / name).read_bytes() == (ROOT / "docs" / name).read_bytes()


SWITCHES = [
    ("", "./", "id/"),
    ("ci", "../ci/", "../id/ci/"),
    ("rules/bad-date", "../../rules/bad-date/", "../../id/rules/bad-date/"),
    ("id", "../", "../id/"),
    ("id/rules/bad-date", "../../../rules/bad-date/", "../../../id/rules/bad-date/"),
]


@pytest.mark.parametrize(("folder", "english", "indonesian"), SWITCHES)
def test_every_page_leads_to_itself_in_the_other_language(
    site: ModuleType, folder: str, english: str, indonesian: str
) -> None:
    text = '<link href="/@en/"><a href="/@id/">id</a>'
    assert site.switched(text, Path(folder)) == f'<link href="{english}"><a href="{indonesian}">id</a>'


GOOD = '<head><meta http-equiv="Content-Security-Policy" content="x"></head><a href="{}">a</a><h2 id="b">b</h2>'
FAULTS = [
    ("#b", []), ("../a/#b", []), ("#c", ["leads to #c"]), ("../x/", ["leads to ../x/"]), ("https://kota.test", []),
    ('"><script src="https://kota.test/x.js"></script><a href="#b', ["loads https://kota.test/x.js"]),
]  # fmt: skip


@pytest.mark.parametrize(("link", "found"), FAULTS)
def test_a_dead_link_and_what_is_loaded_from_elsewhere_are_found(
    site: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, link: str, found: list[str]
) -> None:
    monkeypatch.setattr(site, "ALL", {})
    (tmp_path / "a").mkdir()
    (tmp_path / "a/index.html").write_text(GOOD.format(link), encoding="utf-8")
    told = [line.partition(": ")[2] for line in site.faults(tmp_path)]
    assert told == found
    (tmp_path / "a/index.html").write_text("<head></head>", encoding="utf-8")
    assert [line.partition(": ")[2] for line in site.faults(tmp_path)] == ["may load from elsewhere"]


def test_the_site_is_built_and_sound(site: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not (Path(sys.executable).parent / "zensical").exists():
        pytest.skip("Zensical is not installed; requirements-docs.txt has it")
    monkeypatch.setattr(sys, "argv", ["site.py", str(tmp_path / "site")])
    assert site.main() == 0
    assert len([*(tmp_path / "site").rglob("*.html")]) > 2 * len(ALL)
    assert 'href="../../id/rules/bad-date/" hreflang="id"' in (tmp_path / "site/rules/bad-date/index.html").read_text(
        "utf-8"
    )
