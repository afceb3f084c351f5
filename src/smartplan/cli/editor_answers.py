"""What an editor is answered, in the words of a language and the types of the protocol."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from lsprotocol import types

from smartplan.cli.output import error_sentence
from smartplan.messages import Catalogue
from smartplan.operations.editor.desk import FoundInText, Offers, Told
from smartplan.operations.editor.positions import Position, Positions
from smartplan.plan import profile
from smartplan.plan.finding import Severity
from smartplan.plan.model import Plan
from smartplan.plan.understand import Named
from smartplan.report.render.names import Names
from smartplan.report.render.sentences import one_line, sanitise, sentence
from smartplan.validation.located import LocatedFinding
from smartplan.workspace.paths import shown

_SEVERITIES: Final[dict[Severity, types.DiagnosticSeverity]] = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}
# More than these in a file no editor shows, nor anybody reads.
_MOST: Final = 1000
_HEAD: Final = types.Range(types.Position(0, 0), types.Position(0, 0))


class Answers:
    """The answers in a language."""

    def __init__(self, say: Catalogue) -> None:
        self.say = say

    def diagnostics(self, found: FoundInText, positions: Positions) -> list[types.Diagnostic]:
        """The findings in a file, what could not be checked ahead of them."""
        told = [self._fault(error_sentence(error, self.say)) for error in found.failures]
        told += [self._diagnostic(one, positions) for one in found.findings[:_MOST]]
        more = len(found.findings) - _MOST
        if more > 0:
            told.append(self._fault(self.say("cli.lsp.more", n=more)))
        return told

    def failed(self, path: Path) -> types.Diagnostic:
        """What is said of a file that could not be checked for a fault of smartplan."""
        return self._fault(self.say("cli.lsp.failed", path=shown(path)))

    def completions(self, offers: Offers, positions: Positions) -> types.CompletionList:
        """What may be typed, each with its name."""
        where = range_of(positions.between(offers.start, offers.end))
        kind = types.CompletionItemKind.EnumMember if offers.what == "word" else types.CompletionItemKind.Reference
        items = [
            types.CompletionItem(
                label=one.value,
                kind=kind,
                detail=self._called(offers.what, one, offers.plan) or None,
                # In the order of the plan.
                sort_text=f"{index:06}",
                text_edit=types.TextEdit(where, written),
            )
            for index, (one, written) in enumerate(zip(offers.known, offers.written, strict=True))
        ]
        return types.CompletionList(is_incomplete=False, items=items)

    def hover(self, told: Told | None, diagnostics: Sequence[types.Diagnostic]) -> types.Hover | None:
        """The rules of the findings there, then what stands there; None where there is nothing to say."""
        rules = dict.fromkeys(str(one.code) for one in diagnostics if one.code)
        parts = [f"{self.say(f'rule.{rule}.title')} ({rule})\n{self.say(f'rule.{rule}.why')}" for rule in rules]
        if told and told.named:
            called = self._called(told.what, told.named, told.plan)
            parts += [f"{one_line(told.named.value)}: {called}"] if called else []
        if told and told.field in self.say:
            parts.append(self.say(told.field))
        if not parts:
            return None
        return types.Hover(types.MarkupContent(types.MarkupKind.PlainText, sanitise("\n\n".join(parts))))

    def _diagnostic(self, found: LocatedFinding, positions: Positions) -> types.Diagnostic:
        return types.Diagnostic(
            range=range_of(positions.span(found.place)),
            message=sanitise(sentence(found.finding, self.say)),
            severity=_SEVERITIES[found.severity],
            code=found.finding.rule,
            source="smartplan",
        )

    def _fault(self, text: str) -> types.Diagnostic:
        return types.Diagnostic(_HEAD, sanitise(text), types.DiagnosticSeverity.Error, source="smartplan")

    def _called(self, what: str, named: Named, plan: Plan | None) -> str:
        """What a thing is called in the language; empty where it has no other name."""
        names = Names(self.say, *([plan] if plan else []))
        value, first = named.value, one_line(named.names[0]) if named.names else ""
        if what == "word":
            word = names.word(value)
            found = word if word != value else names.fund(value)
        elif what == "field":
            found = names.field(value)
        elif what == "dimension":
            found = names.dimension(value)
        elif what == "subdimension":
            found = names.subdimension(value)
        elif what == "profile":
            known = profile.load(value)
            found = profile.label_in(known.title, self.say.language) if known else first
        elif len(named.names) > 1:
            found = f"{first} ({one_line(named.names[1])})"
        else:
            found = first
        return "" if found == value else found


def range_of(span: tuple[Position, Position]) -> types.Range:
    """Where something begins and ends, as the protocol writes it."""
    start, end = span
    return types.Range(types.Position(*start), types.Position(*end))
