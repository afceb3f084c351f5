"""Every field of the model, where it stands in a file, and two values for each."""

import re
from typing import Any, cast, get_args

from msgspec import Struct, inspect

from smartplan.plan import evaluation, field_types, figure, model, review

Kind = type[Struct]
# Where one of each mapping of the model stands in its file.
PLAN: dict[Kind, tuple[str, ...]] = {
    model.Plan: (),
    model.City: ("city",),
    model.Period: ("period",),
    model.Team: ("team",),
    model.Rpjmd: ("rpjmd",),
    model.Objective: ("rpjmd", "objectives", "x"),
    model.Agency: ("agencies", "x"),
    field_types.Source: ("sources", "x"),
    model.Readiness: ("readiness",),
    model.ReadinessItem: ("readiness", "structure", "x"),
    model.Dimension: ("dimensions", "living"),
    model.Gap: ("dimensions", "living", "gaps", "x"),
    model.Programme: ("dimensions", "living", "programmes", "x"),
    model.Indicator: ("dimensions", "living", "programmes", "x", "indicators", "x"),
    model.Action: ("dimensions", "living", "programmes", "x", "actions", "x"),
    figure.Amount: ("dimensions", "living", "programmes", "x", "budget", "apbd", "2023"),
    figure.Reading: ("dimensions", "living", "programmes", "x", "indicators", "x", "targets", "2023"),
    model.Withdrawal: ("withdrawn", "x"),
}
REVIEW: dict[Kind, tuple[str, ...]] = {
    review.Review: (),
    review.Participant: ("participants", "x"),
    review.Input: ("inputs", "x"),
    field_types.Source: ("sources", "x"),
}
EVALUATION: dict[Kind, tuple[str, ...]] = {
    evaluation.Evaluation: (),
    evaluation.Scores: ("scores",),
    evaluation.Rank: ("rank",),
    evaluation.Award: ("award",),
    evaluation.Recommendation: ("recommendations", "x"),
    field_types.Source: ("sources", "x"),
}
SUBJECTS: dict[Kind, dict[Kind, tuple[str, ...]]] = {
    model.Plan: PLAN,
    review.Review: REVIEW,
    evaluation.Evaluation: EVALUATION,
}
TEXTS = (("satu", "dua"), ("fgd/satu", "fgd/dua"), ("64.71", "64.72"), ("2023", "2024"), ("2023-01-02", "2024-03-04"))


def types(kind: Kind) -> dict[str, inspect.Type]:
    """The fields of a mapping, as a file spells them, with their types."""
    return {field.encode_name: field.type for field in cast(inspect.StructType, inspect.type_info(kind)).fields}


def place_in(data: dict[str, Any], place: tuple[str, ...], kind: Kind) -> dict[str, Any]:
    """The mapping of a kind at its place in the data of a file, put in where there is none."""
    for step in place:
        if not isinstance(data.get(step), dict):
            # A plain number becomes a figure with its basis.
            data[step] = {}
        data = data[step]
    if kind in get_args(figure.Figure):
        data.setdefault("value", 5)
    return data


def inside(kind: inspect.Type) -> set[Kind]:
    """Every mapping of the model within a type, itself among them."""
    match kind:
        case inspect.StructType(cls=cls, fields=fields):
            return {cls}.union(*(inside(field.type) for field in fields))
        case inspect.UnionType(types=options):
            return set().union(*map(inside, options))
        case inspect.ListType(item_type=inner) | inspect.DictType(value_type=inner) | inspect.Metadata(type=inner):
            return inside(inner)
    return set()


def samples(kind: inspect.Type) -> tuple[Any, Any]:
    """Two values of a type, as a file has them."""
    match kind:
        case inspect.Metadata(type=inner):
            return samples(inner)
        case inspect.UnionType(types=options):
            return samples(next(one for one in options if not isinstance(one, inspect.NoneType)))
        case inspect.LiteralType(values=values):
            return values[0], values[-1]
        case inspect.AnyType():
            return {"satu": 1}, {"dua": 2}
        case inspect.BoolType():
            return True, False
        case inspect.IntType(ge=least, le=most) | inspect.FloatType(ge=least, le=most):
            numbers = [one for one in (2023, 2024, 2, 3) if (least or one) <= one <= (most or one)]
            return numbers[0], numbers[1]
        case inspect.StrType(pattern=pattern):
            return next(pair for pair in TEXTS if all(re.search(pattern or "", text) for text in pair))
        case inspect.ListType(item_type=inner):
            return [samples(inner)[0]], [samples(inner)[1]]
        case inspect.DictType(key_type=key, value_type=inner):
            name = str(samples(key)[0])
            return {name: samples(inner)[0]}, {name: samples(inner)[1]}
        case inspect.StructType(cls=cls):
            pairs = {name: samples(type_) for name, type_ in types(cls).items()}
            return {name: one for name, (one, _) in pairs.items()}, {name: other for name, (_, other) in pairs.items()}
    raise AssertionError(kind)
