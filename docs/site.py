"""The site of the documents in both languages: `python docs/site.py FOLDER` builds it with Zensical, and checks it.

`pip install -r requirements-docs.txt` installs what it needs. English is at the top, each other language in a folder of
its code; every rule has a page. Nothing on the site comes from elsewhere: no font, no script, no picture.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from html.parser import HTMLParser
from os.path import normpath
from pathlib import Path, PurePath, PurePosixPath
from urllib.parse import unquote, urlsplit

from smartplan.messages import LANGUAGES, Catalogue, Language, catalogue
from smartplan.report.findings.rule_address import SITE, rule_path
from smartplan.report.pages.rule import explanation
from smartplan.report.render import markdown
from smartplan.report.render.markdown_escape import plain
from smartplan.report.render.page import Page
from smartplan.rules import ALL

ROOT = Path(__file__).resolve().parents[1]
# Pages that stand elsewhere in the repository, with their name on the site; they are in English alone.
OUTSIDE = {
    "CONTRIBUTING.md": "contributing",
    "CODE_OF_CONDUCT.md": "conduct",
    "SECURITY.md": "security",
    "CHANGELOG.md": "changelog",
    "benchmarks/README.md": "benchmarks",
}
_LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")
# The languages, as each is called in itself.
_NAMES: dict[Language, str] = {"en": "English", "id": "Bahasa Indonesia"}
# What the scripts of the theme would load from elsewhere for parts that our pages do not have.
_POLICY = (
    "<head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'self'; img-src 'self' data:; "
    "script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; worker-src 'self' blob:\">"
)
_CONFIG = """\
[project]
site_name = "smartplan"
{address}docs_dir = "{language}"
site_dir = "site-{language}"
nav = [{nav}]

[project.theme]
language = "{language}"
font = false
features = ["content.code.copy", "navigation.indexes", "navigation.top", "search.highlight"]

[project.markdown_extensions]
tables = {{}}
# As GitHub names headings, since our links are written for it.
toc = {{ permalink = true, slugify = {{ object = "pymdownx.slugs.slugify", kwds = {{ case = "lower" }} }} }}
"pymdownx.superfences" = {{}}
"pymdownx.highlight" = {{}}

# The links are filled in when the pages are built, with the same page in each language.
[project.extra]
alternate = [{alternate}]
"""


def sources(language: Language) -> dict[str, str]:
    """The pages by their name on the site, with the file of each from the top of the repository."""
    names = sorted(path.name.split(".")[0] for path in (ROOT / "docs").glob("*.md") if path.name.count(".") == 1)
    found = {"index": _in(language, "README"), **{name: _in(language, f"docs/{name}") for name in names}}
    return found | {name: file for file, name in OUTSIDE.items() if (ROOT / file).exists()}


def _in(language: Language, name: str) -> str:
    """The file of a page in a language, or the English one."""
    file = name if language == "en" else f"{name}.{language}"
    return f"{file if (ROOT / f'{file}.md').exists() else name}.md"


def stage(folder: Path, language: Language) -> None:
    """Write the pages of a language as Zensical is to read them, with their pictures."""
    say = catalogue(language)
    pages = sources(language)
    for name, file in pages.items():
        text = (ROOT / file).read_text("utf-8")
        _write(folder / f"{name}.md", "".join(_relinked(text, file, language, folder)))
    _write(folder / "rules/index.md", _rules(say))
    for rule in ALL.values():
        title, *blocks = explanation(rule, say)
        head = f"# {markdown.render(Page('', blocks=[title])).strip()}\n\n`{rule.id}`\n\n"
        _write(folder / f"rules/{rule.id}.md", head + markdown.render(Page("", blocks=blocks)))


def _rules(say: Catalogue) -> str:
    lines = [f"# {say('rules.title')}"]
    for family in dict.fromkeys(rule.family for rule in ALL.values()):
        lines += ["", f"## {plain(say(f'family.{family}'))}", ""]
        for rule in (rule for rule in ALL.values() if rule.family == family):
            lines.append(f"- [`{rule.id}`]({rule.id}.md): {plain(say(f'rule.{rule.id}.title'))}")
    return "\n".join(lines) + "\n"


def _relinked(text: str, file: str, language: Language, folder: Path) -> Iterator[str]:
    """A page with its links as the site has them; code stays as it is."""
    for index, part in enumerate(re.split(r"(^```.*?^```$)", text, flags=re.M | re.S)):
        yield part if index % 2 else _LINK.sub(lambda found: _link(found, file, language, folder), part)


def _link(found: re.Match[str], file: str, language: Language, folder: Path) -> str:
    mark, words, target = found.groups()
    if urlsplit(target).scheme or target.startswith("#"):
        return found[0]
    path, _, part = target.partition("#")
    wanted = normpath((PurePosixPath(file).parent / path).as_posix())
    anchor = f"#{part}" if part else ""
    # A page that is in English alone means the pages of the language that it stands among.
    written: Language = language if file.endswith(f".{language}.md") else "en"
    for other in (written, *LANGUAGES):
        name = next((name for name, source in sources(other).items() if source == wanted), None)
        if name is not None and other == written:
            return f"[{words}]({name}.md{anchor})"
        if name is not None:
            # A page of another language is none of this build.
            steps = [
                *([] if language == "en" else [".."]),
                *([] if other == "en" else [other]),
                name.removesuffix("index"),
            ]
            return f'<a href="{"/".join(filter(None, steps))}/">{words}</a>'
    if mark:
        picture = ROOT / wanted
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(picture, folder / picture.name)
        return f"![{words}]({picture.name})"
    # What is no page stands in the repository, which has no public address.
    return words


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def build(site: Path) -> None:
    """Build every language. Raises CalledProcessError and OSError."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        for language in LANGUAGES:
            stage(work / language, language)
            address = f'site_url = "{SITE}{"" if language == "en" else f"{language}/"}"\n' if SITE else ""
            nav = ", ".join(f'"{page}.md"' for page in [*sources(language), "rules/index"])
            alternate = ", ".join(
                f'{{ name = "{name}", link = "/@{code}/", lang = "{code}" }}' for code, name in _NAMES.items()
            )
            config = work / f"{language}.toml"
            _write(config, _CONFIG.format(address=address, language=language, nav=nav, alternate=alternate))
            command = [str(Path(sys.executable).parent / "zensical"), "build", "--strict", "--config-file", str(config)]
            subprocess.run(command, check=True, cwd=work)
            out = site if language == "en" else site / language
            shutil.copytree(work / f"site-{language}", out, dirs_exist_ok=True)
    for path in site.rglob("*.html"):
        text = path.read_text("utf-8").replace("<head>", _POLICY, 1)
        path.write_text(switched(text, path.parent.relative_to(site)), encoding="utf-8")


def switched(text: str, folder: PurePath) -> str:
    """A page of that folder of the site with links to itself in each language."""
    parts = folder.parts
    page = parts[1:] if parts and parts[0] in LANGUAGES else parts
    for language in LANGUAGES:
        steps = [*[".."] * len(parts), *([] if language == "en" else [language]), *page]
        text = text.replace(f'href="/@{language}/"', f'href="{"/".join([*steps, ""]) or "./"}"')
    return text


class Links(HTMLParser):
    """What a page of HTML leads to, what it loads, what in it can be led to, and whether it has a policy."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: set[str] = set()
        self.closed = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what matters of a tag."""
        given = {name: value or "" for name, value in attrs}
        self.ids.add(given.get("id", ""))
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag == "link" and given.get("rel") in ("stylesheet", "icon", "preload", "modulepreload"):
            self.loads.append(given["href"])
        elif tag == "meta" and given.get("http-equiv") == "Content-Security-Policy":
            self.closed = True
        elif "src" in given:
            self.loads.append(given["src"])


def faults(site: Path) -> list[str]:
    """Links of the site that lead nowhere, what it loads from elsewhere, and rules without a page."""
    pages = {path.resolve(): Links(path.read_text("utf-8")) for path in site.rglob("*.html")}
    found = []
    for path, page in pages.items():
        if not page.closed:
            found.append(f"{path}: may load from elsewhere")
        if path.name == "404.html":
            continue
        for target in [*page.links, *page.loads]:
            parts = urlsplit(target)
            if parts.scheme or parts.netloc:
                if target in page.loads and parts.scheme != "data":
                    found.append(f"{path}: loads {target}")
                continue
            wanted = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            wanted = wanted / "index.html" if wanted.is_dir() else wanted
            if not wanted.exists() or (parts.fragment and wanted in pages and parts.fragment not in pages[wanted].ids):
                found.append(f"{path}: leads to {target}")
    missing = [rule_path(rule, language) for rule in ALL for language in LANGUAGES]
    return found + [f"no page {name}" for name in missing if not (site / name / "index.html").exists()]


def main() -> int:
    """Build and check; the exit code."""
    site = Path(sys.argv[1])
    try:
        build(site)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"Zensical could not build the site: {error}", file=sys.stderr)
        return 2
    found = faults(site)
    print("\n".join(found) or f"{sum(1 for _ in site.rglob('*.html'))} pages in {site}")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
