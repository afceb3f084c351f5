"""A file of a plan, a review or an evaluation: the document, and what of it the schema lets through."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from smartplan.plan.finding import Address, Finding
from smartplan.plan.model import Plan
from smartplan.plan.subject import Content
from smartplan.workspace.content import check
from smartplan.yamltext.document import Document, load
from smartplan.yamltext.source import SourceText


class PlanFile(Struct, frozen=True, eq=False):
    """A document and the typed model of its sound parts.

    `content` is None where nothing can be read, and a plan that says nothing where the file is no mapping. `findings`
    are those about the shape, `invalid` the addresses that they speak of. `kept` tells of each list out of which
    invalid items were left, by its address, where in the file the others stand.
    """

    document: Document
    content: Content | None = None
    findings: Sequence[Finding] = ()
    invalid: frozenset[Address] = frozenset()
    kept: Mapping[Address, Sequence[int]] = {}

    @property
    def plan(self) -> Plan | None:
        """The revision, where the file is one and can be read."""
        return self.content if isinstance(self.content, Plan) and self.document.data is not None else None

    @property
    def faults(self) -> list[Finding]:
        """Why it cannot be read, or not all of it: what is wrong with the YAML, then with the shape."""
        return [*self.document.tree.faults, *self.findings]

    def address(self, path: Address) -> Address:
        """The address in the file of what has that address in the model. No list of the model holds another."""
        kept = self.kept.get(path[:-1])
        return path if kept is None else (*path[:-1], kept[int(path[-1])])

    def in_file(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Findings of rules, which look at the model, with their addresses in the file."""
        for finding in findings:
            path = self.address(finding.path)
            yield finding if path is finding.path else replace(finding, path=path)


def load_file(source: SourceText) -> PlanFile:
    """Parse a source and hold it against its schema."""
    document = load(source)
    shaped = check(document)
    if shaped is None:
        return PlanFile(document)
    return PlanFile(document, shaped.content, shaped.findings, shaped.invalid, shaped.kept)
