"""What was typed on the command line as the value of a field: its type in the model decides, never its look."""

import re
from collections.abc import Iterator
from typing import Any

from msgspec import inspect

from smartplan.editing import spoken
from smartplan.errors import UsageError
from smartplan.plan.field_at import FieldAt, child, field_at, options, takes_measure
from smartplan.plan.finding import Address
from smartplan.plan.model import Dimension, Period, Plan
from smartplan.plan.names import nearest
from smartplan.plan.understand import Named, Words, all_names, kept, meant, parts, referred
from smartplan.yamltext.comments import comment_spans
from smartplan.yamltext.document import Document, load
from smartplan.yamltext.emit import Number, text
from smartplan.yamltext.scalars import resolve
from smartplan.yamltext.source import SourceText

_NOTHING = frozenset(["", "~", "null"])
_SCALARS: dict[type, type | tuple[type, ...]] = {
    inspect.IntType: int,
    inspect.FloatType: (int, float),
    inspect.BoolType: bool,
}
# How a list or a mapping of YAML begins, in brackets or on lines of its own.
_COLLECTION = re.compile(r"\s*(?:[\[{]|- )")
# Lists of texts that may have a comma or brackets in them: what is typed is one of them.
_WHOLE = {(Dimension, "stakeholders"), (Plan, "legal_basis")}


def value(
    address: Address, typed: str, plan: Plan | None = None, words: Words | None = None, *, as_yaml: bool = False
) -> Any:
    """The value that was typed for the field at an address of a plan; None takes the field out.

    A text is what was typed, to the letter, and so is what a field that the model does not know is given. What people
    say is understood where a field is none: names of what the plan has, if it is given, and words of vocabularies by
    `words`, amounts, measures, years, dates, and lists of these without brackets. What is none of that is the text,
    which the schema or a rule then complains of. Where no text can stand, lists and mappings in brackets or braces are
    YAML, in which texts, too, are what stands there. `as_yaml` has everything read as YAML.

    Raises UsageError for what can mean several numbers, for a word that a vocabulary does not have, for what is no
    YAML or has a comment that would be lost, and for bytes that are no text; AmbiguousName for a name of several.
    """
    typed = text(typed)
    field = field_at(address)
    wanted = field.options
    if as_yaml:
        return _yaml(typed, wanted)
    if (field.owner, field.name) in _WHOLE and typed.strip():
        return [typed]
    speech = _Speech(field, address, plan, words or {})
    if wanted and all(isinstance(one, (inspect.ListType, inspect.DictType, inspect.StructType)) for one in wanted):
        return _collection(typed, wanted, speech)
    if not wanted or any(isinstance(one, inspect.StrType) for one in wanted):
        found = _stated(typed, wanted) if typed.startswith(("[", "{")) else None
        return speech.text(typed) if found is None else found
    if typed.strip() in _NOTHING:
        return None
    found = resolve(typed.strip())
    if any(_fits(found, one) for one in wanted):
        return found
    # No text may stand here: what is wrong within the braces is told as that.
    if typed.lstrip().startswith("{") and any(isinstance(one, inspect.StructType) for one in wanted):
        return _yaml(typed, wanted)
    if field.words:
        return resolve(speech.word(typed))
    amount = spoken.money(typed) if field.is_money else None
    return amount if amount is not None else _stated(typed, wanted) or typed


class _Speech:
    """What is said in one field."""

    def __init__(self, field: FieldAt, address: Address, plan: Plan | None, words: Words) -> None:
        self._field, self._address, self._plan, self._words = field, address, plan, words
        what = field.refers
        # A word of the catalogue for a thing that the code names, such as a field, is a name of it too.
        also = self._words.get(what, {})
        known = referred(plan, what, address) if plan is not None and what else ()
        self._known = [Named(one.value, (*one.names, *also.get(one.value, ()))) for one in known]

    def text(self, typed: str) -> Any:
        """What a field holds in which a text may stand."""
        if self._field.is_measure:
            return spoken.measure(typed, spoken.unit(self._plan, self._address))
        if self._field.is_date:
            return spoken.date(typed, self._words.get("month", {}))
        return self.name(typed)

    def name(self, typed: str) -> str:
        """The id of what is called so; what was typed, to the letter, where the field names nothing, or nothing so."""
        return kept(typed, self._field.refers, self._known)

    def word(self, typed: str) -> str:
        """The word of a vocabulary. Raises UsageError with all of its words."""
        named = self._words.get("value", {})
        known = [Named(one, named.get(one, ())) for one in self._field.words]
        found = meant(typed, "value", known)
        if found is None:
            near = nearest(typed, all_names(known)) or ""
            raise UsageError(
                "error.unknown-word", value=typed, field=self._field.name, vocabulary=self._field.words, nearest=near
            )
        return found

    def members(self, typed: str) -> list[Any]:
        """What is said one after the other, with commas between: a name may have some of its own."""
        return list(dict.fromkeys(self.member(one) for one in parts(typed, self._known)))

    def member(self, typed: Any) -> Any:
        """One item of a list."""
        if not isinstance(typed, str):
            return typed
        return self.word(typed) if self._field.words else self.name(typed)


def _collection(typed: str, wanted: tuple[Any, ...], speech: _Speech) -> Any:
    """A list or a mapping: YAML in brackets, else years, or what is said one after the other."""
    lists = next((one for one in wanted if isinstance(one, inspect.ListType)), None)
    if _COLLECTION.match(typed) or typed.strip() in _NOTHING or (lists is None and Period not in _classes(wanted)):
        found = _yaml(typed, wanted)
        return [speech.member(one) for one in found] if isinstance(found, list) else found
    if lists is None:
        first, last = spoken.period(typed) or (0, 0)
        return {"start": first, "end": last} if first else _yaml(typed, wanted)
    if any(isinstance(one, inspect.IntType) for one in options(lists.item_type)):
        years = spoken.years(typed)
        if not years:
            raise UsageError("error.bad-years", value=typed.strip())
        return years
    return speech.members(typed)


def _classes(wanted: tuple[Any, ...]) -> Iterator[type]:
    return (one.cls for one in wanted if isinstance(one, inspect.StructType))


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


def _fits(found: Any, type_: Any) -> bool:
    if isinstance(type_, inspect.LiteralType):
        return found in type_.values
    expected = _SCALARS.get(type(type_))
    return expected is not None and isinstance(found, expected) and isinstance(found, bool) == (expected is bool)


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
        return {name: _as_wanted(document, (*path, name), options(child(wanted, name))) for name in found}
    if isinstance(found, list):
        return [_as_wanted(document, (*path, index), options(child(wanted, index))) for index in range(len(found))]
    start, end = document.span(path)
    spelling = document.source.text[start:end].strip()
    # A text is one already; an alias, a tag or nothing at all is no spelling of the value.
    if isinstance(found, str) or not spelling or resolve(spelling) != found:
        return found
    is_text = any(isinstance(one, inspect.StrType) for one in wanted) and not takes_measure(wanted)
    is_item = bool(path) and isinstance(path[-1], int)
    if is_text and (found is not None or is_item):
        return spelling
    if not isinstance(found, float):
        return found
    takes_floats = not wanted or any(_fits(found, one) for one in wanted)
    return Number(spelling) if takes_floats else spelling
