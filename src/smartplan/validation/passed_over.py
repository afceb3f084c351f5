"""Files beside the plans that are not read because of their names, as findings."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from smartplan.errors import CannotOpen
from smartplan.plan.finding import Finding
from smartplan.plan.names import nearest
from smartplan.validation.located import LocatedFinding, locate
from smartplan.workspace.discovery import seems_a_plan
from smartplan.workspace.file_names import is_passed_over, right_name
from smartplan.workspace.folder import DISK, PARTS, Folder, is_part
from smartplan.workspace.mapping_files import is_mapping
from smartplan.workspace.paths import shown
from smartplan.yamltext.document import Document
from smartplan.yamltext.source import SourceText
from smartplan.yamltext.tree import Tree


def findings(
    files: Iterable[Path], folders: Iterable[Path] = (), mappings: Iterable[Path] = ()
) -> list[LocatedFinding]:
    """A finding for each file, folder and mapping; it stands at the head of a file, of which nothing is read."""
    found = [_finding(path, "", right=right_name(path).name) for path in files]
    found += [_finding(path, "mapping") for path in mappings]
    for folder in folders:
        part = nearest(folder.name, PARTS) or ""
        found.append(_finding(folder, "part" if part else "folder", part=part))
    return found


def named(file: Path) -> list[LocatedFinding]:
    """The same for a file that was named and is read; no command finds it that looks into its folder of plans."""
    at_home = is_part(file.parent) or file.absolute().parent.name == "plans"
    return findings([file]) if at_home and is_passed_over(file.name) else []


def mappings(folder: Folder) -> list[Path]:
    """The mapping files of `import` among the plans of a folder."""
    if folder.path is None:
        return []
    plans = folder.revisions()
    return [path for name, path in folder.store.files(folder.path).items() if name not in plans]


def is_mapping_file(folder: Folder, file: Path) -> bool:
    """Whether a file that was named, and belongs to a folder of plans, is a mapping file of `import`."""
    try:
        return not is_part(file.parent) and is_mapping(folder.store.read(file, shown(file)).text)
    except CannotOpen:
        # It is told when it is opened to be checked.
        return False


def nested(folder: Folder) -> Iterator[Path]:
    """The folders of a folder of plans, and of its parts, that hold files such as are read where they should lie."""
    if folder.path is None:
        return
    inside = [path for path in DISK.folders(folder.path) if path.name not in PARTS]
    for part in PARTS:
        inside += DISK.folders(folder.path / part)
    yield from (path for path in inside if _holds_any(path))


def _holds_any(folder: Path) -> bool:
    try:
        return bool(DISK.files(folder) or DISK.passed_over(folder))
    except CannotOpen:
        # Nor would it be looked into otherwise.
        return False


def _finding(path: Path, variant: str, **values: str) -> LocatedFinding:
    # Other YAML may lie beside the plans, and folders may be meant to.
    sure = variant == "part" or (not variant and (is_part(path.parent) or seems_a_plan(path)))
    name = shown(path)
    finding = Finding(
        "passed-over",
        span=(0, 0),
        variant=variant,
        values={"value": name, **values},
        severity="info" if variant == "mapping" else "error" if sure else "warning",
    )
    return locate(finding, Document(SourceText(name, "", path), Tree()))
