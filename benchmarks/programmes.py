"""The made-up programmes of a plan, and those of its next revision: what stands in them, not how it is written."""

from dataclasses import dataclass, replace
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
    "Layanan",
    "Pengembangan",
    "Penguatan",
    "Integrasi",
    "Peningkatan",
    "Digitalisasi",
    "Penataan",
    "Pembinaan",
    "Pemantauan",
    "Penyediaan",
    "Percepatan",
    "Pelatihan",
)
THINGS = (
    "perizinan daring",
    "pusat kendali kota",
    "pasar rakyat",
    "bank sampah",
    "kampung wisata",
    "data spasial",
    "parkir nontunai",
    "posyandu",
    "perpustakaan digital",
    "energi surya",
    "angkutan umum",
    "pengaduan warga",
    "arsip elektronik",
    "usaha mikro",
    "ruang terbuka hijau",
    "kesiapsiagaan bencana",
    "air bersih",
    "jaringan serat optik",
    "pelabuhan",
    "kelas daring",
)
PLACES = (
    "Klandasan",
    "Manggar",
    "Lamaru",
    "Teritip",
    "Sepinggan",
    "Gunung Bahagia",
    "Damai",
    "Karang Joang",
    "Graha Indah",
    "Muara Rapak",
    "Baru Ilir",
    "Margasari",
    "Kariangau",
    "Prapatan",
)
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
