"""Two made-up revisions of a plan, of any size: 2023.yaml and a revised copy, 2026.yaml.

    python benchmarks/generate.py 3000 OUTDIR [--seed 1]

Both are clean: `smartplan validate` has nothing to say about them. The text is written directly,
so that making 30,000 programmes costs a second and no YAML library decides how it looks.
"""

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

SUBDIMENSIONS = {
    "governance": ("public_service", "public_policy", "bureaucracy"),
    "branding": ("tourism", "business", "city_appearance"),
    "economy": ("industry", "welfare", "transaction"),
    "living": ("harmony", "health", "mobility"),
    "society": ("community", "learning", "security"),
    "environment": ("protection", "waste", "energy"),
}
CELLS = [(dimension, part) for part in range(3) for dimension in SUBDIMENSIONS]
AGENCIES = {
    "bappeda-litbang": "Badan Perencanaan Pembangunan Daerah, Penelitian dan Pengembangan",
    "diskominfo": "Dinas Komunikasi dan Informatika",
    "dpmptsp": "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu",
    "dlh": "Dinas Lingkungan Hidup",
    "dppr": "Dinas Pertanahan dan Penataan Ruang",
    "dkumkmp": "Dinas Koperasi, UMKM dan Perindustrian",
    "bkpsdm": "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
    "disnaker": "Dinas Ketenagakerjaan",
    "dishub": "Dinas Perhubungan",
    "satpol-pp": "Satuan Polisi Pamong Praja",
    "damkar": "Dinas Pemadam Kebakaran",
    "dinkes": "Dinas Kesehatan",
    "disdikbud": "Dinas Pendidikan dan Kebudayaan",
}
MISSIONS = {
    "M1": "Mewujudkan tata pemerintahan yang baik",
    "M2": "Mewujudkan sumber daya manusia yang berkualitas tinggi",
    "M3": "Menyediakan infrastruktur kota yang memadai",
    "M4": "Mewujudkan kota nyaman dihuni yang berwawasan lingkungan",
    "M5": "Mengembangkan ekonomi kerakyatan yang kreatif",
}
SOURCES = tuple(f"dokumen-{number:02}" for number in range(1, 13))
ACTIONS = (
    "Layanan", "Pengembangan", "Penguatan", "Integrasi", "Peningkatan", "Digitalisasi", "Penataan",
    "Pembinaan", "Pemantauan", "Penyediaan", "Percepatan", "Pelatihan",
)  # fmt: skip
THINGS = (
    "perizinan daring", "pusat kendali kota", "pasar rakyat", "bank sampah", "kampung wisata",
    "data spasial", "parkir nontunai", "posyandu", "perpustakaan digital", "energi surya",
    "angkutan umum", "pengaduan warga", "arsip elektronik", "usaha mikro", "ruang terbuka hijau",
    "kesiapsiagaan bencana", "air bersih", "jaringan serat optik", "pelabuhan", "kelas daring",
)  # fmt: skip
PLACES = (
    "Klandasan", "Manggar", "Lamaru", "Teritip", "Sepinggan", "Gunung Bahagia", "Damai",
    "Karang Joang", "Graha Indah", "Muara Rapak", "Baru Ilir", "Margasari", "Kariangau", "Prapatan",
)  # fmt: skip
NOTES = (
    "Dilaksanakan bertahap mulai dari kecamatan yang paling siap.",
    "Memakai data yang sudah ada dan membuka antarmuka bagi perangkat daerah lain.",
    "Hasilnya dibahas tim pelaksana setiap triwulan: capaian, hambatan, dan tindak lanjut.",
    "Warga dapat melihat kemajuan pekerjaan pada portal kota.",
    "Pemeliharaan menjadi tanggung jawab perangkat daerah pelaksana sejak tahun kedua.",
    "Kelompok usaha dan perguruan tinggi setempat ikut merancang serta menguji layanan.",
)
FUNDING = ("apbn", "dak", "csr", "grant")
KINDS = ("capacity", "infrastructure", "application", "literacy", "service", "policy")
HORIZONS = ("short", "medium", "long")
LEVELS = ("impact", "outcome", "output")
SMALLEST = 24  # with fewer, a revised copy would leave a sub-dimension or an agency empty


@dataclass(frozen=True)
class Programme:
    """What differs between programmes; money is in millions of rupiah, by source, by year."""

    number: int
    id: str
    dimension: str
    subdimension: str
    agency: str
    name: str
    notes: tuple[str, ...]
    years: tuple[int, ...]
    budget: tuple[tuple[str, tuple[int, ...]], ...]
    start: int
    step: int


def write_plans(count: int, folder: Path, seed: int = 1) -> None:
    """Write 2023.yaml with `count` programmes and its revised copy 2026.yaml into `folder`."""
    if count < SMALLEST:
        raise ValueError(f"at least {SMALLEST} programmes are needed")
    rng = Random(seed)
    old = [programme(number, 2023, rng) for number in range(count)]
    new, gone = revised(old, rng)
    folder.mkdir(parents=True, exist_ok=True)
    for revision, programmes, withdrawn in (("2023", old, []), ("2026", new, gone)):
        text = "".join(plan(revision, programmes, withdrawn))
        (folder / f"{revision}.yaml").write_text(text, encoding="utf-8", newline="\n")


def programme(number: int, first_year: int, rng: Random) -> Programme:
    """A programme; its place and its agency go round by number, so that none stays empty."""
    dimension, part = CELLS[number % len(CELLS)]
    years = tuple(range(first_year, first_year + rng.randint(2, 3)))
    funding = ("apbd", *rng.sample(FUNDING, rng.randint(1, 2)))
    return Programme(
        number=number,
        id=f"{dimension[:3].upper()}-{number + 1:05}",
        dimension=dimension,
        subdimension=SUBDIMENSIONS[dimension][part],
        agency=list(AGENCIES)[number % len(AGENCIES)],
        name=f"{rng.choice(ACTIONS)} {rng.choice(THINGS)} {rng.choice(PLACES)} {number + 1}",
        notes=tuple(rng.sample(NOTES, rng.randint(1, 2))),
        years=years,
        budget=tuple((fund, tuple(rng.randint(5, 4000) for _ in years)) for fund in funding),
        start=rng.randint(20, 60),
        step=rng.randint(1, 5),
    )


def revised(old: list[Programme], rng: Random) -> tuple[list[Programme], list[Programme]]:
    """The programmes of the next revision, and those of `old` that it withdraws."""
    count = len(old)
    # The first round of cells stays where it is: it keeps every sub-dimension and agency in use.
    leaving = rng.sample(range(len(CELLS), count), round(count * 0.08) + round(count * 0.03))
    dropped = set(leaving[: round(count * 0.08)])
    moved = set(leaving[round(count * 0.08) :])
    staying = [number for number in range(count) if number not in dropped]
    renamed = set(rng.sample(staying, round(count * 0.10)))
    refunded = set(rng.sample(staying, round(count * 0.30)))
    new = []
    for number in staying:
        item = old[number]
        if number in renamed:
            item = replace(item, name=f"{item.name} Terpadu")
        if number in moved:
            dimension, part = CELLS[(number + 1) % len(CELLS)]
            subdimension = SUBDIMENSIONS[dimension][part]
            item = replace(item, dimension=dimension, subdimension=subdimension)
        if number in refunded:
            (fund, amounts), *others = item.budget
            amounts = tuple(amount + rng.randint(1, 900) for amount in amounts)
            item = replace(item, budget=((fund, amounts), *others))
        new.append(item)
    added = range(count, count + round(count * 0.12))
    new += [programme(number, 2025, rng) for number in added]
    return new, [old[number] for number in sorted(dropped)]


def plan(revision: str, items: Iterable[Programme], gone: Iterable[Programme]) -> Iterator[str]:
    """The text of a revision, piece by piece."""
    yield head(revision)
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


def head(revision: str) -> str:
    """All that stands before the dimensions."""
    first = revision == "2023"
    lineage = "" if first else 'supersedes: "2023"\nchange_reasons: [evaluation, innovation]\n'
    status = "superseded" if first else "adopted"
    missions = "".join(f"    {id}: {text}\n" for id, text in MISSIONS.items())
    agencies = "".join(f'  {id}: {{name: "{name}", short: {id.upper()}}}\n' for id, name in AGENCIES.items())
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
{missions}
agencies:
{agencies}
sources:
{sources}
readiness:
  structure:
    team: {{name: Tim pelaksana, condition: Rapat setiap triwulan, agency: bappeda-litbang}}
  infrastructure:
    wifi: {{name: Wi-Fi publik, condition: Ada di enam kecamatan, agency: diskominfo}}
  superstructure: {{}}
"""


def entry(item: Programme) -> str:
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


def flow(years: Iterable[int], values: Iterable[str]) -> str:
    """A mapping on one line: a value for each year."""
    pairs = (f"{year}: {value}" for year, value in zip(years, values, strict=True))
    return f"{{{', '.join(pairs)}}}"


def main() -> None:
    parser = argparse.ArgumentParser(description="Write two made-up revisions of a plan.")
    parser.add_argument("count", type=int, help="programmes in 2023.yaml")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    if arguments.count < SMALLEST:
        parser.error(f"at least {SMALLEST} programmes are needed")
    write_plans(arguments.count, arguments.folder, arguments.seed)


if __name__ == "__main__":
    main()
