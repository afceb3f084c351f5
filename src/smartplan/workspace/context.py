"""What lies around a file in its folder, gathered for the rules and for the coverage."""

from collections.abc import Iterator, Mapping
from datetime import date

from smartplan.plan import profile
from smartplan.plan.context import Context
from smartplan.plan.evaluation import Evaluation
from smartplan.plan.finding import Address
from smartplan.plan.model import Plan
from smartplan.plan.review import Review
from smartplan.plan.subject import Content
from smartplan.workspace.file_names import right_name
from smartplan.workspace.folder import Folder
from smartplan.workspace.paths import shown


class LazyRevisions(Mapping[str, Plan]):
    """The readable revisions of a folder by name, each read when it is first asked for."""

    def __init__(self, folder: Folder, own: Mapping[str, Plan]) -> None:
        self._folder = folder
        self._names = folder.revisions()
        self._own = own

    def __getitem__(self, name: str) -> Plan:
        if name in self._own:
            return self._own[name]
        file = self._folder.find(name) if name in self._names else None
        if file is None or file.plan is None:
            raise KeyError(name)
        return file.plan

    def __iter__(self) -> Iterator[str]:
        return (name for name in self._names if self.get(name) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def context_of(
    content: Content,
    folder: Folder,
    stem: str | None,
    today: date,
    invalid: frozenset[Address],
    given: Mapping[str, Plan] | None = None,
    required: tuple[str, ...] = (),
) -> Context:
    """What is known besides the content of a file; `given` are revisions that stand for those on disk.

    `required` are the fields of a programme that the city requires.
    """
    own: dict[str, Plan] = dict(given or {})
    known_profile, supersedes = None, ""
    revisions = LazyRevisions(folder, own)
    names = frozenset(folder.revisions())
    if isinstance(content, Plan):
        known_profile = profile.of(content)
        if stem is not None:
            own[stem] = content
        supersedes = content.supersedes
    reviews, unread = folder.reviews()
    evaluations, unread_evaluations = folder.evaluations_by_stem()
    passed_over = {right_name(path).stem: shown(path) for path in folder.passed_over("")}
    return Context(
        stem=stem,
        profile=known_profile,
        profiles=tuple(folder.profiles),
        supersedes=supersedes,
        revisions=revisions,
        revision_names=names,
        reviews=reviews,
        unread_reviews=tuple(map(shown, unread)),
        review_files=_review_files(folder) if isinstance(content, Evaluation) else {},
        evaluations=evaluations,
        unread_evaluations={stem: shown(path) for stem, path in unread_evaluations.items()},
        passed_over={name: path for name, path in passed_over.items() if name not in names},
        passed_over_reviews=tuple(map(shown, folder.passed_over("reviews"))),
        required=required,
        today=today,
        invalid=invalid,
    )


def _review_files(folder: Folder) -> dict[str, str]:
    """The files of the readable reviews by id, as they are shown."""
    found = ((path, folder.try_load(path)) for path in folder.parts("reviews").values())
    return {file.content.review: shown(path) for path, file in found if file and isinstance(file.content, Review)}
