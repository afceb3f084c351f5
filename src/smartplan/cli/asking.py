"""Questions at a terminal, one after the other: how they are put, and how what is typed is read."""

import sys

from smartplan.cli.output import error_sentence, fitted, print_error
from smartplan.errors import UsageError
from smartplan.messages import Catalogue
from smartplan.report.render.terminal import printable


def can_ask() -> bool:
    """Whether somebody sees a question and can answer it."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def read(question: str) -> str:
    """What is typed as the answer to a question. Raises EOFError, and UnicodeDecodeError for bytes that are no text."""
    # Left to itself, `input` asks on standard error.
    print(printable(fitted(question.rstrip(), sys.stdout), sys.stdout.encoding), end=" ", flush=True)
    return input()


def choose(question: str) -> str:
    """The word that is typed, in small letters; bytes that are no text are no answer. Raises EOFError."""
    try:
        return read(question).strip().casefold()
    except UnicodeDecodeError:
        return ""


def ask_text(question: str, say: Catalogue) -> str:
    """The text that is typed, asked for again where its bytes are none; empty for none. Raises EOFError."""
    from smartplan.operations.init import text

    while True:
        try:
            return text(read(question))
        except UnicodeDecodeError as error:
            refusal = UsageError("error.bad-text", value=error.object.decode(errors="backslashreplace"))
        except UsageError as error:
            refusal = error
        print_error(say("cli.error", text=error_sentence(refusal, say)))
