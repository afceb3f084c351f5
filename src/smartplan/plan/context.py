"""What lies around a file: the other revisions, the reviews, the taxonomy, and what of the file itself was left out."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from msgspec import Struct

from smartplan.plan.evaluation import Evaluation
from smartplan.plan.finding import Address
from smartplan.plan.model import ActionEntry, Dimension, Entry, Plan
from smartplan.plan.profile import Profile
from smartplan.plan.recommendations import Recommended, recommended
from smartplan.plan.review import Review

T = TypeVar("T")
_FIELDS = frozenset(Dimension.__struct_fields__) - {"programmes"}


class Context(Struct, frozen=True, dict=True):
    """What is known besides the content of a file.

    `stem` is the file's (None for standard input). `profiles` are the names of those that lie beside the plans.
    `unread_reviews` are the files of reviews that cannot be read: nothing is said then that rests on them.
    `evaluations` and `unread_evaluations` (with the paths) are by the stems of their files, `review_files` are the
    files of the reviews by id. `invalid` are the addresses that the schema has complained about already. `passed_over`
    are the files of revisions, by the revision's name, and `passed_over_reviews` those of reviews, that are not read
    because of their names. `required` are the fields of a programme that the city requires.
    """

    stem: str | None = None
    profile: Profile | None = None
    profiles: tuple[str, ...] = ()
    supersedes: str = ""
    revisions: Mapping[str, Plan] = {}
    revision_names: frozenset[str] = frozenset()
    reviews: Mapping[str, Review] = {}
    unread_reviews: tuple[str, ...] = ()
    review_files: Mapping[str, str] = {}
    evaluations: Mapping[str, Evaluation] = {}
    unread_evaluations: Mapping[str, str] = {}
    passed_over: Mapping[str, str] = {}
    passed_over_reviews: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    today: date = date.min
    invalid: frozenset[Address] = frozenset()

    def once(self, make: "Callable[[Plan, Context], T]", plan: Plan) -> T:
        """What several rules need to know of a plan, made for the first of them."""
        key = (make, id(plan))
        if key not in self._made:
            # With the plan, so that no other gets its identity.
            self._made[key] = plan, make(plan, self)
        found: T = self._made[key][1]
        return found

    @cached_property
    def _made(self) -> dict[Any, tuple[Plan, Any]]:
        return {}

    def entries(self, plan: Plan) -> list[Entry]:
        """Every programme of a plan with its place, in the order of the file."""
        return self.once(_listed, plan)

    def actions(self, plan: Plan) -> list[ActionEntry]:
        """Every action of a plan with its place, in the order of the file."""
        return self.once(_actions, plan)

    @cached_property
    def superseded(self) -> Plan | None:
        """The revision that the plan supersedes, where there is one that can be read; read when it is asked for."""
        return self.revisions.get(self.supersedes) if self.supersedes else None

    @property
    def superseded_known(self) -> bool:
        """False where the superseded revision is there but cannot be read."""
        return not self.unreadable(self.supersedes)

    @property
    def reviews_known(self) -> bool:
        """Whether every review can be read."""
        return not self.unread_reviews

    @cached_property
    def all_reviews(self) -> Mapping[str, Review]:
        """The reviews by id, and by the stems of their files the evaluations that recommend something, as reviews."""
        found: dict[str, Review] = {
            stem: self.recommended(stem, one) for stem, one in self.evaluations.items() if one.recommendations
        }
        return {**found, **self.reviews}

    def recommended(self, stem: str, evaluation: Evaluation) -> Recommended:
        """The recommendations of an evaluation as a review that leads to the newest revision after the evaluated."""
        later = self.successors(evaluation.revision) if evaluation.revision and evaluation.recommendations else []
        return recommended(stem, evaluation, later[-1] if later else "")

    def successors(self, name: str) -> list[str]:
        """The revisions that supersede that one, by name."""
        return sorted(other for other, plan in self.revisions.items() if plan.supersedes == name)

    def unreadable(self, name: str) -> bool:
        """Whether a revision of that name is there but cannot be read."""
        return name in self.revision_names and self.revisions.get(name) is None

    @cached_property
    def _touched(self) -> frozenset[Address]:
        return frozenset(path[:depth] for path in self.invalid for depth in range(1, len(path) + 1))

    def is_invalid(self, path: Address) -> bool:
        """Whether something at that address or below it was left out of the model as invalid."""
        return path in self._touched

    @cached_property
    def unreadable_programmes(self) -> tuple[Address, ...]:
        """Addresses of programmes, or of whole groups of them, that were left out of the model as invalid."""
        return tuple(
            path
            for path in self.invalid
            if path[:1] == ("dimensions",)
            and (
                len(path) < 3
                # A key that is no field of a dimension may be a misspelt `programmes`.
                or (len(path) == 3 and path[2] not in _FIELDS)
                or (len(path) == 4 and path[2] == "programmes")
            )
        )

    def has_unreadable(self, dimension: str) -> bool:
        """Whether programmes of that dimension were left out of the model."""
        return any(path[1:2] in ((), (dimension,)) for path in self.unreadable_programmes)


def _listed(plan: Plan, context: Context) -> list[Entry]:
    return [*plan.entries()]


def _actions(plan: Plan, context: Context) -> list[ActionEntry]:
    return [one for entry in context.entries(plan) if entry.programme.actions for one in entry.actions()]


def leading_to(plan: Plan, context: Context) -> list[Review]:
    """The reviews that led to a plan, by date; evaluations that recommend something are among them."""
    found = [review for review in context.all_reviews.values() if plan.revision and review.leads_to == plan.revision]
    return sorted(found, key=lambda review: review.date)
