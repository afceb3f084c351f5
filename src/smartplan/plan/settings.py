"""The settings of a repository, as `smartplan.toml` or `[tool.smartplan]` in pyproject.toml may write them."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal, NamedTuple, cast

from msgspec import Meta, Struct, convert

from smartplan.plan.names import nearest

# What a rule may be: as severe as that, or off.
RuleLevel = Literal["error", "warning", "info", "off"]
RuleLevels = dict[str, RuleLevel]
Percent = Annotated[float, Meta(ge=0, le=100)]


class CoverageSettings(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """What a coverage has to reach."""

    fail_under: dict[str, Percent] = {}


class RequiredFields(Struct, frozen=True, forbid_unknown_fields=True):
    """The fields that this city requires."""

    programme: list[str] = []


class FolderSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """The rules of a part of the repository."""

    path: str
    rules: RuleLevels


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """The settings of a repository; what is not stated is as it is without settings."""

    language: str | None = None
    plans: str | None = None
    baseline: str | None = None
    rules: RuleLevels = {}
    coverage: CoverageSettings = CoverageSettings()
    require: RequiredFields = RequiredFields()
    folders: list[FolderSettings] = []


class SettingsFault(NamedTuple):
    """What is wrong with settings: where, the variant of its sentence, and what that is filled with."""

    address: tuple[str | int, ...]
    variant: str
    value: str = ""
    known: tuple[str, ...] = ()

    @property
    def values(self) -> dict[str, str]:
        """What the sentence is filled with; the nearest of the known names, where one is near, makes it another."""
        near = nearest(self.value, self.known) if self.known else None
        where = ".".join(str(step + 1) if isinstance(step, int) else step for step in self.address)
        found = {"where": where, "value": self.value, "known": ", ".join(self.known)}
        return {**found, "variant": f"{self.variant}.nearest" if near else self.variant, "nearest": near or ""}


def faults(data: dict[str, Any]) -> Iterator[SettingsFault]:
    """What cannot be read as settings, in the order of the settings; in what none is found `typed` makes no error."""
    # Hardly any run has settings, and hardly any of those a fault.
    from msgspec import inspect

    yield from _faults(data, inspect.type_info(Settings), (), inspect)


def typed(data: dict[str, Any]) -> Settings:
    """The settings of data in which there are no faults."""
    return convert(data, Settings)


def _faults(value: Any, type_: Any, at: tuple[str | int, ...], inspect: Any) -> Iterator[SettingsFault]:
    if isinstance(type_, inspect.UnionType):
        type_ = next(one for one in type_.types if not isinstance(one, inspect.NoneType))
    if isinstance(type_, (inspect.StructType, inspect.DictType)):
        if not isinstance(value, dict):
            yield SettingsFault(at, "table")
        elif isinstance(type_, inspect.DictType):
            for key, one in value.items():
                yield from _faults(one, type_.value_type, (*at, key), inspect)
        else:
            yield from _of_struct(value, type_, at, inspect)
    elif isinstance(type_, inspect.ListType):
        if not isinstance(value, list):
            yield SettingsFault(at, "tables" if isinstance(type_.item_type, inspect.StructType) else "list")
            return
        for index, one in enumerate(value):
            yield from _faults(one, type_.item_type, (*at, index), inspect)
    elif isinstance(type_, inspect.LiteralType):
        if value not in type_.values:
            yield SettingsFault(at, "choice", str(value), cast("tuple[str, ...]", type_.values))
    elif isinstance(type_, inspect.FloatType):
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not type_.ge <= value <= type_.le:
            yield SettingsFault(at, "percent")
    elif not isinstance(value, str):
        yield SettingsFault(at, "")
    elif not value.strip():
        yield SettingsFault(at, "blank")


def _of_struct(value: dict[str, Any], type_: Any, at: tuple[str | int, ...], inspect: Any) -> Iterator[SettingsFault]:
    fields = {field.encode_name: field for field in type_.fields}
    for key in value:
        if key not in fields:
            yield SettingsFault((*at, key), "key", key, tuple(fields))
    for key, field in fields.items():
        if key in value:
            yield from _faults(value[key], field.type, (*at, key), inspect)
        elif field.required:
            yield SettingsFault(at, "missing", key)
