"""A small city whose four files together have no finding; examples and tables are merged over it."""

import re
import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from smartplan.operations.validate import Report, batches, check, collect
from smartplan.validation.baseline import Baseline
from smartplan.validation.check import Selection
from smartplan.validation.rule_settings import RuleSettings

PLAN_2019 = """\
format: 1
revision: "2019"
city: {code: "64.71", name: Kota Contoh, province: Kalimantan Timur}
title: Rencana induk 2019
status: superseded
record: example
profile: kominfo
period: {start: 2019, end: 2022}
rpjmd: {title: RPJMD 2016-2021, missions: {M1: Tata kelola yang baik}}
agencies: {diskominfo: {name: Dinas Komunikasi dan Informatika}}
sources: {berita: {title: Berita kota}}
dimensions:
"""
PLAN_2023 = PLAN_2019.replace("2019", "2023").replace("2022}", "2026}").replace("superseded", "draft").replace(
    "record: example", 'record: example\nsupersedes: "2019"\nbecause: [fgd-2022-12-28/IN-01]'
)  # fmt: skip
CELLS = {
    "governance": ("GOV", ["public_service", "public_policy", "bureaucracy"]),
    "branding": ("BRA", ["tourism", "business", "city_appearance"]),
    "economy": ("ECO", ["industry", "welfare", "transaction"]),
    "living": ("LIV", ["harmony", "health", "mobility"]),
    "society": ("SOC", ["community", "learning", "security"]),
    "environment": ("ENV", ["protection", "waste", "energy"]),
}
REVIEW = """\
format: 1
review: fgd-2022-12-28
kind: fgd
date: 2022-12-28
title: FGD
reviews: "2019"
leads_to: "2023"
participants: {its: {name: Institut Teknologi Sepuluh Nopember, role: academic}}
inputs:
  IN-01: {from: its, dimension: governance, text: Selaraskan, disposition: accepted}
"""
EVALUATION = """\
format: 1
year: 2023
revision: "2019"
scheme: kominfo-2023-kppn
scores: {baseline: 4.0, output: 3.0, outcome: 3.55, impact: 3.31, quick_win: 3.63, collaboration: 3.07}
final: 3.41
"""


def _programmes(year: int) -> str:
    lines = []
    for dimension, (prefix, subdimensions) in CELLS.items():
        lines.append(f"  {dimension}:\n    programmes:")
        for number, subdimension in enumerate(subdimensions, 1):
            lines.append(f"""\
      {prefix}-0{number}:
        name: Program {subdimension} {number}
        subdimension: {subdimension}
        agency: diskominfo
        missions: [M1]
        years: [{year}, {year + 1}]
        budget: {{apbd: {{{year}: 500000000}}}}
        indicators:
          waktu: {{name: Waktu layanan, unit: menit, baseline: 10, targets: {{{year}: 9}}}}
        sources: [berita]""")
    return "\n".join(lines) + "\n"


FILES = {
    "2019.yaml": PLAN_2019 + _programmes(2019),
    "2023.yaml": PLAN_2023 + _programmes(2023),
    "reviews/2022-12-28.yaml": REVIEW,
    "evaluations/2023.yaml": EVALUATION,
}


# That of libyaml, where it is there, takes a tenth of the time.
_Fast: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Fast):  # type: ignore[misc]
    """Keeps every key and date as the text that it is in YAML 1.2."""


_Loader.yaml_implicit_resolvers = {
    key: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for key, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def merged(base: Any, over: Any) -> Any:
    """`over` laid over `base`; None takes a key away."""
    if not isinstance(base, dict) or not isinstance(over, dict):
        return over
    result = {key: value for key, value in base.items() if not (key in over and over[key] is None)}
    for key, value in over.items():
        if value is not None:
            result[key] = merged(base.get(key), value)
    return result


def parsed(text: str) -> Any:
    """Plain data of a base file or a fragment."""
    return yaml.load(text, _Loader)


def serving(plan: Any) -> Any:
    """The same plan with a goal and an objective of the RPJMD, which all its programmes serve."""
    listed = {
        "T1": {"name": "Layanan publik", "level": "goal", "mission": "M1"},
        "S1": {"name": "Layanan mudah", "level": "objective", "under": "T1"},
    }
    served = {
        key: {"programmes": {id_: {**one, "objectives": ["S1"]} for id_, one in dimension["programmes"].items()}}
        for key, dimension in plan["dimensions"].items()
    }
    return {**plan, "rpjmd": {**plan["rpjmd"], "objectives": listed}, "dimensions": served}


def _with_comments(text: str, fragment: str) -> str:
    """The comments of a fragment that speak to the program, each above the first key of the name that it stands above."""
    lines = fragment.splitlines()
    for number, line in enumerate(lines):
        if line.lstrip().startswith("# smartplan:"):
            key = lines[number + 1].strip()
            text = re.sub(rf"^( *)(?={re.escape(key)}$)", rf"\1{line.strip()}\n\1", text, count=1, flags=re.M)
    return text


def write(folder: Path, files: dict[str, str] | None = None, *, whole: bool = False) -> Path:
    """Write the base with fragments laid over it to `folder`, and return it."""
    texts = dict(FILES)
    for name, text in (files or {}).items():
        if whole or name.endswith(".toml"):
            texts[name] = text
        else:
            under = parsed(FILES.get(name, "{}"))
            # What is about goals and objectives lies over a plan that has some.
            under = serving(under) if re.search(r"\bobjectives:", text) else under
            dumped = yaml.safe_dump(merged(under, parsed(text)), sort_keys=False)
            texts[name] = _with_comments(dumped, text)
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


# How many rules look at a folder that has no settings.
RULES = len(Selection().rules)


def selection_of(folder: Path) -> Selection:
    """Everything, with the fields that settings among the files of an example require."""
    path = folder / "smartplan.toml"
    required = tomllib.loads(path.read_text("utf-8"))["require"]["programme"] if path.exists() else ()
    return Selection(settings=RuleSettings(required=tuple(required)))


def validate(
    arguments: Sequence[str], plans: str | None, today: date, selection: Selection, baseline: Baseline | None = None
) -> Report:
    """What `validate` finds in what was named, one file after the other."""
    return collect(check(batches(arguments, plans), today, selection, 1), selection, baseline)
