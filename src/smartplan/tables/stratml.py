"""A plan as StratML Part 2 (ANSI/AIIM 22, after ISO 17469-1), in which plans of governments are published.

A dimension is a goal, a programme an objective, an agency a stakeholder that performs. Indicators are indicators; money
is one too, an input measured in rupiah, one for each funding source. A measure that is no number is a description. What
the RPJMD wants to reach, with indicators of its own, is one more goal behind the dimensions.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from smartplan.plan import profile
from smartplan.plan.budget import budget_of
from smartplan.plan.field_types import Level, Measured, each
from smartplan.plan.figure import Measure, Money, is_approximate, measured, rupiah
from smartplan.plan.model import Dimension, Indicator, Plan, Programme

NAMESPACE: Final = "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport"
_STAGES: Final[dict[Level, str]] = {"impact": "Outcome", "outcome": "Outcome", "output": "Output"}
# What an XML document cannot hold, and what an identifier cannot.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_IN_IDS = re.compile("[^A-Za-z0-9_-]")
# How the name of a field or of a funding source is written, by its key among the sentences.
Say = Callable[[str], str]


def to_stratml(plan: Plan, say: Say, language: str, published: date) -> str:
    """The text of the XML file. `published` is the day that it names, so that the same plan gives the same text."""
    return _Writer(plan, say, language).document(published)


class _Writer:
    def __init__(self, plan: Plan, say: Say, language: str) -> None:
        self._plan, self._say, self._language = plan, say, language
        self._profile = profile.of(plan)

    def document(self, published: date) -> str:
        plan = self._plan
        root = Element("PerformancePlanOrReport", {"xmlns": NAMESPACE, "Type": "Performance_Plan"})
        _add(root, "Name", plan.title)
        _add_stated(root, "OtherInformation", self._lines({"legal_basis": plan.legal_basis}))
        core = SubElement(root, "StrategicPlanCore")
        city = SubElement(core, "Organization")
        _add(city, "Name", plan.city.name)
        _add(city, "Identifier", _id("city", plan.city.code.replace(".", "-") or "_"))
        vision = plan.vision or plan.rpjmd.vision
        if vision:
            _add(SubElement(core, "Vision"), "Description", vision)
        if plan.rpjmd.missions:
            missions = "\n".join(f"{key}: {text}" for key, text in plan.rpjmd.missions.items())
            _add(SubElement(core, "Mission"), "Description", missions)
        for number, (key, dimension) in enumerate(plan.dimensions.items(), 1):
            self._goal(core, str(number), key, dimension)
        if plan.rpjmd.objectives:
            self._rpjmd(core, str(len(plan.dimensions) + 1))
        elif not plan.dimensions:
            # There has to be one.
            self._goal(core, "1", "_", Dimension())
        about = SubElement(root, "AdministrativeInformation")
        _add(about, "Identifier", _id("plan", plan.revision or "_"))
        if plan.period:
            _add(about, "StartDate", _day(plan.period.start, 1, 1))
            _add(about, "EndDate", _day(plan.period.end, 12, 31))
        _add(about, "PublicationDate", published.isoformat())
        indent(root)
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, "unicode")}\n'

    def _goal(self, core: Element, number: str, key: str, dimension: Dimension) -> None:
        known = self._profile.dimensions.get(key) if self._profile else None
        goal = SubElement(core, "Goal")
        _add(goal, "Name", profile.label_in(known.name, self._language) if known else key)
        _add(goal, "Description", dimension.objective)
        _add(goal, "Identifier", _id("dimension", key))
        _add(goal, "SequenceIndicator", number)
        self._stakeholders(goal, "lead", [dimension.lead])
        self._stakeholders(goal, "stakeholders", dimension.stakeholders, performs=False)
        _add_stated(goal, "OtherInformation", self._lines({"strategy": [dimension.strategy]}))
        for place, (id_, programme) in enumerate(dimension.programmes.items(), 1):
            self._objective(goal, f"{number}.{place}", key, id_, programme)

    def _rpjmd(self, core: Element, number: str) -> None:
        """The goals and objectives of the RPJMD. A goal of StratML has no indicators, so that each is an objective."""
        rpjmd = self._plan.rpjmd
        goal = SubElement(core, "Goal")
        _add(goal, "Name", rpjmd.title or self._say("field.rpjmd"))
        _add(goal, "Description", self._say("field.rpjmd.objectives"))
        _add(goal, "Identifier", "rpjmd")
        _add(goal, "SequenceIndicator", number)
        for id_, aim in rpjmd.objectives.items():
            objective = SubElement(goal, "Objective")
            _add(objective, "Name", aim.name)
            _add(objective, "Identifier", _id("objective", id_))
            # By which programmes name it.
            _add(objective, "SequenceIndicator", id_)
            level = self._say(f"value.{aim.level}") if aim.level else ""
            _add_stated(
                objective,
                "OtherInformation",
                self._lines({"level": [level], "mission": [aim.mission], "under": [aim.under]}),
            )
            for name, indicator in aim.indicators.items():
                self._indicator(objective, _id("objective-indicator", id_, name), indicator)

    def _objective(self, goal: Element, number: str, key: str, id_: str, programme: Programme) -> None:
        objective = SubElement(goal, "Objective")
        _add(objective, "Name", programme.name)
        _add_stated(objective, "Description", programme.description)
        _add(objective, "Identifier", _id("programme", id_))
        _add(objective, "SequenceIndicator", number)
        self._stakeholders(objective, "agency", [programme.agency])
        self._stakeholders(objective, "partners", programme.participants)
        known = self._profile.dimensions.get(key) if self._profile else None
        place = programme.subdimension
        if known and place in known.subdimensions:
            place = known.subdimension(place, self._language)
        others = {
            "subdimension": [place],
            "code": each(programme.code),
            "location": each(programme.location),
            "missions": programme.missions,
            "objectives": programme.objectives,
            "years": list(map(str, programme.years)),
            "actions": [action.name for action in programme.actions.values()],
        }
        _add_stated(objective, "OtherInformation", self._lines(others))
        for name, indicator in programme.indicators.items():
            self._indicator(objective, _id("indicator", id_, name), indicator)
        planned, spent = budget_of(programme), programme.spent
        for fund in dict.fromkeys([*planned, *spent]):
            title = f"{self._say('field.budget')}: {self._say(f'report.fund.{fund}')}"
            measure = _measure(objective, title, "IDR", _id("budget", id_, fund), "Input")
            measure.set("PerformanceIndicatorType", "Quantitative")
            _results(measure, _amounts(planned.get(fund, {})), _amounts(spent.get(fund, {})))

    def _indicator(self, objective: Element, id_: str, indicator: Indicator) -> None:
        stage = _STAGES[indicator.level] if indicator.level else ""
        measure = _measure(objective, indicator.name, indicator.unit, id_, stage)
        targets = [_result(year, one) for year, one in sorted(indicator.targets.items())]
        actuals = [_result(year, one) for year, one in sorted(indicator.actuals.items())]
        results = [*targets, *actuals]
        if results:
            quantitative = any(isinstance(one.value, int | float) for one in results)
            measure.set("PerformanceIndicatorType", "Quantitative" if quantitative else "Qualitative")
        _results(measure, targets, actuals)
        others: dict[str, list[str]] = {
            "baseline": _shown(indicator.baseline),
            "target_end": _shown(indicator.target_end),
            "agency": [self._agency(indicator.agency)],
        }
        _add_stated(measure, "OtherInformation", self._lines(others))

    def _stakeholders(self, parent: Element, role: str, ids: Iterable[str], *, performs: bool = True) -> None:
        for id_ in dict.fromkeys(ids):
            if id_:
                stakeholder = SubElement(parent, "Stakeholder", {"StakeholderTypeType": "Organization"})
                _add(stakeholder, "Name", self._agency(id_))
                part = SubElement(stakeholder, "Role")
                _add(part, "Name", self._say(f"field.{role}"))
                if performs:
                    _add(part, "RoleType", "Performer")

    def _agency(self, id_: str) -> str:
        return self._plan.agencies[id_].name or id_ if id_ in self._plan.agencies else id_

    def _lines(self, fields: Mapping[str, list[str]]) -> str:
        """Fields for which StratML has no element, a line each."""
        stated = {name: [one for one in texts if one] for name, texts in fields.items()}
        return "\n".join(f"{self._say(f'field.{name}')}: {'; '.join(texts)}" for name, texts in stated.items() if texts)


class _Result(NamedTuple):
    year: int
    value: Measured
    approx: bool


def _result(year: int, measure: Measure) -> _Result:
    return _Result(year, measured(measure), is_approximate(measure))


def _amounts(amounts: Mapping[int, Money]) -> list[_Result]:
    return [_Result(year, rupiah(one), is_approximate(one)) for year, one in sorted(amounts.items())]


def _measure(objective: Element, name: str, unit: str, id_: str, stage: str) -> Element:
    found = SubElement(objective, "PerformanceIndicator", {"ValueChainStage": stage} if stage else {})
    _add(found, "MeasurementDimension", name)
    _add(found, "UnitOfMeasurement", unit)
    _add(found, "Identifier", id_)
    return found


def _results(measure: Element, targets: list[_Result], actuals: list[_Result]) -> None:
    if not targets and not actuals:
        return
    instance = SubElement(measure, "MeasurementInstance")
    for tag, results in (("TargetResult", targets), ("ActualResult", actuals)):
        for one in results:
            found = SubElement(instance, tag)
            _add(found, "StartDate", _day(one.year, 1, 1))
            _add(found, "EndDate", _day(one.year, 12, 31))
            is_text = isinstance(one.value, str)
            _add(found, "NumberOfUnits", "" if is_text else _number(one.value))
            sign = "≈ " if one.approx else ""
            _add_stated(found, "Description", f"{sign}{_number(one.value)}" if is_text or sign else "")


def _shown(measure: Measure | None) -> list[str]:
    """A measure for which there is no year."""
    value = measured(measure)
    if measure is None or value is None:
        return []
    return [f"{'≈ ' if is_approximate(measure) else ''}{_number(value)}"]


def _number(value: Measured) -> str:
    """A number without an exponent, which XML Schema does not take for a decimal; a text as it is."""
    return value if isinstance(value, str) else format(Decimal(repr(value)), "f")


def _day(year: int, month: int, day: int) -> str:
    return f"{year:04}-{month:02}-{day:02}"


def _id(kind: str, *names: str) -> str:
    """An identifier, no two alike: it begins with a letter, and no name has a point as it stands."""
    return f"{kind}_" + ".".join(_NOT_IN_IDS.sub(lambda found: f".{ord(found[0]):x}.", name) for name in names)


def _add(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = _UNWRITABLE.sub("\ufffd", text)


def _add_stated(parent: Element, tag: str, text: str) -> None:
    if text:
        _add(parent, tag, text)
