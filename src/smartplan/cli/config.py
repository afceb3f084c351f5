"""`smartplan config`."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartplan.cli import completion, options, settings
from smartplan.cli.formats import REPORTS
from smartplan.cli.options import Format
from smartplan.cli.output import form_of, print_report
from smartplan.errors import NoPlansFolder
from smartplan.messages import Catalogue, chosen_by, given

if TYPE_CHECKING:
    from smartplan.operations.settings import SettingRow
    from smartplan.report.render.page import Page


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""

    def config(
        rev: Annotated[
            str | None, typer.Argument(metavar="REV", help=say("cli.config.rev"), autocompletion=completion.revisions)
        ] = None,
        plans: Annotated[str | None, options.plans(say)] = None,
        format: Annotated[Format | None, options.form(say)] = None,
        output: Annotated[Path | None, options.output(say)] = None,
        no_pager: Annotated[bool, options.no_pager(say)] = False,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan.operations.settings import report
        from smartplan.workspace.folder import resolve

        form = form_of(format, output, REPORTS)
        # Refused here as where it is used; whether it is there yet is for `validate`.
        settings.baseline(there=False)
        of = None if rev is None else resolve(rev, plans)[1]
        result = report(settings.held(), [_language(), _plans(plans)], of)

        def page() -> "Page":
            from smartplan.report.pages.config import build

            return build(result, say, without=os.environ.get(settings.VARIABLE) == "0")

        print_report(result, page, form, output, say)

    return config


def _language() -> "SettingRow":
    """The language of the run, and what chose it."""
    language, by = chosen_by(sys.argv[1:], setting=settings.value("language"))
    return _row("language", language, by, "en")


def _plans(plans: str | None) -> "SettingRow":
    """The folder of plans, and what chose it; without a value where there is none."""
    from smartplan.workspace.folder import find_folder
    from smartplan.workspace.paths import shown

    if next(given("--plans", sys.argv[1:]), None) is not None:
        by = "--plans"
    elif os.environ.get("SMARTPLAN_PLANS"):
        by = "SMARTPLAN_PLANS"
    else:
        by = "settings" if settings.value("plans") is not None else ""
    try:
        found = find_folder(plans).path
    except NoPlansFolder:
        found = Path(plans) if plans is not None else None
    return _row("plans", shown(found) if found is not None else None, by, "plans")


def _row(name: str, value: str | None, by: str, default: str) -> "SettingRow":
    """A setting that was chosen by an option, a variable, the settings or nothing."""
    from smartplan.operations.settings import Origin, SettingRow

    origin: Origin = "default"
    if by == "settings":
        origin = "settings"
    elif by:
        origin = "option" if by.startswith("--") else "environment" if by.startswith("SMARTPLAN_") else "locale"
    where = "" if origin == "settings" else by
    return SettingRow(name=name, value=value, origin=origin, where=where, default=default)
