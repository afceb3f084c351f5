"""`smartplan lsp`: exchanges with the server as editors have them, in a process of its own."""

import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from smartplan.cli.examples import EXAMPLES
from tests.helpers.base import FILES, write
from tests.helpers.editor_client import PATIENCE, Editor, Message
from tests.helpers.processes import run_python
from tests.helpers.runner import Runner

PLAN = FILES["2023.yaml"]
UNKNOWN = "agency: dinas-lama"
FAULTY = PLAN.replace("agency: diskominfo", UNKNOWN, 1)
SAID = "`dinas-lama` is not an agency of this plan; add it to `agencies`, or correct it"


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """One server for all that need none of their own; each test has its own folder."""
    found = Editor(tmp_path_factory.mktemp("cwd"), "--lang", "en")
    yield found
    assert found.end() == (0, b"")


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Callable[..., Editor]]:
    """Starts a server, which has to end well."""
    editors: list[Editor] = []

    def start(*arguments: str, **options: Any) -> Editor:
        editors.append(Editor(tmp_path, *arguments, **options))
        return editors[-1]

    yield start
    assert [one.end() for one in editors] == [(0, b"")] * len(editors)


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    return write(tmp_path / "plans")


def place(text: str, what: str, after: str = "") -> tuple[int, int]:
    """Line and column, in characters from 0, right after a piece of text."""
    offset = text.index(what, text.index(after)) + len(what)
    return text.count("\n", 0, offset), offset - text.rfind("\n", 0, offset) - 1


def spans(line: int, start: int, end: int) -> Message:
    return {"start": {"line": line, "character": start}, "end": {"line": line, "character": end}}


def diagnostic(line: int, start: int, end: int, message: str = SAID, code: str = "unknown-agency") -> Message:
    return {"range": spans(line, start, end), "severity": 1, "code": code, "source": "smartplan", "message": message}


def offered(found: Any) -> dict[str, str | None]:
    return {one["label"]: one.get("detail") for one in found["items"]}


def test_what_it_says_of_itself(editor: Editor) -> None:
    can = editor.initialized["capabilities"]
    assert can["positionEncoding"] == "utf-16"
    assert can["textDocumentSync"] == {"openClose": True, "change": 1, "save": True}
    assert (can["definitionProvider"], can["hoverProvider"]) == (True, True)
    assert can["completionProvider"] == {"triggerCharacters": [" ", "[", ",", "/"]}
    assert editor.initialized["serverInfo"]["name"] == "smartplan"


def test_a_finding_is_told_while_it_stands(editor: Editor, plans: Path) -> None:
    path = plans / "2023.yaml"
    line, end = place(FAULTY, UNKNOWN)
    assert editor.open(path, FAULTY) == [diagnostic(line, end - 10, end)]
    assert editor.change(path, PLAN) == []
    moved = FAULTY.replace("revision:", "# a comment\nrevision:")
    assert editor.change(path, moved) == [diagnostic(line + 1, end - 10, end)]
    # What lies on disk is sound; what the editor had is forgotten.
    editor.close(path)
    assert editor.diagnostics(path) == []


def test_texts_that_are_open_stand_for_the_files_on_disk(editor: Editor, plans: Path) -> None:
    """That a programme of the superseded revision is there no more is told in the one that follows it."""
    old, new = plans / "2019.yaml", plans / "2023.yaml"
    assert editor.open(new, PLAN) == []
    gone = FILES["2019.yaml"].replace("GOV-01", "GOV-91")
    editor.open(old, gone)
    (found,) = editor.diagnostics(new)
    assert (found["code"], found["severity"]) == ("dropped-without-a-word", 1)
    editor.change(old, FILES["2019.yaml"])
    assert editor.diagnostics(new) == []
    editor.change(old, gone)
    assert [one["code"] for one in editor.diagnostics(new)] == ["dropped-without-a-word"]
    editor.close(old)
    assert editor.diagnostics(new) == []
    editor.close(new)


def test_it_leads_to_what_is_named(editor: Editor, plans: Path) -> None:
    text = PLAN.replace("name: Program energy 3", "name: Program energy 3\n        formerly: [ENV-03]")
    path = plans / "2023.yaml"
    editor.open(path, text)
    review = plans / "reviews" / "2022-12-28.yaml"
    places = {
        "formerly: [E": (plans / "2019.yaml", FILES["2019.yaml"], "      ENV-03"),
        'supersedes: "2': (plans / "2019.yaml", FILES["2019.yaml"], "format"),
        "because: [f": (review, FILES["reviews/2022-12-28.yaml"], "  IN-01"),
        "agency: d": (path, text, "agencies: {diskominfo"),
        "missions: [M": (path, text, "missions: {M1"),
        "sources: [b": (path, text, "sources: {berita"),
    }
    for named, (target, there, what) in places.items():
        line, end = place(there, what)
        start = end - len(what.split()[-1].removeprefix("{"))
        found = editor.at("definition", path, *place(text, named))
        assert found == {"uri": target.as_uri(), "range": spans(line, start, end)}, named
    # Of what is no name, and of a name that nothing has.
    assert editor.at("definition", path, *place(text, "title: R")) is None
    editor.change(path, text.replace("formerly: [ENV-03]", "formerly: [ENV-93]"))
    assert editor.at("definition", path, *place(text, "formerly: [E")) is None
    editor.close(path)


def test_it_leads_from_a_review(editor: Editor, plans: Path) -> None:
    path, text = plans / "reviews" / "2022-12-28.yaml", FILES["reviews/2022-12-28.yaml"]
    editor.open(path, text)
    line, end = place(PLAN, "  governance")
    assert editor.at("definition", path, *place(text, "dimension: g")) == {
        "uri": (plans / "2023.yaml").as_uri(), "range": spans(line, end - 10, end),
    }  # fmt: skip
    line, end = place(text, "participants: {its")
    assert editor.at("definition", path, *place(text, "from: i"))["range"] == spans(line, end - 3, end)
    assert editor.at("definition", path, *place(text, 'leads_to: "2'))["uri"] == (plans / "2023.yaml").as_uri()
    editor.close(path)


def test_it_offers_what_can_be_named(editor: Editor, plans: Path) -> None:
    path = plans / "2023.yaml"
    text = PLAN.replace(
        "        missions: [M1]",
        "        formerly: []\n        because: []\n        status: \n        missions: [M1]",
        1,
    )
    editor.open(path, text)

    def at(what: str) -> dict[str, str | None]:
        return offered(editor.at("completion", path, *place(text, what)))

    assert at("agency: ") == {"diskominfo": "Dinas Komunikasi dan Informatika"}
    assert at("missions: [") == {"M1": "Tata kelola yang baik"}
    assert at("because: []".removesuffix("]")) == {"fgd-2022-12-28/IN-01": "Selaraskan"}
    assert at("subdimension: ") == {
        "public_service": "Public service", "public_policy": "Public policy", "bureaucracy": "Bureaucracy",
    }  # fmt: skip
    assert list(at("        status: ")) == ["proposed", "planned", "building", "running", "completed", "stopped"]
    assert at("        status: ")["building"] == "in development"
    assert at('supersedes: "') == {"2019": "Rencana induk 2019"}
    formerly = at("formerly: [")
    assert len(formerly) == 18
    assert formerly["ENV-03"] == "Program energy 3"
    # Where nothing is named nothing is offered.
    assert at("title: ") == {}
    editor.close(path)


def test_what_is_chosen_takes_the_place_of_what_was_typed(editor: Editor, plans: Path) -> None:
    path = plans / "2023.yaml"
    text = PLAN.replace("agency: diskominfo", "agency: 'dis'  # who?", 1)
    editor.open(path, text)
    line, column = place(text, "agency: 'di")
    (item,) = editor.at("completion", path, line, column)["items"]
    assert item["textEdit"] == {"range": spans(line, column - 2, column + 1), "newText": "diskominfo"}
    editor.close(path)


def test_a_name_that_yaml_reads_as_a_number_gets_quotes(editor: Editor, plans: Path) -> None:
    """Unless some stand there."""
    path = plans / "2023.yaml"
    editor.open(path, PLAN)
    bare = PLAN.replace('supersedes: "2019"', "supersedes: ")
    editor.change(path, bare)
    line, column = place(bare, "supersedes: ")
    (item,) = editor.at("completion", path, line, column)["items"]
    assert item["textEdit"] == {"range": spans(line, column, column), "newText": '"2019"'}
    editor.change(path, PLAN)
    (item,) = editor.at("completion", path, line, column + 1)["items"]
    assert item["textEdit"] == {"range": spans(line, column + 1, column + 5), "newText": "2019"}
    text = PLAN.replace("because: [fgd-2022-12-28/IN-01]", "because: [ ]")
    editor.change(path, text)
    (item,) = editor.at("completion", path, *place(text, "because: ["))["items"]
    assert item["textEdit"]["newText"] == "fgd-2022-12-28/IN-01"
    editor.close(path)


def test_broken_yaml_is_completed_by_what_was_last_read(editor: Editor, plans: Path) -> None:
    path = plans / "2023.yaml"
    editor.open(path, PLAN)
    broken = PLAN.replace("missions: [M1]", "missions: [", 1)
    assert [one["code"] for one in editor.change(path, broken)] == ["yaml-syntax"]
    assert offered(editor.at("completion", path, *place(broken, "missions: [\n".strip()))) == {
        "M1": "Tata kelola yang baik"
    }
    line, end = place(broken, "agencies: {diskominfo")
    assert editor.at("definition", path, *place(broken, "agency: d"))["range"] == spans(line, end - 10, end)
    # What has moved since is not looked for where it was.
    moved = "# a comment\n" + broken
    editor.change(path, moved)
    assert editor.at("definition", path, *place(moved, "agency: d")) is None
    editor.close(path)


def test_it_tells_what_stands_there(editor: Editor, plans: Path) -> None:
    path = plans / "2023.yaml"
    editor.open(path, FAULTY)

    def at(what: str, after: str = "") -> str | None:
        found = editor.at("hover", path, *place(FAULTY, what, after))
        return found and found["contents"]["value"]

    assert at("agency: disk") == "diskominfo: Dinas Komunikasi dan Informatika"
    assert at("missions: [M") == "M1: Tata kelola yang baik"
    assert at("because: [fgd") == "fgd-2022-12-28/IN-01: Selaraskan"
    assert at("subdimension: pub") == "public_service: Public service"
    assert at("        age") == "Executing agency."
    assert at("agency: dinas") == (
        "Agency not listed (unknown-agency)\n"
        "Every agency that executes, leads or takes part is listed under `agencies` with its full name, so that every "
        "programme has an owner."
    )
    assert at("title: Ren") is None
    assert at("GOV-0") is None
    editor.close(path)


UNITS = {"utf-16": 5, "utf-32": 3, "utf-8": 10}


@pytest.mark.parametrize("units", UNITS)
def test_columns_are_counted_as_was_agreed(started: Callable[..., Editor], plans: Path, units: str) -> None:
    editor = started("--lang", "en", encodings=["utf-7", units, "utf-16"])
    assert editor.initialized["capabilities"]["positionEncoding"] == units
    before = "      GOV-01: {name: '"
    text = PLAN.partition("      GOV-01:")[0]
    text += before + "𝗔😀é', subdimension: public_service, agency: diskominfo, partners: [dinas-lama]}\n"
    path = plans / "2023.yaml"
    start = len(before) + UNITS[units] + len("', subdimension: public_service, agency: diskominfo, partners: [")
    line = text.count("\n") - 1
    found = [one for one in editor.open(path, text) if one["code"] == "unknown-agency"]
    assert found == [diagnostic(line, start, start + 10)]
    there = editor.at(
        "definition", path, line, len(before) + UNITS[units] + len("', subdimension: public_service, agency: d")
    )
    assert there["range"]["start"]["line"] == place(text, "agencies: {")[0]
    (item,) = editor.at("completion", path, line, start + 3)["items"]
    assert item["textEdit"]["range"] == spans(line, start, start + 10)


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"], ids=["CRLF", "CR", "LF"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "BOM"])
def test_line_ends_and_a_byte_order_mark(editor: Editor, plans: Path, ending: str, mark: str) -> None:
    path = plans / "2023.yaml"
    line, end = place(FAULTY, UNKNOWN)
    text = mark + FAULTY.replace("\n", ending)
    assert editor.open(path, text) == [diagnostic(line, end - 10, end)]
    assert offered(editor.at("completion", path, line, end)) == {"diskominfo": "Dinas Komunikasi dan Informatika"}
    # In the first line the mark is a character, too.
    first = editor.change(path, text.replace("format: 1", "formt: 1"))
    found = next(one for one in first if one["code"] == "unknown-key")
    assert found["range"] == spans(0, len(mark), len(mark) + 5)
    editor.close(path)


def test_a_file_that_was_never_saved(editor: Editor, plans: Path) -> None:
    """It is a revision from the first key on, also to the others."""
    path = plans / "2026.yaml"
    text = PLAN.replace('"2023"', '"2026"').replace('supersedes: "2019"', 'supersedes: "2023"')
    text = text.replace("because: [fgd-2022-12-28/IN-01]\n", "")
    found = editor.open(path, text.replace("agency: diskominfo", UNKNOWN, 1))
    assert [one["message"] for one in found if one["code"] == "unknown-agency"] == [SAID]
    assert not path.exists()
    other = plans / "2023.yaml"
    editor.open(other, PLAN)
    assert "2026" in offered(editor.at("completion", other, *place(PLAN, 'supersedes: "')))
    editor.close(path)
    editor.close(other)


def test_a_file_outside_a_plans_folder(editor: Editor, tmp_path: Path) -> None:
    """One that has the keys of a plan is one, wherever it lies; of any other YAML nothing is said."""
    other, plan = tmp_path / "compose.yaml", tmp_path / "kota" / "2023.yaml"
    document = {"uri": other.as_uri(), "languageId": "yaml", "version": 1, "text": "services: {web: [\n"}
    editor.tell("textDocument/didOpen", {"textDocument": document})
    line, end = place(FAULTY, UNKNOWN)
    alone = FAULTY.replace('supersedes: "2019"\nbecause: [fgd-2022-12-28/IN-01]\n', "")
    assert diagnostic(line - 2, end - 10, end) in editor.open(plan, alone)
    assert editor.at("completion", other, 0, 12) is None
    assert editor.at("hover", other, 0, 2) is None
    # A text that has no file yet, and what git shows of another commit.
    for uri in ("untitled:Untitled-1", "git:/kota/2023.yaml?ref"):
        text = {"uri": uri, "languageId": "yaml", "version": 1, "text": FAULTY}
        editor.tell("textDocument/didOpen", {"textDocument": text})
        editor.tell(
            "textDocument/didChange", {"textDocument": {"uri": uri, "version": 2}, "contentChanges": [{"text": ""}]}
        )
        editor.tell("textDocument/didClose", {"textDocument": {"uri": uri}})
    editor.close(plan)
    # Nothing was said of them in between.
    assert [message["params"]["uri"] for message in editor.untold()] == [plan.as_uri()]


def test_a_hostile_file_is_told_in_bounds(editor: Editor, plans: Path) -> None:
    """A thousand findings at most, and that there are more."""
    path = plans / "2023.yaml"
    found = editor.open(path, PLAN + "".join(f"k{n}: 1\n" for n in range(3000)))
    assert len(found) == 1001
    assert found[-1] == {
        "range": spans(0, 0, 0), "severity": 1, "source": "smartplan",
        "message": "2000 further findings are not shown here; `smartplan validate` lists all",
    }  # fmt: skip
    for text in ("{" * 100_000, "a: &a [*a, *a]\n", "- " * 50_000, "\ud800: x\n", "\x00\x1b", "", "? [", "a:\n\tb: 1"):
        assert [one["severity"] for one in editor.change(path, text)][:1] == [1], text[:20]
        editor.at("completion", path, 0, 1)
        editor.at("hover", path, 0, 10**6)
        editor.at("definition", path, 10**6, 0)
    assert editor.change(path, PLAN) == []
    editor.close(path)


def test_what_is_no_message_does_not_end_it(started: Callable[..., Editor], plans: Path) -> None:
    editor = started("--lang", "en")
    for body in (b"{", b"[]", b'{"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"x": 1}}', b"\xff\xfe"):
        editor.write(body)
    editor.tell(
        "textDocument/didChange",
        {"textDocument": {"uri": (plans / "x.yaml").as_uri(), "version": 1}, "contentChanges": []},
    )
    editor.tell("textDocument/didClose", {"textDocument": {"uri": (plans / "x.yaml").as_uri()}})
    assert editor.open(plans / "2023.yaml", PLAN) == []
    assert b"Traceback" in b"".join(editor.errors)
    editor.errors.clear()


def test_an_accepted_finding_is_not_shown(started: Callable[..., Editor], run: Runner, tmp_path: Path) -> None:
    path = tmp_path / "plans" / "2023.yaml"
    path.write_text(FAULTY, encoding="utf-8")
    assert run("validate", "--baseline", "accepted.yaml", "--write-baseline").code == 0
    editor = started("--lang", "en", "--baseline", "accepted.yaml")
    assert editor.open(path, FAULTY) == []
    twice = FAULTY.replace("agency: diskominfo", UNKNOWN, 1)
    line, end = place(twice, UNKNOWN, "GOV-02")
    assert editor.change(path, twice) == [diagnostic(line, end - 10, end)]
    # And one that a comment ignores.
    ignored = twice.replace(
        "      GOV-02:", "      # smartplan: ignore unknown-agency it is being founded\n      GOV-02:"
    )
    assert editor.change(path, ignored) == []


def test_the_settings_of_the_repository_hold(started: Callable[..., Editor], plans: Path) -> None:
    """What they turn off is not shown, and the rest is as severe as they say."""
    settings = '[rules]\nunknown-agency = "warning"\nunknown-mission = "off"\n'
    (plans.parent / "smartplan.toml").write_text(settings, encoding="utf-8")
    text = FAULTY.replace("missions: [M1]", "missions: [M7]", 1)
    (found,) = started("--lang", "en").open(plans / "2023.yaml", text)
    assert (found["code"], found["severity"]) == ("unknown-agency", 2)


def test_the_settings_are_those_of_the_folder_that_is_open(
    plans: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Wherever the editor was started; what cannot be read in them is told, and then left out."""
    elsewhere, file = tmp_path_factory.mktemp("elsewhere"), plans.parent / "smartplan.toml"

    def opened(settings: str) -> tuple[Editor, Message]:
        file.write_text(settings, encoding="utf-8")
        editor = Editor(elsewhere, root=plans.parent)
        (found,) = editor.open(plans / "2023.yaml", FAULTY)
        return editor, found

    editor, found = opened('language = "id"\n[rules]\nunknown-agency = "warning"\n')
    assert (found["message"][:28], found["severity"]) == ("`dinas-lama` tidak terdaftar", 2)
    assert editor.untold() == []
    assert editor.end() == (0, b"")
    for wrong, said in (("lanuage = 1\n", "smartplan.toml:1: `lanuage`"), ('baseline = "no.yaml"\n', "no.yaml")):
        editor, found = opened(wrong)
        assert found["severity"] == 1
        (shown,) = editor.shown
        assert (shown["type"], said in shown["message"]) == (1, True)
        assert editor.end() == (0, b"")


@pytest.mark.parametrize(
    ("arguments", "options", "said"),
    [
        (["--lang", "id"], None, "`dinas-lama` tidak terdaftar"),
        ([], {"lang": "id"}, "`dinas-lama` tidak terdaftar"),
        (["--lang", "id"], {"lang": "en"}, SAID),
        ([], {"lang": 5}, SAID),
        ([], [1], SAID),
    ],
)
def test_the_language(
    started: Callable[..., Editor], plans: Path, arguments: list[str], options: Any, said: str
) -> None:
    """That of the options that the editor sends, where it sends any."""
    (found,) = started(*arguments, options=options).open(plans / "2023.yaml", FAULTY)
    assert found["message"].startswith(said)


def test_a_newer_key_stands_for_one_just_before(editor: Editor, plans: Path) -> None:
    """Only the last of several that follow each other quickly is checked."""
    path = plans / "2023.yaml"
    editor.open(path, PLAN)
    for n in range(20):
        editor.type(path, f"{FAULTY}# {n}\n")
    assert [one["code"] for one in editor.diagnostics(path)] == ["unknown-agency"]
    editor.close(path)


def test_what_changes_on_disk_is_read_anew(editor: Editor, plans: Path) -> None:
    """As git changes it, or another program."""
    path, old = plans / "2023.yaml", plans / "2019.yaml"
    assert editor.open(path, PLAN) == []
    old.write_text(FILES["2019.yaml"].replace("GOV-01", "GOV-91"), encoding="utf-8")
    changed = {"changes": [{"uri": old.as_uri(), "type": 2}]}
    editor.tell("workspace/didChangeWatchedFiles", changed)
    assert [one["code"] for one in editor.diagnostics(path)] == ["dropped-without-a-word"]
    old.write_text(FILES["2019.yaml"], encoding="utf-8")
    editor.tell("textDocument/didSave", {"textDocument": {"uri": path.as_uri()}})
    assert editor.diagnostics(path) == []
    editor.close(path)


def test_a_profile_that_cannot_be_read_is_told(editor: Editor, plans: Path) -> None:
    path, profile = plans / "2023.yaml", plans / "profiles" / "kota.toml"
    profile.parent.mkdir()
    profile.write_text("title = 5\n", encoding="utf-8")
    found = editor.open(path, PLAN.replace("profile: kominfo", "profile: kota"))
    assert (found[0]["range"], found[0]["severity"]) == (spans(0, 0, 0), 1)
    assert "kota.toml" in found[0]["message"]
    editor.close(path)


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("missions: ", "[M1]"),
        ("missions: [", "M1"),
        ("missions:\n          - ", "M1"),
        ("missions:\n        - ", "M1"),
        ("sources: ", "[berita]"),
        ("sources:", " [berita]"),
        ("sources:\n          -", " berita"),
        ("agency: ", "diskominfo"),
    ],
)
def test_where_a_list_has_to_stand_a_list_is_written(editor: Editor, plans: Path, field: str, written: str) -> None:
    path = plans / "2023.yaml"
    editor.open(path, PLAN)
    text = PLAN.replace("        missions: [M1]", f"        {field}", 1)
    editor.type(path, text)
    (item,) = editor.at("completion", path, *place(text, f"        {field}", "dimensions:"))["items"]
    assert (item["textEdit"]["newText"], item["label"]) == (written, written.strip(" []"))
    editor.close(path)


@pytest.mark.parametrize("head", ["file://", "file:", "FILE://", "file://localhost", "file://LOCALHOST"])
@pytest.mark.parametrize("escaped", ["a%20b%25%C3%A9", "a b%25é", "a%20b%25%c3%a9"])
def test_an_address_may_be_spelled_in_other_ways(editor: Editor, tmp_path: Path, head: str, escaped: str) -> None:
    """What is told and where it leads is under the name that the editor uses, or as the protocol spells it."""
    old = write(tmp_path / "a b%é" / "plans") / "2019.yaml"
    uri = f"{head}{tmp_path}/{escaped}/plans/2023.yaml"
    document = {"uri": uri, "languageId": "yaml", "version": 1, "text": PLAN}
    editor.tell("textDocument/didOpen", {"textDocument": document})
    line, column = place(PLAN, 'supersedes: "2')
    asked = {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}}
    assert editor.ask("textDocument/definition", asked) == {"uri": old.as_uri(), "range": spans(0, 0, 6)}
    editor.tell("textDocument/didClose", {"textDocument": {"uri": uri}})


@pytest.mark.parametrize("uri", ["file://[/plans/2023.yaml", "file:///plans/%00/2023.yaml", "file:", "", "2023.yaml"])
def test_what_is_no_address_of_a_file(started: Callable[..., Editor], uri: str) -> None:
    """Nothing is said of it, and a question about it has an answer."""
    editor = started("--lang", "en")
    document = {"uri": uri, "languageId": "yaml", "version": 1, "text": FAULTY}
    editor.tell("textDocument/didOpen", {"textDocument": document})
    asked = {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 0}}
    for what in ("completion", "definition", "hover"):
        assert editor.ask(f"textDocument/{what}", asked) is None
    editor.tell("textDocument/didClose", {"textDocument": {"uri": uri}})
    assert editor.untold() == []
    # Those of pygls, which keeps the text.
    editor.errors.clear()


NOWHERE = {"textDocument": {"uri": "file:///plans/2023.yaml"}, "position": {"line": -1, "character": 0}}


@pytest.mark.parametrize(
    ("method", "params", "code"),
    [
        ("textDocument/documentSymbol", {"textDocument": {"uri": "file:///plans/2023.yaml"}}, -32601),
        ("smartplan/unheard-of", None, -32601),
        ("textDocument/hover", {"textDocument": {}}, -32602),
        ("textDocument/completion", None, -32602),
        ("textDocument/definition", NOWHERE, -32602),
    ],
)
def test_a_request_that_cannot_be_answered_is_refused(plans: Path, method: str, params: Any, code: int) -> None:
    """An editor would wait for its answer; and its log is not filled with what it knows."""
    editor = Editor(plans, traceback=False)
    assert editor.refused(method, params) == code
    for number in (10, 11):
        editor.tell("$/cancelRequest", {"id": number})
    editor.tell("$/unheard-of", {})
    editor.tell("textDocument/didOpen", {})
    assert editor.open(plans / "2023.yaml", PLAN) == []
    assert editor.end() == (0, b"")


def test_a_question_that_is_taken_back(editor: Editor, plans: Path) -> None:
    """Each has one answer or is said to be cancelled, and what is asked next is answered."""
    path = plans / "2023.yaml"
    editor.open(path, PLAN)
    line, column = place(PLAN, "agency: d")
    asked = {"textDocument": {"uri": path.as_uri()}, "position": {"line": line, "character": column}}
    for number in range(1000, 1010):
        editor.send({"jsonrpc": "2.0", "id": number, "method": "textDocument/completion", "params": asked})
        editor.tell("$/cancelRequest", {"id": number})
    assert list(offered(editor.at("completion", path, line, column))) == ["diskominfo"]
    answers = {one["id"]: one.get("error", {}).get("code") for one in editor.untold() if "id" in one}
    assert set(answers) == set(range(1000, 1010))
    assert set(answers.values()) <= {-32800, None}
    editor.errors.clear()
    editor.close(path)


def test_files_that_are_gone(editor: Editor, plans: Path) -> None:
    """What is open is still checked, and names of what is gone are told."""
    path = plans / "2023.yaml"
    assert editor.open(path, PLAN) == []
    (plans / "2019.yaml").unlink()
    path.unlink()
    editor.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": path.as_uri(), "type": 3}]})
    assert [one["code"] for one in editor.diagnostics(path)] == ["unknown-revision"]
    shutil.rmtree(plans)
    assert [one["code"] for one in editor.change(path, PLAN)] == ["unknown-revision", "unknown-input"]
    editor.close(path)


def test_it_ends_with_its_input(plans: Path) -> None:
    """As when the editor was killed."""
    editor = Editor(plans)
    editor.open(plans / "2023.yaml", PLAN)
    assert editor.gone() == (0, b"")


@pytest.mark.parametrize("begun", [b"", b"Content-Length: 9\r\n\r\n{", b"Content-Le"])
def test_it_ends_in_the_middle_of_a_message(plans: Path, begun: bytes) -> None:
    editor = Editor(plans, traceback=False)
    assert editor.process.stdin
    editor.process.stdin.write(begun)
    assert editor.gone() == (0, b"")


def test_an_editor_that_leaves_without_a_farewell(plans: Path) -> None:
    """The protocol has an exit code for that."""
    editor = Editor(plans)
    editor.open(plans / "2023.yaml", PLAN)
    editor.tell("exit", None)
    assert editor.gone() == (1, b"")


def test_it_can_be_interrupted(plans: Path) -> None:
    """By whoever started it in a terminal, while it waits for input."""
    editor = Editor(plans)
    editor.process.send_signal(signal.SIGINT)
    assert editor.process.wait(PATIENCE) == -signal.SIGINT
    assert editor.gone() == (-signal.SIGINT, b"")


@pytest.mark.parametrize("command", [example.command for example in EXAMPLES["lsp"]])
def test_its_examples_run(started: Callable[..., Editor], command: str) -> None:
    assert "capabilities" in started(*command.split()[1:]).initialized


def test_without_its_libraries_one_sentence_says_what_to_install(tmp_path: Path) -> None:
    code = (
        "import sys\nsys.modules['pygls'] = None\nfrom importlib import util\nfind = util.find_spec\n"
        "util.find_spec = lambda name, *rest: None if name == 'pygls' else find(name, *rest)\n"
        "sys.argv = ['smartplan', 'lsp', '--lang', 'en']\nfrom smartplan.cli import main\nmain()"
    )
    done = run_python(["-c", code], tmp_path)
    assert (done.code, done.out) == (2, b"")
    assert done.err.decode() == (
        'Error: for an editor, further libraries are needed (pygls); install them with `pip install "smartplan[lsp]"`\n'
    )


def test_a_baseline_that_is_not_there_is_told_at_once(run: Runner) -> None:
    done = run("lsp", "--baseline", "nowhere.yaml", "--lang", "en")
    assert done.code == 2
    assert "nowhere.yaml" in done.err
