"""The pictures of the README and of the pages, of Balikpapan's plans, in both languages.

    python docs/pictures.py [--check | --report CHROMIUM]

Writes `docs/NAME.LANGUAGE.svg`: what a terminal shows, and a chart as `smartplan` draws it. With `--check` it writes
nothing and ends with 1 where one of them shows something else than the program would.

With `--report` it writes `docs/report.LANGUAGE.png` alone, the beginning of a report as a browser shows it: each
version of a browser and its fonts gives other bytes, so no check compares them. Renew them when the report changes.
"""

import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.text import Text

from smartplan.analysis.coverage import cover
from smartplan.analysis.roadmap import RoadmapFilter, roadmap
from smartplan.messages import LANGUAGES, Catalogue, Language, catalogue
from smartplan.operations.diff import read
from smartplan.report.charts.draw import draw as draw_chart
from smartplan.report.pages import coverage as coverage_page
from smartplan.report.pages import diff as diff_page
from smartplan.report.pages import roadmap as roadmap_page
from smartplan.report.render import text as page_text
from smartplan.report.render.page import Drawing
from smartplan.report.render.terminal import Style
from smartplan.workspace.revision import open_revision

HERE = Path(__file__).resolve().parent
WIDTH = 100
LINES = 48
# What is planned so far must not change with the day on which the picture is made.
TODAY = date(2026, 11, 24)
EPOCH = "1795478400"


def main() -> None:
    """Write the pictures, or look whether they are still true."""
    check = sys.argv[1:] == ["--check"]
    # The paths in the pictures are those that a reader of the README would see.
    os.chdir(HERE.parent)
    if sys.argv[1:2] == ["--report"]:
        for language in LANGUAGES:
            photograph(language, sys.argv[2])
        return
    stale = []
    for path, picture in pictures():
        if check and (not path.exists() or path.read_text("utf-8") != picture):
            stale.append(path.name)
        if not check:
            path.write_text(picture, encoding="utf-8")
    if stale:
        sys.exit(f"no longer true: {', '.join(stale)}; run python docs/pictures.py")


def pictures() -> Iterator[tuple[Path, str]]:
    """Each picture with the file that holds it."""
    for language in LANGUAGES:
        for name, (command, screen) in SCREENS.items():
            text = screen(catalogue(language), Style(colour=True, width=WIDTH))
            yield HERE / f"{name}.{language}.svg", draw(text, f"smartplan {command}", name)
        yield HERE / f"roadmap.{language}.svg", road_map(catalogue(language))


def photograph(language: Language, chromium: str) -> None:
    """The beginning of the report on the last revision, as this browser shows it."""
    program = str(Path(sys.executable).with_name("smartplan"))
    with tempfile.TemporaryDirectory() as place:
        report = Path(place, "report.html")
        command = [program, "report", "2026", "--lang", language, "--output", str(report)]
        subprocess.run(command, check=True, env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH})
        picture = f"--screenshot={HERE / f'report.{language}.png'}"
        options = ["--headless", "--no-sandbox", "--hide-scrollbars", "--window-size=1200,860", picture]
        subprocess.run([chromium, *options, report.as_uri()], check=True, stderr=subprocess.DEVNULL)


def road_map(say: Catalogue) -> str:
    """`smartplan roadmap 2023 --dimension environment --format svg`."""
    revision = open_revision("2023", "plans", TODAY)
    result = roadmap(revision.plan, revision.context, RoadmapFilter(dimension=["environment"]), path=revision.path)
    page = roadmap_page.build(result, revision.plan, say)
    return draw_chart(next(block for block in page.blocks if isinstance(block, Drawing)), "picture", alone=True)


def draw(screen: str, title: str, id_: str) -> str:
    """The first lines of a screen as SVG."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, legacy_windows=False)
    lines = screen.rstrip("\n").split("\n")
    shown = lines if len(lines) <= LINES else [*lines[: LINES - 1], "…"]
    for line in shown:
        console.print(Text.from_ansi(line), soft_wrap=True)
    return console.export_svg(title=title, unique_id=id_) + "\n"


def diff(say: Catalogue, style: Style) -> str:
    """The comparison of Balikpapan's two revisions."""
    return page_text.render(diff_page.build(read("2019", "2023", "plans"), say, brief=True), style)


def coverage(say: Catalogue, style: Style) -> str:
    """The coverage of its first revision: the one with more holes to see."""
    revision = open_revision("2019", "plans", TODAY)
    result = cover(revision.plan, revision.context, path=revision.path)
    return page_text.render(coverage_page.build(result, revision.plan, say), style)


SCREENS: dict[str, tuple[str, Callable[[Catalogue, Style], str]]] = {
    "diff": ("diff 2019 2023", diff),
    "coverage": ("coverage 2019", coverage),
}

if __name__ == "__main__":
    main()
