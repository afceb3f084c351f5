"""The settings of the repository that a command is run in: which file has them, and what may be in its paths."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, Literal

from msgspec import Struct

from smartplan.errors import BadSettings
from smartplan.plan.settings import Settings, SettingsFault, faults, typed
from smartplan.plan.toml_lines import line_of, line_of_error
from smartplan.workspace.files import contents
from smartplan.workspace.paths import shown, work_tree
from smartplan.yamltext.source import decode

OWN: Final = "smartplan.toml"
SHARED: Final = "pyproject.toml"
_TABLE = ("tool", "smartplan")
# A way of writing `[tool.smartplan]`: other programs have their settings in that file as well.
_HAS_TABLE = re.compile(rb"""^[ \t]*\[*[ \t]*["']?tool["']?[ \t]*(\.[ \t]*["']?smartplan\b|\]|=)""", re.M)
# More than anybody sets, in bytes and in characters of a line. The reader takes a time that grows with the square of
# the parts of a key.
_MOST: Final = 64 * 1024
_WIDEST: Final = 1_000
# More than other programs have in a file that is shared.
_MOST_SHARED: Final = 4 * 1024 * 1024
_PATTERN = re.compile(r"[*?\[]")


class SettingsFile(Struct, frozen=True):
    """The settings of a file: `name` is the file as it is shown, `home` its folder, from which its paths are meant.

    `within` are the tables around the settings.
    """

    name: str
    home: Path
    text: str
    settings: Settings
    within: tuple[str, ...] = ()

    def line(self, *address: str | int) -> int:
        """The line on which a setting is written."""
        return line_of(self.text, (*self.within, *address))

    def error(self, fault: SettingsFault) -> BadSettings:
        """That something in it is wrong, with its line."""
        return BadSettings(path=self.name, line=self.line(*fault.address), **fault.values)

    def place(self, name: Literal["plans", "baseline"]) -> Path | None:
        """The path that a setting names, or None where it names none.

        Raises BadSettings for one that leads out of the repository, or of the folder of the settings where that is in
        none, be it by a link.
        """
        value: str | None = getattr(self.settings, name)
        if value is None:
            return None
        found = self.home / value
        if Path(value).is_absolute() or not _is_inside(found, work_tree(self.home) or self.home):
            raise self.error(SettingsFault((name,), "outside", value))
        return found

    def check_folders(self) -> None:
        """Raises BadSettings for the path of a part of the repository that leads out of it, or that nothing has."""
        top = work_tree(self.home) or self.home
        for index, one in enumerate(self.settings.folders):
            at = ("folders", index, "path")
            pattern = _PATTERN.search(one.path)
            steps = Path(one.path)
            if steps.is_absolute() or ".." in steps.parts or not (pattern or _is_inside(self.home / steps, top)):
                raise self.error(SettingsFault(at, "outside", one.path))
            if not pattern and not (self.home / steps).exists():
                raise self.error(SettingsFault(at, "absent", one.path))


def find_settings() -> SettingsFile | None:
    """The settings nearest upwards from here, up to the top of the repository or of the file system; None for none.

    Raises BadSettings and CannotOpen.
    """
    for folder in _upwards():
        for name in (OWN, SHARED):
            path = folder / name
            if os.path.lexists(path):
                found = _read(path)
                if found is not None:
                    return found
    return None


def _upwards() -> Iterator[Path]:
    try:
        here = Path.cwd()
        device = here.stat().st_dev
    except OSError:
        # The folder that the shell stands in was deleted.
        return
    for folder in (here, *here.parents):
        try:
            if folder.stat().st_dev != device:
                return
        except OSError:
            return
        yield folder
        if os.path.exists(folder / ".git"):
            return


def _read(path: Path) -> SettingsFile | None:
    """The settings in a file; None where a file that is shared has none."""
    name = shown(path)
    shared = path.name == SHARED
    data = contents(path, name, _MOST_SHARED if shared else _MOST)
    if shared and data is not None and not (b"smartplan" in data and _HAS_TABLE.search(data)):
        return None
    if data is None or len(data) > _MOST or any(len(line) > _WIDEST for line in data.splitlines()):
        raise BadSettings(path=name, line=1, variant="large", kilobytes=_MOST // 1024, most=_WIDEST)
    source = decode(data, name, path)
    if source.fault is not None:
        raise BadSettings(path=name, line=source.text.count("\n") + 1, variant="encoding")
    import tomllib

    try:
        table: Any = tomllib.loads(source.text)
    except (ValueError, RecursionError) as error:
        raise BadSettings(path=name, line=line_of_error(error, source.text), variant="toml") from None
    for step in _TABLE if shared else ():
        table = table.get(step) if isinstance(table, dict) else None
    if table is None:
        return None
    within = _TABLE if shared else ()
    found = SettingsFile(name, path.parent, source.text, Settings(), within)
    fault = next(faults(table), None)
    if fault is not None:
        raise found.error(fault)
    found = SettingsFile(name, path.parent, source.text, typed(table), within)
    found.check_folders()
    return found


def _is_inside(path: Path, top: Path) -> bool:
    """Whether a path leads, with all its links, to a place below that folder which is none of git's own."""
    try:
        real, root = Path(os.path.realpath(path)), Path(os.path.realpath(top))
    except ValueError:
        # A name that no file can have.
        return False
    return real.is_relative_to(root) and not any(part.casefold() == ".git" for part in real.relative_to(root).parts)
