"""What is fuzzed: one function for each target, from bytes to nothing, that raises where a promise is broken.

An input of several parts has lines of `%%%%` between them; the first bytes of some choose among the ways to look at it.
"""

import gc
import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from typing import Final

from smartplan.cli import main
from smartplan.rules import ALL
from tests.campaigns import checks, tables
from tests.campaigns.generated import Choices, changed, content, written
from tests.campaigns.small import SMALL

MARK: Final = b"\n%%%%\n"
_SMALL: Final = {name: text.encode() for name, text in SMALL.items()}
# Of the command line: `-` is the input, `2023` a file that holds it.
COMMANDS: Final = (
    ("validate", "-"), ("validate", "-", "--format", "github"), ("validate", "2023", "--format", "markdown"),
    ("validate", "--format", "json"), ("validate", "2023", "--format", "sarif"), ("validate", "2023", "--baseline", "plans/2023.yaml"),
    ("validate", "2023", "--format", "gitlab"), ("validate", "-", "--format", "junit"),
    ("diff", "2019", "2023", "--format", "gitlab"), ("diff", "2019", "-", "--format", "junit"),
    ("diff", "2019", "-"), ("diff", "-", "2019", "--format", "github"), ("diff", "2019", "2023", "--format", "markdown"),
    ("diff", "2019", "2023", "--format", "json", "--agency", "dlh"), ("coverage", "-", "--by", "agency"),
    ("coverage", "2023", "--against", "2019", "--format", "markdown"), ("coverage", "plans"), ("summary", "2023"), ("summary", "-", "--format", "json"),
    ("show", "2023", "GOV-01", "--history"), ("show", "-", "GOV-02", "--format", "json"), ("log",), ("log", "2023", "--format", "markdown"),
    ("agenda", "2023", "--agency", "dlh"), ("agenda", "-", "--year", "2023", "--format", "markdown"), ("inputs", "2023"), ("evaluations",),
    ("fmt", "-"), ("fmt", "--check", "--diff"), ("rules", "bad-id"), ("git", "textconv", "plans/2023.yaml"),
    ("set", "2023", "GOV-01", "name", "Baru", "--dry-run"), ("set", "2023", "GOV-02", "budget.apbd.2024", "7", "--dry-run"),
    ("rename", "2023", "GOV-01", "Baru", "--dry-run"), ("renumber", "2023", "GOV-01", "GOV-09", "--dry-run"),
    ("move", "2023", "GOV-01", "living/health", "--dry-run"), ("merge", "2023", "GOV-01", "GOV-02", "--into", "GOV-03", "--dry-run"),
    ("split", "2023", "GOV-02", "--into", "GOV-02", "--into", "GOV-03", "--dry-run"), ("withdraw", "2023", "GOV-02", "--reason", "Selesai", "--dry-run"),
    ("restore", "2023", "LIV-01", "--dry-run"), ("add", "2023", "GOV-05", "--name", "x", "--in", "governance/public_service", "--dry-run"),
    ("draft", "2027", "--from", "2023", "--output", "/dev/null"),
    ("report", "2023"), ("report", "-", "--agency", "dlh", "--paper", "a4"), ("roadmap", "2023", "--format", "html"), ("roadmap", "-", "--year", "2023-2024"),
    ("roadmap", "2023", "--format", "svg"), ("coverage", "-", "--format", "svg", "--by", "agency"), ("evaluations", "--format", "html"),
    ("validate", "2023", "--format", "html"), ("diff", "2019", "2023", "--format", "html"), ("list", "2023", "--format", "html"),
)  # fmt: skip


def read(data: bytes) -> None:
    """Bytes of any kind, read."""
    checks.read(data)


def validate(data: bytes) -> None:
    """A file of a kind in a folder with others, by all rules, told in a form."""
    role, form = _head(data)
    checks.validate(data[2:], role, form)


def compare(data: bytes) -> None:
    """Two plans."""
    _, form = _head(data)
    old, new = _parts(data[2:], 2)
    checks.compare(old, new or _SMALL["2023.yaml"], form)


def canonical(data: bytes) -> None:
    """The canonical layout."""
    checks.canonical(data)


def merge(data: bytes) -> None:
    """Three states of a file."""
    checks.merge(*_parts(data, 3))


def plans(data: bytes) -> None:
    """Plans made from the schema, through one of the others."""
    choices = Choices(data)
    way, form = choices.below(8), choices.below(256)
    if way == 0:
        role = choices.one((2, 3))
        subject = "review" if role == 2 else "evaluation"
        checks.validate(written(choices, content(choices, subject)).encode(errors="replace"), role, form)
        return
    made = content(choices)
    text = written(choices, made).encode(errors="replace")
    if way == 1:
        checks.validate(text, choices.one((0, 1, 4)), form)
    elif way == 2:
        checks.canonical(text)
    elif way in (3, 4):
        checks.compare(text, written(choices, changed(choices, made)).encode(errors="replace"), form)
    elif way == 5:
        two = [written(Choices(data), changed(choices, made)).encode(errors="replace") for _ in range(2)]
        checks.merge(written(Choices(data), made).encode(errors="replace"), *two)
    else:
        checks.report(text, form)


def report(data: bytes) -> None:
    """Coverage, summary, agenda, inputs and road map of a plan, and the report on all of it."""
    _, form = _head(data)
    checks.report(data[2:], form)


def command(data: bytes) -> None:
    """The command line, with the input as its standard input and as a revision; it ends with a code that is known."""
    which, form = _head(data)
    text = data[2:]
    words = [*COMMANDS[which % len(COMMANDS)], "--lang", ("en", "id")[form % 2]]
    with chdir(_city()):
        Path("plans/2023.yaml").write_bytes(text)
        code, out, err = run(words, text)
    assert code in (0, 1, 2), code
    assert b"Traceback" not in err, err
    if words[0] == "validate":
        # A terminal is never steered by a plan, nor a log by a line of it.
        assert not set(out) & {0x1B, 0x07}, out


def run(words: Sequence[str], text: bytes) -> tuple[int, bytes, bytes]:
    """The command line in this process: code, output and errors."""
    before, sys.argv, sys.stdin = (sys.argv, sys.stdin), ["smartplan", *words], io.TextIOWrapper(io.BytesIO(text))
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    code = 0
    try:
        with redirect_stdout(out), redirect_stderr(err):
            main()
    except SystemExit as stop:
        code = int(stop.code or 0)
    finally:
        sys.argv, sys.stdin = before
        # The command line is one short run and lets its garbage lie.
        gc.enable()
    return code, *(stream.detach().getvalue() for stream in _flushed(out, err))  # type: ignore[attr-defined]


def _flushed(*streams: io.TextIOWrapper) -> Iterator[io.TextIOWrapper]:
    for stream in streams:
        stream.flush()
        yield stream


def table(data: bytes) -> None:
    """A workbook, or one part of it."""
    which, _ = _head(data)
    tables.table(data[1:], which)


TARGETS: Final[dict[str, Callable[[bytes], None]]] = {
    "read": read, "validate": validate, "compare": compare, "format": canonical, "merge": merge, "plans": plans,
    "report": report, "command": command, "table": table,
}  # fmt: skip


def seeds(target: str) -> Iterator[bytes]:
    """Inputs to begin with: the small city, and the pages of the rules."""
    plan, old = _SMALL["2023.yaml"], _SMALL["2019.yaml"]
    texts = [text.encode() for rule in ALL.values() for one in (rule.bad, rule.good) for text in one.files.values()]
    if target in ("read", "format"):
        yield from [*_SMALL.values(), *texts]
    elif target == "validate":
        for role, name in enumerate(checks.ROLES):
            yield from (bytes((48 + role, 48 + 2 * form)) + _SMALL.get(name, plan) for form in range(7))
        yield from (b"00" + text for text in texts)
    elif target == "compare":
        yield from (bytes((48, 48 + 2 * form)) + MARK.join((old, plan)) for form in range(8))
        yield from (b"00" + MARK.join((plan, text)) for text in texts)
    elif target == "merge":
        ours, theirs = plan.replace(b"Layanan", b"Lain"), plan.replace(b"[2023, 2024]", b"[2025]")
        yield MARK.join((plan, ours, theirs))
        yield MARK.join((plan, ours, ours.replace(b"Lain", b"Beda")))
        yield MARK.join((old, old.replace(b"  living:", b"  living: {}\n  society:"), old.replace(b"Sehat", b"Waras")))
    elif target == "plans":
        yield from (
            bytes((way, way * 7 % 256)) + bytes(step * way % 251 for step in range(1, 400)) for way in range(40)
        )
    elif target == "table":
        yield from tables.seeds()
    elif target == "report":
        # With one form of text each, every report that a browser shows, and all in one file.
        yield from (bytes((48, 48 + form)) + plan for form in range(40))
    else:
        yield from (bytes((which, 48)) + plan for which in range(len(COMMANDS)))


def _head(data: bytes) -> tuple[int, int]:
    """Two bytes that choose. Written as digits, `0` is the first."""
    first, second = (*data[:2], 48, 48)[:2]
    return first - 48 & 255 if first >= 48 else first, second - 48 & 255


def _parts(data: bytes, n: int) -> list[bytes]:
    return [*data.split(MARK, n - 1), *[b""] * n][:n]


@cache
def _city() -> Path:
    """The small city on disk, for as long as the process runs."""
    place = Path(tempfile.mkdtemp(prefix="smartplan-fuzz-"))
    for name, text in _SMALL.items():
        path = place / "plans" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)
    os.environ["GIT_CEILING_DIRECTORIES"] = str(place)
    return place
