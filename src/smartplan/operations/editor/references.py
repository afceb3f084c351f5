"""What a field names: in the same file, in the superseded revision, in a review; each thing with its place."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from msgspec import Struct, inspect

from smartplan.operations.editor.cursor import Cursor
from smartplan.plan import profile, understand
from smartplan.plan.evaluation import Award, Evaluation, Recommendation
from smartplan.plan.field_at import FieldAt, field_at
from smartplan.plan.finding import Address
from smartplan.plan.model import Plan, Programme, Withdrawal
from smartplan.plan.review import Input, Review
from smartplan.plan.subject import Content
from smartplan.plan.understand import Named
from smartplan.workspace.folder import Folder
from smartplan.workspace.plan_file import PlanFile

# Beyond what REFERS has, which is of one plan alone; in words of the catalogue, below `error.what`, but for those that
# stand here only.
_BEYOND: Final[Mapping[tuple[type, str], str]] = {
    (Plan, "supersedes"): "revision",
    (Plan, "profile"): "profile",
    (Plan, "because"): "input",
    (Programme, "because"): "input",
    (Programme, "formerly"): "predecessor",
    (Withdrawal, "because"): "input",
    (Review, "reviews"): "revision",
    (Review, "leads_to"): "revision",
    (Input, "from"): "giver",
    (Input, "dimension"): "dimension",
    (Evaluation, "revision"): "revision",
    (Recommendation, "dimension"): "dimension",
    (Award, "dimension"): "dimension",
}
# What the keys of a mapping name.
_KEYS: Final[Mapping[tuple[type, str], str]] = {(Plan, "dimensions"): "dimension", (Plan, "withdrawn"): "predecessor"}


class NamedPlace(Struct, frozen=True):
    """Where something stands: in a file, at the key of an address; at the head of it where that is empty."""

    file: PlanFile
    address: Address = ()


class Neighbourhood:
    """The file in which a cursor stands, as it could last be read, in its folder."""

    def __init__(self, file: PlanFile, folder: Folder, path: Path | None) -> None:
        assert file.content is not None
        self.file, self.folder, self.path = file, folder, path
        self.content: Content = file.content

    def field(self, cursor: Cursor) -> FieldAt:
        """The field in which the cursor stands; that of the mapping where it stands in a key of one."""
        path = cursor.path[:-1] if cursor.at == "key" else cursor.path
        return field_at(path, type(self.content))

    def names(self, cursor: Cursor) -> str:
        """What is named at the cursor; empty where nothing is."""
        field = self.field(cursor)
        if field.owner is None:
            return ""
        if cursor.at == "key":
            return _KEYS.get((field.owner, field.name), "") if len(cursor.path) == 2 else ""
        return field.refers or _BEYOND.get((field.owner, field.name), "")

    def words(self, cursor: Cursor) -> tuple[str, ...]:
        """The words of a vocabulary that can stand at the cursor; none where there is no vocabulary."""
        field = self.field(cursor)
        if cursor.at == "value":
            return field.words
        kinds = [one.key_type for one in field.options if isinstance(one, inspect.DictType)]
        return tuple(word for one in kinds for word in FieldAt(None, "", one).words)

    def is_list(self, cursor: Cursor) -> bool:
        """Whether a whole list has to stand at the cursor, not one of its items."""
        kinds = {type(one) for one in self.field(cursor).options}
        return cursor.at == "value" and inspect.ListType in kinds and inspect.StrType not in kinds

    def known(self, what: str, cursor: Cursor) -> list[Named]:
        """Everything that may be named at the cursor, with its names."""
        if what in ("revision", "profile", "input", "giver"):
            return list(getattr(self, f"_{what}s")())
        file = self.superseded if what == "predecessor" else self.plan_file
        if file is None or file.plan is None:
            return []
        if what == "predecessor":
            return understand.programmes(file.plan)
        if what == "agency":
            return _agencies(file.plan)
        if what == "dimension":
            taxonomy = profile.of(file.plan)
            return [one for one in understand.dimensions(file.plan) if taxonomy and one.value in taxonomy.dimensions]
        return understand.referred(file.plan, what, cursor.path)

    def place(self, what: str, value: str) -> NamedPlace | None:
        """Where the thing of that value stands; None where it is nowhere."""
        if what == "revision":
            found = self.folder.find(value)
            return NamedPlace(found) if found else None
        if what == "input":
            return self._input(value)
        if what == "giver" and isinstance(self.content, Review) and value in self.content.participants:
            return NamedPlace(self.file, ("participants", value))
        file = self.superseded if what == "predecessor" else self.plan_file
        if file is None or file.plan is None:
            return None
        address = next(_addresses(file.plan, what, value), None)
        return NamedPlace(file, address) if address else None

    @property
    def plan_file(self) -> PlanFile | None:
        """The plan that the file is, or that it speaks of: of a review the one that it leads to, else the reviewed."""
        content = self.content
        if isinstance(content, Plan):
            return self.file
        named = (content.leads_to, content.reviews) if isinstance(content, Review) else (content.revision,)
        files = (self.folder.find(name) for name in named if name)
        return next((file for file in files if file and file.plan), None)

    @property
    def plan(self) -> Plan | None:
        """The same, as far as it can be read."""
        file = self.plan_file
        return file.plan if file else None

    @property
    def superseded(self) -> PlanFile | None:
        """The revision that the plan supersedes, where it can be read."""
        name = self.content.supersedes if isinstance(self.content, Plan) else ""
        found = self.folder.find(name) if name else None
        return found if found and found.plan and found.plan is not self.content else None

    def _revisions(self) -> Iterator[Named]:
        for name, path in self.folder.revisions().items():
            file = self.folder.try_load(path) if path != self.path else None
            if file and file.plan:
                yield Named(name, (file.plan.title,) if file.plan.title else ())

    def _profiles(self) -> Iterator[Named]:
        for name in (*profile.names(), *self.folder.profiles):
            found = self.folder.profile(name) or profile.load(name)
            titles = found.title.values() if isinstance(found, profile.Profile) else ()
            yield Named(name, tuple(titles))

    def _inputs(self) -> Iterator[Named]:
        for review, content in self.folder.reviews()[0].items():
            yield from (Named(f"{review}/{id_}", (one.text,)) for id_, one in content.inputs.items())
        for stem, evaluation in self.folder.evaluations_by_stem()[0].items():
            yield from (Named(f"{stem}/{id_}", (one.text,)) for id_, one in evaluation.recommendations.items())

    def _givers(self) -> Iterator[Named]:
        participants = self.content.participants if isinstance(self.content, Review) else {}
        yield from (Named(id_, (one.name,)) for id_, one in participants.items())
        plan = self.plan
        yield from (one for one in (_agencies(plan) if plan else ()) if one.value not in participants)

    def _input(self, ref: str) -> NamedPlace | None:
        stem, _, id_ = ref.partition("/")
        for kind in ("reviews", "evaluations"):
            for name, path in self.folder.parts(kind).items():
                file = self.folder.try_load(path)
                content = file.content if file else None
                if file and isinstance(content, Review) and content.review == stem and id_ in content.inputs:
                    return NamedPlace(file, ("inputs", id_))
                if file and isinstance(content, Evaluation) and name == stem and id_ in content.recommendations:
                    return NamedPlace(file, ("recommendations", id_))
        return None


def _agencies(plan: Plan) -> list[Named]:
    """The agencies that a plan lists: one that is only named may be the slip that is being mended."""
    return [one for one in understand.agencies(plan) if one.value in plan.agencies]


def _addresses(plan: Plan, what: str, value: str) -> Iterator[Address]:
    """Where in a plan the thing of that value stands."""
    if what in ("agency", "giver") and value in plan.agencies:
        yield ("agencies", value)
    elif what == "mission" and value in plan.rpjmd.missions:
        yield ("rpjmd", "missions", value)
    elif what == "objective" and value in plan.rpjmd.objectives:
        yield ("rpjmd", "objectives", value)
    elif what == "source" and value in plan.sources:
        yield ("sources", value)
    elif what == "dimension" and value in plan.dimensions:
        yield ("dimensions", value)
    elif what in ("programme", "predecessor"):
        yield from (entry.path for entry in plan.entries() if entry.id == value)
