"""What a test needs that becomes another user: who may not enter the folder of this clone opens nothing of it any more."""

import importlib
import io
import pkgutil
import sys
from contextlib import redirect_stdout, suppress
from functools import cache
from tempfile import TemporaryDirectory
from unittest import mock

import smartplan
from smartplan.cli import main
from smartplan.messages import LANGUAGES


@cache
def open_everything() -> None:
    """Import every module of the package, and run the command that reads most of the texts which it carries."""
    for module in pkgutil.walk_packages(smartplan.__path__, "smartplan."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    for language in LANGUAGES:
        words = ["--city", "Kota", "--code", "64.71", "--period", "2026-2030", "--lang", language]
        with (
            TemporaryDirectory() as folder,
            redirect_stdout(io.StringIO()),
            mock.patch.object(sys, "argv", ["smartplan", "init", f"{folder}/plans", *words]),
            suppress(SystemExit),
        ):
            main()
