"""Plans as StratML: what is valid, what each part of a plan becomes, and that nothing that is counted is lost."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import etree

from smartplan.messages import LANGUAGES, Catalogue, Language
from smartplan.plan.budget import budget_of
from smartplan.plan.figure import measured, rupiah
from smartplan.plan.model import Plan
from smartplan.tables.stratml import NAMESPACE, to_stratml
from smartplan.workspace.revision import load_plan
from smartplan.workspace.revision import plan_of as load
from smartplan.yamltext.document import Document
from tests.helpers.drafts import plan_of as drafted
from tests.helpers.drawn_plans import PLANS, data_of
from tests.helpers.runner import ROOT
from tests.helpers.sheet_plans import sheet_plans
from tests.helpers.workbooks import DATA

# To make a failing plan smaller would take minutes.
SLOW = settings(
    deadline=None,
    max_examples=50,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)
DAY = date(2026, 11, 24)
GRAMMAR = etree.RelaxNG(etree.parse(DATA / "stratml.rng"))
# The schema itself, where somebody has it: a path.
SCHEMA = os.environ.get("SMARTPLAN_STRATML_XSD", "")
VALID = [GRAMMAR, *([etree.XMLSchema(etree.parse(SCHEMA))] if SCHEMA else [])]


def written(plan: Plan, language: Language = "en") -> str:
    return to_stratml(plan, Catalogue(language), language, DAY)


def parsed(text: str) -> Any:
    """The document, if it is valid and no identifier occurs twice."""
    root = etree.fromstring(text.encode())
    for schema in VALID:
        schema.assertValid(root)
    ids = [one.text for one in every(root, "Identifier")]
    assert len(ids) == len(set(ids))
    return root


def every(root: Any, tag: str) -> Iterator[Any]:
    return root.iter(f"{{{NAMESPACE}}}{tag}")


def texts(root: Any, tag: str) -> list[str]:
    return [one.text or "" for one in every(root, tag)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", sorted([*ROOT.glob("plans/*.yaml"), *ROOT.glob("tests/city/*.yaml")]), ids=str)
def test_plans_are_valid(path: Path, language: Language) -> None:
    plan = plan_of(path)
    text = written(plan, language)
    assert text == written(plan, language)
    root = parsed(text)
    entries = list(plan.entries())
    assert len(list(every(root, "Goal"))) == len(plan.dimensions) + bool(plan.rpjmd.objectives)
    assert [one for one in texts(root, "Identifier") if one.startswith("programme_")] == [
        f"programme_{one.id}" for one in entries
    ]
    measured_by = [*(entry.programme for entry in entries), *plan.rpjmd.objectives.values()]
    targets = sum(len(indicator.targets) for one in measured_by for indicator in one.indicators.values())
    amounts = sum(len(years) for entry in entries for years in budget_of(entry.programme).values())
    assert len(list(every(root, "TargetResult"))) == targets + amounts


def plan_of(path: Path) -> Plan:
    return load(load_plan(str(path), None)[0])


SMALL = {
    "revision": "2024/1", "title": "Rencana & induk", "city": {"code": "64.71", "name": "Kota Balikpapan"},
    "profile": "kominfo", "period": {"start": 2024, "end": 2025}, "vision": "Kota\x07 nyaman", "legal_basis": ["UU 23/2014", "Perda 1"],
    "rpjmd": {
        "title": "RPJMD 2024-2029", "missions": {"M1": "Satu", "M2": "Dua"},
        "objectives": {
            "T1": {
                "name": "Kota bersih", "level": "goal", "mission": "M1",
                "indicators": {"iklh": {"name": "IKLH", "unit": "indeks", "baseline": 62.5, "targets": {"2025": 65}}},
            },
            "S1": {"name": "Sampah terkelola", "level": "objective", "under": "T1"},
        },
    },
    "agencies": {"dlh": {"name": "Dinas Lingkungan Hidup"}},
    "dimensions": {
        "environment": {
            "lead": "dlh", "stakeholders": ["warga"], "objective": "Bersih", "strategy": "Pilah",
            "programmes": {
                "1-01": {
                    "name": "Program sampah", "subdimension": "waste", "description": "d", "agency": "dlh",
                    "partners": ["warga"], "missions": ["M1"], "objectives": ["S1"], "code": ["1.01", "1.02"], "years": [2024],
                    "indicators": {
                        "i": {
                            "name": "Sampah", "unit": "ton", "level": "output", "baseline": 1e-7, "target_end": "habis",
                            "targets": {"2025": "<= 5", "2024": 12.5}, "actuals": {"2024": {"value": 10, "approx": True}},
                        }
                    },
                    "budget": {"apbd": {"2024": 1000000}}, "spent": {"csr": {"2024": 5}},
                    "actions": {"a": {"name": "Angkut"}},
                }
            },
        }
    },
}  # fmt: skip


def test_each_part_of_a_plan() -> None:
    plan = msgspec.convert(SMALL, Plan, str_keys=True)
    assert written(plan) == (DATA / "stratml.xml").read_text("utf-8")
    parsed(written(plan))


def test_a_plan_with_nothing_in_it_is_valid() -> None:
    parsed(written(Plan()))


@given(PLANS, st.sampled_from(LANGUAGES))
def test_drawn_plans_are_valid_and_whole(drawn: dict[str, Any], language: Language) -> None:
    check_whole(msgspec.convert(data_of(drawn), Plan, str_keys=True), language)


@SLOW
@given(sheet_plans(), st.sampled_from(LANGUAGES))
def test_drawn_plans_with_goals_of_the_rpjmd_are_valid_and_whole(document: Document, language: Language) -> None:
    check_whole(drafted(document), language)


def check_whole(plan: Plan, language: Language) -> None:
    """That the document is valid, and has every amount, target and actual once."""
    root = parsed(written(plan, language))
    programmes = [entry.programme for entry in plan.entries()]
    money = [rupiah(one) for programme in programmes for budget in (budget_of(programme), programme.spent) for years in budget.values() for one in years.values()]  # fmt: skip
    measures = [
        measured(one)
        for measured_by in (*programmes, *plan.rpjmd.objectives.values())
        for indicator in measured_by.indicators.values()
        for one in (*indicator.targets.values(), *indicator.actuals.values())
    ]
    numbers = [one for one in measures if isinstance(one, int | float)]
    units = texts(root, "NumberOfUnits")
    assert len(units) == len(money) + len(measures)
    assert sorted(float(one) for one in units if one) == sorted(map(float, [*money, *numbers]))


@given(st.text(), st.text(min_size=1))
def test_any_text_can_be_written(text: str, name: str) -> None:
    data = {
        "title": text,
        "dimensions": {name: {"objective": text, "programmes": {"A": {"name": text}}}, f"{name}.": {}},
    }
    parsed(written(msgspec.convert(data, Plan, str_keys=True)))
