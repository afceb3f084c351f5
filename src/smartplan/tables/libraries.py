"""The libraries of the extra `office`: only who reads or writes workbooks and documents needs them."""

from importlib.util import find_spec

from smartplan.errors import MissingLibrary


def require(*modules: str) -> None:
    """Ask for libraries before they are imported. Raises MissingLibrary, which says what to install."""
    missing = [module for module in modules if find_spec(module) is None]
    if missing:
        raise MissingLibrary(names=", ".join(missing))
