"""Programmes with what plans of real cities hold: objectives, actions, money by indicator, figures with a basis."""

import re

from plan_text import Style, flow, plain
from programmes import ACTIONS, AGENCIES, KINDS, MISSIONS, SOURCES, THINGS, Programme

GOALS, OBJECTIVES = 8, 24


def real(item: Programme) -> str:
    """A programme with five to ten actions; a third of them have their money by indicator, a third rough figures."""
    text = plain(item)
    text = text.replace("        code:", f"        objectives: [S{item.number % OBJECTIVES + 1}]\n        code:", 1)
    if item.number % 3 == 0:
        text = by_indicator(item, text)
    elif item.number % 3 == 1:
        basis = f"approx: true, as_of: 2022-12, sources: [{SOURCES[item.number % 12]}]"
        text = re.sub(r"(?m)^(            baseline: )(\d+)$", rf"\1{{value: \2, {basis}}}", text)
    first, last = text.rsplit("        sources:", 1)
    return f"{first}        actions:\n{actions(item)}        sources:{last}"


def by_indicator(item: Programme, text: str) -> str:
    """The money of the programme at its first indicator, instead of its own."""
    start, end = text.index("        budget:"), text.index("        indicators:")
    money = "".join(
        f"              {fund}: {flow(item.years, [f'{amount}000000' for amount in amounts])}\n"
        for fund, amounts in item.budget
    )
    text = text[:start] + text[end:]
    return text.replace("          waktu:", f"            budget:\n{money}          waktu:", 1)


def actions(item: Programme) -> str:
    """The actions of a programme: some of another agency, some with evidence that they ran."""
    agencies, lines = list(AGENCIES), []
    for place in range(5 + item.number % 6):
        number = item.number * 7 + place
        year = item.years[place % len(item.years)]
        fields = [
            f"name: {ACTIONS[number % len(ACTIONS)]} {THINGS[number % len(THINGS)]} {place + 1}",
            f"kind: {KINDS[number % len(KINDS)]}",
            f"years: [{year}]",
        ]
        if place % 3 == 0:
            fields.append(f"agency: {agencies[number % len(agencies)]}")
        fields.append(f'code: "2.16.03.2.{place + 1:02}.{number % 9000 + 1:04}"')
        fields.append(f"budget: {{apbd: {{{year}: {5 + number % 900}000000}}}}")
        if year == item.years[0]:
            fields.append(f"execution: {{{year}: ran}}")
            fields.append(f"evidence: [{SOURCES[number % 12]}]")
        lines.append(f"          A{place + 1}: {{{', '.join(fields)}}}\n")
    return "".join(lines)


def objectives() -> str:
    """The goals and objectives of the RPJMD, each objective below a goal."""
    missions = list(MISSIONS)
    lines = [
        f"    T{number}: {{name: Tujuan {number}, level: goal, mission: {missions[number % len(missions)]}}}\n"
        for number in range(1, GOALS + 1)
    ]
    for number in range(1, OBJECTIVES + 1):
        indicator = f"i: {{name: Indeks sasaran {number}, unit: indeks, direction: up, baseline: {50 + number}}}"
        under = f"T{number % GOALS + 1}"
        lines.append(
            f"    S{number}: {{name: Sasaran {number} pembangunan kota, level: objective, under: {under},"
            f" indicators: {{{indicator}}}}}\n"
        )
    return f"  objectives:\n{''.join(lines)}"


REAL = Style(real, lambda item: "", objectives())
