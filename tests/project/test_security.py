"""Whatever the texts of a plan hold, they are shown and do nothing: to a terminal, to the log of a workflow, to markdown."""

import io
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from smartplan.cli.git import draw_changes, draw_plan
from smartplan.messages import LANGUAGES, Language, catalogue
from smartplan.operations.git_diff import FilePair, compare, lines
from smartplan.report.render.markdown_escape import plain
from smartplan.report.render.sentences import escape_controls, sanitise
from tests.helpers import hostile
from tests.helpers.repo import Repository, git  # noqa: F401
from tests.helpers.runner import Runner

READING = [
    "validate", "diff 2019 2023", "diff 2019 2023 --stat", "diff --since HEAD", "coverage 2023",
    "coverage 2023 --by mission", "coverage 2023 --by agency", "coverage 2023 --by source",
    "coverage 2023 --by indicator", "coverage 2023 --by input", "coverage 2023 --against 2019 --fail-under 100",
    "coverage plans plans", "summary 2023", "show 2023 GOV-01 --history", "show 2019 GOV-09 --history",
    "show 2023 {id}", "log", "log 2023", "agenda 2023", "agenda 2023 --agency diskominfo", "agenda 2023 --agency {id}",
    "roadmap 2023", "roadmap 2023 --year 2023", "roadmap 2023 --agency {id}", "roadmap 2023 --year {id}",
    "inputs 2023", "evaluations", "rules {id}", "validate --rule {id}", "diff {id} 2023", "diff --since {id}",
]  # fmt: skip
EDITING = [
    "set 2023 GOV-01 name {id} --dry-run", "set 2023 GOV-01 {id} x --dry-run", "set 2023 GOV-01 agency {id} --dry-run",
    "rename 2023 GOV-01 {id} --dry-run", "renumber 2023 GOV-01 {id} --dry-run", "move 2023 GOV-01 {id}/x --dry-run",
    "move 2023 GOV-01 living/health --as LIV-09 --dry-run", "merge 2023 GOV-01 LIV-01 --into GOV-01 --dry-run",
    "split 2023 GOV-01 --into GOV-01 --into GOV-08 --dry-run", "withdraw 2023 GOV-01 --reason {id} --dry-run",
    "add 2023 GOV-07 --dimension {id} --subdimension {id} --name {id} --agency {id} --dry-run",
    "restore 2023 GOV-09 --dry-run", "confirm 2019 2023 --yes --dry-run", "draft 2026 --from 2023 --dry-run",
    "draft {id} --from 2023", "fmt --check", "fmt --check {id}", "init plans", "init {id} --example",
]  # fmt: skip
FORMATS = {"validate": ["text", "json", "markdown", "github", "gitlab", "junit", "sarif"],
           "diff": ["text", "json", "markdown", "github", "gitlab", "junit"],
           "rules": [None]}  # fmt: skip
KINDS = {"free": hostile.free, "hard": hostile.hard, "keys": hostile.keys, "ids": hostile.ids}
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
# What a shell can hand over.
ID = hostile.ALL.replace("\x00", "")


@pytest.fixture(params=KINDS)
def attacked(request: pytest.FixtureRequest, run: Runner, git: None) -> Runner:  # noqa: F811
    """A city whose texts, whose values or whose keys are attacks."""
    repository = Repository(Path())
    repository.commit()
    hostile.write(Path("plans"), KINDS[request.param]())
    return run


def calls(commands: list[str]) -> Iterator[tuple[list[str], str | None]]:
    for command in commands:
        words = [word.replace("{id}", ID) for word in command.split()]
        for form in FORMATS.get(words[0], ["text", "json", "markdown"]) if commands is READING else [None]:
            yield [*words, *(["--format", form] if form else [])], form


def sound(text: str, form: str | None = None) -> None:
    """Nothing that is not to be seen, and no command but those of ours."""
    assert hostile.unseen(text) == set()
    lines = hostile.commands(text)
    if form == "github":
        assert [line for line in lines if not re.match(r"::(error|warning|notice) ?[^:]*::", line)] == []
    else:
        assert lines == []


# So many runs at least show the attack, of the kind of text that shows it least.
@pytest.mark.parametrize(("commands", "least"), [(READING, 37), (EDITING, 10)], ids=["reading", "editing"])
def test_no_text_of_a_plan_steers_a_terminal_or_a_workflow(attacked: Runner, commands: list[str], least: int) -> None:
    shown = 0
    for words, form in calls(commands):
        for language in LANGUAGES if form in (None, "text") else ["en"]:
            result = attacked(*words, "--lang", language)
            assert result.code in (0, 1, 2)
            assert result.out or result.err
            sound(result.out, form)
            sound(result.err)
            shown += "\\u202e" in result.out + result.err
            if form in ("json", "sarif") and result.out:
                json.loads(result.out)
    assert shown >= least


def words_of(text: str) -> list[str]:
    """The lines without blanks at their end; without colour a heading is underlined by a line of its own."""
    # Behind a colour a command is none.
    return [line.rstrip() for line in text.replace("\\u003a:", "::").split("\n") if line.strip("─ ")]


def test_colours_are_all_that_colour_adds(attacked: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    for words, form in calls(READING):
        if form in (None, "text"):
            plain = attacked(*words).out
            with monkeypatch.context() as patch:
                patch.setenv("FORCE_COLOR", "1")
                coloured = attacked(*words).out
            assert words_of(COLOURS.sub("", coloured)) == words_of(plain)


def test_nor_on_a_screen_where_lines_are_wrapped(attacked: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    for words, form in calls([*READING, *EDITING]):
        if form in (None, "text"):
            shown = attacked(*words).out
            assert hostile.unseen(COLOURS.sub("", shown)) == set()
            assert hostile.commands(shown) == []


def test_no_text_makes_a_line_of_a_report(run: Runner) -> None:
    # A line that is too long is broken by the report itself, which is no matter of what stands in the text.
    run.monkeypatch.setattr("smartplan.report.render.table.WIDEST", 10**6)
    run.monkeypatch.setattr("smartplan.report.render.short_table.WIDEST", 10**6)
    run.monkeypatch.setattr("smartplan.report.render.text._WIDEST_NAMES", 10**6)
    counts = []
    for text in ("X", hostile.ALL):
        hostile.write(Path("plans"), hostile.free(text))
        counts.append([run(*words).out.count("\n") for words, form in calls(READING) if form == "text"])
    assert counts[0] == counts[1]


def test_json_means_the_same_as_before_it_was_made_safe(run: Runner) -> None:
    hostile.write(Path("plans"), hostile.free())
    told = json.loads(run("summary", "2023", "--format", "json").out)
    assert told["title"] == told["city"] == hostile.ALL
    shown = json.loads(run("show", "2023", "GOV-01", "--format", "json").out)
    assert shown["programme"]["name"] == hostile.ALL


@pytest.mark.parametrize("start", [start for start in hostile.STARTS if "::" in start or "##" in start])
def test_no_text_begins_a_command(run: Runner, start: str) -> None:
    hostile.write(Path("plans"), hostile.free(f"{start}X"))
    for words, form in calls(
        ["diff 2019 2023", "summary 2023", "show 2023 GOV-01", "log", "inputs 2023", "evaluations"]
    ):
        result = run(*words)
        sound(result.out, form)
        sound(result.err)


READERS = [MarkdownIt("gfm-like", {"html": html, "linkify": False}) for html in (True, False)]
# What GitHub makes links of after it has read the markdown, and while it does, outside of code.
REFERENCE = re.compile(r"@\w|#\d|\bgh-\d", re.I)
ADDRESS = re.compile(r"https?://|\bwww\.|\bmailto:|\w@\w", re.I)
CODE = re.compile(r"(?<!\\)`[^`]*`")
OURS = re.compile(r"</details>\s*|<details><summary>[^<>]*</summary>\s*|&lt;.*")


def flat_tokens(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from flat_tokens(token.children or [])


def shape(text: str, reader: MarkdownIt) -> list[str]:
    """The elements of markdown, without the words; checks on the way that none is a link, an image or HTML."""
    assert ADDRESS.search(CODE.sub("", text)) is None
    found = []
    for token in flat_tokens(reader.parse(text)):
        assert token.type not in ("link_open", "image", "html_inline", "fence", "code_block"), token
        if token.type == "html_block":
            assert OURS.fullmatch(token.content), token.content
        if token.type in ("text", "html_block"):
            assert REFERENCE.search(token.content) is None, token.content
        if token.type not in ("text", "code_inline", "inline", "text_special"):
            found.append(token.type)
    return found


# The reports in which a text stands at the start of a line or of a cell.
MARKDOWN = [
    "validate", "diff 2019 2023", "coverage 2023 --by indicator", "summary 2023", "show 2023 GOV-01 --history", "log",
    "agenda 2023 --agency diskominfo", "roadmap 2023", "inputs 2023", "evaluations",
]  # fmt: skip


def markdown(run: Runner) -> list[str]:
    return [run(*command.split(), "--format", "markdown").out for command in MARKDOWN]


@pytest.fixture
def harmless(run: Runner) -> list[list[str]]:
    """The elements of the reports on a city whose texts are words."""
    hostile.write(Path("plans"), hostile.free("X"))
    return [shape(text, READERS[0]) for text in markdown(run)]


def test_markdown_has_the_elements_that_words_would_give_it(run: Runner, harmless: list[list[str]]) -> None:
    assert any("table_open" in one for one in harmless)
    for text in (hostile.ALL, *(f"{start}X" for start in hostile.STARTS[::5])):
        hostile.write(Path("plans"), hostile.free(text))
        for report, expected in zip(markdown(run), harmless, strict=True):
            assert shape(report, READERS[0]) == expected


def test_markdown_makes_nothing_of_a_text(attacked: Runner) -> None:
    for words, form in calls(READING):
        if form == "markdown":
            report = attacked(*words).out
            for reader in READERS:
                shape(report, reader)


NAMES = [
    "::error::x",
    "x\x1b[31m\u202e",
    "<script>x",
    "a\n::error::b",
    "`x` [x](mailto:x@x.test) @all #1",
    "x\udcff",
    "$(id)",
    "- x",
]


TEXTS = [
    *(f"{start}X" for start in hostile.STARTS),
    hostile.HTML,
    hostile.MARKDOWN,
    "a & b &lt; &#64;c",
    "1.5",
    "- ",
    "=",
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_in_markdown_says_what_it_says(text: str) -> None:
    """At the start of a line, below another, in a list, in a cell: the same elements as a word, and the text itself."""
    for before, after in (("", ""), ("X\n", "\n\nX"), ("- X\n  ", ""), ("| X |\n| --- |\n| ", " |")):
        found = f"{before}{plain(text)}{after}\n"
        assert shape(found, READERS[0]) == shape(f"{before}X{after}\n", READERS[0])
        words = "".join(
            one.content or " " for one in flat_tokens(READERS[0].parse(found)) if one.type in ("text", "softbreak")
        )
        assert " ".join(text.split()) in " ".join(words.replace("\u200b", "").split())


@pytest.mark.parametrize("name", NAMES)
def test_names_of_files(run: Runner, name: str, tmp_path: Path) -> None:
    (tmp_path / "plans/2023.yaml").rename(tmp_path / f"plans/{name}.yaml")
    (tmp_path / "plans/reviews" / f"{name}.yaml").write_text("x: [", "utf-8")
    commands = ["validate", f"validate\0plans/{name}.yaml", "log", "coverage\0plans\0plans", f"summary\0{name}",
                f"diff\x002019\0{name}", f"show\0{name}\0GOV-01", f"inputs\0{name}", "fmt\0--check"]  # fmt: skip
    for command in commands:
        words = command.split("\0")
        for form in [None] if words[0] == "fmt" else FORMATS.get(words[0], ["text", "json", "markdown"]):
            result = run(*words, *(["--format", form] if form else []))
            # A line break is one to anybody who prints the name.
            sound(result.out, form)
            sound(result.err)
            if form == "markdown":
                shape(result.out, READERS[0])
            if form in ("json", "sarif") and result.out:
                json.loads(result.out)


CODES = [("\x1b", "\\u001b"), ("\u202e", "\\u202e"), ("\U000e0041", "\\udb40\\udc41"), ("\udcff", "\\udcff"), ("\t\n", "\t\n"),
         ("\xa0é😀", "\xa0é😀"), ("", "")]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CODES)
def test_a_code_is_that_of_json(text: str, expected: str) -> None:
    assert escape_controls(text) == expected
    if text.isascii() is False:
        assert json.loads(f'"{escape_controls(text)}"') == text


GUARDED = [
    ("a\x1b[31mb\x1b[0m", {"colour": True}, "a\x1b[31mb\x1b[0m"), ("a\x1b[31mb", {}, "a\\u001b[31mb"),
    ("\x1b[95m\x1b[2J", {"colour": True}, "\\u001b[95m\\u001b[2J"), ("x\n \t::error::", {}, "x\n \t\\u003a:error::"),
    ("::error::x", {"commands": True}, "::error::x"), ("x ::y", {}, "x ::y"), ("x##[y]", {}, "x#\\u0023[y]"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "options", "expected"), GUARDED)
def test_the_last_gate(text: str, options: dict[str, bool], expected: str) -> None:
    assert sanitise(text, **options) == expected


def test_the_summary_of_a_job_and_the_outputs_of_a_step(
    attacked: Runner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT"):
        monkeypatch.setenv(name, str(tmp_path / name))
    for words in ("validate --summary", "diff 2019 2023 --summary", "diff --since HEAD --summary"):
        attacked(*words.split())
    summary = (tmp_path / "GITHUB_STEP_SUMMARY").read_text("utf-8")
    assert "\\u202e" in summary
    assert hostile.unseen(summary) == set()
    shape(summary, READERS[0])
    for line in (tmp_path / "GITHUB_OUTPUT").read_text("utf-8").splitlines():
        assert re.fullmatch(r"[a-z]+=\d+", line)


@pytest.mark.parametrize("kind", ["free", "ids"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_git_is_given_in_planners_words(run: Runner, git: None, kind: str, language: Language) -> None:  # noqa: F811
    Repository(Path())
    hostile.write(Path("plans"), KINDS[kind]())
    say = catalogue(language)
    words = lines(Path("plans/2023.yaml"), draw_plan(say)).decode()
    files = ["plans/2019.yaml", "plans/2023.yaml"]
    pair = FilePair.of(["plans/2023.yaml", files[0], "a" * 40, "100644", files[1], "b" * 40, "100644"])
    changes = compare(pair, draw_changes(say)).decode()
    for text in (words, changes):
        assert "\\u202e" in text
        # Otherwise it would be the file as it is.
        assert '"format"' not in text
        sound(text)


def test_a_question_on_a_terminal(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    hostile.write(Path("plans"), hostile.free())
    path = Path("plans/2023.yaml")
    path.write_text(path.read_text("utf-8").replace('"GOV-01"', '"GOV-05"'), "utf-8")
    monkeypatch.setattr(sys, "stdin", answers := io.StringIO("y\n" * 9))
    for stream in (answers, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    done = run("confirm", "2019", "2023", "--dry-run")
    assert "GOV-05" in done.out
    shown = COLOURS.sub("", done.out)
    assert hostile.unseen(shown) == hostile.unseen(done.err) == set()
    assert shown.count("\\u202e") >= 2
