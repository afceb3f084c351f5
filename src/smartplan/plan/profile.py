"""Taxonomies of dimensions and schemes of weights: data files of the package.

To add a profile, put its file beside the others in profiles/; nothing else names it.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Final

from msgspec import Struct, convert

# A path, because importlib.resources takes longer to import than the rest of a small run.
_HERE = Path(__file__).parent
# What a first revision has, and what a file is held against that names no revision.
DEFAULT: Final = "kominfo"
# The language in which the ministry names dimensions and sub-dimensions.
OFFICIAL: Final = "id"
# A name by language; a test holds that each has all languages of the messages.
Label = dict[str, str]


class ProfileDimension(Struct, frozen=True):
    """A dimension of a profile with its sub-dimensions, in official order.

    `short` has, by sub-dimension and language, the part of a long name that a table has room for.
    """

    name: Label
    subdimensions: dict[str, Label]
    aliases: list[str] = []
    short: dict[str, Label] = {}

    def subdimension(self, key: str, language: str, *, short: bool = False) -> str:
        """Official name of one of its sub-dimensions, or the part of it that a table has room for."""
        whole = self.subdimensions[key][language]
        return self.short.get(key, {}).get(language, whole) if short else whole


class Profile(Struct, frozen=True):
    """A versioned taxonomy. `crosswalk` maps `dimension.subdimension` of another profile to one of this.

    `about` says in a few words what it has, for a comment beside its name.
    """

    title: Label
    dimensions: dict[str, ProfileDimension]
    crosswalk: dict[str, dict[str, str]] = {}
    about: Label = {}


class Scheme(Struct, frozen=True):
    """Weights of an evaluation's components, in percent; their sum is 100."""

    title: Label
    weights: dict[str, int]


@cache
def names() -> tuple[str, ...]:
    """Names of the profiles that the package carries, in order."""
    return tuple(sorted(path.stem for path in (_HERE / "profiles").glob("*.toml")))


@cache
def load(name: str) -> Profile | None:
    """The profile of that name, or None where there is none."""
    # The name comes from a plan: it chooses among the known ones and never makes a path.
    if name not in names():
        return None
    return convert(tomllib.loads((_HERE / "profiles" / f"{name}.toml").read_text("utf-8")), Profile)


@cache
def schemes() -> dict[str, Scheme]:
    """The schemes of the ministry's letters, by name."""
    return convert(tomllib.loads((_HERE / "schemes.toml").read_text("utf-8")), dict[str, Scheme])
