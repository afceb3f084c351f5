"""The typed model of a revision, a review and an evaluation: the one source of the JSON Schemas.

Every field has a default, required ones too: what the schema found unsound is left out before the model is made, and
the rest is still read. `None`, `""` and empty collections all mean "not stated". Years are integers here and text in
the file. Money is whole rupiah.

Source of names and shapes: the plan format, version 1.
"""

from collections.abc import Iterator
from typing import Annotated, Literal, NamedTuple, get_args

from msgspec import Meta, Struct

from smartplan.plan.words import about

Id = Annotated[str, Meta(pattern="^[A-Za-z0-9][A-Za-z0-9_-]*$")]
Year = Annotated[int, Meta(ge=1900, le=2199)]
# Beyond this a number is a slip: the whole state spends less than four times as many rupiah a year.
MOST = 10**15
# A number whose sign may be one of thousands or of decimals, such as `1.500`, is text here, as it stands in the file.
Measure = (
    Annotated[int, Meta(ge=-MOST, le=MOST)]
    | Annotated[float, Meta(ge=-MOST, le=MOST)]
    | Annotated[str, Meta(pattern=r"\S")]
)
RUPIAH = "rupiah"
Money = Annotated[int, Meta(ge=-MOST, le=MOST, extra_json_schema={"format": RUPIAH})]
# JSON Schema sees keys as text; the model makes years of them.
_YEARS = Meta(extra_json_schema={"propertyNames": {"pattern": "^(19|20|21)[0-9]{2}$"}})
SourceIds = Annotated[
    list[str], about("Keys of `sources` that this rests on.", "Kunci di `sources` yang menjadi dasarnya.")
]
InputRefs = Annotated[
    list[Annotated[str, Meta(pattern="^[^/]+/[^/]+$")]],
    about(
        "The review inputs that led to this, as `review/INPUT`.",
        "Masukan review yang mendasarinya, ditulis `review/MASUKAN`.",
    ),
]
PlanStatus = Literal["draft", "adopted", "superseded"]
Record = Literal["official", "reconstruction", "example"]
Reason = Literal["rpjmd", "regulation", "standard", "innovation", "evaluation", "capital_city", "input", "other"]
Role = Literal["government", "academic", "business", "community", "media"]
Tier = Literal["city", "province", "national", "city_owned", "state_owned"]
Kind = Literal["capacity", "infrastructure", "application", "literacy", "service", "policy"]
Horizon = Literal["short", "medium", "long"]
Status = Literal["proposed", "planned", "building", "running", "completed", "stopped"]
Ran = Literal["ran", "partly", "not_run"]
Fund = Literal["apbd", "apbn", "dak", "grant", "csr", "ppp", "private", "community", "other"]
MoneyByYear = Annotated[dict[Year, Money], _YEARS]
MeasureByYear = Annotated[dict[Year, Measure], _YEARS]
Budget = Annotated[dict[Fund, MoneyByYear], Meta(extra_json_schema={"propertyNames": {"enum": list(get_args(Fund))}})]
Level = Literal["impact", "outcome", "output"]
Direction = Literal["up", "down", "keep"]
ReviewKind = Literal["fgd", "consultation", "council", "other"]
Disposition = Literal["open", "accepted", "deferred", "rejected"]
Score = Annotated[float, Meta(ge=0, le=4)]
Improvement = Annotated[float, Meta(ge=-4, le=4)]
# Ranks and stages: there are some five hundred cities and regencies.
Ordinal = Annotated[int, Meta(ge=1, le=9999)]


class City(Struct, frozen=True, kw_only=True):
    """The city or regency whose plan this is."""

    code: Annotated[
        str,
        about(
            "Region code, quoted: `NN` or `NN.NN`.",
            "Kode wilayah, dalam tanda kutip: `NN` atau `NN.NN`.",
            required=True,
            pattern=r"^\d{2}(\.\d{2})?$",
        ),
    ] = ""
    name: Annotated[str, about("Name of the city or regency.", "Nama kota atau kabupaten.", required=True)] = ""
    province: Annotated[str, about("Province.", "Provinsi.")] = ""


class Period(Struct, frozen=True, kw_only=True):
    """First and last year, both included."""

    start: Annotated[Year, about("First year.", "Tahun pertama.", required=True)] = 0
    end: Annotated[Year, about("Last year.", "Tahun terakhir.", required=True)] = 0


class Rpjmd(Struct, frozen=True, kw_only=True):
    """The regional development plan that the smart city plan follows."""

    title: Annotated[str, about("Title of the RPJMD.", "Judul RPJMD.", required=True)] = ""
    period: Annotated[Period | None, about("Years of the RPJMD.", "Tahun RPJMD.")] = None
    vision: Annotated[str, about("Vision of the RPJMD.", "Visi RPJMD.")] = ""
    missions: Annotated[dict[Id, str], about("Missions by id.", "Misi menurut id.")] = {}


class Agency(Struct, frozen=True, kw_only=True):
    """An organisation that executes programmes or takes part in them."""

    name: Annotated[str, about("Full name.", "Nama lengkap.", required=True)] = ""
    short: Annotated[str, about("Short name.", "Nama singkat.")] = ""
    role: Annotated[
        Role | None,
        about("Kind of organisation; government when absent.", "Jenis organisasi; pemerintah bila tidak diisi."),
    ] = None
    tier: Annotated[
        Tier | None,
        about(
            "Whose it is: of the city (when absent, for the government), the province or the state, or a company of"
            " one.",
            "Milik siapa: kota (bila tidak diisi, untuk pemerintah), provinsi, pusat, atau badan usaha daerah maupun"
            " negara.",
        ),
    ] = None

    @property
    def called(self) -> str:
        """Its short name, or its whole name where it has no other."""
        return self.short or self.name

    @property
    def of_the_city(self) -> bool:
        """Whether it is an agency of the city's own government (OPD): no ministry, no province, no company."""
        return self.role in (None, "government") and self.tier in (None, "city")


class Source(Struct, frozen=True, kw_only=True):
    """Where a fact was read."""

    title: Annotated[str, about("Title.", "Judul.", required=True)] = ""
    publisher: Annotated[str, about("Publisher.", "Penerbit.")] = ""
    date: Annotated[
        str, about("Date, as YYYY-MM-DD, YYYY-MM or YYYY.", "Tanggal.", pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")
    ] = ""
    url: Annotated[str, about("Address of the page.", "Alamat halaman.")] = ""


class Team(Struct, frozen=True, kw_only=True):
    """The smart city team."""

    lead: Annotated[str, about("Agency that leads the team.", "Perangkat daerah yang memimpin tim.")] = ""
    members: Annotated[list[str], about("Agencies in the team.", "Perangkat daerah anggota tim.")] = []


class ReadinessItem(Struct, frozen=True, kw_only=True):
    """One supporting factor."""

    name: Annotated[str, about("Name.", "Nama.", required=True)] = ""
    condition: Annotated[str, about("Condition in words.", "Kondisi dalam kata-kata.")] = ""
    agency: Annotated[str, about("Agency that answers for it.", "Perangkat daerah penanggung jawab.")] = ""
    sources: SourceIds = []


class Readiness(Struct, frozen=True, kw_only=True):
    """Readiness in its three parts, ICT infrastructure among them."""

    structure: Annotated[
        dict[Id, ReadinessItem], about("People, budget, governance.", "SDM, anggaran, tata kelola.")
    ] = {}
    infrastructure: Annotated[
        dict[Id, ReadinessItem], about("Physical, digital, social.", "Fisik, digital, sosial.")
    ] = {}
    superstructure: Annotated[
        dict[Id, ReadinessItem], about("Policy, institution, procedure.", "Kebijakan, kelembagaan, prosedur.")
    ] = {}


class Indicator(Struct, frozen=True, kw_only=True):
    """What is measured of a programme, with targets and actuals by year."""

    name: Annotated[str, about("Name.", "Nama.", required=True)] = ""
    level: Annotated[Level | None, about("Impact, outcome or output.", "Dampak, hasil, atau keluaran.")] = None
    unit: Annotated[str, about("Unit of the measures.", "Satuan.")] = ""
    direction: Annotated[Direction | None, about("Which way is better.", "Arah yang lebih baik.")] = None
    baseline: Annotated[Measure | None, about("Value at the start.", "Nilai awal.")] = None
    targets: Annotated[MeasureByYear, about("Target by year.", "Target per tahun.")] = {}
    actuals: Annotated[MeasureByYear, about("What was reached, by year.", "Capaian per tahun.")] = {}


class Programme(Struct, frozen=True, kw_only=True):
    """One programme of the plan."""

    name: Annotated[str, about("Name.", "Nama.", required=True)] = ""
    subdimension: Annotated[
        str, about("Sub-dimension of the profile.", "Subdimensi menurut profil.", required=True)
    ] = ""
    description: Annotated[str, about("What it is.", "Uraian.")] = ""
    agency: Annotated[str, about("Agency that executes it.", "Perangkat daerah (OPD) pelaksana.")] = ""
    partners: Annotated[list[str], about("Agencies that take part.", "Perangkat daerah atau mitra yang terlibat.")] = []
    missions: Annotated[list[str], about("RPJMD missions it serves.", "Misi RPJMD yang didukung.")] = []
    code: Annotated[str, about("Nomenclature code.", "Kode nomenklatur.")] = ""
    kind: Annotated[Kind | None, about("Kind of action.", "Jenis rencana aksi.")] = None
    horizon: Annotated[
        Horizon | None, about("Short, medium or long term.", "Jangka pendek, menengah, atau panjang.")
    ] = None
    quick_win: Annotated[bool | None, about("Whether it is a quick win.", "Apakah quick win.")] = None
    status: Annotated[Status | None, about("State of the programme.", "Status program.")] = None
    years: Annotated[list[Year], about("Years it is planned for.", "Tahun yang direncanakan.")] = []
    execution: Annotated[
        Annotated[dict[Year, Ran], _YEARS], about("Whether it ran, by year.", "Pelaksanaan per tahun.")
    ] = {}
    budget: Annotated[
        Budget,
        about("Whole rupiah by funding source and year.", "Rupiah bulat menurut sumber dana dan tahun."),
    ] = {}
    indicators: Annotated[dict[Id, Indicator], about("Indicators by id.", "Indikator menurut id.")] = {}
    formerly: Annotated[
        list[str] | None,
        about("Its predecessors in the superseded revision.", "Pendahulunya pada revisi yang digantikan."),
    ] = None
    because: InputRefs = []
    sources: SourceIds = []


class Dimension(Struct, frozen=True, kw_only=True):
    """One dimension of the plan and its programmes."""

    lead: Annotated[
        str, about("Agency that answers for the dimension.", "Perangkat daerah penanggung jawab (PIC).")
    ] = ""
    stakeholders: Annotated[list[str], about("The stakeholder group.", "Kelompok pemangku kepentingan.")] = []
    objective: Annotated[str, about("Objective.", "Sasaran.")] = ""
    strategy: Annotated[str, about("Strategy.", "Strategi.")] = ""
    programmes: Annotated[dict[Id, Programme], about("Programmes by id.", "Program menurut id.")] = {}


class Withdrawal(Struct, frozen=True, kw_only=True):
    """Why a programme of the superseded revision was dropped on purpose."""

    reason: Annotated[str, about("Reason.", "Alasan.", required=True)] = ""
    because: InputRefs = []


class Entry(NamedTuple):
    """A programme with its place in the plan."""

    dimension: str
    id: str
    programme: Programme

    @property
    def path(self) -> tuple[str, ...]:
        """Address of the programme in the file."""
        return ("dimensions", self.dimension, "programmes", self.id)


class Plan(Struct, frozen=True, kw_only=True):
    """A revision of a smart city master plan."""

    format: Annotated[Literal[1], about("Version of the format.", "Versi format.", required=True)] = 1
    revision: Annotated[
        str,
        about(
            "Name of the revision, quoted; the file's stem.",
            "Nama revisi, dalam tanda kutip; sama dengan nama berkas.",
            required=True,
        ),
    ] = ""
    city: Annotated[City, about("The city.", "Kota.", required=True)] = City()
    title: Annotated[str, about("Title of the plan.", "Judul rencana induk.", required=True)] = ""
    status: Annotated[PlanStatus | None, about("State of the plan.", "Status rencana.", required=True)] = None
    record: Annotated[
        Record | None,
        about("What kind of text this is.", "Jenis naskah: resmi, rekonstruksi, atau contoh.", required=True),
    ] = None
    supersedes: Annotated[
        str, about("The revision this one was drafted from, quoted.", "Revisi yang digantikan, dalam tanda kutip.")
    ] = ""
    change_reasons: Annotated[list[Reason], about("Why the plan was revised.", "Alasan perubahan.")] = []
    because: InputRefs = []
    profile: Annotated[str, about("Taxonomy of dimensions.", "Taksonomi dimensi.", required=True)] = ""
    period: Annotated[Period | None, about("Years of the plan.", "Tahun rencana.")] = None
    vision: Annotated[str, about("Vision of the plan.", "Visi rencana.")] = ""
    legal_basis: Annotated[
        list[str], about("Regulations that adopt the plan.", "Peraturan yang menetapkan rencana.")
    ] = []
    team: Annotated[Team, about("The smart city team.", "Tim smart city.")] = Team()
    rpjmd: Annotated[Rpjmd, about("The RPJMD it follows.", "RPJMD yang diikuti.", required=True)] = Rpjmd()
    agencies: Annotated[dict[Id, Agency], about("Agencies by id.", "Perangkat daerah menurut id.", required=True)] = {}
    sources: Annotated[dict[str, Source], about("Sources by key.", "Sumber menurut kunci.")] = {}
    readiness: Annotated[Readiness, about("Supporting factors.", "Faktor pendukung.")] = Readiness()
    dimensions: Annotated[
        dict[str, Dimension], about("The dimensions of the profile.", "Dimensi menurut profil.", required=True)
    ] = {}
    withdrawn: Annotated[
        dict[str, Withdrawal],
        about(
            "Programmes of the superseded revision dropped on purpose.", "Program revisi lama yang sengaja dihentikan."
        ),
    ] = {}

    def entries(self) -> Iterator[Entry]:
        """Every programme with its place, in the order of the file."""
        for key, dimension in self.dimensions.items():
            for id_, programme in dimension.programmes.items():
                yield Entry(key, id_, programme)


class Participant(Struct, frozen=True, kw_only=True):
    """Who took part in a review."""

    name: Annotated[str, about("Name.", "Nama.", required=True)] = ""
    role: Annotated[Role | None, about("Kind of participant.", "Jenis peserta.")] = None


class Input(Struct, frozen=True, kw_only=True, rename={"source": "from"}):
    """What a participant asked for, and what became of it."""

    source: Annotated[str, about("Who gave it.", "Pemberi masukan.")] = ""
    dimension: Annotated[str, about("Dimension it concerns.", "Dimensi terkait.")] = ""
    text: Annotated[str, about("The input.", "Isi masukan.", required=True)] = ""
    disposition: Annotated[Disposition | None, about("What became of it.", "Tindak lanjut.", required=True)] = None
    answer: Annotated[
        str, about("Answer; required when deferred or rejected.", "Jawaban; wajib bila ditunda atau ditolak.")
    ] = ""


class Review(Struct, frozen=True, kw_only=True):
    """A review of a revision: an FGD or another consultation."""

    format: Annotated[Literal[1], about("Version of the format.", "Versi format.", required=True)] = 1
    review: Annotated[Id, about("Id of the review.", "Id review.", required=True)] = ""
    kind: Annotated[ReviewKind | None, about("Kind of review.", "Jenis review.")] = None
    date: Annotated[str, about("Date, YYYY-MM-DD.", "Tanggal.", required=True, pattern=r"^\d{4}-\d{2}-\d{2}$")] = ""
    title: Annotated[str, about("Title.", "Judul.", required=True)] = ""
    place: Annotated[str, about("Place.", "Tempat.")] = ""
    reviews: Annotated[str, about("The revision that is reviewed.", "Revisi yang ditinjau.")] = ""
    leads_to: Annotated[str, about("The revision it leads to.", "Revisi yang dihasilkan.")] = ""
    participants: Annotated[dict[Id, Participant], about("Participants by id.", "Peserta menurut id.")] = {}
    inputs: Annotated[dict[Id, Input], about("Inputs by id.", "Masukan menurut id.", required=True)] = {}
    sources: Annotated[dict[str, Source], about("Sources by key.", "Sumber menurut kunci.")] = {}


class Rank(Struct, frozen=True, kw_only=True):
    """A place in a ranking."""

    position: Annotated[Ordinal, about("Place.", "Peringkat.", required=True)] = 0
    of: Annotated[Ordinal, about("How many were ranked.", "Jumlah yang diperingkat.", required=True)] = 0


class Award(Struct, frozen=True, kw_only=True):
    """What an evaluation awarded the city."""

    title: Annotated[str, about("Title of the award.", "Nama penghargaan.", required=True)] = ""
    dimension: Annotated[str, about("Dimension it was given for.", "Dimensi yang dihargai.")] = ""


class Scores(Struct, frozen=True, kw_only=True):
    """Scores by component, 0 to 4."""

    baseline: Annotated[Score | None, about("Baseline.", "Baseline.")] = None
    output: Annotated[Score | None, about("Output.", "Output.")] = None
    outcome: Annotated[Score | None, about("Outcome.", "Outcome.")] = None
    impact: Annotated[Score | None, about("Impact.", "Impact.")] = None
    quick_win: Annotated[Score | None, about("Quick wins.", "Quick win.")] = None
    collaboration: Annotated[Score | None, about("Collaboration.", "Kolaborasi.")] = None


class Evaluation(Struct, frozen=True, kw_only=True):
    """What the ministry's evaluation of one year found."""

    format: Annotated[Literal[1], about("Version of the format.", "Versi format.", required=True)] = 1
    year: Annotated[Year, about("Year of the evaluation.", "Tahun evaluasi.", required=True)] = 0
    stage: Annotated[Ordinal | None, about("Stage.", "Tahap.")] = None
    revision: Annotated[
        str, about("The plan that was in force, quoted.", "Revisi yang berlaku, dalam tanda kutip.")
    ] = ""
    scheme: Annotated[str, about("Name of the weights.", "Nama bobot.")] = ""
    scores: Annotated[Scores | None, about("Scores.", "Nilai.")] = None
    final: Annotated[Score | None, about("Final index as published.", "Indeks akhir yang diumumkan.")] = None
    improvement: Annotated[Improvement | None, about("Against the year before.", "Dibanding tahun sebelumnya.")] = None
    rank: Annotated[Rank | None, about("Place in the ranking.", "Peringkat.")] = None
    award: Annotated[Award | None, about("Award.", "Penghargaan.")] = None
    sources: Annotated[dict[str, Source], about("Sources by key.", "Sumber menurut kunci.")] = {}


Content = Plan | Review | Evaluation
