"""Mutation testing of the packages that decide: what share of planted faults do the tests find?

    pip install mutmut==3.8.1
    python -m tests.campaigns.mutation                    # half an hour; what is known already is not tried again
    python -m tests.campaigns.mutation rules plan         # these packages only
    python -m tests.campaigns.mutation --again rules      # what lives is tried again, on every test that reaches it
    python -m tests.campaigns.mutation --table            # try nothing, print what is known

mutmut plants the faults, in a copy of the project under `mutants/`, as `[tool.mutmut]` of pyproject.toml says: in the
bodies of functions and methods that have no decorator, and in no tables of a module. It also knows how to show them
(`mutmut show NAME`, `mutmut browse`). The tests are run by `planted.py`: mutmut would collect them for each fault.
A fault that lives in a function which is called while modules are imported is tried once more in a new process, for
the others have imported them all. Prints a table and what lives, as Markdown.
"""

import argparse
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from mutmut.__main__ import copy_also_copy_files, copy_src_dir, create_mutants
from mutmut.mutation.data import SourceFileMutationData
from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.stats import status_by_exit_code

from tests.campaigns.planted import AT_IMPORT, BROKEN, KILLED, LIVES

MUTANTS = Path("mutants")
OPTIONS = (
    "-q", "-x", "-s", "--tb=native", "--assert=plain", "-p", "no:cacheprovider", "-p", "no:unraisableexception", "-p", "no:threadexception",
    "-o", "tmp_path_retention_policy=failed", "--hypothesis-profile=mutation",
)  # fmt: skip
CONTROL = re.compile(r"__mutmut_\d+$")
# The tests that are about a package; many more reach it, and take too long for each fault that lives.
TESTS: Final[dict[str, tuple[str, ...]]] = {
    "rules": (
        "rules/test_examples",
        "rules/test_places",
        "rules/test_silence",
        "rules/test_edges",
        "rules/test_revisions",
        "rules/test_unread",
        "rules/test_words",
        "validation/test_ignore",
    ),
    "compare": (
        "compare/test_compare",
        "compare/test_laws",
        "compare/test_changes",
        "compare/test_near_misses",
        "compare/test_lineage",
        "compare/test_dimensions",
        "compare/test_comments",
        "report/test_golden",
    ),
    "coverage": (
        "cli/test_coverage",
        "analysis/test_coverage_laws",
        "analysis/test_coverage",
        "analysis/test_gaps",
        "analysis/test_rows",
        "analysis/test_workload",
        "cli/test_agenda",
        "cli/test_show",
        "cli/test_inputs",
        "cli/test_evaluations",
        "report/test_golden",
    ),
    "plan": (
        "plan/test_measures",
        "report/test_schemas",
        "plan/test_scoring",
        "plan/test_shape",
        "plan/test_sound",
        "cli/test_evaluations",
        "cli/test_coverage",
        "rules/test_examples",
    ),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("packages", nargs="*", default=list(TESTS))
    parser.add_argument("--children", type=int, default=1, help="processes at a time")
    parser.add_argument("--again", action="store_true", help="try what lives again")
    parser.add_argument("--table", action="store_true", help="try nothing")
    options = parser.parse_args()
    if not options.table:
        MUTANTS.mkdir(exist_ok=True)
        copy_src_dir()
        copy_also_copy_files()
        create_mutants(options.children)
        # What is known by then is kept.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
        for package in options.packages:
            attempt(package, options.children, again=options.again)
    report(options.packages)


def attempt(package: str, children: int, *, again: bool) -> None:
    """Try what is not known yet of a package."""
    wanted = (None, BROKEN, AT_IMPORT, LIVES) if again else (None, BROKEN, AT_IMPORT)
    names: list[str] = []
    for file in files(package):
        found = [name for name, code in file.exit_code_by_key.items() if code in wanted]
        # A fault that is none has to live: mutmut counts from 1.
        names += [CONTROL.sub("__mutmut_0", found[0]), *found] if found else []
    (MUTANTS / "to_try.txt").write_text("\n".join(names), "utf-8")
    (MUTANTS / "tried.txt").write_text("", "utf-8")
    found = [path for name in TESTS[package] for path in sorted(MUTANTS.glob(f"tests/{name}.py"))]
    tests = [str(path.relative_to(MUTANTS)) for path in found]
    try:
        how = {"MUTATION_CHILDREN": str(children), "MUTATION_PATIENCE": "1000000" if again else "60"}
        done = pytest("stats", "-p", "tests.campaigns.planted", *tests, **how)
        if done.returncode:
            sys.exit(done.stdout + done.stderr)
    finally:
        # Also of a run that was stopped.
        lines = (MUTANTS / "tried.txt").read_text("utf-8").splitlines()
        tried = {name: int(code) for name, code in (line.split("\t") for line in lines)}
        controls = {name for name in tried if name.endswith("__mutmut_0")}
        if broken := [name for name in controls if tried[name] not in (LIVES, AT_IMPORT)]:
            sys.exit(f"killed, and yet no fault: {broken}")
        record(package, tried)
    for name in [name for name, code in tried.items() if code == AT_IMPORT and name not in controls]:
        record(package, {name: KILLED if pytest(name, *tests).returncode else LIVES})


def pytest(mutant: str, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join((str(MUTANTS.absolute() / "src"), str(MUTANTS.absolute())))
    with tempfile.TemporaryDirectory(prefix="mutation-") as folder:
        known = {"MUTANT_UNDER_TEST": mutant, "PYTHONPATH": path, "MUTATION_FOLDER": folder}
        return subprocess.run(
            [sys.executable, "-m", "pytest", *OPTIONS, f"--basetemp={folder}/all", *words], cwd=MUTANTS,
            env={**os.environ, **environment, **known}, capture_output=True, text=True, check=False,
        )  # fmt: skip


def record(package: str, codes: dict[str, int]) -> None:
    """Keep what became of faults where mutmut keeps it."""
    for file in files(package):
        new = {name: codes[name] for name in file.exit_code_by_key if name in codes}
        if new:
            file.exit_code_by_key.update(new)
            file.save()


def files(package: str) -> Iterator[SourceFileMutationData]:
    """What is known of each module."""
    for path in sorted(Path("src/smartplan", package).glob("*.py")):
        data = SourceFileMutationData(path=path)
        data.load()
        yield data


def report(packages: Sequence[str]) -> None:
    """The table, and every fault that lives as a diff."""
    living = []
    print("| package | mutants | killed | timeout | survived | score |\n|---|---|---|---|---|---|")
    for package in packages:
        results = [
            (name, "survived" if code == AT_IMPORT else status_by_exit_code[code])
            for file in files(package) for name, code in file.exit_code_by_key.items()
        ]  # fmt: skip
        counts = Counter(status for _, status in results)
        dead = counts["killed"] + counts["timeout"]
        score = f"{counts['not checked']} not tried" if counts["not checked"] else f"{dead / len(results):.1%}"
        print(
            f"| {package} | {len(results)} | {counts['killed']} | {counts['timeout']} | {counts['survived']} | {score} |"
        )
        living += [name for name, status in results if status == "survived"]
    for name in living:
        changed = [line for line in get_diff_for_mutant(name).splitlines()[2:] if line[:1] in ("-", "+")]
        print(f"\n{name}\n", *(f"    {line}" for line in changed), sep="\n")


if __name__ == "__main__":
    main()
