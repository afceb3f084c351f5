"""What is measured: one row for each target, written as the two command lines that it compares.

The first word of a command names a program (see `programs.py`). `N/2023.yaml` is the made-up plan of N programmes and
`N/2026.yaml` its revised copy; `N-KIND` has another kind of plans (see `generate.py`), `CxN` those of C cities.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from peers import PIP

FOLDER = re.compile(r"(?:fresh:)?((?:(\d+)x)?(\d+)(?:-[a-z]+)?)(?:/.*)?")


@dataclass(frozen=True)
class Row:
    """A ratio: time of `ours` to time of `theirs`, or memory."""

    work: str
    at_most: float | None
    """The target, if there is one."""
    ours: str
    theirs: str
    memory: bool = False
    """Peak memory of `ours` above that of `theirs`, in sizes of the plans that `ours` reads, instead of time."""

    @cached_property
    def folders(self) -> dict[str, int]:
        """The folders of plans that the row needs, each with its programmes: those of all its cities, if it has many.

        A number that is no folder is an option's.
        """
        words = [word for word in f"{self.ours} {self.theirs}".split() if "/" in word or "x" in word]
        found = [match for match in map(FOLDER.fullmatch, words) if match]
        return {match[1]: int(match[2] or 1) * int(match[3]) for match in found}

    @property
    def plans(self) -> list[str]:
        """The files that `ours` reads."""
        return re.findall(r"\S+\.yaml", self.ours)


LARGE = "3000/2023.yaml"
BOTH = "3000/2023.yaml 3000/2026.yaml"
VALIDATE = f"smartplan validate {LARGE}"
DIFF = f"smartplan diff {BOTH}"
EVENTS = "draining libyaml's events of the same file"
SIDES = "3000-sides/.merge_file_base fresh:3000-sides/.merge_file_ours 3000-sides/.merge_file_theirs"
IDLE = "python -c pass"
SIZES_OF = "in sizes of the file"

SCHEMA = "check-jsonschema --schemafile plan.schema.json"
AJV = "ajv validate --spec=draft2020 --strict=false --all-errors -s plan.schema.json -d"

START = (
    Row(
        f"`--version`, start script of {PIP.requirement.replace('==', ' ')} / `{IDLE}`", 1.1, "started --version", IDLE
    ),
    Row(f"`--version`, start script as installed / `{IDLE}`", None, "smartplan --version", IDLE),
    Row("`validate`, 60 programmes / hello world in typer", 1.45, "smartplan validate 60/2023.yaml", "hello"),
)
PEERS = (
    Row("`validate`, 300 / check-jsonschema", 0.075, "smartplan validate 300/2023.yaml", f"{SCHEMA} 300/2023.yaml"),
    Row("`validate`, 3,000 / check-jsonschema", 0.05, VALIDATE, f"{SCHEMA} {LARGE}"),
    Row("`validate`, 3,000 / yamllint", 0.024, VALIDATE, f"yamllint {LARGE}"),
    Row("`validate`, 3,000 / yamale (no positions)", 0.2, VALIDATE, f"yamale -s yamale.schema.yaml {LARGE}"),
    Row("`validate`, 30,000 / ajv-cli", 1.4, "smartplan validate 30000/2023.yaml", f"{AJV} 30000/2023.yaml"),
    Row(
        "`diff`, 300 / `deep diff`",
        0.07,
        "smartplan diff 300/2023.yaml 300/2026.yaml",
        "deep diff 300/2023.yaml 300/2026.yaml",
    ),
    Row("`diff`, 3,000 / `deep diff`", 0.027, DIFF, f"deep diff {BOTH}"),
)
NATIVE = (
    Row("`validate`, 3,000 / ryl (native; layout only)", None, VALIDATE, f"ryl check --enable ALL --no-cache {LARGE}"),
    Row(
        "`validate`, 3,000 / sourcemeta-jsonschema (native; schema only)",
        None,
        VALIDATE,
        f"jsonschema validate plan.schema.json {LARGE}",
    ),
    Row("`diff`, 3,000 / diffx (native; data only, called from Python)", None, DIFF, f"diffx {BOTH}"),
)
KINDS = (
    Row(f"`validate`, 3,000 / {EVENTS}", 3.5, VALIDATE, f"drain {LARGE}"),
    Row(
        "`validate`, 3,000 of which few lines stand twice / the same",
        3.5,
        "smartplan validate 3000-varied/2023.yaml",
        "drain 3000-varied/2023.yaml",
    ),
    Row(
        "`validate`, 3,000 of which 5 % have a finding / the same",
        None,
        "smartplan:finds validate 3000-faulty/2023.yaml",
        "drain 3000-faulty/2023.yaml",
    ),
)
REAL = (
    Row(
        "`validate`, 264 programmes as of a real city / check-jsonschema",
        0.075,
        "smartplan validate 264-real/2023.yaml",
        f"{SCHEMA} 264-real/2023.yaml",
    ),
    Row(
        "`coverage` / `validate` of the same plan, 264 programmes as of a real city",
        1.5,
        "smartplan coverage 264-real/2023.yaml",
        "smartplan validate 264-real/2023.yaml",
    ),
    Row(
        "`diff`, 264 programmes as of a real city / `deep diff`",
        0.07,
        "smartplan diff 264-real/2023.yaml 264-real/2026.yaml",
        "deep diff 264-real/2023.yaml 264-real/2026.yaml",
    ),
)
SCALING = (
    Row("`validate`, 30,000 / 3,000 programmes", 11, "smartplan validate 30000/2023.yaml", VALIDATE),
    Row("`diff`, 30,000 / 3,000 programmes", 11, "smartplan diff 30000/2023.yaml 30000/2026.yaml", DIFF),
    Row("`diff` as text / `validate` of one of the two files, 3,000", 2.4, DIFF, VALIDATE),
    Row(
        "`coverage` / `validate` of the same plan, 30,000",
        1.5,
        "smartplan coverage 30000/2023.yaml",
        "smartplan validate 30000/2023.yaml",
    ),
)
REPORTS = tuple(
    Row(f"`{name}` / `validate` of the same plan, 3,000", 1.5, f"smartplan {command}", VALIDATE)
    for name, command in {
        "coverage": f"coverage {LARGE}",
        "coverage --by indicator": f"coverage {LARGE} --by indicator",
        "summary": f"summary {LARGE}",
        "show": f"show {LARGE} GOV-00001",
        "agenda --agency": f"agenda {LARGE} --agency dlh --year 2024",
        "inputs": f"inputs {LARGE}",
    }.items()
)
# Everything that is told of a plan, each part of which takes a large part of a check.
DOCUMENT = (
    Row(
        "`report` / `validate` of the same plan, 300",
        3,
        "smartplan report 300/2023.yaml --output 300/report.html",
        "smartplan validate 300/2023.yaml",
    ),
)
# Less work than before is asked for here, 0.6, 0.85, 0.6 and 0.4 of it. What the program took then, in time
# of libyaml's events, stays the same on any machine: 6.64, 5.26, 15.4 and 3.21.
EDITS = (
    Row(
        f"`set` in one programme of 3,000, nothing written / {EVENTS}",
        3.98,
        f"smartplan set {LARGE} GOV-00001 status completed --dry-run",
        f"drain {LARGE}",
    ),
    Row(
        f"`fmt --check`, 3,000, nothing to change / {EVENTS}", 4.47, f"smartplan fmt --check {LARGE}", f"drain {LARGE}"
    ),
    Row(
        f"merge driver, 3,000, 2 % changed by each side / {EVENTS}, the base",
        9.2,
        f"smartplan git merge-driver {SIDES} --marker-size 7 --path=plans/2023.yaml",
        "drain 3000-sides/.merge_file_base",
    ),
    Row(
        f"`validate --jobs 1`, 40 cities of 300, two revisions each / {EVENTS}, all 80",
        1.28,
        "smartplan validate --jobs 1 40x300",
        "drain 40x300",
    ),
)
SHEETS = (
    Row(
        "`export` as a workbook / `validate` of the same plan, 264",
        4,
        "smartplan export 264-filled/2023.yaml --output 264-filled/out.xlsx",
        "smartplan validate 264-filled/2023.yaml",
    ),
    Row(
        "`import --into` of a workbook with 500 changed cells, nothing written / the same",
        12,
        "smartplan import 264-filled/2023.xlsx --into 264-filled/2023.yaml --dry-run",
        "smartplan validate 264-filled/2023.yaml",
    ),
    Row(
        "`import --new` of a planning table of 263 programmes, nothing written / `validate` of its result",
        6,
        "smartplan import 263-table/2023.xlsx --new new --plans 263-table/plans --dry-run",
        "smartplan validate 263-table/plans/2023.yaml",
    ),
)
MEMORY = (
    Row(f"peak memory of `validate`, 3,000, {SIZES_OF}", 12, VALIDATE, IDLE, memory=True),
    Row("peak memory of `diff`, 3,000, in sizes of both files", None, DIFF, IDLE, memory=True),
    Row(f"peak memory of `validate`, 30,000, {SIZES_OF}", 25, "smartplan validate 30000/2023.yaml", IDLE, memory=True),
    Row(f"peak memory of `coverage`, 30,000, {SIZES_OF}", 25, "smartplan coverage 30000/2023.yaml", IDLE, memory=True),
)
ROWS = START + PEERS + NATIVE + KINDS + REAL + SCALING + REPORTS + DOCUMENT + EDITS + SHEETS + MEMORY

LOADED = {"validate": "findings", "coverage": "cities"}
"""What is run over every city at once, and where its JSON has what it says of each."""
FEW = 20
PROCESSES = "`{}`, two processes / one"
SAME = "`{}`: what two processes, one, and for every tenth city one alone say"
PEAK = f"`{{}}`, peak memory, all cities / {FEW}"
LOAD: dict[str, float | str] = {PROCESSES: 0.52, SAME: "the same", PEAK: 1.5}
"""What is measured of each of these commands, and its target."""

TARGETS: dict[str, dict[str, float | str | None]] = {
    "last run": {row.work: row.at_most for row in ROWS},
    "last load": {work.format(command): at_most for command in LOADED for work, at_most in LOAD.items()},
}
"""The rows of both tables of README.md by the marks around them, with the targets."""
SIZES = sorted(set[int]().union(*(row.folders.values() for row in ROWS)))
