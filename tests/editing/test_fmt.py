"""The canonical layout by whole examples, and `smartplan fmt`."""

import io
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from smartplan.editing.format.blocks import Blocks
from smartplan.editing.format.layout import LayoutError, layout
from smartplan.editing.format.stack import Lines
from smartplan.yamltext.comments import comments
from smartplan.yamltext.parser import parse
from tests.helpers.base import FILES
from tests.helpers.runner import ROOT, Runner, change

REAL = sorted([*ROOT.glob("plans/**/*.yaml"), *ROOT.glob("tests/city/**/*.yaml")])

# What is written, and what becomes of it.
CASES = {
    "the order of the model, unknown keys behind": (
        "catatan: x\ntitle: B\nformat: 1\nlagi: w\nrevision: a\n",
        "format: 1\nrevision: a\ntitle: B\ncatatan: x\nlagi: w\n",
    ),
    "ids keep their order, years do not": (
        "dimensions:\n  living:\n    programmes:\n      B: {execution: {2024: ran, 2023: ran}}\n      A:\n        name: x\n",
        "dimensions:\n  living:\n    programmes:\n      B:\n        execution: {2023: ran, 2024: ran}\n      A:\n        name: x\n",
    ),
    "a review": (
        "title: T\nreview: r\ninputs: {IN-01: {text: b, from: a}}\nformat: 1\n",
        "format: 1\nreview: r\ntitle: T\ninputs:\n  IN-01: {from: a, text: b}\n",
    ),
    "an evaluation": (
        "final: 3.0\nyear: 2023\nrank: {of: 9, position: 1}\n",
        "year: 2023\nfinal: 3.0\nrank: {position: 1, of: 9}\n",
    ),
    "indentation": (
        "dimensions:\n    living:\n          programmes:\n           A:\n            partners:\n            - x\n            - w\n",
        "dimensions:\n  living:\n    programmes:\n      A:\n        partners:\n          - x\n          - w\n",
    ),
    "what is a block is one": (
        "rpjmd: {missions: {M1: a}, title: x}\nagencies: {a: {short: b, name: c}}\nreadiness: {structure: {}}\n"
        "sources: {s: {title: t}}\nwithdrawn: {X: {reason: r}}\n",
        "rpjmd:\n  title: x\n  missions:\n    M1: a\nagencies:\n  a: {name: c, short: b}\nsources:\n  s: {title: t}\n"
        "readiness:\n  structure: {}\nwithdrawn:\n  X: {reason: r}\n",
    ),
    "small mappings and lists are as their author likes them": (
        "city:\n  name: a\n  code: \"64.71\"\nperiod: {start: 2023,   end: 2026 }\nbecause:\n  - a/b\nlegal_basis: [ x,z ]\n",
        "city:\n  code: \"64.71\"\n  name: a\nbecause:\n  - a/b\nperiod: {start: 2023, end: 2026}\nlegal_basis: [x, z]\n",
    ),
    "braces over several lines stay, where they are no block": (
        "city: {\n  name: a,  # nama\n  code: b\n  }\n",
        "city: {\n  name: a,  # nama\n  code: b\n  }\n",
    ),
    "braces over several lines that are a block": (
        "agencies: { # semua\n  b: {name: B}, # dua\n  # satu\n  a: {\n    name: A } # nama\n  # akhir\n} # tutup\ntitle: x\n",
        "title: x\nagencies:  # semua\n  b: {name: B}  # dua\n  # satu\n  a:  # nama\n    name: A\n  # akhir\n  # tutup\n",
    ),
    "JSON": (
        '{\n  "revision": "2023",\n  "city": {\n    "name": "Kota"\n  },\n  "because": ["a/b"],\n  "format": 1\n}\n',
        'format: 1\nrevision: "2023"\ncity:\n  name: Kota\nbecause: [a/b]\n',
    ),
    "quotes": (
        "title: 'a'\nvision: \"b, c\"\nprofile: 'it''s'\nstatus: yes\nrecord: 'a: b'\ncode: '1'\nbecause: ['a, b', \"c\"]\n",
        "title: a\nstatus: \"yes\"\nrecord: \"a: b\"\nbecause: [\"a, b\", c]\nprofile: it's\nvision: b, c\ncode: \"1\"\n",
    ),
    "numbers and dates are as they are written": (
        "sources:\n  a: {date: '2022-12-28', title: 2022-12-28}\nx: 4.0\nv: 0x1F\nz: ~\nw: null\n",
        "sources:\n  a: {title: \"2022-12-28\", date: 2022-12-28}\nx: 4.0\nv: 0x1F\nz: ~\nw: null\n",
    ),
    "keys": ("'title': x\n\"2023\": w\n'a: b': z\nyes: 1\n<<: 2\n", "title: x\n2023: w\n\"a: b\": z\n\"yes\": 1\n<<: 2\n"),
    "nothing behind a key": ("title:\nstatus:   # nanti\nx: {a, b: , c: 1}\n", "title:\nstatus:   # nanti\nx: {a, b: , c: 1}\n"),
    "unicode": ("title: \"caf\\u00e9 \\U0001f600\"\nx: \"\\u2028\"\n", "title: café 😀\nx: \"\\L\"\n"),
    "comments go with their entry": (
        "# kepala\n\n# di atas judul\ntitle: x  # samping judul\n  # di bawah judul\n# di atas format\nformat: 1   # samping format\n# kaki\n",
        "# kepala\n\n# di atas format\nformat: 1   # samping format\n# di atas judul\ntitle: x  # samping judul\n  # di bawah judul\n# kaki\n",
    ),
    "the head of the file stays there": (
        "# yaml-language-server: $schema=x\n# kepala\ntitle: x\nformat: 1\n",
        "# yaml-language-server: $schema=x\n# kepala\nformat: 1\ntitle: x\n",
    ),
    "a comment that comes up is none of the head": (
        "# kepala\ntitle: x\n# satu\nformat: 1\n", "# kepala\n\n# satu\nformat: 1\ntitle: x\n",
    ),
    "a comment that stands for itself": (
        "format: 1\n\n# sendiri\n\ntitle: x\n\n# berdua\n\nrevision: w\n",
        "format: 1\n\n# sendiri\n\nrevision: w\n\ntitle: x\n\n# berdua\n",
    ),
    "a comment between the same two": (
        "city:\n    code: w\n  # sendiri\n    name: x\n\n\n\n# juga\n\ntitle: x\n",
        "city:\n  code: w\n  # sendiri\n  name: x\n\n# juga\n\ntitle: x\n",
    ),
    "a comment that parts from the entry below is not taken for one of the next": (
        "city:\n    code: w\n  # sendiri\n    zona: 1\n    name: x\n",
        "city:\n  code: w\n  # sendiri\n\n  name: x\n  zona: 1\n",
    ),
    "comments of a list": (
        "because:\n- a/b # satu\n# dua\n- c/d\n  # di bawah dua\n\n- e/f\n# kaki\n",
        "because:\n  - a/b  # satu\n  # dua\n  - c/d\n    # di bawah dua\n\n  - e/f\n# kaki\n",
    ),
    "a column of comments stays one": (
        "title: 'x'     # satu\nstatus: draft  # dua\nrecord: example # tiga\nx: 1\nz: \"w\"      # empat\n",
        "title: x       # satu\nstatus: draft  # dua\nrecord: example  # tiga\nx: 1\nz: w      # empat\n",
    ),
    "a comment in a line of its own before a value": (
        "title: # samping\n  # di atas\n  x # juga\nvision: # naik\n  w\n",
        "title:  # samping\n  # di atas\n  x  # juga\nvision: w  # naik\n",
    ),
    "blank lines": (
        "\n\n# kepala\n\n\n\nformat: 1\n\n\n\nrpjmd:\n\n\n  title: x\n\n\n  vision: w\n\n\n",
        "# kepala\n\nformat: 1\n\nrpjmd:\n  title: x\n\n  vision: w\n",
    ),
    "blank lines divide entries that change places": (
        "agencies:\n  a: {name: x}\n\nrpjmd:\n  title: x\n\nsources:\n  a: {title: w}\n",
        "rpjmd:\n  title: x\n\nagencies:\n  a: {name: x}\n\nsources:\n  a: {title: w}\n",
    ),
    "literal and folded texts": (
        "vision: |\n      satu # bukan komentar\n        dua  \n\n      tiga\n\n\ntitle: >-   # asli\n panjang\n sekali\nx: |2-\n    w\n",
        "title: >-   # asli\n  panjang\n  sekali\n\nvision: |\n  satu # bukan komentar\n    dua  \n\n  tiga\nx: |2-\n    w\n",
    ),
    "blank lines that are text": (
        "vision: |+\n  x\n\n\n\ntitle: |\n  w\n\n\n", "title: |\n  w\nvision: |+\n  x\n\n\n\n",
    ),
    "a blank line that is none may not become text": (
        "format: 1\n\nvision: w\ntitle: |+\n  x\n", "format: 1\ntitle: |+\n  x\nvision: w\n",
    ),
    "a comment below a literal text is none of it": (
        "title: |\n      x\n   # komentar\nstatus: draft\n", "title: |\n  x\n # komentar\nstatus: draft\n",
    ),
    "a literal text at the end of a file without a line break": ("title: |\n    x", "title: |-\n  x\n"),
    "a text over several lines": (
        "rpjmd:\n    vision: satu\n     dua\n\n       tiga # komentar\n    title:\n         \"empat\\\n         \\ lima\"\n",
        "rpjmd:\n  title:\n    \"empat\\\n    \\ lima\"\n  vision: satu\n    dua\n\n      tiga  # komentar\n",
    ),
    "anchors, aliases and tags": (
        "x: &a\n    b: 1 # komentar\nw:   *a\nz: !!str 5\ntitle: &t  \"x\"\n", "title: &t \"x\"\nx: &a\n  b: 1  # komentar\nw: *a\nz: !!str 5\n",
    ),
    "anchors of a mapping and of its first key": (
        "a:    &x   # komentar\n   &y b: 1\n   c: *y\nd: *x\n", "a: &x  # komentar\n  &y b: 1\n  c: *y\nd: *x\n",
    ),
    "a text behind a tag that says nothing": (
        "a: !\n\n  >-\nb: ! |\n     5\nc: ! |-\n    5\n", "a: ! >-\nb: ! |\n  5\nc: ! |-\n  5\n",
    ),
    "an anchor ahead of braces over several lines": (
        "t: &x\n   [1,\n    2]\na:\n   b: &z # satu\n     {c: 1,\n      d: 2} # dua\n",
        "t: &x [1,\n    2]\na:\n  b:  # satu\n    &z {c: 1,\n     d: 2}  # dua\n",
    ),
    "an anchor and a tag apart": (
        "a: &i\n  # satu\n  !   b\nc: &k # dua\n  !   d\n", "a:\n  # satu\n  &i ! b\nc: &k ! d  # dua\n",
    ),
    "what is written alike and means another thing": (
        "dimensions:\n  living:\n    programmes:\n      A:\n        name: &k name\n        indicators:\n          a: {*k : x, level: w}\n"
        "      B:\n        name: &k unit\n        indicators:\n          a: {*k : x, level: w}\n",
        "dimensions:\n  living:\n    programmes:\n      A:\n        name: &k name\n        indicators:\n          a: {*k : x, level: w}\n"
        "      B:\n        name: &k unit\n        indicators:\n          a: {level: w, *k : x}\n",
    ),
    "what is written alike in another place": (
        "agencies:\n  a: {short: b, name: c}\nsources:\n  s: {title: 2023-01-31, date: '2023-01-31'}\n"
        "catatan:\n  a: {short: b, name: c}\n  s: {title: 2023-01-31, date: '2023-01-31'}\n",
        "agencies:\n  a: {name: c, short: b}\nsources:\n  s: {title: \"2023-01-31\", date: 2023-01-31}\n"
        "catatan:\n  a: {short: b, name: c}\n  s: {title: \"2023-01-31\", date: 2023-01-31}\n",
    ),
    "an anchor stays ahead of its alias": ("title: &t x\nformat: 1\nrevision: *t\n", "title: &t x\nformat: 1\nrevision: *t\n"),
    "markers and directives": (
        "%YAML 1.2\n--- # mulai\n\n# kepala\ntitle: x\nformat: 1\n...\n\n\n# sesudah\n",
        "%YAML 1.2\n--- # mulai\n# kepala\nformat: 1\ntitle: x\n...\n\n# sesudah\n",
    ),
    "blanks at the end of lines, tabs": (
        "title: x \t\nstatus:\tdraft\t# samping\nbecause: [\ta/b,\tc/d ]  \n", "title: x\nstatus: draft  # samping\nbecause: [a/b, c/d]\n",
    ),
    "lists of mappings and of lists": (
        "x:\n-   a: 1\n    b: 2\n- - c\n  - d\n-\n  # di atas\n  e: 3\n",
        "x:\n  - a: 1\n    b: 2\n  - - c\n    - d\n  -\n    # di atas\n    e: 3\n",
    ),
    "explicit keys": ("? title\n: x\n? lain # komentar\n", "title: x\nlain: # komentar\n".replace(": #", ":  #")),
    "explicit keys with brackets and blocks": (
        "city:\n    ? name\n    : a\n    code: [\n      x,\n    ]\n    ? # satu\n      'lain'\n    :\n      - b # dua\n",
        "city:\n  code: [\n    x,\n  ]\n  name: a\n  # satu\n  lain:\n    - b  # dua\n",
    ),
    "explicit keys over several lines": (
        '? |\n  a\n: 1\n? b\n  c\n: 2\n? &k >-\n  d\n: 3\n? "e\\\n  f"\n: 4\n&x : 5\n',
        '"a\\n": 1\nb c: 2\n&k "d": 3\nef: 4\n&x : 5\n',
    ),
    "an anchor ahead of braces that become a block, a comment far off": (
        "rpjmd: &a {missions: &b {M1: x}}     # satu\nagencies: &c {     # dua\n  a: {name: x}}\n",
        "rpjmd: &a  # satu\n  missions: &b\n    M1: x\nagencies: &c  # dua\n  a: {name: x}\n",
    ),
    "question marks in braces": (
        "sources: {s: {url: https://a.b/c?d=e, title: 'a:?b'}}\ncity: {name: !!str a ?, ? b : c?d}\nbecause: [\n    a?,  # satu\n    &x b ?,\n    'c?']\ntitle: a ? b\n",
        "city: {name: !!str \"a ?\", b: \"c?d\"}\ntitle: a ? b\nbecause: [\n    \"a?\",  # satu\n    &x \"b ?\",\n    'c?']\n"
        "sources:\n  s: {title: \"a:?b\", url: \"https://a.b/c?d=e\"}\n",
    ),
    "no line break at the end": ("title: x", "title: x\n"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), CASES.values(), ids=CASES)
def test_a_text_is_laid_out(before: str, after: str) -> None:
    assert layout(before) == after
    assert layout(after) == after
    assert parse(after).data == parse(before).data
    for mark, newline in (("", "\r\n"), ("", "\r")):
        crlf = mark + before.replace("\n", newline)
        if newline in crlf:
            assert layout(crlf) == after.replace("\n", newline)


@pytest.mark.parametrize("path", REAL, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_files_of_the_repository_are_canonical(path: Path) -> None:
    text = path.read_text("utf-8")
    assert layout(text) == text


@pytest.mark.parametrize("path", REAL, ids=lambda path: str(path.relative_to(ROOT)))
def test_deeper_indentation_and_windows_breaks_are_undone(path: Path) -> None:
    text = path.read_text("utf-8")
    lines = [" " * (len(line) - len(line.lstrip(" "))) + line for line in text.split("\n")]
    # Comments in the middle of a folded text would be text; what follows it is indented with it.
    assert layout("\n".join(lines)) == text
    assert layout("\r\n".join(lines)) == text.replace("\n", "\r\n")


def test_deep_nesting() -> None:
    deep = "".join(f"{'   ' * n}a{n}:\n" for n in range(90)) + " " * 300 + "x: 1\n"
    after = "".join(f"{'  ' * n}a{n}:\n" for n in range(90)) + " " * 180 + "x: 1\n"
    assert layout(deep) == after


def test_every_comment_is_found() -> None:
    text = '# a\nx: "# no"  # b\ny: |  # c\n  # no\nz: [a,  # d\n  b#no]\n"k # no": &a  # e\n  v: w#no #f\n'
    assert comments(text, parse(text)) == Counter(["# a", "# b", "# c", "# d", "# e", "#f"])


def lay_out_as(monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    """A fault of ours: whatever a plan holds, it is laid out as that line."""
    monkeypatch.setattr(Blocks, "collection", lambda *given: Lines([line]))


def test_what_would_not_read_the_same_is_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out_as(monkeypatch, "title: y")
    with pytest.raises(LayoutError):
        layout("title: x\n")
    lay_out_as(monkeypatch, "title: x")
    with pytest.raises(LayoutError):
        layout("title: x  # komentar\n")
    lay_out_as(monkeypatch, "title: 1.0")
    with pytest.raises(LayoutError):
        layout("title: 1\n")


def test_the_files_of_the_folder_are_formatted(run: Runner) -> None:
    done = run("fmt", "--check")
    assert done.code == 1
    assert done.out == "plans/2019.yaml\nplans/2023.yaml\nplans/reviews/2022-12-28.yaml\n"
    assert (
        done.err
        == "3 files would change; nothing was written. Run `smartplan fmt` to format them.\n1 file unchanged.\n"
    )
    assert Path("plans/2019.yaml").read_text("utf-8") == FILES["2019.yaml"]
    done = run("fmt", "--lang", "id")
    assert done.code == 0
    assert done.out == ""
    assert done.err == (
        "plans/2019.yaml diformat.\nplans/2023.yaml diformat.\nplans/reviews/2022-12-28.yaml diformat.\n"
        "`smartplan undo` membatalkannya.\n1 berkas tidak berubah.\n"
    )
    assert "rpjmd:\n  title: RPJMD 2016-2021\n  missions:\n" in Path("plans/2019.yaml").read_text("utf-8")
    assert run("fmt", "--check") == (0, "", "4 files unchanged.\n")
    assert run("validate").code == 0


def test_the_lines_that_would_change_are_shown(run: Runner) -> None:
    run("fmt")
    change("title: Rencana induk 2023\n", 'title: "Rencana induk 2023"\n')
    done = run("fmt", "2023", "plans/2023.yaml", "--diff")
    assert done.code == 1
    assert done.out == (
        '--- plans/2023.yaml\n+++ plans/2023.yaml\n@@ -1,7 +1,7 @@\n format: 1\n revision: "2023"\n'
        ' city: {code: "64.71", name: Kota Contoh, province: Kalimantan Timur}\n'
        '-title: "Rencana induk 2023"\n+title: Rencana induk 2023\n status: draft\n record: example\n supersedes: "2019"\n'
    )
    path = Path("plans/2023.yaml")
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    assert run("fmt", "2023", "--diff").out.endswith("\\ No newline at end of file\n+        sources: [berita]\n")


@pytest.mark.parametrize("head", [b"", b"\xef\xbb\xbf", b"\xef\xbb\xbf" * 2])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_a_file_that_is_no_text_is_not_shown_as_one_that_ends_there(run: Runner, head: bytes, end: bytes) -> None:
    Path("plans/2023.yaml").write_bytes(head + b"format:  1" + end + b"title: \xff" + end)
    for words in (["fmt", "2023"], ["fmt", "2023", "--check", "--diff"]):
        done = run(*words)
        assert (done.code, done.out) == (2, "")
        assert "UTF-8" in done.err


@pytest.mark.parametrize("marks", [2, 3])
def test_more_than_one_byte_order_mark_is_taken_out(run: Runner, marks: int) -> None:
    path = Path("plans/2023.yaml")
    run("fmt")
    data = path.read_bytes()
    path.write_bytes(b"\xef\xbb\xbf" * marks + data)
    told = run("validate", "2023", "--rule", "yaml-syntax")
    assert told.code == 1
    assert "  1:1  error  [yaml-syntax]\n    a byte order mark (U+FEFF), which editors do not show" in told.out
    for words in (
        ["draft", "2027", "--from", "2023"],
        ["set", "2023", "GOV-01", "name", "x"],
        ["diff", "2019", "2023"],
    ):
        refused = run(*words)
        assert refused.code == 2
        assert "byte order mark" in refused.err
    assert path.read_bytes() == b"\xef\xbb\xbf" * marks + data
    assert run("fmt", "2023") == (0, "", "Formatted plans/2023.yaml.\n`smartplan undo` takes this back.\n")
    assert path.read_bytes() == b"\xef\xbb\xbf" + data
    assert run("fmt", "--check").code == 0
    assert run("validate", "2023").code == 0
    path.write_bytes(b"\xef\xbb\xbf" * marks)
    assert run("fmt", "2023").code == 2
    assert run("validate", "2023").code == 1


def test_a_file_keeps_its_mode_its_mark_and_its_line_breaks(run: Runner) -> None:
    path = Path("plans/evaluations/2023.yaml")
    text = path.read_text("utf-8")
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("year: 2023", "year:   2023").replace("\n", "\r\n").encode())
    path.chmod(0o640)
    Path("link.yaml").symlink_to(path)
    assert run("fmt", "link.yaml", str(path)) == (
        0,
        "",
        "Formatted link.yaml.\n`smartplan undo link.yaml` takes this back.\n",
    )
    assert path.read_bytes() == b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    assert path.stat().st_mode & 0o777 == 0o640
    assert Path("link.yaml").is_symlink()


def test_what_cannot_be_read_is_left_and_the_others_are_done(run: Runner) -> None:
    Path("plans/2019.yaml").write_text("format: [\n", encoding="utf-8")
    Path("plans/2024.yaml").write_text("- a\n", encoding="utf-8")
    Path("plans/2025.yaml").write_bytes(b"title: \xff\n")
    Path("plans/2026.yaml").write_text("title: a\ntitle: b\n", encoding="utf-8")
    Path("plans/2027.yaml").write_text("", encoding="utf-8")
    done = run("fmt", "2019", "2024", "2025", "2026", "2027", "nope", "plans", "2023")
    assert done.code == 2
    lines = done.err.splitlines()
    assert [line[:36] for line in lines] == [
        "Error: `plans/2019.yaml` cannot be f", "Error: `plans/2024.yaml` cannot be f",
        "Error: `plans/2025.yaml` cannot be f", "Error: `plans/2026.yaml` cannot be f",
        "Error: `plans/2027.yaml` cannot be f", "Error: there is no revision `nope` i",
        "Error: there is no revision `plans` ", "Formatted plans/2023.yaml.", "`smartplan undo` takes this back.",
    ]  # fmt: skip
    assert "formatted: 1:9: the bracket opened here is not closed" in lines[0]
    assert "it is not a plan, a review or an evaluation" in lines[1]
    assert Path("plans/2019.yaml").read_text("utf-8") == "format: [\n"
    assert run("fmt", "--check", "2019").code == 2


def test_a_folder_without_files_and_no_folder(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("leer/plans").mkdir(parents=True)
    for words in ([], ["--check"], ["--diff"]):
        assert run("fmt", *words, "--plans", "leer/plans") == (2, "", "Error: `leer/plans` contains no plans\n")
    monkeypatch.chdir("/")
    assert run("fmt").code == 2


def test_a_revision_in_a_commit_is_shown_but_not_written(run: Runner) -> None:
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "a"]):
        subprocess.run([*git, *command], check=True)
    Path("plans/2019.yaml").write_text("title: x\n", encoding="utf-8")
    assert run("fmt", "--check", "2019@HEAD").code == 1
    done = run("fmt", "2019@HEAD")
    assert done.code == 2
    assert "`2019@HEAD` is a revision in a commit" in done.err
    assert Path("plans/2019.yaml").read_text("utf-8") == "title: x\n"


def test_a_plan_with_findings_is_formatted(run: Runner) -> None:
    Path("plans/2019.yaml").write_text("tilte:   x\nformat: !kota 2\ndimensions: []\nrpjmd: {a: b}\n", encoding="utf-8")
    assert run("fmt", "2019").code == 0
    assert Path("plans/2019.yaml").read_text("utf-8") == "format: !kota 2\nrpjmd:\n  a: b\ndimensions: []\ntilte: x\n"


def test_a_fault_of_ours_writes_nothing(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out_as(monkeypatch, "title: y")
    done = run("fmt", "2019", "--lang", "id")
    assert done.code == 2
    assert done.err.startswith("Kesalahan: `plans/2019.yaml` dibiarkan seperti semula")
    assert Path("plans/2019.yaml").read_text("utf-8") == FILES["2019.yaml"]


def test_a_file_that_somebody_else_changes_meanwhile_is_left(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    def meanwhile(text: str, document: Any) -> str:
        if "2019" in text:
            Path("plans/2019.yaml").write_text("title: lain\n", encoding="utf-8")
        return layout(text, document)

    monkeypatch.setattr("smartplan.operations.fmt.layout", meanwhile)
    others = {path: path.read_bytes() for path in Path("plans/reviews").iterdir()}
    done = run("fmt", "reviews/2022-12-28.yaml", "2019", "evaluations", "plans/reviews/2022-12-28.yaml")
    assert done.code == 2
    assert "`plans/2019.yaml` has changed since it was read; nothing was written" in done.err
    assert Path("plans/2019.yaml").read_text("utf-8") == "title: lain\n"
    # All of them are written, or none.
    assert "Formatted" not in done.err
    assert {path: path.read_bytes() for path in others} == others


def given(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_standard_input_goes_to_standard_output(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, b"\xef\xbb\xbftitle: 'caf\xc3\xa9'\r\nformat:  1\r\n")
    monkeypatch.setattr("smartplan.cli.output.sys.stdout", out := io.TextIOWrapper(io.BytesIO(), encoding="ascii"))
    assert run("fmt", "-").code == 0
    buffer: Any = out.buffer
    assert buffer.getvalue() == b"\xef\xbb\xbfformat: 1\r\ntitle: caf\xc3\xa9\r\n"


def test_standard_input_is_checked(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, b"title:  x\n")
    assert run("fmt", "--check", "-")[:2] == (1, "-\n")
    given(monkeypatch, b"title: x\n")
    assert run("fmt", "-") == (0, "title: x\n", "1 file unchanged.\n")
    given(monkeypatch, b"title: [\n")
    done = run("fmt", "-")
    assert (done.code, done.out) == (2, "")


def test_in_a_workflow_the_lines_are_no_commands(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    change(
        "        name: Program tourism 1\n",
        "        name:    Program\n        description: |\n          ::stop-commands::x\n",
    )
    out = run("fmt", "--check", "--diff", "2023").out
    assert "stop-commands" in out
    assert not any(line.lstrip().startswith("::") for line in out.splitlines())
