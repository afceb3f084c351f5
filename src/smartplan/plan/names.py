"""The nearest known name to one that is not known."""

from collections.abc import Iterable

_ALIKE = 70.0


def nearest(value: str, known: Iterable[str]) -> str | None:
    """The known name most like `value`, or None where none is like it."""
    # Only a faulty file needs it, so only that pays for the import.
    from rapidfuzz import fuzz, process

    choices = list(known)
    found = process.extractOne(
        value.lower(), [choice.lower() for choice in choices], scorer=fuzz.ratio, score_cutoff=_ALIKE
    )
    return choices[found[2]] if found else None
