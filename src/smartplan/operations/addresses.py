"""The addresses in a plan that go on with what was typed, and what may be held by the field at one."""

from collections.abc import Iterator, Sequence

from smartplan.editing.addresses import address_of, keys_at
from smartplan.editing.draft import Draft
from smartplan.errors import SmartplanError
from smartplan.plan.field_at import field_at
from smartplan.plan.finding import Address
from smartplan.plan.understand import referred
from smartplan.workspace.plan_file import PlanFile

# What only smartplan or the name of the file decides.
_NOT_SET = ("format", "revision")


def offered(file: PlanFile, typed: str) -> Iterator[str]:
    """What may stand for the last step; where that is one thing alone, also what stands in it."""
    assert file.plan is not None
    draft = Draft(file.plan, file.document)
    head, dot, last = typed.rpartition(".")
    try:
        path: Address = address_of(draft, [head]) if head else ()
    except SmartplanError:
        return
    own = keys_at(draft, path) if head else [*keys_at(draft, ()), *draft.entries]
    fitting = [step for step in own if step.startswith(last) and (head or step not in _NOT_SET)]
    yield from (f"{head}{dot}{step}" for step in fitting)
    if len(fitting) == 1:
        one = f"{head}{dot}{fitting[0]}"
        yield from (f"{one}.{step}" for step in keys_at(draft, address_of(draft, [one])))


def held(file: PlanFile, words: Sequence[str]) -> Iterator[str]:
    """The words of a vocabulary, or what the plan lists, for the field whose address the words are."""
    assert file.plan is not None
    try:
        path = address_of(Draft(file.plan, file.document), words)
    except SmartplanError:
        return
    field = field_at(path)
    yield from field.words
    if field.refers:
        yield from (one.value for one in referred(file.plan, field.refers, path))
