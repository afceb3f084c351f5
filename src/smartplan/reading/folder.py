"""Names of revisions to files, and the files beside them: a folder of plans as one thing."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from smartplan.errors import CannotOpen, NoPlansFolder, SmartplanError, UnknownRevision
from smartplan.plan.model import Evaluation, Plan, Review
from smartplan.plan.names import nearest
from smartplan.reading.document import Document, load
from smartplan.reading.shape import Shaped, check
from smartplan.reading.source import read, read_standard_input

STANDARD_INPUT = "-"
PARTS = ("reviews", "evaluations")


class Loaded(NamedTuple):
    """A document and what its shape allows to be read of it."""

    document: Document
    shaped: Shaped | None

    @property
    def plan(self) -> Plan | None:
        """The revision, where the file is one and can be read."""
        content = self.shaped.content if self.shaped else None
        return content if isinstance(content, Plan) else None


@dataclass
class Folder:
    """A folder of plans; every file is read at most once. `path` is None where only standard input is at hand."""

    path: Path | None
    _cache: dict[Path, Loaded | SmartplanError] = field(default_factory=dict)

    def load(self, path: Path) -> Loaded:
        """Read a file. Raises CannotOpen, the second time too."""
        key = Path(path)
        if key not in self._cache:
            try:
                document = load(read(key, shown(key)))
                self._cache[key] = Loaded(document, check(document))
            except CannotOpen as error:
                self._cache[key] = error
        found = self._cache[key]
        if isinstance(found, SmartplanError):
            raise found
        return found

    def try_load(self, path: Path) -> Loaded | None:
        """The same, or None where the file cannot be opened."""
        try:
            return self.load(path)
        except CannotOpen:
            return None

    def revisions(self) -> dict[str, Path]:
        """Files of revisions by name."""
        return _yaml_files(self.path)

    def find(self, name: str) -> Loaded | None:
        """The revision of that name as far as it can be read."""
        path = self.revisions().get(name)
        return self.try_load(path) if path else None

    def parts(self, kind: str) -> dict[str, Path]:
        """Files of `reviews` or `evaluations` by stem."""
        return _yaml_files(self.path / kind) if self.path else {}

    def reviews(self) -> tuple[dict[str, Review], bool]:
        """The readable reviews by id, and whether all could be read."""
        found: dict[str, Review] = {}
        complete = True
        for path in self.parts("reviews").values():
            loaded = self.try_load(path)
            content = loaded.shaped.content if loaded and loaded.shaped else None
            if isinstance(content, Review) and content.review:
                found[content.review] = content
            else:
                complete = False
        return found, complete

    def evaluations(self) -> list[Evaluation]:
        """The readable evaluations by year; of one year by file."""
        found = [self.try_load(path) for path in self.parts("evaluations").values()]
        contents = [loaded.shaped.content for loaded in found if loaded and loaded.shaped]
        return sorted((one for one in contents if isinstance(one, Evaluation)), key=lambda one: one.year)

    def everything(self) -> list[Path]:
        """Every file that `validate` checks when none is named."""
        files = [*self.revisions().values()]
        for kind in PARTS:
            files += self.parts(kind).values()
        return files


def shown(path: Path) -> str:
    """A path as a person here would write it, with forward slashes on every system."""
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return path.as_posix()


def find_folder(given: str | None) -> Folder:
    """The folder of `--plans`, or the nearest `plans/` upwards from here."""
    if given is not None:
        if not Path(given).is_dir():
            raise NoPlansFolder(path=given, variant="given")
        return Folder(Path(given))
    try:
        here = Path.cwd()
    except OSError:
        # The folder that the shell stands in was deleted.
        raise NoPlansFolder(path=".") from None
    for parent in (here, *here.parents):
        if (parent / "plans").is_dir():
            return Folder(parent / "plans")
    raise NoPlansFolder(path=here.as_posix())


def resolve(argument: str, given: str | None) -> tuple[Folder, Path]:
    """The file that a revision argument means, and the folder it belongs to."""
    path = Path(argument)
    is_path = "/" in argument or "\\" in argument or path.suffix in (".yaml", ".yml") or _exists(path)
    if is_path:
        parent = path.parent
        folder = parent.parent if parent.name in PARTS else parent
        if not _exists(path) and not path.is_symlink():
            # The suffix would make all names alike.
            near = nearest(path.stem, _yaml_files(parent))
            known = (parent / f"{near}.yaml").as_posix() if near else ""
            raise CannotOpen(path=argument, reason="missing", nearest=known)
        return Folder(folder), path
    folder_ = find_folder(given)
    revisions = folder_.revisions()
    if argument not in revisions:
        near = nearest(argument, revisions) or ""
        raise UnknownRevision(name=argument, nearest=near, known=", ".join(revisions), folder=shown(_path(folder_)))
    return folder_, revisions[argument]


def standard_input() -> Loaded:
    """The plan on standard input."""
    document = load(read_standard_input())
    return Loaded(document, check(document))


def _path(folder: Folder) -> Path:
    assert folder.path is not None
    return folder.path


def _exists(path: Path) -> bool:
    try:
        return path.exists() and not (path.is_dir() and path.suffix == "" and path.parent == Path())
    except (OSError, ValueError):
        return False


def _yaml_files(path: Path | None) -> dict[str, Path]:
    try:
        return {entry.stem: entry for entry in sorted(path.iterdir()) if entry.suffix == ".yaml"} if path else {}
    except OSError:
        return {}
