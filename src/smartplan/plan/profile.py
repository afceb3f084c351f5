"""Taxonomies of dimensions: each a module of the package, which is read sooner than any other kind of file.

To add a profile, put its module beside the others in profiles/; nothing else names it.
"""

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Final

from msgspec import Struct

# A path, because importlib.resources takes longer to import than the rest of a small run.
_PROFILES = Path(__file__).parent / "profiles"
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


@cache
def names() -> tuple[str, ...]:
    """Names of the profiles that the package carries, in order."""
    return tuple(sorted(path.stem for path in _PROFILES.iterdir() if path.suffix == ".py" and path.stem != "__init__"))


@cache
def load(name: str) -> Profile | None:
    """The profile of that name, or None where there is none."""
    # The name comes from a plan: it chooses among the known ones and never makes a path.
    if name not in names():
        return None
    found: Profile = import_module(f"smartplan.plan.profiles.{name}").PROFILE
    return found
