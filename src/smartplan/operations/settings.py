"""The settings of a repository: the names in them checked, what they say of rules, and a list of all."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, structs

from smartplan.analysis.shares import SHARES
from smartplan.plan.settings import RuleLevels, Settings, SettingsFault
from smartplan.rules import ALL, IDS
from smartplan.rules.required import REQUIRABLE
from smartplan.rules.tables import OF_TABLES
from smartplan.validation.rule_settings import FIXED, RuleSettings
from smartplan.workspace.paths import shown
from smartplan.workspace.settings import SettingsFile

Origin = Literal["option", "environment", "settings", "locale", "default"]


class SettingRow(Struct, frozen=True, kw_only=True):
    """One setting: what holds, and why."""

    name: Annotated[str, Meta(description="Dotted key in the settings.")]
    value: str | float | list[str] | None
    origin: Origin
    where: Annotated[str, Meta(description="Option, variable, or file and line; empty for a default.")]
    default: Annotated[str | None, Meta(description="What holds where nothing is set.")] = None
    folder: Annotated[str | UnsetType, Meta(description="Part of the repository with this severity.")] = UNSET


class SettingsReport(Struct, frozen=True, kw_only=True):
    """Result of `smartplan config --format json`."""

    format: Literal[1] = 1
    path: Annotated[str | None, Meta(description="File of the settings; null where there is none.")]
    of: Annotated[str | UnsetType, Meta(description="File of a plan, for which the rules are as they hold.")] = UNSET
    settings: list[SettingRow]


def check_names(file: SettingsFile, languages: Sequence[str]) -> None:
    """That every name in the settings is one that the program has. Raises BadSettings."""
    fault = next(_names(file.settings, tuple(languages)), None)
    if fault is not None:
        raise file.error(fault)


def _names(settings: Settings, languages: tuple[str, ...]) -> Iterator[SettingsFault]:
    """Names that nothing here has."""
    if settings.language is not None and settings.language not in languages:
        yield SettingsFault(("language",), "choice", settings.language, languages)
    yield from _rules(settings.rules, ())
    for index, one in enumerate(settings.folders):
        yield from _rules(one.rules, ("folders", index))
    for name in settings.coverage.fail_under:
        if name not in SHARES:
            yield SettingsFault(("coverage", "fail-under", name), "choice", name, SHARES)
    for index, name in enumerate(settings.require.programme):
        if name not in REQUIRABLE:
            yield SettingsFault(("require", "programme", index), "choice", name, REQUIRABLE)


def _rules(levels: RuleLevels, within: tuple[str | int, ...]) -> Iterator[SettingsFault]:
    for name in levels:
        at = (*within, "rules", name)
        if name in OF_TABLES:
            yield SettingsFault(at, "of-tables", name)
        elif name not in IDS:
            yield SettingsFault(at, "rule", name, tuple(IDS))
        elif IDS[name] in FIXED:
            yield SettingsFault(at, "fixed", name)


def rules_of(file: SettingsFile) -> RuleSettings:
    """What the settings say of rules, by their ids."""
    settings = file.settings
    return RuleSettings(
        file.name,
        str(file.home),
        _by_id(settings.rules),
        [(one.path, _by_id(one.rules)) for one in settings.folders],
        tuple(dict.fromkeys(settings.require.programme)),
    )


def _by_id(levels: RuleLevels) -> RuleLevels:
    return {IDS[name]: level for name, level in levels.items()}


def report(file: SettingsFile | None, outer: Sequence[SettingRow], of: Path | None = None) -> SettingsReport:
    """Every setting; `outer` are those that an option of every command or a variable may have, as they hold.

    Of the rules those that hold for a file, where one is named.
    """
    rows = [_at(row, file) for row in outer]
    if file is None:
        rows += [SettingRow(name=name, value=None, origin="default", where="") for name in _names_of_rest(of)]
    else:
        rows += _rows(file, of)
    return SettingsReport(path=file.name if file else None, of=UNSET if of is None else shown(of), settings=rows)


# What is set in the file alone, or has an option of one command.
_REST = ("baseline", "coverage.fail-under", "require.programme", "rules", "folders")


def _names_of_rest(of: Path | None) -> tuple[str, ...]:
    """Of one file it is told what holds for it, in whatever folder."""
    return _REST if of is None else _REST[:-1]


def _at(row: SettingRow, file: SettingsFile | None) -> SettingRow:
    """The row with the line of its setting, where that is what holds."""
    if row.origin != "settings" or file is None:
        return row
    return structs.replace(row, where=f"{file.name}:{file.line(row.name)}")


def _rows(file: SettingsFile, of: Path | None) -> Iterator[SettingRow]:
    """The settings of a file; one without a value for each that it does not state."""
    settings = file.settings
    stated: dict[str, list[SettingRow]] = {
        "baseline": [_row(file, settings.baseline, "baseline")] if settings.baseline else [],
        "coverage.fail-under": [
            _row(file, percent, "coverage", "fail-under", name)
            for name, percent in settings.coverage.fail_under.items()
        ],
        "require.programme": [_row(file, list(settings.require.programme), "require", "programme")]
        if settings.require.programme
        else [],
        "rules": _rules_for(file, of),
        "folders": [
            _level(file, name, level, index)
            for index, one in enumerate(settings.folders)
            for name, level in one.rules.items()
        ],
    }
    for name in _names_of_rest(of):
        yield from stated[name] or [SettingRow(name=name, value=None, origin="default", where="")]


def _rules_for(file: SettingsFile, of: Path | None) -> list[SettingRow]:
    """The rules as they hold everywhere, or for a file of a plan: as the last of the folders that it is in has them."""
    rows = {IDS[name]: _level(file, name, level) for name, level in file.settings.rules.items()}
    for index in () if of is None else rules_of(file).folders_of(of):
        levels = file.settings.folders[index].rules
        rows |= {IDS[name]: _level(file, name, level, index) for name, level in levels.items()}
    return list(rows.values())


def _row(file: SettingsFile, value: str | float | list[str], *address: str) -> SettingRow:
    where = f"{file.name}:{file.line(*address)}"
    return SettingRow(name=".".join(address), value=value, origin="settings", where=where)


def _level(file: SettingsFile, name: str, level: str, folder: int | None = None) -> SettingRow:
    """How severe a rule is, everywhere or in one of the folders."""
    within = () if folder is None else ("folders", folder)
    return SettingRow(
        name=f"rules.{IDS[name]}",
        value=level,
        origin="settings",
        where=f"{file.name}:{file.line(*within, 'rules', name)}",
        default=ALL[IDS[name]].severity,
        folder=UNSET if folder is None else file.settings.folders[folder].path,
    )
