"""What a test needs that becomes another user: who may not enter the folder of this clone opens nothing of it any more."""

import importlib
import pkgutil
from functools import cache

import smartplan
from smartplan.beginning import First
from smartplan.messages import LANGUAGES, catalogue
from smartplan.report import first_revision


@cache
def open_everything() -> None:
    """Import every module of the package, and read the texts that it carries."""
    for module in pkgutil.walk_packages(smartplan.__path__, "smartplan."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    for language in LANGUAGES:
        first_revision.files(First("2026", "Kota", "64.71", 2026, 2030), catalogue(language))
