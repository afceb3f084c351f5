"""A revision with all that lies beside it: reviews, evaluations, the chain. What every report is made from."""

from datetime import date
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from smartplan.errors import NoRevision, NotAPlan, PassedOver, SmartplanError
from smartplan.plan.context import Context, leading_to
from smartplan.plan.evaluation import Evaluation
from smartplan.plan.model import Plan
from smartplan.plan.profile import Profile
from smartplan.plan.review import Review
from smartplan.plan.subject import subject_of
from smartplan.workspace.context import context_of
from smartplan.workspace.discovery import seems_a_plan
from smartplan.workspace.file_names import right_name
from smartplan.workspace.folder import STANDARD_INPUT, Folder, find_folder, resolve, standard_input
from smartplan.workspace.mapping_files import is_mapping
from smartplan.workspace.paths import shown
from smartplan.workspace.plan_file import PlanFile
from smartplan.yamltext.document import Document


class Revision(Struct, frozen=True, dict=True):
    """A plan, the file it was read from, and its folder. `argument` is what it was asked for by."""

    argument: str
    plan: Plan
    file: PlanFile
    folder: Folder
    today: date

    @property
    def document(self) -> Document:
        """The text of the file with its places."""
        return self.file.document

    @property
    def path(self) -> str:
        """The file as it is shown."""
        return self.document.name

    @property
    def name(self) -> str:
        """The name of the revision: the file's stem; what the plan calls itself on standard input."""
        path = self.document.source.path
        return path.stem if path else self.plan.revision

    @cached_property
    def context(self) -> Context:
        """What lies around the plan, as the rules and the coverage need it."""
        path = self.document.source.path
        return context_of(self.plan, self.folder, path.stem if path else None, self.today, self.file.invalid)

    @property
    def profile(self) -> Profile | None:
        """The taxonomy that the plan names."""
        return self.context.profile

    @property
    def reviews(self) -> list[Review]:
        """The reviews that led to the plan, by date."""
        return leading_to(self.plan, self.context)

    @cached_property
    def evaluations(self) -> list[Evaluation]:
        """Every evaluation of the folder, by year."""
        return self.folder.evaluations()

    @property
    def faults(self) -> int:
        """How many findings there are about the shape of the file: what they speak of is not in the plan."""
        return len(self.file.faults)

    @cached_property
    def superseded(self) -> "Revision | None":
        """The revision that this one was drafted from, where it can be read."""
        found = self.folder.find(self.plan.supersedes) if self.plan.supersedes else None
        if found is None or found.plan is None or found.plan is self.plan:
            return None
        return Revision(self.plan.supersedes, found.plan, found, self.folder, self.today)


def load_plan(argument: str, plans: str | None) -> tuple[PlanFile, Folder]:
    """The plan that an argument means, and its folder.

    Raises SmartplanError where it cannot be found, opened or read as a plan.
    """
    if argument == STANDARD_INPUT:
        try:
            folder = find_folder(plans)
        except SmartplanError:
            folder = Folder(None)
        file = standard_input(folder)
    else:
        folder, path = resolve(argument, plans)
        file = folder.load(path)
    _with_profile(plan_of(file), folder)
    return file, folder


def _with_profile(plan: Plan, folder: Folder) -> None:
    """Raises SmartplanError where the profile that a plan names lies beside it and cannot be read."""
    found = folder.profile(plan.profile)
    if isinstance(found, SmartplanError):
        raise found


def plan_of(file: PlanFile) -> Plan:
    """The plan in a file. Raises NotAPlan with the place of the first fault, or what the file is."""
    document = file.document
    if file.plan is not None and not file.plan.revision and is_mapping(document.source.text):
        raise NotAPlan(path=document.name, variant="mapping")
    if file.plan is not None:
        return file.plan
    if document.data is not None:
        raise NotAPlan(path=document.name, subject=subject_of(document.tree.data), variant="other")
    fault = file.faults[0]
    raise NotAPlan(path=document.name, finding=fault, place=document.place_of(fault))


def open_revision(argument: str, plans: str | None, today: date) -> Revision:
    """The revision that an argument means, with what lies beside it. Raises SmartplanError."""
    file, folder = load_plan(argument, plans)
    return Revision(argument, plan_of(file), file, folder, today)


def open_place(place: str | Path, plans: str | None, today: date) -> Revision:
    """The revision that an argument means, or the newest one of a folder. Raises SmartplanError."""
    return newest(Folder(place), today) if isinstance(place, Path) else open_revision(place, plans, today)


def newest(folder: Folder, today: date) -> Revision:
    """The last revision of a folder: one that no other supersedes, of several the last by name.

    Raises SmartplanError where a file cannot be read as a plan, or is not for its name: that one may be the last.
    """
    for path in folder.passed_over(""):
        if seems_a_plan(path):
            raise PassedOver(path=shown(path), right=right_name(path).name)
    found: dict[str, tuple[Plan, PlanFile]] = {}
    for name, path in folder.revisions().items():
        file = folder.load(path)
        _with_profile(plan_of(file), folder)
        found[name] = (plan_of(file), file)
    if not found:
        raise NoRevision(path=str(folder.path))
    superseded = {plan.supersedes for plan, _ in found.values()}
    last = max([name for name in found if name not in superseded] or found)
    plan, file = found[last]
    return Revision(last, plan, file, folder, today)
