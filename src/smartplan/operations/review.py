"""Reviews kept by command: a new review, an input of a participant, and what became of an input or recommendation."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, get_args

from msgspec import Struct, structs

from smartplan.editing import review_edits, spoken
from smartplan.editing.edits import not_blank
from smartplan.errors import CannotWrite, EditRefused, Exists, UnknownName, UsageError
from smartplan.operations.file_edit import FileOutcome, edit_file, new_file
from smartplan.operations.fmt import formatted
from smartplan.operations.input_refs import InputFile, find_file, find_ref, input_files, reviews
from smartplan.plan import profile
from smartplan.plan.field_types import Disposition, Id
from smartplan.plan.model import Plan
from smartplan.plan.names import nearest, unknown
from smartplan.plan.recommendations import inputs_of
from smartplan.plan.review import Review
from smartplan.plan.understand import Named, agencies, all_names, dimensions, kept, meant
from smartplan.workspace.file_changes import Undoable
from smartplan.workspace.folder import Folder, find_folder
from smartplan.workspace.paths import shown
from smartplan.yamltext.document import Document
from smartplan.yamltext.source import SourceText

_FIRST_ID = "IN-01"


class NewReview(Struct, frozen=True, kw_only=True):
    """What is said of a review that was held; what is empty is not stated."""

    review: str
    kind: str = ""
    date: str
    title: str
    place: str = ""
    reviews: str = ""
    leads_to: str = ""


class NewInput(Struct, frozen=True, kw_only=True):
    """What a participant asked for.

    `giver` is a participant or an agency, empty where nobody was named; `name` and `role` are those of a new one.
    """

    giver: str = ""
    name: str = ""
    role: str = ""
    text: str
    dimension: str = ""
    disposition: str = "open"
    answer: str = ""
    id: str = ""


class Added(NamedTuple):
    """A new input with its id and how it is cited, and who was added to the participants with it."""

    ref: str
    id: str
    participant: str
    outcome: FileOutcome


class Decided(NamedTuple):
    """What became of an input or a recommendation, before and after."""

    ref: str
    text: str
    old: Disposition | None
    new: Disposition
    outcome: FileOutcome


def new(
    review: NewReview, head: Iterable[str], plans: str | None, today: date, months: Mapping[str, Sequence[str]]
) -> FileOutcome:
    """The file of a new review, with what is wrong in it; nothing is written.

    The day is read with the names of `months`, in any language. Raises UsageError for an id or a day that is none,
    UnknownRevision, and Exists where the id or the file is taken.
    """
    folder = find_folder(plans)
    _id(review.review)
    held = _day(spoken.date(review.date, months))
    not_blank(review.title)
    reviewed = folder.named(review.reviews).stem if review.reviews else ""
    # What a review leads to may be written later.
    leads_to = kept(review.leads_to, "revision", map(Named, folder.revisions()))
    review = structs.replace(review, date=held, reviews=reviewed, leads_to=leads_to)
    taken = input_files(folder)
    if review.review in taken:
        raise Exists(path=shown(taken[review.review].path), variant="review", id=review.review)
    assert folder.path is not None
    path = folder.path / "reviews" / f"{review.review}.yaml"
    if path.exists() or path.is_symlink():
        raise Exists(path=shown(path))
    fields = {name: str(getattr(review, name)) for name in review.__struct_fields__ if getattr(review, name)}
    text = review_edits.new_review(fields, head, schema=_names_schema(folder))
    return new_file(folder, path, formatted(SourceText(shown(path), text)).text, today)


def write_new(outcome: FileOutcome, id_: str) -> Undoable:
    """Write a new review, and the folder of the reviews where there is none; whether `undo` can take it back.

    Raises Exists and CannotWrite.
    """
    home = outcome.path.parent
    if not home.is_dir() and (home.exists() or home.is_symlink()):
        raise CannotWrite(path=shown(home), variant="no-folder")
    return outcome.write("review new", [id_])


def add_input(review: str | None, new: NewInput, plans: str | None, today: date) -> Added:
    """A new input of a review; nothing is written.

    Raises UnknownName for a giver who is neither known nor named, and for a dimension, EditRefused for an id that is
    taken, and UsageError or AmbiguousName where it is not clear which review is meant.
    """
    folder = find_folder(plans)
    file = find_file(review, reviews(folder))
    content = file.content
    assert isinstance(content, Review)
    not_blank(new.text)
    plan = _plan(content, folder)
    dimension = _dimension(new.dimension, plan) if new.dimension else ""
    giver, participant = _giver(new, content, plan) if new.giver else ("", None)
    id_ = new.id or next_id([*content.inputs])
    _id(id_)
    if id_ in _written_ids(folder, file):
        raise EditRefused(variant="input-taken", id=id_, path=shown(file.path))
    fields = {
        "from": giver,
        "dimension": dimension,
        "text": new.text,
        "disposition": new.disposition,
        "answer": new.answer,
    }
    stated = {name: value for name, value in fields.items() if value}

    def make(document: Document) -> str:
        return review_edits.add_input(document, id_, stated, participant)

    touched = [("inputs", id_), *([("participants", giver)] if participant else [])]
    outcome = edit_file(folder, file.path, make, touched, today)
    return Added(f"{file.name}/{id_}", id_, giver if participant else "", outcome)


def decide(ref: str, disposition: Disposition, answer: str | None, plans: str | None, today: date) -> Decided:
    """What becomes of an input of a review or a recommendation of an evaluation; nothing is written.

    An answer of None stays as it is. Raises UnknownName, and AmbiguousName where it is not clear which input is meant.
    """
    folder = find_folder(plans)
    file, id_ = find_ref(ref, folder)
    address, given = next((address, one) for address, one in inputs_of(file.content) if address[-1] == id_)

    def make(document: Document) -> str:
        return review_edits.decide(document, address, disposition, answer)

    outcome = edit_file(folder, file.path, make, [address], today)
    return Decided(f"{file.name}/{id_}", given.text, given.disposition, disposition, outcome)


def next_id(ids: Sequence[str], first: str = _FIRST_ID) -> str:
    """The next free id in the manner of the last one that ends in a number: behind IN-09 comes IN-10.

    Where none does it is the `first`.
    """
    last = next((found for id_ in reversed(ids) if (found := re.fullmatch(r"(.*?)([0-9]+)", id_))), None)
    if last is None:
        return first if first not in ids else f"{first}-1"
    before, number = last[1], last[2]
    alike = (re.fullmatch(re.escape(before) + r"([0-9]+)", id_) for id_ in ids)
    most = max(int(found[1]) for found in alike if found)
    return f"{before}{most + 1:0{len(number)}}"


def _giver(new: NewInput, review: Review, plan: Plan | None) -> tuple[str, tuple[str, Mapping[str, str]] | None]:
    """The id of who gave an input, and the participant who is to be added for it; None where there is one already."""
    participants = [Named(id_, [one.name] if one.name else []) for id_, one in review.participants.items()]
    known = [one for one in agencies(plan) if one.value in plan.agencies] if plan else []
    id_ = meant(new.giver, "participant", participants)
    if id_ is not None:
        return id_, None
    id_ = meant(new.giver, "agency", known)
    if id_ is not None and plan:
        agency = plan.agencies[id_]
        role = new.role or agency.role or "government"
        return id_, (id_, {"name": new.name or agency.name or id_, "role": role})
    if not new.name:
        near = nearest(new.giver, all_names([*participants, *known])) or ""
        raise UnknownName(name=new.giver, what="participant", nearest=near, variant="giver-near" if near else "giver")
    _id(new.giver)
    not_blank(new.name)
    return new.giver, (new.giver, {"name": new.name, **({"role": new.role} if new.role else {})})


def _dimension(typed: str, plan: Plan | None) -> str:
    """The key of a dimension, of the usual profile where there is no plan. Raises UnknownName with all of them."""
    known = dimensions(plan or Plan(profile=profile.DEFAULT))
    found = meant(typed, "dimension", known)
    if found is None:
        raise unknown(typed, "dimension", all_names(known), [one.value for one in known])
    return found


def _plan(review: Review, folder: Folder) -> Plan | None:
    """The revision that a review leads to, where there is one, else the one that it reviews."""
    found = (folder.find(name) for name in (review.leads_to, review.reviews) if name)
    return next((file.plan for file in found if file and file.plan), None)


def _written_ids(folder: Folder, file: InputFile) -> Iterable[str]:
    """The ids that stand in a review, also of inputs that cannot be read."""
    stated = folder.load(file.path).document.value(("inputs",))
    return stated if isinstance(stated, dict) else ()


def _names_schema(folder: Folder) -> bool:
    """Whether the reviews that are there name their schema for editors; where there are none, as `init` would."""
    files = [folder.try_load(path) for path in folder.parts("reviews").values()]
    if not files:
        assert folder.path is not None
        return (folder.path / "review.schema.json").is_file()
    return any(file and file.document.source.text.startswith("# yaml-language-server:") for file in files)


def _id(value: str) -> None:
    if re.fullmatch(get_args(Id)[1].pattern, value) is None:
        raise UsageError("error.bad-input-id", value=value)


def _day(value: str) -> str:
    try:
        return date.fromisoformat(value if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value) else "").isoformat()
    except ValueError:
        raise UsageError("error.bad-day", value=value) from None
