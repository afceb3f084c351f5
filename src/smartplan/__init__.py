"""smartplan: draft, check and compare revisions of a smart city master plan.

What `__all__` names is for other programs, and is explained in docs/library.md; everything else is private.
"""

import sys

__version__ = "0.1.0"

__all__ = [
    "ChangeData",
    "Coverage",
    "Diff",
    "FindingData",
    "OpenedPlan",
    "SideData",
    "SmartplanError",
    "compare",
    "cover",
    "open_plan",
    "rows",
    "validate",
]

# Taken for true by checkers of types; the module `typing` takes longer to load than `smartplan --version` to answer.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from smartplan.library import (
        ChangeData,
        Coverage,
        Diff,
        FindingData,
        OpenedPlan,
        SideData,
        SmartplanError,
        compare,
        cover,
        open_plan,
        rows,
        validate,
    )
else:

    def __getattr__(name: str) -> object:
        """A name of the library, loaded when it is first asked for: no command needs it."""
        if name not in __all__:
            raise AttributeError(f"module 'smartplan' has no attribute {name!r}")
        from smartplan import library

        found = globals()[name] = getattr(library, name)
        return found

    def __dir__() -> list[str]:
        return [*__all__, "__version__"]

    class _Face(type(sys)):
        """This module, in which the package `compare`, when it is loaded, does not take the place of the function."""

        def __setattr__(self, name: str, value: object) -> None:
            if not (name in __all__ and isinstance(value, type(sys))):
                super().__setattr__(name, value)

    sys.modules[__name__].__class__ = _Face
