"""Coverage-guided fuzzing of one target of `targets`, with atheris, which is libFuzzer for Python.

It is no part of the suite and needs an environment of its own:

    python3 -m venv /tmp/fuzz && /tmp/fuzz/bin/pip install -r requirements-dev.txt atheris==3.0.0
    /tmp/fuzz/bin/pip install --no-build-isolation --no-deps -e .
    /tmp/fuzz/bin/python -m tests.campaigns.fuzz validate --seconds 600 --work /tmp/fuzz/work
    /tmp/fuzz/bin/python -m tests.campaigns.fuzz validate --merge --work /tmp/fuzz/work
    /tmp/fuzz/bin/python -m tests.campaigns.fuzz validate --trim

The first run goes on from the corpus in `tests/fuzz_corpus` and from the small city; what it finds new is kept in the
folder of work, by target. An input that breaks a promise is written to `tests/fuzz_corpus/TARGET/crash-...` and ends
the run: from then on the tests replay it. `--merge` puts few inputs that reach every edge that the folder of work
reaches into the corpus, and `--trim` takes out again what is more than the corpus of a target should hold, the largest
first. Options that are not known here go to libFuzzer as they are.
"""

import argparse
import hashlib
import shlex
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from itertools import accumulate
from pathlib import Path
from pkgutil import walk_packages
from typing import Any, Final

CORPUS: Final = Path(__file__).parent.parent / "fuzz_corpus"
# On any input of that length; the most that a promise leaves for a file of a megabyte.
LONGEST, SECONDS = 6000, 1.0
# Bytes of the corpus of a target.
ROOM: Final = 25_000
_WORDS: Final = (
    "%%%%", "---\n", "...\n", "&a ", "*a", "!!str ", "!t ", "? ", ": ", "- ", "# ", "#", "<<: ", "|\n", ">-\n", "'", '"', "{", "}", "[", "]",
    "\\n", "\r\n", "\t", "\ufeff", "\u2028", "\x85", "null", "~", "2023", "2019", "1e3", "0x1F", "<= 5", "%YAML 1.2\n", "GOV-01", "LIV-01",
    "governance", "living", "kominfo", "apbd", "# smartplan: ignore ", "smartplan:", "public_service", "fgd/IN-01", "dlh", "M1", "\n  ", "\n    ",
)  # fmt: skip


def main() -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "smartplan-fuzz")
    parser.add_argument("--merge", action="store_true", help="put what was found into the corpus")
    parser.add_argument("--trim", action="store_true", help="keep the corpus small")
    known, more = parser.parse_known_args()
    corpus = CORPUS / known.target
    corpus.mkdir(parents=True, exist_ok=True)
    if known.trim:
        _trim(corpus)
        return
    atheris: Any = import_module("atheris")
    with atheris.instrument_imports(include=["smartplan"]):
        package = import_module("smartplan")
        for module in walk_packages(package.__path__, "smartplan."):
            # What a command imports when it runs would come too late.
            if not module.name.endswith("__main__"):
                import_module(module.name)
        targets = import_module("tests.campaigns.targets")
    target = _in_time(targets.TARGETS[known.target])
    if any(option.startswith("-merge_") for option in more):
        # libFuzzer merges in a process of its own, which it calls as it was called.
        atheris.Setup([sys.argv[0], *more], target)
        atheris.Fuzz()
    work = known.work / known.target
    work.mkdir(parents=True, exist_ok=True)
    program = sys.argv[0]
    options = [f"-max_len={LONGEST}", "-timeout=60", "-rss_limit_mb=2500", f"-artifact_prefix={corpus}/"]
    if known.merge:
        places = [_emptied(corpus), work]
        options += ["-merge=1", "-use_counters=0"]
        program = str(_script(known.work, known.target))
    else:
        for seed in targets.seeds(known.target):
            (work / hashlib.sha1(seed).hexdigest()).write_bytes(seed)
        places = [work, corpus]
        options += [f"-max_total_time={known.seconds}", f"-dict={_dictionary(known.work)}"]
    atheris.Setup([program, *options, *more, *map(str, places)], target)
    atheris.Fuzz()


def _in_time(target: Callable[[bytes], None]) -> Callable[[bytes], None]:
    """The target, which fails too where it is slow three times over: the machine may be busy once."""

    def timed(data: bytes) -> None:
        if _spent(target, data) > SECONDS and min(_spent(target, data) for _ in range(2)) > SECONDS:
            raise TimeoutError(f"more than {SECONDS} s for {len(data)} bytes")

    return timed


def _spent(target: Callable[[bytes], None], data: bytes) -> float:
    start = time.process_time()
    target(data)
    return time.process_time() - start


def _emptied(corpus: Path) -> Path:
    """The folder with nothing in it but the inputs that once broke a promise."""
    for path in _ordinary(corpus):
        path.unlink()
    return corpus


def _ordinary(corpus: Path) -> list[Path]:
    """The inputs that never broke a promise, the smallest first."""
    found = [path for path in corpus.iterdir() if not path.name.startswith(("crash-", "timeout-", "oom-"))]
    return sorted(found, key=lambda path: (path.stat().st_size, path.name))


def _trim(corpus: Path) -> None:
    found = _ordinary(corpus)
    for path, size in zip(found, [*accumulate(one.stat().st_size for one in found)], strict=True):
        if size > ROOM:
            path.unlink()


def _script(work: Path, target: str) -> Path:
    """This module as a program with a name of its own."""
    path = work / f"fuzz-{target}"
    path.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m tests.campaigns.fuzz {target} "$@"\n', "utf-8")
    path.chmod(0o755)
    return path


def _dictionary(work: Path) -> Path:
    """Words that libFuzzer puts in: signs of YAML, and every key and value that the schemas name."""
    schema = import_module("smartplan.plan.schema")
    words = {*_WORDS}
    for subject in ("plan", "review", "evaluation"):
        root = schema.shape(subject)
        for definition in (root, *root["$defs"].values()):
            words |= {f"{key}: " for key in definition["properties"]}
            words |= {
                value
                for one in definition["properties"].values()
                for value in one.get("enum", ())
                if isinstance(value, str)
            }
    lines = ['"' + "".join(f"\\x{byte:02X}" for byte in word.encode()) + '"' for word in sorted(words)]
    path = work / "words.dict"
    path.write_text("\n".join([*lines, ""]), encoding="ascii")
    return path


if __name__ == "__main__":
    main()
