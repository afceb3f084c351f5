"""Names of revisions to files, and the files beside them: a folder of plans as one thing."""

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Union

from smartplan.errors import BadProfile, CannotOpen, NoCommit, NoPlansFolder, SmartplanError, UnknownRevision
from smartplan.plan import profile
from smartplan.plan.evaluation import Evaluation
from smartplan.plan.names import nearest
from smartplan.plan.profile import Profile
from smartplan.plan.review import Review
from smartplan.plan.understand import Named, meant
from smartplan.workspace.file_names import is_passed_over, right_name
from smartplan.workspace.files import read, read_standard_input
from smartplan.workspace.mapping_files import PlansAlone
from smartplan.workspace.paths import shown
from smartplan.workspace.plan_file import PlanFile, load_file
from smartplan.yamltext.source import SourceText

if TYPE_CHECKING:
    from smartplan.workspace.git import Commit

STANDARD_INPUT = "-"
PARTS = ("reviews", "evaluations")
PROFILES = "profiles"


class Disk:
    """The files as they lie on disk."""

    def files(self, folder: Path, suffix: str = ".yaml") -> dict[str, Path]:
        """The YAML files of a folder by stem; none where there is none. Raises CannotOpen for one that is not shown."""
        return {entry.stem: entry for entry in self._entries(folder) if entry.suffix == suffix}

    def passed_over(self, folder: Path) -> list[Path]:
        """The files of a folder that look as if they were to be read, and are not, by name. Raises CannotOpen."""
        return [entry for entry in self._entries(folder) if is_passed_over(entry.name)]

    def folders(self, folder: Path) -> list[Path]:
        """The folders in a folder, hidden ones left out, by name. Raises CannotOpen."""
        return [entry for entry in self._entries(folder) if not entry.name.startswith(".") and entry.is_dir()]

    def _entries(self, folder: Path) -> list[Path]:
        try:
            return sorted(folder.iterdir())
        except PermissionError:
            # It is no empty one.
            raise CannotOpen(path=shown(folder), reason="permission") from None
        except (FileNotFoundError, NotADirectoryError):
            if folder.is_symlink():
                raise CannotOpen(path=shown(folder), reason="missing") from None
            return []
        except OSError:
            raise CannotOpen(path=shown(folder), reason="other") from None

    def read(self, path: Path, name: str) -> SourceText:
        """A file. Raises CannotOpen."""
        return read(path, name)


DISK = Disk()
Store = Union[Disk, "Commit"]


class Folder:
    """A folder of plans, on disk or in a commit; every file is read at most once.

    `path` is None where only standard input is at hand.
    """

    def __init__(self, path: Path | None, store: Store = DISK) -> None:
        self.path = path
        self.store = store
        self._cache: dict[Path, PlanFile | SmartplanError] = {}
        self._profiles: dict[str, Profile | SmartplanError] = {}
        self._plans = PlansAlone(store.read)

    @property
    def where(self) -> str:
        """The commit that the files are read from; empty for the disk."""
        return "" if isinstance(self.store, Disk) else self.store.sha

    def load(self, path: Path) -> PlanFile:
        """Read a file. Raises CannotOpen, the second time too."""
        key = Path(path)
        if key not in self._cache:
            try:
                self._cache[key] = self.parse(self.store.read(key, shown(key)))
            except CannotOpen as error:
                self._cache[key] = error
        found = self._cache[key]
        if isinstance(found, SmartplanError):
            raise found
        return found

    def parse(self, source: SourceText) -> PlanFile:
        """A text as a file of this folder: a plan has the profile that it names, where that lies beside it."""
        file = load_file(source)
        found = self.profile(file.plan.profile) if file.plan else None
        if file.plan and isinstance(found, Profile):
            profile.give(file.plan, found)
        return file

    @cached_property
    def profiles(self) -> dict[str, Path]:
        """Files of profiles beside the plans by name. Raises CannotOpen."""
        if self.path is None:
            return {}
        path = self.path / PROFILES
        # Of a commit the folder of plans is listed already; to list one that is not there takes another process.
        there = isinstance(self.store, Disk) or self.store.holds(path)
        return self.store.files(path, ".toml") if there else {}

    def profile(self, name: str) -> Profile | SmartplanError | None:
        """The profile of that name beside the plans, why it cannot be read, or None where there is none.

        The name comes from a plan: it chooses among the files that are there, and never makes a path.
        """
        if name not in self._profiles and name in self.profiles:
            path = self.profiles[name]
            try:
                source = self.store.read(path, shown(path))
                if source.fault is not None:
                    raise BadProfile(path=source.name, line=1, variant="text")
                if name in profile.names():
                    raise BadProfile(path=source.name, line=1, variant="packaged", value=name)
                self._profiles[name] = profile.read(source.text, source.name)
            except SmartplanError as error:
                self._profiles[name] = error
        return self._profiles.get(name)

    def bad_profiles(self, *, every: bool) -> list[SmartplanError]:
        """Why profiles beside the plans cannot be read: those that a plan asked for, or `every` one."""
        for name in self.profiles if every else ():
            self.profile(name)
        return [found for found in self._profiles.values() if isinstance(found, SmartplanError)]

    def try_load(self, path: Path) -> PlanFile | None:
        """The same, or None where the file cannot be opened."""
        try:
            return self.load(path)
        except CannotOpen:
            return None

    def revisions(self) -> dict[str, Path]:
        """Files of revisions by name; a mapping file of `import` is none."""
        return self._plans.of(self.store.files(self.path)) if self.path else {}

    def passed_over(self, *kinds: str) -> list[Path]:
        """Files that look like revisions, or like `reviews` or `evaluations`, and are not read for their names."""
        folders = [self.path / kind for kind in kinds] if self.path else []
        return [path for folder in folders for path in self.store.passed_over(folder)]

    def find(self, name: str) -> PlanFile | None:
        """The revision of that name as far as it can be read."""
        path = self.revisions().get(name)
        return self.try_load(path) if path else None

    def named(self, name: str) -> Path:
        """The file of the revision that is called so, whatever the case. Raises UnknownRevision and AmbiguousName."""
        revisions = self.revisions()
        known = meant(name, "revision", map(Named, revisions))
        if known is not None:
            return revisions[known]
        where = shown(_path(self))
        for path in self.passed_over(""):
            right = right_name(path)
            if right.stem == name:
                raise UnknownRevision(
                    variant="passed-over", name=name, folder=where, path=shown(path), right=right.name
                )
        near = nearest(name, revisions) or ""
        raise UnknownRevision(name=name, nearest=near, known=", ".join(revisions), folder=where)

    def parts(self, kind: str) -> dict[str, Path]:
        """Files of `reviews` or `evaluations` by stem."""
        return self.store.files(self.path / kind) if self.path else {}

    def reviews(self) -> tuple[dict[str, Review], list[Path]]:
        """The readable reviews by id, and the files that cannot be read as one."""
        found: dict[str, Review] = {}
        unread: list[Path] = []
        for path in self.parts("reviews").values():
            file = self.try_load(path)
            content = file.content if file else None
            if isinstance(content, Review) and content.review:
                found[content.review] = content
            else:
                unread.append(path)
        return found, unread

    def evaluations_by_stem(self) -> tuple[dict[str, Evaluation], dict[str, Path]]:
        """The readable evaluations, and the files that cannot be read as one, by the stems of the files."""
        found: dict[str, Evaluation] = {}
        unread: dict[str, Path] = {}
        for stem, path in self.parts("evaluations").items():
            file = self.try_load(path)
            if file and isinstance(file.content, Evaluation):
                found[stem] = file.content
            else:
                unread[stem] = path
        return found, unread

    def evaluations(self) -> list[Evaluation]:
        """The readable evaluations by year; of one year by file."""
        return sorted(self.evaluations_by_stem()[0].values(), key=lambda one: one.year)

    def everything(self) -> list[Path]:
        """Every file that `validate` checks when none is named."""
        return [*self.revisions().values(), *(path for kind in PARTS for path in self.parts(kind).values())]


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
    """The file that a revision argument means, and the folder it belongs to.

    `NAME@COMMIT` and `PATH.yaml@COMMIT` mean the file as it stands in a commit; a file of exactly that name wins.
    """
    path = Path(argument)
    if not _exists(path) and "@" in argument:
        found = _in_commit(argument, given)
        if found is not None:
            return found
    is_path = "/" in argument or "\\" in argument or path.suffix in (".yaml", ".yml") or _exists(path)
    if is_path:
        parent = path.parent
        if not _exists(path) and not path.is_symlink():
            # The suffix would make all names alike.
            near = nearest(path.stem, DISK.files(parent))
            known = (parent / f"{near}.yaml").as_posix() if near else ""
            raise CannotOpen(path=argument, reason="missing", nearest=known)
        return Folder(home_of_file(path)), path
    folder = find_folder(given)
    return folder, folder.named(argument)


def _in_commit(argument: str, given: str | None) -> tuple[Folder, Path] | None:
    """The file in a commit, or None where the argument has no such form or a revision of that name is there."""
    from smartplan.workspace.git import commit

    head, found, name = argument.partition(".yaml@")
    if found:
        path = Path(f"{head}.yaml")
        store = commit(path.parent, name)
        if not store.holds(path):
            path = store.before_rename(path) or path
        return Folder(home_of_file(path), store), path
    head, _, name = argument.partition("@")
    if head == STANDARD_INPUT:
        raise NoCommit(name=argument, variant="stdin")
    if not head or "/" in head or "\\" in head:
        return None
    try:
        folder = find_folder(given)
    except NoPlansFolder:
        # It may have been there, and a bare repository has none on disk.
        folder = Folder(Path(given or "plans"))
    if argument in folder.revisions():
        return None
    place = _path(folder)
    store = commit(place, name)
    past = Folder(place, store)
    if head not in past.revisions():
        old = store.before_rename(place / f"{head}.yaml")
        if old is not None:
            return Folder(home_of_file(old), store), old
    return past, past.named(head)


def home_of_file(path: Path) -> Path:
    """The folder of plans that a file belongs to."""
    return home_of(path.parent) if is_part(path.parent) else path.parent


def is_part(folder: Path) -> bool:
    """Whether a folder, which may be the current one, holds the reviews or the evaluations of the one it lies in."""
    return os.path.basename(os.path.abspath(folder)) in PARTS


def home_of(part: Path) -> Path:
    """The folder of plans in which the reviews or evaluations lie."""
    return part.parent if part.name in PARTS else part / os.pardir


def standard_input(folder: Folder) -> PlanFile:
    """The plan on standard input, as one of a folder."""
    return folder.parse(read_standard_input())


def _path(folder: Folder) -> Path:
    assert folder.path is not None
    return folder.path


def _exists(path: Path) -> bool:
    try:
        return path.exists() and not (path.is_dir() and path.suffix == "" and path.parent == Path())
    except (OSError, ValueError):
        return False
