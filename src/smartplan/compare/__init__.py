"""What changed between two revisions: matching by lineage, typed changes, the balance. Pure: data in, data out."""

from smartplan.compare.changes import KINDS, Change, Comparison, Side, Suggestion
from smartplan.compare.diff import compare
from smartplan.compare.lineage import Chain, chain
from smartplan.compare.revision import Revision

__all__ = ["KINDS", "Chain", "Change", "Comparison", "Revision", "Side", "Suggestion", "chain", "compare"]
