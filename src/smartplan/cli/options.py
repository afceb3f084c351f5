"""Arguments and options that several commands share, each in the language of the run."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal, get_args

import typer
from typer._types import TyperChoice

from smartplan.cli import completion, settings
from smartplan.cli.formats import FINDINGS, PICTURES, REPORTS, TABLES
from smartplan.messages import LANGUAGES, Catalogue
from smartplan.plan.finding import Severity

# Names of forms. What can be chosen is what the tables can draw.
if TYPE_CHECKING:
    Format = str
    FindingsFormat = str
    TableFormat = str
    PictureFormat = str
else:
    Format = Literal[tuple(REPORTS)]
    FindingsFormat = Literal[tuple(FINDINGS)]
    TableFormat = Literal[tuple(TABLES)]
    PictureFormat = Literal[tuple(PICTURES)]


class WordChoice(TyperChoice[str]):
    """A choice among the words of a vocabulary, which are understood in every language.

    `what` is the word for them in the catalogue, below `error.what`.
    """

    def __init__(self, what: str, vocabulary: str, values: Sequence[str]) -> None:
        self._what, self._vocabulary = what, vocabulary
        super().__init__(values)

    def convert(self, value: Any, param: Any, ctx: Any) -> Any:
        """The word of the vocabulary. Raises UnknownName with all of them, and AmbiguousName."""
        if value not in self.choices:
            from smartplan.messages.vocabulary import words
            from smartplan.plan.understand import chosen

            value = chosen(str(value), self._what, self.choices, self._vocabulary, words(self._vocabulary))
        return super().convert(value, param, ctx)


def revision(say: Catalogue) -> Any:
    """One revision."""
    return typer.Argument(help=say("cli.revision"), metavar="REV", autocompletion=completion.revisions)


def edited(say: Catalogue) -> Any:
    """One revision that is changed: its file, neither a commit nor standard input."""
    return typer.Argument(help=say("cli.edited"), metavar="REV", autocompletion=completion.revisions)


def plans(say: Catalogue) -> Any:
    """The folder of plans; what stands before the command counts as if it stood behind it.

    Where it is not named, that of the settings.
    """
    return typer.Option(
        "--plans", metavar="DIR", envvar="SMARTPLAN_PLANS", help=say("cli.plans"), callback=_or_before_the_command
    )


def plans_before(say: Catalogue) -> Any:
    """The folder of plans, ahead of the command."""
    return typer.Option("--plans", metavar="DIR", help=say("cli.plans"))


def _or_before_the_command(ctx: typer.Context, value: str | None) -> str | None:
    before: str | None = ctx.find_root().params.get("plans")
    given = value if before is None else before
    return settings.plans() if given is None else given


def form(say: Catalogue) -> Any:
    """The form of the result."""
    return typer.Option("--format", help=say("cli.format"))


def output(say: Catalogue) -> Any:
    """A file for the result."""
    return typer.Option("--output", "-o", metavar="FILE", help=say("cli.output"))


def all_of_it(say: Catalogue) -> Any:
    """Whether every list is shown whole."""
    return typer.Option("--all", help=say("cli.all"))


def summary(say: Catalogue) -> Any:
    """Whether a GitHub workflow is told the result."""
    return typer.Option("--summary", help=say("cli.summary-of-job"))


def no_pager(say: Catalogue) -> Any:
    """Whether a text that is longer than the terminal is printed as it is."""
    return typer.Option("--no-pager", help=say("cli.no-pager"), callback=_refuse_pager)


def _refuse_pager(value: bool) -> bool:
    if value:
        from smartplan.cli import pager

        pager.refuse()
    return value


def severity(name: str, text: str) -> Any:
    """A severity, in the words of any language."""
    return word(name, text, "severity", Severity, "severity")


def word(name: str, text: str, what: str, kind: object, vocabulary: str = "value") -> Any:
    """One or several words of a vocabulary, which is a Literal, in any language."""
    values = get_args(kind)
    return typer.Option(name, help=text, metavar="|".join(values), click_type=WordChoice(what, vocabulary, values))


def jobs(say: Catalogue) -> Any:
    """How many processes work on many plans; 0 for as many as there are processors."""
    return typer.Option("--jobs", min=0, metavar="N", help=say("cli.jobs"), show_default=False)


def shard(say: Catalogue) -> Any:
    """Which part of many cities, of how many."""
    return typer.Option("--shard", metavar="PART/PARTS", help=say("cli.shard"))


def lang(say: Catalogue) -> Any:
    """The language; read before the command is built, and named here for the help."""
    # The last first: a city's own language ahead of the one that everybody falls back to.
    names = LANGUAGES[::-1]
    return typer.Option("--lang", metavar="|".join(names), help=say("cli.lang", languages=say("cli.or").join(names)))
