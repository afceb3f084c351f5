"""The settings of the repository for this run: found before the command is built, and asked by its options."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from smartplan.errors import BadSettings, SmartplanError
from smartplan.messages import LANGUAGES

if TYPE_CHECKING:
    from smartplan.validation.located import LocatedFinding
    from smartplan.validation.rule_settings import RuleSettings
    from smartplan.workspace.settings import SettingsFile

# `0` leaves the settings out.
VARIABLE = "SMARTPLAN_SETTINGS"
_held: "SettingsFile | None" = None


def begin() -> Exception | None:
    """Find the settings of the folder that the command is run in; why they cannot be read, which are then left out.

    That may be what the system refused, as too many open files.
    """
    global _held
    _held = None
    if os.environ.get(VARIABLE) == "0":
        return None
    try:
        _held = _open()
    except (SmartplanError, OSError, MemoryError, ImportError) as error:
        return error
    return None


def _open() -> "SettingsFile | None":
    from smartplan.workspace.settings import find_settings

    found = find_settings()
    if found is not None:
        # The names in them are many, and most repositories have no settings.
        from smartplan.operations.settings import check_names

        check_names(found, LANGUAGES)
    return found


def held() -> "SettingsFile | None":
    """The settings of this run, or None where there are none."""
    return _held


def value(name: str) -> str | None:
    """The value of a setting that is one text, where it is set."""
    found: str | None = getattr(_held.settings, name) if _held else None
    return found


def plans(*, there: bool = True) -> str | None:
    """The folder of plans. Raises BadSettings for one outside the repository, or one that is not `there` and has to."""
    found = _held.place("plans") if _held else None
    if _held is None or found is None:
        return None
    if there and not found.is_dir():
        raise _absent(_held, "plans", "no-folder")
    return str(found)


def baseline(*, there: bool = True) -> Path | None:
    """The baseline of `validate`. Raises BadSettings for one outside the repository, or not `there` where it has to."""
    found = _held.place("baseline") if _held else None
    if _held is not None and found is not None and there and not os.path.lexists(found):
        raise _absent(_held, "baseline", "no-file")
    return found


def _absent(file: "SettingsFile", name: str, variant: str) -> BadSettings:
    from smartplan.plan.settings import SettingsFault

    return file.error(SettingsFault((name,), variant, getattr(file.settings, name)))


def rules() -> "RuleSettings":
    """What is set for rules."""
    if _held is None:
        from smartplan.validation.rule_settings import RuleSettings

        return RuleSettings()
    from smartplan.operations.settings import rules_of

    return rules_of(_held)


def as_set(found: "Sequence[LocatedFinding]") -> "list[LocatedFinding]":
    """Findings as severe as the settings say, without those of rules that are off."""
    from smartplan.validation.check import Selection

    wanted = Selection(settings=rules())
    return [wanted.weighed(one) for one in found if not wanted.is_off(one)]


def thresholds() -> list[str]:
    """What a coverage has to reach, as `--fail-under` takes it."""
    limits = _held.settings.coverage.fail_under if _held else {}
    return [f"{name}={percent}" for name, percent in limits.items()]
