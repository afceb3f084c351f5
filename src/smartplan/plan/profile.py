"""Taxonomies of dimensions and schemes of weights: data files of the package."""

import tomllib
from functools import cache
from importlib.resources import files

from msgspec import Struct, convert


class Label(Struct, frozen=True):
    """A name in both languages."""

    id: str
    en: str


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


def names() -> list[str]:
    """Names of the profiles that the package carries."""
    return sorted(entry.name[:-5] for entry in _folder("profiles") if entry.name.endswith(".toml"))


@cache
def load(name: str) -> Profile | None:
    """The profile of that name, or None where there is none."""
    for entry in _folder("profiles"):
        if entry.name == f"{name}.toml":
            return convert(tomllib.loads(entry.read_text("utf-8")), Profile)
    return None


@cache
def schemes() -> dict[str, Scheme]:
    """The schemes of the ministry's letters, by name."""
    text = files("smartplan.plan").joinpath("schemes.toml").read_text("utf-8")
    return convert(tomllib.loads(text), dict[str, Scheme])


def _folder(name: str) -> list:  # type: ignore[type-arg]
    return list(files("smartplan.plan").joinpath(name).iterdir())
