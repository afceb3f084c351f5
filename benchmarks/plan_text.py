"""How a made-up plan is written, directly, so that no YAML library decides how it looks; as `fmt` would write it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from programmes import AGENCIES, HORIZONS, KINDS, LEVELS, MISSIONS, SOURCES, SUBDIMENSIONS, Programme


class Style(NamedTuple):
    """How a programme is written, the source of its own that it has, if it has one, and the objectives of the RPJMD."""

    entry: Callable[[Programme], str]
    source: Callable[[Programme], str]
    objectives: str = ""


def plan(
    revision: str, items: Sequence[Programme], gone: Iterable[Programme], style: Style | None = None
) -> Iterator[str]:
    """The text of a revision, piece by piece."""
    entry, source, objectives = style or Style(plain, lambda item: "")
    yield head(revision, "".join(map(source, items)), objectives)
    places: dict[str, list[Programme]] = {dimension: [] for dimension in SUBDIMENSIONS}
    for item in items:
        places[item.dimension].append(item)
    agencies = list(AGENCIES)
    yield "\ndimensions:\n"
    for index, (dimension, inside) in enumerate(places.items()):
        yield f"  {dimension}:\n    lead: {agencies[index]}\n"
        yield "    stakeholders: [Ombudsman, KADIN, Forum Warga]\n"
        yield f"    objective: Sasaran bersama untuk dimensi {dimension}\n"
        yield f"    strategy: Mulai dari layanan {dimension} yang sudah ada\n    programmes:\n"
        yield from map(entry, inside)
    reasons = [f"  {item.id}: {{reason: Sudah menjadi layanan rutin}}\n" for item in gone]
    if reasons:
        yield "\nwithdrawn:\n"
        yield from reasons


def head(revision: str, own_sources: str, objectives: str) -> str:
    """All that stands before the dimensions."""
    first = revision == "2023"
    lineage = "" if first else 'supersedes: "2023"\nchange_reasons: [evaluation, innovation]\n'
    status = "superseded" if first else "adopted"
    missions = "".join(f"    {id}: {text}\n" for id, text in MISSIONS.items())
    agencies = "".join(f"  {id}: {{name: {quoted(name)}, short: {id.upper()}}}\n" for id, name in AGENCIES.items())
    sources = "".join(
        f"  {id}: {{title: Dokumen {id[-2:]}, publisher: Pemerintah Kota, date: 2022-12-28}}\n" for id in SOURCES
    )
    return f"""\
# Made up for measuring speed: no city planned this.
format: 1
revision: "{revision}"
city: {{code: "64.71", name: Kota Contoh, province: Kalimantan Timur}}
title: Master plan kota cerdas, revisi {revision}
status: {status}
record: example
{lineage}profile: kominfo
period: {{start: 2023, end: 2029}}
vision: Kota pintar berwawasan lingkungan
legal_basis: [Peraturan Wali Kota contoh]
team: {{lead: bappeda-litbang, members: [diskominfo, dishub]}}
rpjmd:
  title: RPJMD contoh
  period: {{start: 2021, end: 2029}}
  vision: Kota yang nyaman dihuni
  missions:
{missions}{objectives}
agencies:
{agencies}
sources:
{sources}{own_sources}
readiness:
  structure:
    team: {{name: Tim pelaksana, condition: Rapat setiap triwulan, agency: bappeda-litbang}}
  infrastructure:
    wifi: {{name: Wi-Fi publik, condition: Ada di enam kecamatan, agency: diskominfo}}
  superstructure: {{}}
"""


def plain(item: Programme) -> str:
    """A programme in full, with a comment here and there as people leave them."""
    number, years = item.number, item.years
    quick = number % 5 == 0
    partners = [agency for agency in list(AGENCIES)[number % 10 :][:3] if agency != item.agency]
    missions = sorted({f"M{number % 5 + 1}", f"M{number % 3 + 1}"})
    notes = "\n".join(f"          {line}" for line in item.notes)
    budget = "\n".join(
        f"          {fund}: {flow(years, [f'{amount}000000' for amount in amounts])}" for fund, amounts in item.budget
    )
    rising = [str(item.start + item.step * ahead) for ahead in range(1, len(years) + 1)]
    falling = [f'"<= {90 - item.step * ahead}"' for ahead in range(1, len(years) + 1)]
    comment = "        # dibahas lagi bersama tim pelaksana\n" if number % 4 == 0 else ""
    aside = "  # menunggu penetapan APBD" if number % 3 == 0 else ""
    return f"""\
      {item.id}:
{comment}        name: {item.name}
        subdimension: {item.subdimension}
        description: |
{notes}
        agency: {item.agency}
        partners: [{", ".join(partners)}]
        missions: [{", ".join(missions)}]
        code: "2.16.03.2.{number % 90 + 1:02}"
        kind: {KINDS[number % len(KINDS)]}
        horizon: {"short" if quick else HORIZONS[number % len(HORIZONS)]}
        quick_win: {"true" if quick else "false"}
        status: {"building" if number % 7 == 0 else "running"}
        years: [{", ".join(map(str, years))}]
        execution: {{{years[0]}: {"partly" if number % 6 == 0 else "ran"}}}
        budget:{aside}
{budget}
        indicators:
          cakupan:
            name: Warga yang terlayani
            level: {LEVELS[number % len(LEVELS)]}
            unit: persen
            direction: up
            baseline: {item.start}
            targets: {flow(years, rising)}
            actuals: {{{years[0]}: {item.start + item.step}}}
          waktu:
            name: Waktu penyelesaian
            level: output
            unit: menit
            direction: down
            baseline: 90
            targets: {flow(years, falling)}
            actuals: {{{years[0]}: {89.5 - item.step}}}
        sources: [{SOURCES[number % 12]}, {SOURCES[(number + 5) % 12]}]
"""


def quoted(name: str) -> str:
    """A name as it stands between braces, where a comma would end it."""
    return f'"{name}"' if "," in name else name


def flow(years: Iterable[int], values: Iterable[str]) -> str:
    """A mapping on one line: a value for each year."""
    pairs = (f"{year}: {value}" for year, value in zip(years, values, strict=True))
    return f"{{{', '.join(pairs)}}}"
