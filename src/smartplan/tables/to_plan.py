"""A table as a plan: the data of a revision as a person would have written it by hand."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from smartplan.plan.field_types import each
from smartplan.plan.model import Entry, Plan
from smartplan.plan.profile import Profile
from smartplan.tables.contents import Money, ReadIndicator, ReadObjective, ReadProgramme, SheetMapping, TableContents
from smartplan.tables.findings import TableFinding, found
from smartplan.tables.ids import AgencyIds, much_alike, programme_ids, short_slug, slug, unique
from smartplan.tables.placing import Placing


class PlanHead(Struct, frozen=True):
    """What a new revision has beside what the table says; `source` is the key of the workbook among its sources.

    `old` is the revision that it supersedes.
    """

    revision: str
    city: dict[str, str]
    title: str
    record: str
    profile_name: str
    profile: Profile
    rpjmd: str
    source: str
    source_title: str
    period: tuple[int, int] | None = None
    old: Plan | None = None
    supersedes: str = ""


class Addresses(Struct, frozen=True):
    """The names of cells for findings: those of the code and of the name of a programme."""

    sheet: str
    code: str
    name: str
    formerly: str
    agency: str = "A"

    def at(self, letters: str, row: int) -> str:
        """`RPJMD!C12`."""
        return f"{self.sheet}!{letters}{row + 1}"


class DraftedPlan(Struct, frozen=True):
    """The data of a plan without its programmes, those by dimension and id, and what is to be said of them.

    `rows` are the rows of the programmes, counted from 0.
    """

    head: dict[str, Any]
    dimensions: dict[str, dict[str, dict[str, Any]]]
    rows: dict[str, int]
    findings: list[TableFinding]


def draft_plan(contents: TableContents, mapping: SheetMapping, head: PlanHead, address: Addresses) -> DraftedPlan:
    """The plan that a table says. Raises UnknownName where the mapping names a place that the profile does not have."""
    return _Drafter(contents, mapping, head, address).draft()


class _Drafter:
    def __init__(self, contents: TableContents, mapping: SheetMapping, head: PlanHead, address: Addresses) -> None:
        self.contents, self.mapping, self.head, self.address = contents, mapping, head, address
        old = head.old
        self.old: Sequence[Entry] = [*old.entries()] if old else []
        self.agencies = AgencyIds({id_: one.name for id_, one in old.agencies.items()} if old else {}, mapping.agencies)
        self.used: dict[str, None] = {}
        self.findings: list[TableFinding] = []

    def draft(self) -> DraftedPlan:
        contents, head = self.contents, self.head
        placing = Placing(head.profile, self.mapping)
        agencies = {one.row: id_ for one in contents.programmes if (id_ := self._agency(one.agency))}
        by_agency = self.mapping.suffix == "agency"
        ids, twice = programme_ids(contents.programmes, agencies, self.old, by_agency=by_agency)
        before = {entry.id: entry for entry in self.old}
        dimensions: dict[str, dict[str, dict[str, Any]]] = {key: {} for key in head.profile.dimensions}
        rows = {}
        for one in contents.programmes:
            id_ = ids[one.row]
            if one.row in twice:
                self._twice(one, twice[one.row], id_)
            place = placing.place(one, agencies.get(one.row, ""))
            entry = before.get(id_)
            judged = place.judged if place else False
            # What the table says of its place is not replaced by what the revision before said.
            odd = place is None and placing.is_odd(one)
            if place is None and not odd and entry is not None and entry.dimension in dimensions:
                dimension, sub = entry.dimension, entry.programme.subdimension
            elif place is not None:
                dimension, sub = place.dimension, place.subdimension
            else:
                at = self.address.at(self.address.code if one.code else self.address.name, one.row)
                values = {"name": one.name, "code": one.code, "dimension": one.dimension, "sub": one.subdimension}
                if odd:
                    values["known"] = ", ".join(placing.subdimensions(one))
                variant = "subdimension" if odd else "" if one.code else "uncoded"
                self.findings.append(found("no-place", at, variant, **values))
                continue
            dimensions[dimension][id_] = self._programme(one, sub, agencies.get(one.row, ""), entry, judged=judged)
            rows[id_] = one.row
        self._mistyped_agencies(agencies)
        return DraftedPlan(self._head(), dimensions, rows, self.findings)

    def _mistyped_agencies(self, agencies: Mapping[int, str]) -> None:
        """Say of agencies of programmes, which are ids by row, where one is likely another one mistyped."""
        rows: dict[str, list[int]] = {}
        for row, id_ in agencies.items():
            rows.setdefault(id_, []).append(row)
        names = {id_: one.name for id_, one in self.head.old.agencies.items()} if self.head.old else {}
        ids = {name: id_ for id_, name in (self.agencies.new | names).items()}
        # Of two the one that stands less often is the doubtful one, and none that was known before.
        for id_ in sorted(self.agencies.new.keys() & rows, key=lambda one: (len(rows[one]), -rows[one][0])):
            name = self.agencies.new[id_]
            ids.pop(name, None)
            other = much_alike(name, ids)
            if other is not None:
                at = self.address.at(self.address.agency, rows[id_][0])
                values = {"value": name, "other": other, "id": id_, "same": ids[other]}
                self.findings.append(TableFinding("unknown-agency", "warning", at, values, "alike"))

    def _agency(self, name: str) -> str:
        id_ = self.agencies.of(name)
        if id_:
            self.used[id_] = None
        return id_

    def _twice(self, one: ReadProgramme, first: int, id_: str) -> None:
        at, other = self.address.at(self.address.code, one.row), self.address.at(self.address.code, first)
        values = {"value": one.code, "other": other, "id": id_}
        before = next(each for each in self.contents.programmes if each.row == first)
        same = bool(one.agency) and slug(one.agency) == slug(before.agency) and slug(one.name) == slug(before.name)
        if same and self.mapping.suffix == "agency":
            # Its money would be counted twice.
            self.findings.append(found("id-twice", at, "same", **values))
            return
        # Another programme by its name, whose code is that of a group: a number behind it makes it an id of its own.
        self.findings.append(TableFinding("id-twice", "warning", at, values, "numbered"))

    def _head(self) -> dict[str, Any]:
        head, old = self.head, self.head.old
        agencies: dict[str, dict[str, str]] = {}
        for id_ in self.used:
            known = old.agencies.get(id_) if old else None
            if known is not None:
                fields = {name: getattr(known, name) for name in ("name", "short", "role", "tier")}
                agencies[id_] = {name: value for name, value in fields.items() if value}
            else:
                agencies[id_] = {"name": self.agencies.new[id_]}
        rpjmd: dict[str, Any] = {"title": head.rpjmd}
        if self.contents.missions:
            rpjmd["missions"] = self.contents.missions
        if self.contents.objectives:
            rpjmd["objectives"] = {id_: self._objective(one) for id_, one in self.contents.objectives.items()}
        said: dict[str, Any] = {
            "format": 1,
            "revision": head.revision,
            "city": head.city,
            "title": head.title,
            "status": "draft",
            "record": head.record,
            "supersedes": head.supersedes,
            "profile": head.profile_name,
            "period": {"start": head.period[0], "end": head.period[1]} if head.period else None,
        }
        said = {name: value for name, value in said.items() if value}
        return {**said, "rpjmd": rpjmd, "agencies": agencies, "sources": {head.source: {"title": head.source_title}}}

    def _objective(self, one: ReadObjective) -> dict[str, Any]:
        said: dict[str, Any] = {"name": one.name, "level": one.level, "mission": one.mission, "under": one.under}
        found = {name: value for name, value in said.items() if value}
        if one.indicators:
            found["indicators"] = self._indicators(one.indicators, {})
        return found

    def _programme(
        self, one: ReadProgramme, sub: str, agency: str, old: Entry | None, *, judged: bool
    ) -> dict[str, Any]:
        names = {indicator.name: id_ for id_, indicator in old.programme.indicators.items()} if old else {}
        said: dict[str, Any] = {
            "name": one.name,
            "subdimension": sub,
            "agency": agency,
            "partners": [id_ for name in one.partners if (id_ := self._agency(name)) != agency],
            "missions": one.missions,
            "objectives": one.objectives,
            "judged": ["subdimension"] if judged and sub else [],
            "code": one.code,
            "location": one.location,
            "tags": one.tags,
            "budget": _money(one.budget),
            "spent": _money(one.spent),
            "indicators": self._indicators(one.indicators, names),
            "formerly": self._formerly(one),
            "sources": [self.head.source],
        }
        return {name: value for name, value in said.items() if value not in ("", [], {}, None)}

    def _indicators(self, indicators: Sequence[ReadIndicator], known: Mapping[str, str]) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {}
        for one in indicators:
            said: dict[str, Any] = {
                "name": one.name,
                "code": one.code,
                "agency": self._agency(one.agency),
                "unit": one.unit,
                "direction": one.direction,
                "baseline": one.baseline,
                "targets": {str(year): value for year, value in sorted(one.targets.items())},
                "target_end": one.target_end,
                "actuals": {str(year): value for year, value in sorted(one.actuals.items())},
                "budget": _money(one.budget),
            }
            id_ = known.get(one.name, "")
            id_ = id_ if id_ and id_ not in found else unique(short_slug(one.name), found)
            found[id_] = {name: value for name, value in said.items() if value not in ("", {}, None)}
        return found

    def _formerly(self, one: ReadProgramme) -> list[str]:
        """Ids of the predecessors that a table names by their code, id or name."""
        ids = []
        for text in one.formerly:
            words = {text.casefold(), text.split()[0].strip(".").casefold(), slug(text)}
            known = [entry.id for entry in self.old if not words.isdisjoint(_names(entry))]
            if len(known) == 1:
                ids += known
            else:
                at = self.address.at(self.address.formerly, one.row)
                self.findings.append(found("formerly-unknown", at, "" if self.old else "first", value=text))
        return ids


def _names(entry: Entry) -> list[str]:
    """By what a table may call a predecessor."""
    return [entry.id.casefold(), slug(entry.programme.name), *map(str.casefold, each(entry.programme.code))]


def _money(money: Money) -> dict[str, dict[str, int]]:
    return {source: {str(year): amount for year, amount in sorted(years.items())} for source, years in money.items()}
