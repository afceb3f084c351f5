"""The three kinds of files: plans, reviews and evaluations."""

from typing import Any, Literal

from smartplan.plan.evaluation import Evaluation
from smartplan.plan.model import Plan
from smartplan.plan.review import Review

Subject = Literal["plan", "review", "evaluation"]
Content = Plan | Review | Evaluation


def subject_of(data: Any) -> Subject:
    """What a file is by its head: `review` makes a review, `year` an evaluation, anything else a plan."""
    head = data if isinstance(data, dict) else {}
    return "review" if "review" in head else "evaluation" if "year" in head else "plan"
