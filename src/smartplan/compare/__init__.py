"""What changed between two revisions: matching by lineage, then typed changes. Pure: data in, data out."""

from collections.abc import Mapping

from smartplan.compare import missions
from smartplan.compare.balance import outcomes, summary
from smartplan.compare.changes import Comparison
from smartplan.compare.comparer import Comparer, order
from smartplan.compare.lineage import Chain, match
from smartplan.compare.pair import PlanPair
from smartplan.compare.renames import reworded, suggest
from smartplan.compare.revision import ComparedPlan
from smartplan.plan import crosswalk
from smartplan.plan.crosswalk import place_of
from smartplan.plan.plain_data import union

__all__ = ["ComparedPlan", "compare"]


def compare(
    old: ComparedPlan, new: ComparedPlan, links: Chain, edited: Mapping[str, tuple[str, ...]] | None = None
) -> Comparison:
    """All changes from one revision to another, matched as their chain allows (see `lineage.chain`).

    `edited` tells of two states of a revision which programmes an edit made from which.
    """
    pair = PlanPair(old, new, crosswalk.between(old.plan, new.plan), links.link == "states")
    # What an edit takes out of a draft was new in it, or is declared.
    expected = links.link in ("reverse", "unrelated") or edited is not None
    comparer = Comparer(pair, match(old, new, links, edited), "info" if expected else "error")
    changes = list(comparer.changes())
    found = outcomes(comparer)
    added = [one.new for one in found if one.fate == "added" and one.new]
    newer = {"chain": [*links.middle, new], "broken": [new], "reverse": [*links.middle, old]}.get(links.link, [])
    return Comparison(
        changes=changes,
        suggestions=suggest(comparer.gone(), added) if links.same_city else [],
        indicator_suggestions=reworded(comparer.pairs("indicator-added", "indicator-removed")),
        summary=summary(found, order(pair), old.plan, new.plan),
        link=links.link,
        missing=list(links.missing),
        new_reasons=tuple(union(*(revision.plan.change_reasons for revision in newer))),
        predecessors=comparer.matching.predecessors,
        outcomes=found,
        realignment=[]
        if pair.same_rpjmd
        else [
            *missions.realignment(pair, "missions", comparer.pairs("missions-changed")),
            *missions.realignment(pair, "objectives", comparer.pairs("objectives-changed")),
        ],
        regrouping=crosswalk.regroupings(
            pair.crosswalk, ((place_of(one), place_of(other), other.id) for one, other in comparer.pairs())
        ),
        same_city=links.same_city,
    )
