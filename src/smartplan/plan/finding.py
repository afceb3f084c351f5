"""A fault or gap found in a file, as data: which rule, where, and what the sentence needs to say."""

from typing import Any, Literal

from msgspec import Struct

Severity = Literal["error", "warning", "info"]
Address = tuple[str | int, ...]
# Beyond so many faults of one kind a file is no plan, and nobody reads on.
MAX_FAULTS = 5_000


class Finding(Struct, frozen=True):
    """One thing that `validate` reports; knows no file, no line and no language.

    `path` is the address in the file; `at` says whether the key or the value stands accused. `span` gives character
    offsets instead where no address exists (text that cannot be parsed). `variant` chooses between sentences of one
    rule, `values` fills them. `severity` is that of the rule unless it is given here. `beside` is the address of a
    second place, whose line the sentence names as `{line}`.
    """

    rule: str
    path: Address = ()
    at: Literal["key", "value"] = "value"
    span: tuple[int, int] | None = None
    variant: str = ""
    values: dict[str, Any] = {}
    severity: Severity | None = None
    beside: Address | None = None
