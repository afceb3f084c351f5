"""Taxonomies of dimensions and schemes of weights: data files of the package, and profiles that lie beside the plans.

To add a profile to the package, put its file beside the others in profiles/; nothing else names it.
"""

from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct, ValidationError, convert

from smartplan.errors import BadProfile
from smartplan.plan.toml_lines import line_of, line_of_error

if TYPE_CHECKING:
    from smartplan.plan.model import Plan

# A path, because importlib.resources takes longer to import than the rest of a small run.
_HERE = Path(__file__).parent
# What a first revision has, and what a file is held against that names no revision.
DEFAULT: Final = "kominfo"
# The language in which the ministry names dimensions and sub-dimensions.
OFFICIAL: Final = "id"
# Characters of a profile beside the plans; that of the ministry has 4,000.
_MOST: Final = 1_000_000
# Where a plan keeps a taxonomy that is none of the package's.
_BESIDE: Final = "taxonomy"
# A name by language; a test holds that those of the package have all languages of the messages.
Label = dict[str, str]


def label_in(label: Label, language: str) -> str:
    """A name in a language; the official one, or any, where that language has none."""
    return label.get(language) or label.get(OFFICIAL) or next(iter(label.values()))


class ProfileDimension(Struct, frozen=True, forbid_unknown_fields=True):
    """A dimension of a profile with its sub-dimensions, in official order; it may have none.

    `short` has, by sub-dimension and language, the part of a long name that a table has room for.
    """

    name: Label
    subdimensions: dict[str, Label] = {}
    aliases: list[str] = []
    short: dict[str, Label] = {}

    def subdimension(self, key: str, language: str, *, short: bool = False) -> str:
        """Official name of one of its sub-dimensions, or the part of it that a table has room for."""
        whole = label_in(self.subdimensions[key], language)
        return self.short.get(key, {}).get(language, whole) if short else whole


class Profile(Struct, frozen=True, dict=True, forbid_unknown_fields=True):
    """A versioned taxonomy. `crosswalk` maps places of another profile to one or several of this.

    A place is `dimension.subdimension`, or `dimension` where that has no sub-dimensions. `about` says in a few words
    what the profile has, for a comment beside its name.
    """

    title: Label
    dimensions: dict[str, ProfileDimension]
    crosswalk: dict[str, dict[str, list[str]]] = {}
    about: Label = {}

    @cached_property
    def places(self) -> list[tuple[str, str]]:
        """Each dimension with each of its sub-dimensions; with an empty one where it has none."""
        return [
            (key, sub) for key, dimension in self.dimensions.items() for sub in (*dimension.subdimensions,) or ("",)
        ]

    def asks_for_subdimension(self, dimension: str) -> bool:
        """Whether a programme of that dimension has to name a sub-dimension."""
        return dimension not in self.dimensions or bool(self.dimensions[dimension].subdimensions)


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
    """The profile of that name in the package, or None where there is none."""
    # The name comes from a plan: it chooses among the known ones and never makes a path.
    if name not in names():
        return None
    return convert(_data((_HERE / "profiles" / f"{name}.toml").read_text("utf-8")), Profile)


def of(plan: "Plan") -> Profile | None:
    """The taxonomy that a plan names: the one that lay beside its file, else that of the package."""
    found: Profile | None = plan.__dict__.get(_BESIDE)
    return found or load(plan.profile)


def give(plan: "Plan", found: Profile) -> None:
    """Let a plan have a taxonomy that lies beside its file. It is no part of what the plan says."""
    plan.__dict__[_BESIDE] = found


def read(text: str, path: str) -> Profile:
    """The profile in a text; `path` is the name of its file. Raises BadProfile with the place of what is wrong."""
    if len(text) > _MOST:
        raise BadProfile(path=path, line=1, variant="large", most=_MOST)
    try:
        data = _data(text)
    except (ValueError, RecursionError) as error:
        raise BadProfile(path=path, line=line_of_error(error, text), variant="toml") from None
    for address, variant, value in _faults(data):
        where = ".".join(address) or value
        raise BadProfile(path=path, line=line_of(text, address), variant=variant, where=where, value=value)
    return convert(data, Profile)


def _data(text: str) -> dict[str, Any]:
    """What a profile says, with a list for each place of a crosswalk. Raises ValueError where it is no TOML."""
    # Folders of plans are looked into by commands that need no profile.
    import tomllib

    data = tomllib.loads(text)
    crosswalk = data.get("crosswalk")
    for ways in crosswalk.values() if isinstance(crosswalk, dict) else ():
        if isinstance(ways, dict):
            ways.update({place: [to] for place, to in ways.items() if isinstance(to, str)})
    return data


def _faults(data: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """What is wrong, the first of it first: the address, the variant of the sentence, the value it speaks of."""
    for key in ("title", "dimensions"):
        if not data.get(key):
            yield (), "missing", key
    for key in data.keys() - set(Profile.__struct_fields__):
        yield (key,), "key", key
    yield from _shapes(data)
    found = convert(data, Profile)
    seen: set[str] = set()
    for key, dimension in found.dimensions.items():
        here = ("dimensions", key)
        for sub in dimension.subdimensions:
            if sub in seen:
                yield (*here, "subdimensions", sub), "twice", sub
            seen.add(sub)
        for sub in dimension.short.keys() - dimension.subdimensions.keys():
            yield (*here, "short", sub), "short", sub
    places = _written(found)
    for other, ways in found.crosswalk.items():
        # Another profile beside the plans is not at hand here.
        packaged = load(other)
        for place, to in ways.items():
            if packaged and place not in _written(packaged):
                yield ("crosswalk", other, place), "source", other
            for one in to or [""]:
                if one not in places:
                    yield ("crosswalk", other, place), "target", one


def _written(found: Profile) -> set[str]:
    """The places of a profile as a crosswalk writes them."""
    return {f"{key}.{sub}".removesuffix(".") for key, sub in found.places}


def _shapes(data: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """The parts that have not the shape of one, each by itself, as msgspec does not say in which entry it was."""
    parts: list[tuple[tuple[str, ...], Any, Any]] = [
        ((key,), data[key], Label) for key in ("title", "about") if key in data
    ]
    for top, type_ in (("dimensions", ProfileDimension), ("crosswalk", dict[str, list[str]])):
        found = data.get(top, {})
        if not isinstance(found, dict):
            yield (top,), "", ""
            return
        parts += [((top, key), value, type_) for key, value in found.items()]
    for address, value, type_ in parts:
        try:
            convert(value, type_)
        except ValidationError:
            yield address, "", ""
    for address, value, _ in parts:
        if address[0] == "dimensions":
            yield from _keys(address, value)
        if address[0] in ("title", "dimensions") and not all(_labels(value)):
            yield address, "unnamed", ""


def _keys(address: tuple[str, ...], dimension: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Keys that could not stand in a plan, or would be two in a crosswalk."""
    for key in (address[-1], *dimension.get("subdimensions", ())):
        if not key.replace("_", "").replace("-", "").isalnum() or not key.isascii():
            yield address, "bad-key", key


def _labels(value: Mapping[str, Any]) -> Iterator[bool]:
    """Whether each name of a dimension, or a title, says something."""
    for label in (value["name"], *value.get("subdimensions", {}).values()) if "name" in value else (value,):
        yield any(text.strip() for text in label.values())


@cache
def schemes() -> dict[str, Scheme]:
    """The schemes of the ministry's letters, by name."""
    import tomllib

    return convert(tomllib.loads((_HERE / "schemes.toml").read_text("utf-8")), dict[str, Scheme])
