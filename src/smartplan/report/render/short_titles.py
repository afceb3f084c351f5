"""Titles of narrow columns: the dimensions and what they are counted by have to fit a screen of 80 columns."""

_WIDEST = 8
_CUT = 6


def short_titles(names: list[str]) -> list[str]:
    """Short titles of names: without the word that all begin with, and a long word cut."""
    words = [name.split() for name in names]
    if len(words) > 1 and all(len(one) > 1 and one[0] == words[0][0] for one in words):
        words = [one[1:] for one in words]
    return ["\n".join(word if len(word) <= _WIDEST else f"{word[:_CUT]}." for word in one) for one in words]
