"""The report in a real browser: headless Chromium, which Debian has as a package.

    python -m tests.campaigns.browser
    python -m tests.campaigns.browser --programmes 1200 --keep FOLDER

Reports on the plans of the repository, on the city of the tests and on a generated plan, in both languages. Each has to
be opened without a request, a message on the console or anything that its own policy refuses; to say the same without
its script; to have the figures of `--format json`; to be printed on its paper, with the heads of a table on each page;
and to be without findings of axe-core, in a light and in a dark window. What is not installed is skipped, and the last
lines say so: Chromium (`SMARTPLAN_CHROMIUM` names another), pdftotext, and axe-core, of which `SMARTPLAN_AXE` names the
file `axe.min.js`, or which one of `pip install axe-core-python` and `axe-playwright-python` brings.

First it looks at pages that break each promise, so that a check that sees nothing is known.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path
from socket import create_server
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any, NamedTuple

from tests.helpers.runner import ROOT

_SECONDS = 180
_PAPERS = {"f4": (936, 595), "a4": (842, 595)}
_QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync", "--disable-default-apps",
    "--disable-background-networking", "--disable-component-update", "--disable-domain-reliability", "--no-pings",
    "--enable-logging=stderr",
)  # fmt: skip
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_SCRIPT = re.compile(r"<script>.*?</script>", re.S)
_AXE = """<script src="axe.js"></script><script>
axe.run(document, {resultTypes: ["violations"]}).then(
  found => found.violations.map(one => `${one.impact} ${one.id}: ${one.nodes.length} times, ${one.nodes[0].html}`),
  error => [String(error)]
).then(found => { document.documentElement.dataset.axe = JSON.stringify(found) })
</script>"""
# What has to be seen for a check to mean anything.
_BROKEN = {
    "a request": '<img src="http://smartplan.invalid/a.png">',
    "a message": "<script>console.log(1)</script>",
    "a refusal": '<meta http-equiv="Content-Security-Policy" content="script-src \'none\'"><script>let a</script>',
}


class Opened(NamedTuple):
    """A page in the browser: its elements, what its console said, and how often something was fetched."""

    dom: str
    console: list[str]
    requests: int


class Browser:
    """Chromium with a profile of its own, whose every request goes to a proxy that counts and answers nothing."""

    def __init__(self, program: str, folder: Path) -> None:
        self._program, self._folder = program, folder
        self._knocks: list[str] = []
        self._proxy = create_server(("127.0.0.1", 0))
        Thread(target=self._count, daemon=True).start()

    def _count(self) -> None:
        while True:
            peer, _ = self._proxy.accept()
            with peer:
                self._knocks.append(peer.recv(1000).decode("latin-1").partition("\r")[0])

    def open(self, page: Path, *options: str) -> Opened:
        """The page once its script has run."""
        before = len(self._knocks)
        done = self._run(page, "--virtual-time-budget=60000", "--dump-dom", *options)
        console = re.findall(r"CONSOLE(?:[:(]\S*)?\s*(.*)", done.stderr)
        # The browser asks for things of its own, which no page named.
        own = re.compile(r"google|gstatic|chromium", re.I)
        return Opened(done.stdout, console, len([one for one in self._knocks[before:] if not own.search(one)]))

    def printed(self, page: Path, pdf: Path) -> bytes:
        """What it prints, as a PDF."""
        self._run(page, "--no-pdf-header-footer", f"--print-to-pdf={pdf}")
        return pdf.read_bytes()

    def _run(self, page: Path, *options: str) -> subprocess.CompletedProcess[str]:
        port = self._proxy.getsockname()[1]
        proxy = (f"--proxy-server=http://127.0.0.1:{port}", "--proxy-bypass-list=<-loopback>")
        words = [self._program, *_QUIET, *proxy, f"--user-data-dir={self._folder / 'profile'}", *options]
        return subprocess.run(
            [*words, page.as_uri()], check=True, capture_output=True, encoding="utf-8", timeout=_SECONDS
        )


class _Words(HTMLParser):
    """The words of a page as they are read, and its tables as rows of texts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tables: list[list[tuple[str, list[str]]]] = []
        self._silent = 0
        self._cell = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in ("style", "script", "head")
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append((dict(attrs).get("class") or "", []))
        elif tag in ("td", "th"):
            self._cell = True
            self.tables[-1][-1][1].append("")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("style", "script", "head")
        self._cell &= tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words += data.split()
            if self._cell:
                self.tables[-1][-1][1][-1] += data


class Case(NamedTuple):
    """A report to make: of which revision, in which folder, with which further words."""

    plans: Path
    revision: str
    more: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        return " ".join([self.plans.name, self.revision, *self.more])


def main() -> None:
    """Open every report. Ends with 1 where one does not hold, with 2 where a broken page was not seen."""
    parser = argparse.ArgumentParser(description="The report in headless Chromium.")
    parser.add_argument("--programmes", type=int, default=300, help="programmes of the generated plan")
    parser.add_argument("--keep", type=Path, help="a folder for the reports and their PDFs")
    options = parser.parse_args()
    program = os.environ.get("SMARTPLAN_CHROMIUM") or next(filter(None, map(shutil.which, _names())), None)
    if program is None:
        print("skipped: Chromium is not installed")
        return
    axe = _axe()
    with TemporaryDirectory() as name:
        folder = options.keep.resolve() if options.keep else Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        browser = Browser(program, Path(name))
        unseen = [what for what in _BROKEN if not _seen(what, browser, folder)]
        if unseen:
            print(f"not seen, so that no result means anything: {', '.join(unseen)}")
            sys.exit(2)
        wrong = [one for case in _cases(options.programmes, Path(name)) for one in _look(case, browser, folder, axe)]
    for found in wrong:
        print(f"WRONG {found}")
    for what, there in (("axe-core", axe), ("pdftotext", shutil.which("pdftotext"))):
        if not there:
            print(f"skipped: {what} is not installed")
    print(f"{len(wrong)} wrong" if wrong else "every report holds")
    sys.exit(1 if wrong else 0)


def _names() -> tuple[str, ...]:
    return ("chromium", "chromium-browser", "google-chrome")


def _axe() -> Path | None:
    if named := os.environ.get("SMARTPLAN_AXE"):
        return Path(named)
    for package in ("axe_core_python", "axe_playwright_python"):
        found = find_spec(package)
        for place in (found.submodule_search_locations or ()) if found else ():
            for path in sorted(Path(place).rglob("axe*.js")):
                return path
    return None


def _cases(programmes: int, folder: Path) -> Iterator[Case]:
    generated = folder / "generated"
    words = [sys.executable, str(ROOT / "benchmarks/generate.py"), str(programmes), str(generated)]
    subprocess.run(words, check=True, capture_output=True)
    for language in ("en", "id"):
        lang = ("--lang", language)
        yield Case(ROOT / "plans", "2026", lang)
        yield Case(ROOT / "plans", "2026", ("--against", "2019", "--paper", "a4", *lang))
        yield Case(ROOT / "tests/city", "2026", lang)
        yield Case(generated, "2026", lang)
    yield Case(ROOT / "plans", "2026", ("--agency", "diskominfo"))
    yield Case(ROOT / "plans", "2026", ("--dimension", "governance"))


def _seen(what: str, browser: Browser, folder: Path) -> bool:
    page = folder / "broken.html"
    page.write_text(f"<!doctype html><title>x</title>{_BROKEN[what]}", encoding="utf-8")
    opened = browser.open(page)
    page.unlink()
    return bool(opened.requests if what == "a request" else opened.console)


def _look(case: Case, browser: Browser, folder: Path, axe: Path | None) -> Iterator[str]:
    """What does not hold of a report."""
    page = folder / f"{re.sub('[^a-z0-9]+', '-', case.told.lower())}.html"
    _smartplan("report", case.revision, "--plans", str(case.plans), *case.more, "--output", str(page))
    # A browser that runs no script does not tell its elements either; the copy has none to run.
    still = page.with_name("still.html")
    still.write_text(_SCRIPT.sub("", page.read_text("utf-8")), encoding="utf-8")
    opened, plain = browser.open(page), browser.open(still)
    still.unlink()
    for message in [*opened.console, *plain.console]:
        yield f"{case.told}: the console says {message}"
    if fetched := opened.requests + plain.requests:
        yield f"{case.told}: {fetched} requests"
    seen = _Words(opened.dom)
    if not seen.words or seen.words != _Words(plain.dom).words:
        yield f"{case.told}: says something else without its script"
    if not re.search("<button", opened.dom) or re.search("<button", plain.dom):
        yield f"{case.told}: the script did not run, or ran where there is none"
    if not {"--agency", "--dimension"} & set(case.more):
        yield from (f"{case.told}: {one}" for one in _figures(case, seen.tables))
    yield from (f"{case.told}: {one}" for one in _print(case, browser, page))
    if axe:
        yield from (f"{case.told}: axe: {one}" for one in _axe_findings(browser, page, axe))
    print(f"{case.told}: {page.stat().st_size} bytes, {len(seen.tables)} tables", flush=True)


def _smartplan(*words: str) -> str:
    command = [sys.executable, "-c", "from smartplan.cli import main; main()", *words]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


def _figures(case: Case, tables: list[list[tuple[str, list[str]]]]) -> Iterator[str]:
    """What differs between the first two tables of coverage and its JSON: programmes, and programmes by year."""
    told: dict[str, Any] = json.loads(
        _smartplan("coverage", case.revision, "--plans", str(case.plans), "--format", "json")
    )
    wanted = [cell["programmes"] for cell in told["cells"]]
    found = [table for table in tables if [_number(row[1]) for kind, row in table[1:] if not kind] == wanted]
    if len(found) < 2:
        yield "no two tables have the programmes of each sub-dimension that the JSON has"
        return
    years = [title.strip() for title in found[1][0][1][2:]]
    by_year = [[_number(one) for one in row[2:]] for kind, row in found[1][1:] if not kind]
    if by_year != [[cell["by_year"].get(year, 0) for year in years] for cell in told["cells"]]:
        yield "programmes by year are not those of the JSON"
    if _number(found[0][-1][1][1]) != told["totals"]["programmes"]:
        yield "the total is not that of the JSON"


def _number(text: str) -> int:
    """The count in a cell, in which a sign stands for none."""
    return int(re.sub(r"\D", "", unescape(text)) or 0)


def _print(case: Case, browser: Browser, page: Path) -> Iterator[str]:
    """What is wrong on paper: its size, and a table that goes on without its heads."""
    pdf = page.with_suffix(".pdf")
    printed = browser.printed(page, pdf)
    sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    wide, high = _PAPERS["a4" if "a4" in case.more else "f4"]
    if not sizes or {(abs(float(x) - wide) < 2, abs(float(y) - high) < 2) for x, y in sizes} != {(True, True)}:
        yield f"printed on {set(sizes)}"
    program = shutil.which("pdftotext")
    if program is None:
        return
    text = subprocess.run([program, "-layout", str(pdf), "-"], check=True, capture_output=True, encoding="utf-8").stdout
    head = re.compile(r"^ *(?:No|No\.) .*(?:Semula|Before)", re.I | re.M)
    pages = [number for number, one in enumerate(text.split("\f")) if head.search(one)]
    rows = re.compile(r"^ *(\d+) {2,}\S", re.M)
    if pages and len(rows.findall(text)) > 40 and len(pages) < 2:
        yield "the heads of the matrix are not repeated"


def _axe_findings(browser: Browser, page: Path, axe: Path) -> Iterator[str]:
    """What axe finds in a copy that lets it run, light and dark."""
    copy = page.with_name(f"axe-{page.name}")
    shutil.copy(axe, page.with_name("axe.js"))
    copy.write_text(_POLICY.sub("", page.read_text("utf-8")) + _AXE, encoding="utf-8")
    for scheme, options in {"light": (), "dark": ("--blink-settings=preferredColorScheme=0",)}.items():
        found = re.search(r'data-axe="([^"]*)"', browser.open(copy, *options).dom)
        if found is None:
            yield "did not end"
        else:
            yield from (f"{scheme}: {one}" for one in json.loads(unescape(found[1])))
    copy.unlink()


if __name__ == "__main__":
    main()
