"""Why the tool could not do its job: one exception a cause, each with a sentence in every language."""

import os
import sys
from contextlib import suppress
from functools import partial
from typing import Any


class SmartplanError(Exception):
    """The tool could not do its job; the command ends with exit code 2.

    `key` names the sentence in the catalogue, `values` fill it. `sentence` is that sentence in English, where the error
    came out of the library.
    """

    key = "error.unknown"
    code = 2
    sentence = ""

    def __init__(self, **values: Any) -> None:
        super().__init__(self.key, values)
        self.values = values

    def __reduce__(self) -> Any:
        # What `Exception` does knows no keywords, and a worker has to tell its failures.
        return partial(type(self), **self.values), (), {"sentence": self.sentence}

    def __str__(self) -> str:
        return self.sentence or super().__str__()


class UsageError(SmartplanError):
    """A wrong use of the command line, which nobody has to tell from another: `key` names its sentence.

    `code` is 1 where the input ended before all was said, and nothing is wrong with what was.
    """

    def __init__(self, key: str, /, *, code: int = 2, **values: Any) -> None:
        self.key, self.code = key, code
        super().__init__(**values)

    def __reduce__(self) -> Any:
        return partial(type(self), self.key, code=self.code, **self.values), (), {"sentence": self.sentence}


class SystemRefused(SmartplanError):
    """What the system refused where no command expects it; the variant says what for."""

    key = "error.system"


class UnknownRevision(SmartplanError):
    """No revision of that name; `nearest` may be empty."""

    key = "error.unknown-revision"


class NoPlansFolder(SmartplanError):
    """No `plans/` folder upwards from here."""

    key = "error.no-plans-folder"


class CannotOpen(SmartplanError):
    """A file that cannot be opened: missing, a directory, a FIFO, no permission."""

    key = "error.cannot-open"


class PassedOver(SmartplanError):
    """A file that is not read because of its name; `right` is the name by which it would be."""

    key = "error.passed-over"


class TooTangled(SmartplanError):
    """Merges and splits connect more programmes of two revisions than there is room for."""

    key = "error.too-tangled"


class NotAPlan(SmartplanError):
    """A file whose content cannot be read as a plan, where a plan is needed."""

    key = "error.not-a-plan"


class NotAnEvaluation(SmartplanError):
    """A file among the evaluations whose content cannot be read as one."""

    key = "error.not-an-evaluation"


class NotAReview(SmartplanError):
    """A file among the reviews that cannot be read as one."""

    key = "error.not-a-review"


class CannotWrite(SmartplanError):
    """A file that cannot be written; it is as it was. The variant says why."""

    key = "error.cannot-write"


class BadMapping(SmartplanError):
    """A mapping file of `import` with something that it cannot have; with its place."""

    key = "error.bad-mapping"


class Changed(SmartplanError):
    """A file that holds something else by now than when it was read for an edit; nothing was written."""

    key = "error.changed"


class Exists(SmartplanError):
    """A new file whose name is taken; nothing was written."""

    key = "error.exists"


class UnknownName(SmartplanError):
    """A name given on the command line that is none of the known ones."""

    key = "error.unknown-name"


class AmbiguousName(SmartplanError):
    """A name that several things have; `readings` are the value of each and, if it has one, the name that tells it."""

    key = "error.ambiguous-name"


class UnknownProgramme(SmartplanError):
    """No programme of that id in the revision; the variant says what the chain of revisions knows of it."""

    key = "error.unknown-programme"


class NoRevision(SmartplanError):
    """A folder without a revision that can be read."""

    key = "error.no-revision"


class EditRefused(SmartplanError):
    """An edit that would make no sense; the command ends with exit code 1 and nothing is written."""

    key = "error.edit"
    code = 1


class CannotFormat(SmartplanError):
    """A file that cannot be laid out canonically; it is as it was. The variant or the finding says why."""

    key = "error.cannot-format"


class NoCommit(SmartplanError):
    """A name that git knows no commit by."""

    key = "error.no-commit"


class GitFailed(SmartplanError):
    """Git is not there, has no repository here, or failed."""

    key = "error.git"


class BadBaseline(SmartplanError):
    """A file that is no baseline, or cannot be one; the variant or the finding says why."""

    key = "error.bad-baseline"


class BadProfile(SmartplanError):
    """A profile beside the plans that cannot be read; the variant says why, `line` where in its file."""

    key = "error.bad-profile"


class BadSettings(SmartplanError):
    """Settings of the repository that cannot be read, or that nothing can have; the variant says why, `line` where."""

    key = "error.bad-settings"


class CannotInstall(SmartplanError):
    """Git drivers that cannot be set up here; the variant says why."""

    key = "error.cannot-install"


class NotAWorkbook(SmartplanError):
    """A file that cannot be read as a workbook, or as the one that its name says; the variant says why."""

    key = "error.not-a-workbook"


class WorkbookTooLarge(SmartplanError):
    """A workbook that is larger than a plan can be; the variant says in what."""

    key = "error.workbook-too-large"


class NotALetterhead(SmartplanError):
    """A file that was to be the letterhead of a document and is no Word document that can be read."""

    key = "error.not-a-letterhead"


class MissingLibrary(SmartplanError):
    """A library of an extra that a command needs and that is not installed: of `office`, or of that of the variant."""

    key = "error.missing-library"


class CellRefused(SmartplanError):
    """A filled cell that says what no command would set: `where` it is, and the `cause`."""

    key = "error.cell-refused"


class WorkerLost(SmartplanError):
    """A process that worked on a part of the plans was ended from outside."""

    key = "error.worker-lost"


def print_traceback() -> None:
    """Where SMARTPLAN_TRACEBACK is set, say on standard error what was caught and where: for whoever mends smartplan.

    What stands in a file may be in it, so nothing but printable ASCII is let through.
    """
    if not os.environ.get("SMARTPLAN_TRACEBACK"):
        return
    import traceback

    with suppress(OSError):
        for line in traceback.format_exc().splitlines():
            print(line.encode("unicode_escape").decode(), file=sys.stderr)
