"""Links to files at a terminal: where they are written, what their addresses hold, and that only ours pass the gate."""

import os
import re
import sys
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

if sys.platform == "win32":
    pytest.skip("paths are of another kind there", allow_module_level=True)
from smartplan.report.render import links
from smartplan.report.render.file_place import FilePlace, runs
from smartplan.report.render.links import LinkForm, link_form
from smartplan.report.render.sentences import sanitise
from smartplan.report.render.terminal import Style
from smartplan.report.render.word_diff import TextPart
from smartplan.report.render.word_wrap import wrap_change, wrap_runs

LINKED = Style(links=LinkForm("kantor"))
END = "\x1b]8;;\x1b\\"
LINK = re.compile(r"\x1b\]8;;(?P<url>[^\x1b]*)\x1b\\(?P<text>[^\x1b]*)\x1b\]8;;\x1b\\")

ENVIRONMENTS = [
    ("xterm", {}, False), ("xterm", {"VTE_VERSION": "7600"}, True), ("xterm", {"VTE_VERSION": "4803"}, False),
    # 0.50.0 has links, and ends at the first one.
    ("xterm", {"VTE_VERSION": "5000"}, False), ("xterm", {"VTE_VERSION": "0.50.0"}, False),
    ("xterm", {"VTE_VERSION": "٧٦٠٠"}, False), ("xterm", {"VTE_VERSION": "9" * 5000}, False),
    ("xterm", {"KONSOLE_VERSION": "230803"}, True), ("xterm", {"KONSOLE_VERSION": "200800"}, False),
    ("xterm", {"WT_SESSION": "1"}, True), ("xterm", {"KITTY_WINDOW_ID": "1"}, True), ("xterm-kitty", {}, True),
    ("xterm-ghostty", {}, True), ("alacritty", {}, True), ("foot", {}, True), ("linux", {}, False), ("", {}, False),
    ("xterm", {"TERM_PROGRAM": "iTerm.app"}, True), ("xterm", {"TERM_PROGRAM": "vscode"}, True),
    ("xterm", {"TERM_PROGRAM": "WezTerm"}, True), ("xterm", {"TERM_PROGRAM": "Apple_Terminal"}, False),
    ("dumb", {"VTE_VERSION": "7600"}, False), ("xterm", {"VTE_VERSION": "7600", "CI": "true"}, False),
    ("xterm", {"VTE_VERSION": "7600", "TMUX": "/tmp/x"}, False), ("screen", {"VTE_VERSION": "7600"}, False),
    ("xterm", {"VTE_VERSION": "7600", "NO_COLOR": "1"}, True),
    ("xterm", {"VTE_VERSION": "7600", "FORCE_HYPERLINK": "0"}, False),
    ("dumb", {"CI": "true", "FORCE_HYPERLINK": "1"}, True), ("xterm", {"FORCE_HYPERLINK": ""}, False),
]  # fmt: skip


@pytest.mark.parametrize(("term", "more", "expected"), ENVIRONMENTS)
def test_where_links_are_written(term: str, more: dict[str, str], expected: bool) -> None:
    environment = {"TERM": term, **more}
    assert (link_form(True, environment, "linux") is not None) is expected
    # In a pipe only who asks for them gets them.
    assert (link_form(False, environment, "linux") is not None) is (more.get("FORCE_HYPERLINK") == "1")


def test_what_is_known_of_the_terminal_goes_into_the_address(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "2023.yaml"
    for program, url in (
        ({"TERM_PROGRAM": "iTerm.app"}, f"file://{os.uname().nodename}{path}"),
        # The line is for those that take it; a desktop can open no address with one.
        ({"TERM_PROGRAM": "vscode"}, f"file://{path}#12"),
        ({"KITTY_WINDOW_ID": "1"}, f"file://{os.uname().nodename}{path}#12"),
    ):
        form = link_form(True, program, "linux")
        assert form is not None
        assert form.url(path, 12) == url
        assert form.url(path, None) == url.removesuffix("#12")
    assert link_form(True, {"WT_SESSION": "1"}, "win32") == LinkForm()
    assert link_form(True, {"VTE_VERSION": "7600"}, "win32") is None


def parts(text: str) -> list[tuple[str, str]]:
    """Each link of an output that passed the gate: where it leads, and what is shown."""
    return [(found["url"], found["text"]) for found in LINK.finditer(sanitise(text, linked=True))]


NAMES = [
    "rencana induk.yaml", "a#12.yaml", "100%.yaml", "%41.yaml", "kota;id=1.yaml", "a?b&c.yaml", "a\x1b]8;;http:x.test\x1b\\b.yaml",
    "a\x07b.yaml", "a\x1b\\b.yaml", "a\x9cb.yaml", "a\nb.yaml", "Nglanggeran Jalan é😀.yaml", "\udcff.yaml", "a\u202eb.yaml",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("line", [None, 7])
def test_an_address_holds_nothing_but_an_address(name: str, line: int | None) -> None:
    url = LinkForm("kantor", lines=True).url(Path("/kota") / name, line)
    assert re.fullmatch(r"file://kantor/[A-Za-z0-9/._~%-]+(#7)?", url)
    found = urlsplit(url)
    assert unquote_to_bytes(found.path) == ("/kota/" + name).encode("utf-8", "surrogateescape")
    assert (found.netloc, found.query, found.fragment) == ("kantor", "", "7" if line else "")


@given(st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1))
def test_any_name_passes_the_gate_as_one_link(name: str) -> None:
    told = LINKED("nama", *LINKED.target(Path("/kota") / name))
    ((url, text),) = parts(told)
    assert (unquote_to_bytes(urlsplit(url).path).decode(), text) == ("/kota/" + name, "nama")


FOREIGN = [
    "\x1b]8;;file:///etc/passwd\x1b\\x\x1b]8;;\x1b\\", "\x1b]8;;http://x.test\x07x\x1b]8;;\x07",
    "\x1b]8;0000000000000000;file:///a\x1b\\x", "\x9d8;;file:///a\x9cx", "\x1b]0;judul\x07",
]  # fmt: skip


@pytest.mark.parametrize("text", FOREIGN)
def test_a_link_in_a_text_of_a_plan_is_shown_and_does_nothing(text: str) -> None:
    ours = LINKED("a.yaml", *LINKED.target(Path("/a.yaml")))
    told = sanitise(f"{ours} {text}", linked=True, colour=True)
    assert told.startswith(f"\x1b]8;;file://kantor/a.yaml\x1b\\a.yaml{END} ")
    rest = told.partition(END)[2]
    assert not set(rest) & {"\x1b", "\x07", "\x9d", "\x9c"}
    assert "\\u001b" in rest or "\\u009d" in rest
    # Where none are written, ours is shown as well.
    assert "\x1b" not in sanitise(ours)


def test_what_marks_a_link_as_ours_is_not_sent() -> None:
    told = sanitise(LINKED("a", *LINKED.target(Path("/a"))), linked=True)
    assert told == f"\x1b]8;;file://kantor/a\x1b\\a{END}"
    assert links.without(f"{told} b") == "a b"


def test_without_links_nothing_is_added() -> None:
    assert Style(colour=True).target(Path("/a"), 1) == ()
    assert LINKED.target(None, 1) == ()
    assert LINKED("a", "bold") == "a"
    both = Style(colour=True, links=LinkForm())
    assert sanitise(both("a", "bold", *both.target(Path("/a"))), colour=True, linked=True) == (
        f"\x1b[1m\x1b]8;;file:///a\x1b\\a{END}\x1b[0m"
    )


PLACES = [FilePlace("plans/a b.yaml", Path("/plans/a b.yaml")), FilePlace("b.yaml", Path("/b.yaml"))]


@pytest.mark.parametrize("colour", [False, True])
@pytest.mark.parametrize("width", [None, *range(8, 40)])
def test_lines_are_as_wide_with_links_as_without(width: int | None, colour: bool) -> None:
    """A name that is broken is a link on each of its lines."""
    text = "plans/a b.yaml → b.yaml"
    style = Style(colour, width, LinkForm())
    found = [(part, ("dim", *target)) for part, target in runs(text, PLACES, style)]
    told = [sanitise(line, colour=True, linked=True) for line in wrap_runs(found, style, "- ", "  ")]
    plain = list(wrap_runs([(text, ())], Style(width=width), "- ", "  "))
    assert [re.sub(r"\x1b\[[0-9;]*m", "", links.without(line)) for line in told] == plain
    assert all(line.count("\x1b]8;;file:") == line.count(END) for line in told)
    urls = [url for line in told for url, _ in parts_of(line)]
    assert list(dict.fromkeys(urls)) == ["file:///plans/a%20b.yaml", "file:///b.yaml"]
    assert "".join(text for line in told for _, text in parts_of(line)).replace(" ", "") == "plans/ab.yamlb.yaml"


def parts_of(line: str) -> list[tuple[str, str]]:
    return LINK.findall(re.sub(r"\x1b\[[0-9;]*m", "", line))


def test_the_lines_of_a_change_lead_to_both_files() -> None:
    places = [FilePlace("12", Path("/a.yaml"), 12), FilePlace("12", Path("/b.yaml"), 12)]
    for style in (Style(links=LinkForm("", True)), Style(width=30, links=LinkForm("", True))):
        told = list(wrap_change([TextPart("kata")], style, (), "", "", where="[12 → 12]", places=places))
        assert parts(told[0]) == [("file:///a.yaml#12", "12"), ("file:///b.yaml#12", "12")]
        assert links.without(sanitise(told[0], linked=True)) == "kata  [12 → 12]"
