"""Why the tool could not do its job: one exception a cause, each with a sentence in both languages."""

from collections.abc import Iterable
from typing import Any


class SmartplanError(Exception):
    """The tool could not do its job; the command ends with exit code 2.

    `key` names the sentence in the catalogue, `values` fill it.
    """

    key = "error.unknown"

    def __init__(self, **values: Any) -> None:
        super().__init__(self.key, values)
        self.values = values


class UnknownRevision(SmartplanError):
    """No revision of that name; `nearest` may be empty."""

    key = "error.unknown-revision"


class NoPlansFolder(SmartplanError):
    """No `plans/` folder upwards from here."""

    key = "error.no-plans-folder"


class CannotOpen(SmartplanError):
    """A file that cannot be opened: missing, a directory, a FIFO, no permission."""

    key = "error.cannot-open"


class NotAPlan(SmartplanError):
    """A file whose content cannot be read as a plan, where a plan is needed."""

    key = "error.not-a-plan"


class CannotWrite(SmartplanError):
    """The file of `--output` cannot be written."""

    key = "error.cannot-write"


class UnknownName(SmartplanError):
    """A name given on the command line that is none of the known ones."""

    key = "error.unknown-name"

    @classmethod
    def of(cls, name: str, what: str, known: Iterable[str]) -> "UnknownName":
        """With the nearest of the known names. `what` is the word for them in the catalogue."""
        from smartplan.plan.names import nearest

        return cls(name=name, what=what, nearest=nearest(name, known) or "")


class BadPercent(SmartplanError):
    """A percentage that is none, or not between 0 and 100."""

    key = "error.bad-percent"
