"""Files of nearly a megabyte that are made to be slow or to fill the memory, through the commands that read files.

    python -m tests.campaigns.hostile [--size BYTES] [--only WORD] [--stage NAME]

Each command is a process of its own. Told is the processor time it takes and the memory at its peak, both less those of
the same command on the small city; memory as a multiple of the file. Times are the least of three where the first is
over a second. What takes more than a second is marked; what is ended, crashes or takes more time or memory than promised
is marked by an X and makes the campaign fail.
"""

import argparse
import os
import resource
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from smartplan.operations.git_merge import CANNOT
from tests.campaigns.small import SMALL

MEGABYTE: Final = 1_000_000
# The promise: so many times the file, for each of its findings takes some kilobytes, and so many bytes besides.
MULTIPLE, CONSTANT = 300, 40_000_000
# Seconds, where two thirds were measured; a merge reads three such files and its own result.
SECONDS: Final = 3.0
SECONDS_TO_MERGE: Final = 10.0
HEAD: Final = SMALL["2023.yaml"].partition("dimensions:")[0].replace('supersedes: "2019"\nbecause: [fgd/IN-01]\n', "")
IN_PROGRAMMES: Final = f"{HEAD}dimensions:\n  governance:\n    programmes:\n"
STAGES: Final[dict[str, tuple[str, ...]]] = {
    "validate": ("validate", "2023", "--format", "json"),
    "validate text": ("validate", "2023"),
    "validate sarif": ("validate", "2023", "--format", "sarif"),
    "diff": ("diff", "2019", "2023"),
    "diff both": ("diff", "old.yaml", "2023"),
    "diff json": ("diff", "2023", "2019", "--format", "json"),
    "coverage": ("coverage", "2023"),
    "summary": ("summary", "2023"),
    "fmt": ("fmt", "2023", "--check"),
    "fmt diff": ("fmt", "2023", "--check", "--diff"),
    "merge": ("git", "merge-driver", "plans/2023.yaml", "ours.yaml", "theirs.yaml"),
    "set": ("set", "2023", "GOV-01", "name", "Baru", "--dry-run"),
    "split": ("split", "2023", "GOV-01", "--into", "A-1", "--into", "A-2", "--dry-run"),
}


def _times(unit: str, size: int, head: str = "", tail: str = "") -> str:
    """A unit again and again, `{n}` its number, up to the size."""
    first = unit.replace("{n}", "0")
    parts, length, n = [head], len(head.encode()) + len(tail.encode()), 0
    while length < size:
        part = unit.replace("{n}", str(n)) if first != unit else unit
        parts.append(part)
        length += len(part.encode())
        n += 1
    return "".join([*parts, tail])


def _bomb(size: int) -> str:
    levels = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9))
    return _times("# x\n", size, f"a0: &a0 [x, x, x]\n{levels}")


def _legitimate(size: int) -> str:
    unit = """\
      GOV-{n}:
        name: Program layanan terpadu nomor {n}
        subdimension: public_service
        description: Pelayanan administrasi yang dapat diurus warga dari rumah.
        agency: dlh
        missions: [M1]
        years: [2023, 2024]
        budget: {apbd: {2023: 500000000, 2024: 250000000}}
        indicators:
          waktu: {name: Waktu layanan, unit: menit, baseline: 10, targets: {2023: 9}}
"""
    # The last one whole.
    return _times(unit, size - len(unit), IN_PROGRAMMES)


Maker = Callable[[int], str]
SHAPES: Final[dict[str, Maker]] = {
    "a sound plan": _legitimate,
    "open brackets": lambda size: "[" * size,
    "open braces": lambda size: "{a: " * (size // 4),
    "dashes": lambda size: "- " * (size // 2),
    "question marks": lambda size: "? " * (size // 2),
    "a bomb of aliases": _bomb,
    "aliases of one mapping": lambda size: _times(", *a", min(size, 16_000), "x: &a {a: 1, b: [1, 2, 3]}\ny: [1", "]\n"),
    "anchors": lambda size: _times("x{n}: &a{n} 1\n", size, HEAD),
    "aliases of a text": lambda size: _times("x{n}: *a\n", size, f"{HEAD}x: &a {'y' * 100_000}\n"),
    "unknown keys": lambda size: _times("x{n}: 1\n", size, HEAD),
    "unknown keys like known ones": lambda size: _times("title{n}: 1\n", size, HEAD),
    "unknown keys in a programme": lambda size: _times("        x{n}: 1\n", size, f"{IN_PROGRAMMES}      GOV-01:\n"),
    "the same key": lambda size: _times("title: x\n", size, HEAD),
    "each key twice": lambda size: _times("x{n}: 1\n", size // 2, HEAD) + _times("x{n}: 1\n", size // 2),
    "programmes with nothing": lambda size: _times("      A{n}:\n", size, IN_PROGRAMMES),
    "programmes in braces": lambda size: _times("A{n}: {},", size, f"{HEAD}dimensions: {{governance: {{programmes: {{", "}}}\n"),
    "programmes in braces over lines": lambda size: _times(
        "  GOV-0{n}: {name: Layanan {n}, subdimension: public_service, agency: dlh, years: [2023, 2024], missions: [M1]},\n",
        size - 3, f"{HEAD}dimensions: {{governance: {{programmes: {{\n", "}}}\n",
    ),
    "missions of one programme": lambda size: _times(
        "M{n}, ", size - 6, f"{IN_PROGRAMMES}      GOV-01:\n        name: x\n        missions: [", "M1]\n"
    ),
    "programmes with a name": lambda size: _times(
        "      A{n}: {name: Layanan {n}, subdimension: public_service, agency: dlh}\n", size, IN_PROGRAMMES
    ),
    "programmes with one name": lambda size: _times(
        "      A{n}: {name: Layanan, subdimension: public_service, agency: dlh}\n", size, IN_PROGRAMMES
    ),
    "programmes of the old plan": lambda size: _times(
        "      A{n}: {name: Sehat, subdimension: health, formerly: [LIV-01]}\n", size,
        IN_PROGRAMMES.replace("record:", 'supersedes: "2019"\nrecord:'),
    ),
    "programmes of unknown ones": lambda size: _times(
        "      A{n}: {name: Sehat, subdimension: health, formerly: [LIV-{n}]}\n", size,
        IN_PROGRAMMES.replace("record:", 'supersedes: "2019"\nrecord:'),
    ),
    "unknown agencies among many": lambda size: _times(
        "      A{n}: {name: x, agency: dinaz{n}}\n", size,
        _times("  dinas{n}: {name: x}\n", size // 2, HEAD.partition("agencies:")[0] + "agencies:\n")
        + "dimensions:\n  governance:\n    programmes:\n",
    ),
    "unknown missions in one programme": lambda size: _times(
        "m{n}, ", size,
        _times("      B{n}: {}\n", size // 2, IN_PROGRAMMES) + "      A1:\n        missions: [", "M1]\n",
    ),
    "unknown inputs": lambda size: _times("  - fgd/IN-{n}\n", size, f"{HEAD}because:\n"),
    "withdrawn": lambda size: _times("  A{n}: {reason: x}\n", size, f'{HEAD}supersedes: "2019"\nwithdrawn:\n'),
    "years that are none": lambda size: _times("{n}x: 1,", size, f"{IN_PROGRAMMES}      A1:\n        budget: {{apbd: {{", "}}\n"),
    "spaces in ids": lambda size: _times("      A {n}: {name: x, subdimension: y}\n", size, IN_PROGRAMMES),
    "items of a wrong type": lambda size: _times("[], ", size, f"{HEAD}legal_basis: [", "x]\n"),
    "items of another wrong type": lambda size: _times("1,", size, f"{HEAD}legal_basis: [", "x]\n"),
    "empty items": lambda size: _times("  -\n", size, f"{HEAD}legal_basis:\n"),
    "the same year": lambda size: _times("2023, ", size, f"{IN_PROGRAMMES}      A1:\n        years: [", "2024]\n"),
    "texts in a list": lambda size: _times("  - peraturan {n}\n", size, f"{HEAD}legal_basis:\n"),
    "empty keys": lambda size: _times("  01{n}: {title: 1}\n", size, f"{HEAD}sources:\n"),
    "sources": lambda size: _times("  s{n}: {title: x, date: salah}\n", size, f"{HEAD}sources:\n"),
    "indicators": lambda size: _times(
        "          i{n}: {name: x, baseline: 1, targets: {2023: 2}}\n", size, f"{IN_PROGRAMMES}      A1:\n        indicators:\n"
    ),
    "dimensions": lambda size: _times("  d{n}: {}\n", size, f"{HEAD}dimensions:\n"),
    "a long text": lambda size: f"{HEAD}vision: {'kota cerdas ' * (size // 12)}\n",
    "a long word": lambda size: f"{HEAD}vision: {'x' * size}\n",
    "a long quoted text": lambda size: f'{HEAD}vision: "{chr(92)}x41{"ab " * (size // 3)}"\n',
    "escapes": lambda size: f'{HEAD}vision: "{(chr(92) + "u202e") * (size // 6)}"\n',
    "a text of many lines": lambda size: _times("  baris {n}\n", size, f"{HEAD}vision: |\n"),
    "a folded text of many lines": lambda size: _times("  baris {n}\n\n", size, f"{HEAD}vision: >-\n"),
    "a plain text of many lines": lambda size: _times("  baris\n", size, f"{HEAD}vision:\n"),
    "a quoted text of many lines": lambda size: _times("  baris\n", size, f"{HEAD}vision: '\n", "'\n"),
    "blank lines in quotes": lambda size: _times("\n", size, f"{HEAD}vision: 'x\n", "  y'\n"),
    "a long key": lambda size: f"{HEAD}? {'x' * size}\n: 1\n",
    "a long id": lambda size: f"{IN_PROGRAMMES}      ? {'A' * size}\n      : {{name: x}}\n",
    "a long comment": lambda size: f"{HEAD}# {'x' * size}\n",
    "texts before a blank": lambda size: _times("- |\n x\n", size, "", "# e "),
    "comments": lambda size: _times("# catatan\n", size, HEAD),
    "comments in a programme": lambda size: _times("        # catatan\n", size, f"{IN_PROGRAMMES}      A1:\n", "        name: x\n"),
    "comments beside": lambda size: _times("  - a # b\n", size, f"{HEAD}legal_basis:\n"),
    "comments that climb": lambda size: HEAD + "\n".join(" " * (n % 300) + "#" for n in range(size // 152)),
    "ignoring comments": lambda size: _times("# smartplan: ignore bad-id x\n", size, IN_PROGRAMMES, "      A1: {name: x}\n"),
    "ignoring programmes": lambda size: _times(
        "      # smartplan: ignore programme-without-budget x\n      A{n}: {name: x}\n", size, IN_PROGRAMMES
    ),
    "ignoring beside": lambda size: _times("        - a # smartplan: ignore bad-id x\n", size, f"{IN_PROGRAMMES}      A1:\n        partners:\n"),
    "ignoring on one line": lambda size: f"{HEAD}x: [a, b] {'# smartplan: ignore a ' * (size // 22)}\n",
    "ignoring many rules": lambda size: _times("rule{n},", size, f"{IN_PROGRAMMES}      # smartplan: ignore ", " x\n      A1: {name: x}\n"),
    "number signs": lambda size: f"{HEAD}# {'#' * size}\n",
    "number signs in a text": lambda size: f"{HEAD}vision: 'a{' #' * (size // 2)}'\n",
    "blank lines": lambda size: HEAD + "\n" * size,
    "blanks": lambda size: HEAD + " " * size,
    "blanks at line ends": lambda size: _times(f"x{{n}}: 1{' ' * 60}\n", size, HEAD),
    "tabs": lambda size: HEAD + "\t" * size,
    "tabs in a text": lambda size: f"{HEAD}vision: 'a{chr(9) * size}b'\n",
    "colons": lambda size: f"{HEAD}vision: a{':a' * (size // 2)}\n",
    "colons alone": lambda size: HEAD + ":" * size,
    "colons and blanks": lambda size: HEAD + ": " * (size // 2),
    "colons in lines": lambda size: _times(": x\n", size, HEAD),
    "quotes": lambda size: f"{HEAD}vision: {chr(39) * (size // 2 * 2)}\n",
    "an open quote": lambda size: f"{HEAD}vision: 'x{'y ' * (size // 2)}\n",
    "quotes in lines": lambda size: _times("x{n}: 'a\n", size, HEAD),
    "backslashes": lambda size: f'{HEAD}vision: "{chr(92) * (size // 2 * 2)}"\n',
    "numbers on one line": lambda size: f"{HEAD}x: [{'1,' * (size // 2)}1]\n",
    "pairs on one line": lambda size: _times("a{n}: 1, ", size, f"{HEAD}x: {{", "}\n"),
    "pairs without braces": lambda size: _times("a: 1, ", size, f"{HEAD}x: [", "]\n"),
    "lists in a list": lambda size: f"{HEAD}x: [{'[],' * (size // 3)}[]]\n",
    "nested anew": lambda size: f"{HEAD}x: [{('[' * 90 + ']' * 90 + ',') * (size // 181)}[]]\n",
    "commas": lambda size: f"{HEAD}x: [{',' * size}]\n",
    "a long number": lambda size: f"{HEAD}x: {'9' * size}\n",
    "long numbers": lambda size: _times("x{n}: 99999999999999999999999999999999999999\n", size, HEAD),
    "long numbers as money": lambda size: _times(
        "      A{n}: {budget: {apbd: {2023: 99999999999999999999999999999999999999}}}\n", size, IN_PROGRAMMES
    ),
    "infinities": lambda size: _times("x{n}: 1e999\n", size, HEAD),
    "documents": lambda size: "--- x\n" * (size // 6),
    "documents that end": lambda size: _times("...\n", size, HEAD),
    "directives": lambda size: "%YAML 1.2\n" * (size // 10),
    "tag directives": lambda size: _times("%TAG !a{n}! tag:x:\n", size, "", "---\na: 1\n"),
    "tags": lambda size: _times("x{n}: !t 1\n", size, HEAD),
    "zeros": lambda size: HEAD + "\0" * size,
    "a control character in each line": lambda size: _times("x{n}: \x07\n", size, HEAD),
    "byte order marks": lambda size: "\ufeff" * (size // 3),
    "old line breaks": lambda size: f"{HEAD}vision: 'x{chr(0x2028) * (size // 3)}'\n",
    "carriage returns": lambda size: _times("x{n}: 1\r", size, HEAD.replace("\n", "\r")),
    "windows lines": lambda size: _times("x{n}: 1\r\n", size, HEAD.replace("\n", "\r\n")),
    "smileys": lambda size: f"{HEAD}vision: {chr(0x1F600) * (size // 4)}\n",
    "merge keys": lambda size: _times("x{n}: {<<: *a}\n", size, f"{HEAD}x: &a {{a: 1}}\n"),
    "complex keys": lambda size: _times("? [a]\n: 1\n", size, HEAD),
    "empty complex keys": lambda size: _times("?\n", size, HEAD),
    "reviews": lambda size: _times("  IN-{n}: {text: x, disposition: rejected}\n", size, SMALL["reviews/2022-12-28.yaml"]),
    "unknown participants": lambda size: _times("  IN-{n}: {from: itz{n}, text: x}\n", size, SMALL["reviews/2022-12-28.yaml"]),
    "an evaluation": lambda size: _times("x{n}: 1\n", size, SMALL["evaluations/2023.yaml"]),
}  # fmt: skip


class Cost(NamedTuple):
    """What a process took: seconds of the processor, bytes at the peak, and how it ended."""

    seconds: float
    memory: int
    code: int


def cost(words: tuple[str, ...], place: Path) -> Cost:
    """Run the command line in a folder; what it says is thrown away."""
    command = [sys.executable, "-P", "-m", "smartplan", *words]
    out = os.open(os.devnull, os.O_RDWR)
    errors = os.open(place / "errors", os.O_RDWR | os.O_CREAT | os.O_TRUNC)
    actions = [(os.POSIX_SPAWN_DUP2, out, 0), (os.POSIX_SPAWN_DUP2, out, 1), (os.POSIX_SPAWN_DUP2, errors, 2)]
    before = os.getcwd()
    os.chdir(place)
    try:
        child = os.posix_spawn(sys.executable, command, os.environ, file_actions=actions)
    finally:
        os.chdir(before)
        os.close(out)
        os.close(errors)
    _, status, used = os.wait4(child, 0)
    assert b"Traceback" not in (place / "errors").read_bytes(), (words, (place / "errors").read_bytes()[-2000:])
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss * 1024, os.waitstatus_to_exitcode(status))


def city(place: Path, data: bytes) -> Path:
    """The small city with a file in place of its plan, and two edits of that."""
    for name, text in SMALL.items():
        path = place / "plans" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (place / "plans/2023.yaml").write_bytes(data)
    (place / "old.yaml").write_bytes(data.replace(b"  A", b"  B").replace(b"Layanan", b"Pelayanan"))
    (place / "ours.yaml").write_bytes(b"# ours\n" + data)
    (place / "theirs.yaml").write_bytes(data + b"\n# theirs\n")
    return place


def measured(size: int, only: str, stage: str) -> Iterator[tuple[str, str, int, Cost]]:
    """Every shape through every stage."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        city(place, SMALL["2023.yaml"].encode())
        stages = {name: words for name, words in STAGES.items() if stage in ("", name)}
        idle = {name: cost(words, place) for name, words in stages.items()}
        for shape, make in SHAPES.items():
            if only not in shape:
                continue
            data = make(size - 100).encode()[:size]
            city(place, data)
            for name, words in stages.items():
                found = cost(words, city(place, data))
                tries = 2 if found.seconds > 1 else 0
                found = min([found, *(cost(words, city(place, data)) for _ in range(tries))])
                yield (
                    shape,
                    name,
                    len(data),
                    Cost(
                        max(found.seconds - idle[name].seconds, 0), max(found.memory - idle[name].memory, 0), found.code
                    ),
                )


def main() -> None:
    """Print a line for each shape and stage."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=MEGABYTE)
    parser.add_argument("--only", default="")
    parser.add_argument("--stage", default="", choices=["", *STAGES])
    parser.add_argument("--limit", type=int, default=60, help="seconds after which a command is ended")
    known = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CPU, (known.limit, known.limit + 5))
    broken = False
    for shape, stage, size, one in measured(known.size, known.only, known.stage):
        longest = SECONDS_TO_MERGE if stage == "merge" else SECONDS
        fails = (
            one.code not in ((0, 1, CANNOT) if stage == "merge" else (0, 1, 2))
            or one.memory > MULTIPLE * size + CONSTANT
            or one.seconds > longest
        )
        broken |= fails
        mark = "X" if fails else "!" if one.seconds > 1 else " "
        multiple = one.memory / size
        print(f"{mark} {one.seconds:7.2f} s {multiple:7.1f} x {one.code:4} {size:8}  {stage:15} {shape}", flush=True)
    sys.exit(broken)


if __name__ == "__main__":
    main()
