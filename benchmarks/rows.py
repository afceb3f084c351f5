"""What is measured: one row for each target, written as the two command lines that it compares.

The first word of a command names a program (see `run.py`), `N/2023.yaml` is the made-up plan of N
programmes and `N/2026.yaml` its revised copy.
"""

import re
from dataclasses import dataclass

HELLO = """
import typer

def main(name: str = "world") -> None:
    typer.echo(f"Hello {name}")

typer.run(main)
"""
DRAIN = """
import sys
from yaml._yaml import CParser
parser = CParser(open(sys.argv[1], 'rb').read())
while parser.get_event():
    pass
"""


@dataclass(frozen=True)
class Row:
    """A ratio: time of `ours` to time of `theirs`, or memory as `run.py` says."""

    work: str
    at_most: float
    ours: str
    theirs: str
    their_runs: int = 100
    """At most so many runs of a peer that takes many seconds."""
    memory: bool = False
    """Peak memory of `ours` above that of `theirs`, in sizes of the plan, instead of time."""

    @property
    def sizes(self) -> set[int]:
        """The plans that the row needs."""
        return {int(size) for size in re.findall(r"(\d+)/20\d\d", f"{self.ours} {self.theirs}")}


# What `validate` is run on in the rows of the reports, each of which reads the same file.
LARGE = "3000/2023.yaml"
REPORTS = {
    "coverage": f"coverage {LARGE}",
    "coverage --by indicator": f"coverage {LARGE} --by indicator",
    "summary": f"summary {LARGE}",
    "show": f"show {LARGE} GOV-00001",
    "agenda --agency": f"agenda {LARGE} --agency dlh --year 2024",
    "inputs": f"inputs {LARGE}",
}
SCHEMA = "check-jsonschema --schemafile plan.schema.json"
ROWS = (
    Row("`--version` / `python -c pass`", 1.3, "smartplan --version", "python -c pass"),
    Row(
        "`validate`, 60 programmes / hello world in typer", 1.5,
        "smartplan validate 60/2023.yaml", "hello",
    ),
    Row(
        "`validate`, 300 / check-jsonschema", 0.10,
        "smartplan validate 300/2023.yaml", f"{SCHEMA} 300/2023.yaml",
    ),
    Row(
        "`validate`, 3,000 / check-jsonschema", 0.05,
        "smartplan validate 3000/2023.yaml", f"{SCHEMA} 3000/2023.yaml", their_runs=2,
    ),
    Row(
        "`validate`, 3,000 / yamllint", 0.045,
        "smartplan validate 3000/2023.yaml", "yamllint 3000/2023.yaml", their_runs=2,
    ),
    Row(
        "`validate`, 3,000 / draining libyaml's events of the same file in a bare Python process",
        3.5, "smartplan validate 3000/2023.yaml", "drain 3000/2023.yaml",
    ),
    Row(
        "`diff`, 300 / `deep diff`", 0.06,
        "smartplan diff 300/2023.yaml 300/2026.yaml", "deep diff 300/2023.yaml 300/2026.yaml",
    ),
    Row(
        "`diff`, 3,000 / `deep diff`", 0.02,
        "smartplan diff 3000/2023.yaml 3000/2026.yaml", "deep diff 3000/2023.yaml 3000/2026.yaml",
        their_runs=2,
    ),
    Row(
        "`diff` / `validate` of one of the two files, 3,000", 2.4,
        "smartplan diff 3000/2023.yaml 3000/2026.yaml", "smartplan validate 3000/2023.yaml",
    ),
    Row(
        "`validate`, 30,000 / 3,000 programmes", 11,
        "smartplan validate 30000/2023.yaml", "smartplan validate 3000/2023.yaml",
    ),
    Row(
        "`diff`, 30,000 / 3,000 programmes", 11,
        "smartplan diff 30000/2023.yaml 30000/2026.yaml",
        "smartplan diff 3000/2023.yaml 3000/2026.yaml",
    ),
    Row(
        "`validate`, 3,000 / yamale (no positions)", 0.2,
        "smartplan validate 3000/2023.yaml", "yamale -s yamale.schema.yaml 3000/2023.yaml",
    ),
    *(
        Row(
            f"`{name}` / `validate` of the same plan, 3,000", 1.5,
            f"smartplan {command}", f"smartplan validate {LARGE}",
        )
        for name, command in REPORTS.items()
    ),
    Row(
        "an edit of one programme in 3,000 (nothing written) / `validate`", 2,
        f"smartplan set {LARGE} GOV-00001 status completed --dry-run", f"smartplan validate {LARGE}",
    ),
    Row(
        "peak memory above an idle interpreter, `validate`, 3,000, in sizes of the file", 15,
        "smartplan validate 3000/2023.yaml", "python -c pass", memory=True,
    ),
)  # fmt: skip
SIZES = sorted(set[int]().union(*(row.sizes for row in ROWS)))
