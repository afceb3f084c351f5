"""Which input of a review, or recommendation of an evaluation, is meant by what was typed: `REVIEW/INPUT`, or less."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from smartplan.errors import AmbiguousName, UsageError
from smartplan.plan.evaluation import Evaluation
from smartplan.plan.names import unknown
from smartplan.plan.recommendations import inputs_of
from smartplan.plan.review import Review
from smartplan.plan.understand import Named, kept, meant, readings
from smartplan.workspace.folder import Folder
from smartplan.workspace.revision import Revision


class InputFile(NamedTuple):
    """A file with inputs or recommendations: the name that they are cited by, and its content."""

    name: str
    path: Path
    content: Review | Evaluation

    @property
    def ids(self) -> list[str]:
        """Of the inputs or recommendations."""
        return [str(address[-1]) for address, _ in inputs_of(self.content)]


def input_files(folder: Folder) -> dict[str, InputFile]:
    """The readable reviews by id, and evaluations by stem, by the name that their inputs are cited by."""
    found: dict[str, InputFile] = {}
    for kind in ("evaluations", "reviews"):
        for stem, path in folder.parts(kind).items():
            file = folder.try_load(path)
            content = file.content if file else None
            if isinstance(content, Evaluation):
                found[stem] = InputFile(stem, path, content)
            elif isinstance(content, Review) and content.review:
                found[content.review] = InputFile(content.review, path, content)
    return found


def reviews(folder: Folder) -> dict[str, InputFile]:
    """The readable reviews by id."""
    return {name: one for name, one in input_files(folder).items() if isinstance(one.content, Review)}


def find_file(typed: str | None, files: Mapping[str, InputFile]) -> InputFile:
    """The review that is meant: by its id, the name of its file, or a part of either; the only one where none is named.

    Raises UnknownName, AmbiguousName, and UsageError where there are several and none is named.
    """
    if typed is not None and typed in files:
        return files[typed]
    found = [*files.values()] if typed is None else _like(typed, files)
    if len(found) == 1:
        return found[0]
    if typed is None:
        if not found:
            raise UsageError("error.no-review")
        raise UsageError("error.several-reviews", readings=[(one.name, ()) for one in found])
    if not found:
        raise unknown(typed, "review", files)
    raise _ambiguous(typed, "review", (one.name for one in found))


def find_ref(typed: str, folder: Folder) -> tuple[InputFile, str]:
    """The input that is meant by `REVIEW/INPUT`, by an abbreviated review, or by an id that only one review has.

    Raises UnknownName, and AmbiguousName where it may be several.
    """
    files = input_files(folder)
    name, slash, id_ = typed.rpartition("/")
    if not slash:
        return _only(typed, files.values(), files)
    file = find_file(name, files)
    found = meant(id_, "input", map(Named, file.ids))
    if found is None:
        raise unknown(typed, "input", [f"{file.name}/{one}" for one in file.ids])
    return file, found


def full(refs: Sequence[str], revision: Revision) -> list[str]:
    """Citations as they are written in the revision: `REVIEW/INPUT`, whatever was left out.

    An id alone is that of a review which leads to the revision, or else of the only one that has it. What is not known
    by its review stays as it is: a rule speaks of it. Raises UnknownName, and AmbiguousName where it may be several.
    """
    files = input_files(revision.folder)
    leading = [files[one.review] for one in revision.reviews if one.review in files]
    written = []
    for ref in refs:
        name, slash, id_ = ref.rpartition("/")
        if not slash:
            own = [one for one in leading if readings(id_, map(Named, one.ids))]
            file, known = _only(ref, own or files.values(), {one.name: one for one in leading} or files)
            written.append(f"{file.name}/{known}")
            continue
        found = [files[name]] if name in files else _like(name, files)
        if len(found) > 1:
            raise _ambiguous(ref, "input", (f"{one.name}/{id_}" for one in found))
        written += [f"{one.name}/{kept(id_, 'input', map(Named, one.ids))}" for one in found] or [ref]
    return written


def _only(id_: str, candidates: Iterable[InputFile], near: Mapping[str, InputFile]) -> tuple[InputFile, str]:
    """The only file that has an input of that id; `near` are those among which the nearest name is looked for."""
    candidates = list(candidates)
    found = [(one, id_) for one in candidates if id_ in one.ids]
    found = found or [(one, own.value) for one in candidates for own in readings(id_, map(Named, one.ids))]
    if len(found) > 1:
        raise _ambiguous(id_, "input", (f"{one.name}/{own}" for one, own in found))
    if not found:
        raise unknown(id_, "input", dict.fromkeys(own for one in near.values() for own in one.ids))
    return found[0]


def _like(typed: str, files: Mapping[str, InputFile]) -> list[InputFile]:
    """The files that may be meant: of that name, whatever the case, else with it in their id or name."""
    same = readings(typed, [Named(one.name, [one.path.stem]) for one in files.values()])
    if same:
        return [files[one.value] for one in same]
    part = typed.casefold()
    names = {one.name: f"{one.name}\n{one.path.stem}".casefold() for one in files.values()}
    return [one for one in files.values() if part and part in names[one.name]]


def _ambiguous(typed: str, what: str, values: Iterable[str]) -> AmbiguousName:
    return AmbiguousName(name=typed, what=what, readings=[(one, ()) for one in values])
