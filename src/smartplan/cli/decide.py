"""`smartplan decide REV`: the open inputs and recommendations, one by one at the terminal."""

import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from smartplan.cli import asking, edit_options, options
from smartplan.cli.output import error_sentence, fitted, print_error, today, warn_unreadable, write_output
from smartplan.cli.review import line
from smartplan.errors import EditRefused, SmartplanError
from smartplan.messages import Catalogue

if TYPE_CHECKING:
    from smartplan.operations.pending import PendingInput
    from smartplan.plan.field_types import Disposition
    from smartplan.workspace.revision import Revision

Key = Literal["accept", "defer", "reject", "edit", "skip", "quit", "help"]
_BECOMES: "Mapping[str, Disposition]" = {"accept": "accepted", "defer": "deferred", "reject": "rejected"}
_KEYS: tuple[Key, ...] = ("accept", "defer", "reject", "edit", "skip", "quit", "help")


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""

    def decide(
        rev: Annotated[str, options.revision(say)],
        plans: Annotated[str | None, options.plans(say)] = None,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan.operations.edit import open_draft
        from smartplan.operations.pending import pending

        if not asking.can_ask():
            raise EditRefused(variant="no-terminal-decide")
        # Of a revision that cannot be edited the reviews cannot be either.
        revision, _ = open_draft(rev, plans, today())
        found = pending(revision)
        warn_unreadable(revision.folder, say, "reviews", "evaluations", fatal=False)
        if not found:
            print_error(say("review.none-open"))
            return
        _Session(revision, found, say).run()

    return decide


class _Session:
    """The questions of one run, and how many of them were decided so far; each decision is on disk at once."""

    def __init__(self, revision: "Revision", found: "list[PendingInput]", say: Catalogue) -> None:
        from smartplan.report.render.names import Names

        older = revision.superseded.plan if revision.superseded else None
        self.names = Names(say, revision.plan, *([older] if older else []))
        self.plans, self.found, self.say = str(revision.folder.path), found, say
        self.keys = {word: key for key in _KEYS for word in say(f"review.key.{key}").split()}
        self.decided = 0

    def run(self) -> None:
        """Ask about each, until somebody quits. Ends with 130 at an interrupt, and with 1 at the end of the input."""
        code = 0
        try:
            for number, one in enumerate(self.found, 1):
                if not self._ask(one, number):
                    break
        except (KeyboardInterrupt, EOFError) as stop:
            code = 130 if isinstance(stop, KeyboardInterrupt) else 1
            print()
        except SmartplanError:
            self._balance()
            raise
        self._balance()
        if code:
            raise typer.Exit(code)

    def _balance(self) -> None:
        print_error(self.say("review.decided", n=self.decided, of=len(self.found)))

    def _ask(self, one: "PendingInput", number: int) -> bool:
        """Put one question until it is decided or passed over; False where somebody quits."""
        from smartplan.report.pages.pending import build
        from smartplan.report.render.terminal import detect
        from smartplan.report.render.text import render

        say, answer = self.say, one.given.answer
        page = build(one, number, len(self.found), self.names, say)
        write_output(("\n" if number > 1 else "") + render(page, detect()), None)
        while True:
            key = self.keys.get(asking.choose(say("review.question")), "help")
            if key in ("skip", "quit"):
                return key == "skip"
            if key == "help":
                self._help()
            elif key == "edit":
                answer = self._edit(one, answer)
            elif self._decide(one, _BECOMES[key], self._answer(key, answer), answer):
                return True

    def _answer(self, key: Key, stated: str) -> str:
        """What is answered to who gave the input; what is stated already where nothing is typed."""
        variant = "keep" if stated else "optional" if key == "accept" else "needed"
        return asking.ask_text(self.say(f"review.ask-answer.{variant}"), self.say) or stated

    def _decide(self, one: "PendingInput", disposition: "Disposition", answer: str, stated: str) -> bool:
        """Write a decision; False where it is refused."""
        from smartplan.operations.review import decide

        if disposition != "accepted" and not answer:
            print_error(self.say("review.answer-needed"))
            return False
        decided = decide(one.given.ref, disposition, answer if answer != stated else None, self.plans, today())
        if decided.old != one.given.disposition:
            raise EditRefused(variant="input-changed", ref=decided.ref)
        for located in decided.outcome.broken:
            print_error(edit_options.line(located, self.say, decided.outcome.path))
        if decided.outcome.broken:
            print_error(self.say("review.refused", n=len(decided.outcome.broken)))
            return False
        decided.outcome.write("review decide", [decided.ref])
        if disposition != one.given.disposition:
            self.decided += 1
        print(fitted(line(decided, self.say), sys.stdout))
        return True

    def _edit(self, one: "PendingInput", answer: str) -> str:
        """The answer as it is after it was edited and written, with the decision still to come."""
        from smartplan.cli.editor import edit
        from smartplan.report.render.sentences import escape_controls

        try:
            text = edit(
                answer, [self.say("review.editor-head"), "", escape_controls(f"{one.given.ref}: {one.given.text}")]
            )
        except EditRefused as error:
            print_error(self.say("cli.error", text=error_sentence(error, self.say)))
            return answer
        assert one.given.disposition is not None
        if text == answer or not self._decide(one, one.given.disposition, text, answer):
            return answer
        return text

    def _help(self) -> None:
        for key in _KEYS:
            words = ", ".join(self.say(f"review.key.{key}").split())
            print(fitted(f"  {words}: {self.say(f'review.help.{key}')}", sys.stdout))
