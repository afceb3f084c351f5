"""What was typed on the command line as the value of a field: its type in the model decides, never its look."""

import re
from typing import Any

from msgspec import inspect

from smartplan.errors import UsageError
from smartplan.plan.finding import Address
from smartplan.plan.model import Plan
from smartplan.yamltext.comments import comment_spans
from smartplan.yamltext.document import Document, load
from smartplan.yamltext.emit import Number, text
from smartplan.yamltext.scalars import resolve
from smartplan.yamltext.source import SourceText

# A number as a measure states one; what is written otherwise, such as `1e3` or `007`, is text there.
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_NOTHING = frozenset(["", "~", "null"])
_SCALARS: dict[type, type | tuple[type, ...]] = {
    inspect.IntType: int,
    inspect.FloatType: (int, float),
    inspect.BoolType: bool,
}


def value(address: Address, typed: str, *, as_yaml: bool = False) -> Any:
    """The value that was typed for the field at an address of a plan; None takes the field out.

    A text is what was typed, to the letter, and so is what a field that the model does not know is given. A measure is
    a plain number or else a text. Where a list, or a figure with its basis, may stand as well, it is one if it is typed
    as YAML in brackets or braces. A word of a vocabulary, a number, yes or no are what YAML reads, or, where that is of
    another type, the text, which the schema then complains of. Lists and mappings are YAML, in which texts, too, are
    what stands there. `as_yaml` has everything read as YAML. Raises UsageError for what is no YAML, or has a comment
    that would be lost, and for bytes that are no text.
    """
    typed = text(typed)
    wanted = _options(_at(address))
    collections = (inspect.ListType, inspect.DictType, inspect.StructType)
    if as_yaml or (wanted and all(isinstance(one, collections) for one in wanted)):
        return _yaml(typed, wanted)
    if not wanted or any(isinstance(one, inspect.StrType) for one in wanted):
        found = _stated(typed, wanted) if typed.startswith(("[", "{")) else None
        if found is not None:
            return found
        return _number(typed) if _is_measure(wanted) and _NUMBER.fullmatch(typed) else typed
    if typed.strip() in _NOTHING:
        return None
    found = resolve(typed.strip())
    if any(_fits(found, one) for one in wanted):
        return found
    # No text may stand here: what is wrong within the braces is told as that.
    if typed.lstrip().startswith("{") and any(isinstance(one, inspect.StructType) for one in wanted):
        return _yaml(typed, wanted)
    return _stated(typed, wanted) or typed


def _stated(typed: str, wanted: tuple[Any, ...]) -> Any:
    """The list of texts or the figure that was typed where a text may stand as well; None for what is a text."""
    try:
        found = _yaml(typed, wanted)
    except UsageError:
        return None
    for one in wanted:
        if isinstance(one, inspect.ListType) and isinstance(found, list):
            return found if all(isinstance(member, str) for member in found) else None
        if isinstance(one, inspect.StructType) and isinstance(found, dict):
            # One name that is known makes it a figure: of a slip beside it the schema complains.
            return None if found.keys().isdisjoint(field.encode_name for field in one.fields) else found
    return None


def _at(address: Address) -> Any:
    """The type of the value at an address; None where the model knows none."""
    found: Any = inspect.type_info(Plan)
    for step in address:
        found = _child(_options(found), step)
    return found


def _child(wanted: tuple[Any, ...], step: str | int) -> Any:
    for one in wanted:
        if isinstance(one, inspect.StructType):
            return next((field.type for field in one.fields if field.encode_name == step), None)
        if isinstance(one, inspect.DictType):
            return one.value_type
        if isinstance(one, inspect.ListType):
            return one.item_type
    return None


def _options(type_: Any) -> tuple[Any, ...]:
    """The types that a value can have, None left out."""
    while isinstance(type_, inspect.Metadata):
        type_ = type_.type
    if isinstance(type_, inspect.UnionType):
        return tuple(one for option in type_.types for one in _options(option))
    return () if type_ is None or isinstance(type_, inspect.NoneType) else (type_,)


def _is_measure(wanted: tuple[Any, ...]) -> bool:
    return any(isinstance(one, inspect.FloatType) for one in wanted) and any(
        isinstance(one, inspect.StrType) for one in wanted
    )


def _fits(found: Any, type_: Any) -> bool:
    if isinstance(type_, inspect.LiteralType):
        return found in type_.values
    expected = _SCALARS.get(type(type_))
    return expected is not None and isinstance(found, expected) and isinstance(found, bool) == (expected is bool)


def _number(spelling: str) -> Any:
    found = resolve(spelling)
    return Number(spelling) if isinstance(found, float) else found


def _yaml(typed: str, wanted: tuple[Any, ...]) -> Any:
    document = load(SourceText("", typed))
    # Nothing, or `null`, is a value here: it takes the field out.
    if any(fault.rule != "empty-file" for fault in document.tree.faults):
        raise UsageError("error.bad-yaml", value=typed)
    if any(comment_spans(typed, document.tree)):
        raise UsageError("error.bad-yaml", value=typed, variant="comment")
    return _as_wanted(document, (), wanted)


def _as_wanted(document: Document, path: Address, wanted: tuple[Any, ...]) -> Any:
    """What stands at an address of a YAML text, with the texts and numbers in it as they are written."""
    found = document.value(path)
    if isinstance(found, dict):
        return {name: _as_wanted(document, (*path, name), _options(_child(wanted, name))) for name in found}
    if isinstance(found, list):
        return [_as_wanted(document, (*path, index), _options(_child(wanted, index))) for index in range(len(found))]
    start, end = document.span(path)
    spelling = document.source.text[start:end].strip()
    # A text is one already; an alias, a tag or nothing at all is no spelling of the value.
    if isinstance(found, str) or not spelling or resolve(spelling) != found:
        return found
    is_text = any(isinstance(one, inspect.StrType) for one in wanted) and not _is_measure(wanted)
    is_item = bool(path) and isinstance(path[-1], int)
    if is_text and (found is not None or is_item):
        return spelling
    if not isinstance(found, float):
        return found
    takes_floats = not wanted or any(_fits(found, one) for one in wanted)
    return Number(spelling) if takes_floats else spelling
