"""Programmes of which few lines stand twice: names, texts, amounts and comments from large made-up vocabularies.

In `generate.py`'s plain plans 87 % of the lines stand earlier in the same file, which flatters whatever remembers what
it has read; in Balikpapan's plan of 2026 it is 23 %, in a plan of 3,000 programmes written like this 22 %.
"""

from functools import cache
from itertools import product
from random import Random

from plan_text import Style, flow
from programmes import AGENCIES, KINDS, LEVELS, Programme

BEGINNINGS = ("ba", "ke", "di", "ma", "pen", "ra", "sa", "tu", "wi", "lo", "per", "gu")
MIDDLES = ("ra", "li", "da", "nga", "sa", "mu", "ti", "ke", "la", "bu", "jo", "ri", "se", "pa", "")
ENDINGS = ("tan", "kan", "si", "ngan", "wa", "ri", "lah", "tu", "man", "sa", "rah", "di", "kat", "lan", "mu", "an")


def varied(item: Programme) -> str:
    """A programme in full; the same number always has the same words, so that a revised copy keeps its text."""
    rng = Random(item.number)
    years = item.years
    partners = rng.sample([agency for agency in AGENCIES if agency != item.agency], rng.randint(3, 5))
    missions = ", ".join(sorted(rng.sample(("M1", "M2", "M3", "M4", "M5"), 2)))
    notes = "".join(f"          {sentence(rng, rng.randint(7, 13))}\n" for _ in range(rng.randint(3, 6)))
    budget = "".join(
        f"          {fund}: {flow(years, [f'{amount}{rng.randint(0, 999_999):06}' for amount in amounts])}\n"
        for fund, amounts in item.budget
    )
    comment = f"        # {sentence(rng, 6)}\n" if item.number % 3 == 0 else ""
    remarks = [f"  # {sentence(rng, rng.randint(2, 4))}" for _ in range(4)]
    code = f"2.{rng.randint(10, 25)}.{rng.randint(1, 9):02}.2.{rng.randint(1, 99):02}"
    return f"""\
      {item.id}:
{comment}        name: {item.name}, {sentence(rng, 3)}
        subdimension: {item.subdimension}
        description: |
{notes}        agency: {item.agency}{remarks[0]}
        partners: [{", ".join(partners)}]
        missions: [{missions}]{remarks[1]}
        code: "{code}"
        kind: {rng.choice(KINDS)}
        years: [{", ".join(map(str, years))}]
        execution: {{{years[0]}: {rng.choice(("partly", "ran"))}}}{remarks[2]}
        budget:{remarks[3]}
{budget}        indicators:
{indicator(rng, years)}{indicator(rng, years)}        sources: [{source_id(item)}, dokumen-{item.number % 12 + 1:02}]
"""


def indicator(rng: Random, years: tuple[int, ...]) -> str:
    """An indicator that rises by uneven steps."""
    baseline = rng.randint(100, 99_999)
    rising = [baseline + sum(rng.randint(100, 9_999) for _ in range(ahead)) + 9_999 * ahead for ahead in range(1, 5)]
    return f"""\
          {rng.choice(words())}-{rng.choice(words())}:
            name: {sentence(rng, 4)}
            level: {rng.choice(LEVELS)}
            unit: {rng.choice(words())}
            baseline: {baseline}
            targets: {flow(years, [str(value) for value in rising[: len(years)]])}
            actuals: {{{years[0]}: {rising[0] + rng.randint(-99, 99)}}}
"""


def source(item: Programme) -> str:
    """The source of a programme."""
    rng = Random(f"source of {item.number}")
    title = sentence(rng, 7)
    day = f"{rng.randint(2019, 2022)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
    return f"""\
  {source_id(item)}:
    title: {title}
    publisher: {sentence(rng, 2)}
    date: {day}
    url: https://example.org/{item.number}/{title.lower().replace(" ", "-")}
"""


def source_id(item: Programme) -> str:
    """The id of the source of a programme."""
    return f"{Random(item.number).choice(words())}-{item.number}"


def sentence(rng: Random, length: int) -> str:
    """So many made-up words, the first with a capital."""
    return " ".join(rng.choices(words(), k=length)).capitalize()


@cache
def words() -> tuple[str, ...]:
    """2,880 made-up words that look Indonesian."""
    return tuple(map("".join, product(BEGINNINGS, MIDDLES, ENDINGS)))


VARIED = Style(varied, source)
