"""`smartplan import --into REV FILE...`: filled sheets back into the plan that they were exported from."""

from collections.abc import Sequence
from pathlib import Path

import typer

from smartplan.cli.edit_options import citations, finish, spoken
from smartplan.cli.output import print_error, today
from smartplan.messages import Catalogue

_REFUSED = "table.filled.broken"


def bring_back(
    files: Sequence[Path],
    rev: str,
    plans: str | None,
    say: Catalogue,
    *,
    reason: str | None,
    because: list[str] | None,
    force: bool,
    dry_run: bool,
) -> None:
    """Make the edits that the sheets say, show what they change, and write them, or none.

    `because` are the inputs that they cite; what breaks the plan is written only if it is forced.

    What is wrong with a cell goes to standard error with its place; where that is an error the exit code is 1.
    """
    from smartplan.operations.import_into import import_into
    from smartplan.report.pages.imported import line

    cited = citations(because, rev, plans)
    sheets = import_into(rev, files, spoken(), plans, today(), reason, cited.refs)
    for where, heading in sheets.ignored:
        print_error(say("cli.note", text=say("table.filled.ignored", where=where, heading=heading)))
    for found in sheets.findings:
        print_error(line(found, say))
    if sheets.outcome is None:
        errors = sum(found.severity == "error" for found in sheets.findings)
        print_error(say("table.filled.refused", n=errors))
        raise typer.Exit(1)
    if sheets.outcome.changed:
        print_error(say("table.filled.edits", n=sheets.edits))
    how = {"force": force, "dry_run": dry_run, "last": cited.last}
    finish(sheets.outcome, rev, say, **how, refused=_REFUSED, cells=sheets.cells)
    if not dry_run:
        cited.follow_up(say)
