"""Taxonomies of dimensions and schemes of weights: data files of the package."""

import tomllib
from functools import cache
from pathlib import Path

from msgspec import Struct, convert

# A path, because importlib.resources takes longer to import than the rest of a small run.
_HERE = Path(__file__).parent


class Label(Struct, frozen=True):
    """A name in both languages. `short` is the part of a long Indonesian name that a table has room for."""

    id: str
    en: str
    short: str = ""


class ProfileDimension(Struct, frozen=True):
    """A dimension of a profile with its sub-dimensions, in official order."""

    name: Label
    subdimensions: dict[str, Label]
    aliases: list[str] = []


class Profile(Struct, frozen=True):
    """A versioned taxonomy. `crosswalk` maps `dimension.subdimension` of another profile to one of this."""

    title: Label
    dimensions: dict[str, ProfileDimension]
    crosswalk: dict[str, dict[str, str]] = {}


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
