"""What people say in a field: what is written for it, what is refused, and that what a report prints is understood."""

from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartplan.cli.output import error_sentence
from smartplan.editing.typed import value
from smartplan.errors import SmartplanError
from smartplan.messages import LANGUAGES, Language, catalogue
from smartplan.messages.vocabulary import words
from smartplan.plan import field_types, profile
from smartplan.plan.field_at import field_at
from smartplan.plan.finding import Address
from smartplan.plan.model import Action, Agency, Dimension, Indicator, Objective, Plan, Programme, Rpjmd
from smartplan.plan.understand import REFERS, dimensions, understand
from smartplan.report.render.names import Names
from smartplan.report.render.numbers import day, money, months, rupiah
from smartplan.report.render.years import spans
from smartplan.rules import ALL
from smartplan.validation.check import Selection
from smartplan.yamltext.insert import flow_item
from tests.helpers.base import validate, write

WORDS = {**words("value", "field"), "month": months()}
PLAN = Plan(
    profile="kominfo",
    rpjmd=Rpjmd(
        missions={"M1": "Tata kelola yang baik", "M2": "SDM, ekonomi, dan budaya", "M3": "Infrastruktur"},
        objectives={"T1": Objective(name="Layanan prima", level="goal"), "S1": Objective(name="Indeks SPBE naik")},
    ),
    agencies={
        "diskominfo": Agency(name="Dinas Komunikasi dan Informatika", short="Diskominfo"),
        "dlh": Agency(name="Dinas Lingkungan Hidup", short="DLH"),
        "disporapar": Agency(name="Dinas Pemuda, Olahraga, dan Pariwisata", short="Disporapar"),
        "pt-satu": Agency(name="PT Satu", short="PT"),
        "pt-dua": Agency(name="PT Dua", short="PT"),
    },
    sources={"berita": field_types.Source(title="Berita kota")},
    dimensions={
        "living": Dimension(
            programmes={
                "LIV-01": Programme(
                    name="Wi-Fi publik",
                    indicators={"i": Indicator(name="I", unit="%"), "titik": Indicator(name="T", unit="titik")},
                    actions={"a": Action(name="A", indicators={"j": Indicator(name="J", unit="persen")})},
                )
            }
        )
    },
)
PROGRAMME: Address = ("dimensions", "living", "programmes", "LIV-01")
TARGET, POINTS, MONEY = "indicators.i.targets.2025", "indicators.titik.targets.2025", "budget.apbd.2025"


def at(field: str) -> Address:
    """The address of a field of the plan behind a slash, else of a programme."""
    return tuple(field[1:].split(".")) if field.startswith("/") else (*PROGRAMME, *field.split("."))


def understood(field: str, typed: str) -> Any:
    return value(at(field), typed, PLAN, WORDS)


# A field, what is typed for it, and what is written.
SPELLINGS = [
    # Names: the id, in any case, the short and the full name.
    ("agency", "dlh", "dlh"),
    ("agency", "DLH", "dlh"),
    ("agency", "Dinas Lingkungan Hidup", "dlh"),
    ("agency", "dinas  lingkungan hidup ", "dlh"),
    ("agency", "Diskominfo", "diskominfo"),
    ("agency", "Dinas Pemuda, Olahraga, dan Pariwisata", "disporapar"),
    ("agency", "PT Satu", "pt-satu"),
    ("agency", "tidak ada", "tidak ada"),
    ("partners", "DLH", "[dlh]"),
    ("partners", "DLH, Diskominfo", "[dlh, diskominfo]"),
    ("partners", "Dinas Pemuda, Olahraga, dan Pariwisata, DLH", "[disporapar, dlh]"),
    ("partners", "DLH; Dinas Pemuda, Olahraga, dan Pariwisata", "[dlh, disporapar]"),
    ("partners", "[DLH, Diskominfo]", "[dlh, diskominfo]"),
    ("partners", "[dlh]", "[dlh]"),
    ("partners", "dlh, DLH", "[dlh]"),
    ("partners", "null", "null"),
    ("indicators.i.agency", "DLH", "dlh"),
    ("actions.a.agency", "Diskominfo", "diskominfo"),
    ("actions.a.evidence", "Berita kota", "[berita]"),
    ("sources", "berita", "[berita]"),
    ("/team.lead", "Diskominfo", "diskominfo"),
    ("/team.members", "DLH, PT Dua", "[dlh, pt-dua]"),
    ("/dimensions.living.lead", "DLH", "dlh"),
    ("/dimensions.living.gaps.g.programmes", "wi-fi publik", "[LIV-01]"),
    ("/dimensions.living.gaps.g.programmes", "liv-01", "[LIV-01]"),
    ("/readiness.structure.r.agency", "DLH", "dlh"),
    ("/readiness.structure.r.sources", "Berita Kota", "[berita]"),
    ("/rpjmd.objectives.S1.mission", "m1", "M1"),
    ("/rpjmd.objectives.S1.under", "Layanan prima", "T1"),
    ("/rpjmd.sources", "Berita kota", "[berita]"),
    ("subdimension", "health", "health"),
    ("subdimension", "Prasarana Kesehatan", "health"),
    ("subdimension", "Health", "health"),
    ("subdimension", "Telekomunikasi, Transportasi", "mobility"),
    ("missions", "M1", "[M1]"),
    ("missions", "m1", "[M1]"),
    ("missions", "M1, M3", "[M1, M3]"),
    ("missions", "M1,M3", "[M1, M3]"),
    ("missions", "[M1, M3]", "[M1, M3]"),
    ("missions", "Tata kelola yang baik", "[M1]"),
    ("missions", "SDM, ekonomi, dan budaya, M1", "[M2, M1]"),
    ("missions", "M9", "[M9]"),
    ("objectives", "S1", "[S1]"),
    ("objectives", "Indeks SPBE naik, T1", "[S1, T1]"),
    ("judged", "misi, goals and objectives", "[missions, objectives]"),
    # Words of the vocabularies, yes and no.
    ("kind", "aplikasi", "application"),
    ("kind", "Aplikasi", "application"),
    ("kind", "application", "application"),
    ("kind", "peningkatan kapasitas", "capacity"),
    ("kind", "capacity building", "capacity"),
    ("status", "berjalan", "running"),
    ("status", "dalam pengembangan", "building"),
    ("status", "in development", "building"),
    ("status", "RUNNING", "running"),
    ("status", "null", "null"),
    ("horizon", "jangka pendek", "short"),
    ("horizon", "Long term", "long"),
    ("quick_win", "ya", "true"),
    ("quick_win", "Ya", "true"),
    ("quick_win", "yes", "true"),
    ("quick_win", "tidak", "false"),
    ("quick_win", "no", "false"),
    ("quick_win", "true", "true"),
    ("execution.2024", "terlaksana sebagian", "partly"),
    ("execution.2024", "ran", "ran"),
    ("indicators.i.direction", "naik", "up"),
    ("indicators.i.level", "hasil", "outcome"),
    ("budget.apbd.2025.approx", "ya", "true"),
    ("/status", "ditetapkan", "adopted"),
    ("/record", "resmi", "official"),
    ("/change_reasons", "RPJMD baru, ibu kota baru", "[rpjmd, capital_city]"),
    ("/change_reasons", "evaluation", "[evaluation]"),
    ("/change_reasons", "[rpjmd, evaluasi]", "[rpjmd, evaluation]"),
    ("/agencies.dlh.role", "pemerintah", "government"),
    ("/agencies.dlh.tier", "BUMD", "city_owned"),
    ("/rpjmd.objectives.S1.level", "sasaran", "objective"),
    # Years.
    ("years", "2025", "[2025]"),
    ("years", "2025-2027", "[2025, 2026, 2027]"),
    ("years", "2025\N{EN DASH}2027", "[2025, 2026, 2027]"),
    ("years", "2025 - 2026", "[2025, 2026]"),
    ("years", "2025, 2027-2029", "[2025, 2027, 2028, 2029]"),
    ("years", "2025 s.d. 2027", "[2025, 2026, 2027]"),
    ("years", "2025 s/d 2027", "[2025, 2026, 2027]"),
    ("years", "2025 sampai 2026", "[2025, 2026]"),
    ("years", "2027, 2025", "[2025, 2027]"),
    ("years", "[2027, 2025]", "[2027, 2025]"),
    ("actions.a.years", "2025-2026", "[2025, 2026]"),
    ("/period", "2025-2029", "{start: 2025, end: 2029}"),
    ("/period", "{start: 2025, end: 2029}", "{start: 2025, end: 2029}"),
    ("/period.start", "2025", "2025"),
    # Money.
    (MONEY, "1500000000", "1500000000"),
    (MONEY, "1.500.000.000", "1500000000"),
    (MONEY, "1,500,000,000", "1500000000"),
    (MONEY, "Rp1.500.000.000", "1500000000"),
    (MONEY, "Rp 1.500.000.000,00", "1500000000"),
    (MONEY, "Rp 1,5 M", "1500000000"),
    (MONEY, "Rp1.5M", "1500000000"),
    (MONEY, "1,5 M rupiah", "1500000000"),
    (MONEY, "1,5 miliar", "1500000000"),
    (MONEY, "Rp300,9 miliar", "300900000000"),
    (MONEY, "Rp 300 juta", "300000000"),
    (MONEY, "300jt", "300000000"),
    (MONEY, "500 ribu", "500000"),
    (MONEY, "Rp 2 triliun", "2000000000000"),
    (MONEY, "IDR 1.5 billion", "1500000000"),
    (MONEY, "IDR 500,000", "500000"),
    (MONEY, "Rp500.000", "500000"),
    (MONEY, "Rp1,125 miliar", "1125000000"),
    (MONEY, "0", "0"),
    (MONEY, "-5", "-5"),
    (MONEY, "null", "null"),
    (MONEY, "{value: 5, approx: true}", "{value: 5, approx: true}"),
    ("budget.apbd.2025.value", "Rp 1,5 M", "1500000000"),
    ("spent.csr.2025", "Rp 300 juta", "300000000"),
    ("indicators.i.budget.dak.2025", "2 M rupiah", "2000000000"),
    # Measures: the percent sign is left to a unit that is percent.
    (TARGET, "62,5", "62.5"),
    (TARGET, "62.50", "62.50"),
    (TARGET, "62,5 %", "62.5"),
    (TARGET, "75%", "75"),
    (POINTS, "75%", "75%"),
    (POINTS, "12 titik", "12"),
    (POINTS, "1.500.000", "1500000"),
    (POINTS, "1.234,5", "1234.5"),
    (POINTS, "<= 10", "<= 10"),
    (POINTS, "\N{LESS-THAN OR EQUAL TO} 10", "\N{LESS-THAN OR EQUAL TO} 10"),
    (POINTS, "<= 7,5", "<= 7.5"),
    (POINTS, "22000-40000", "22000-40000"),
    (POINTS, "2,5-4", "2.5-4"),
    (POINTS, "tercapai", "tercapai"),
    (POINTS, "1e3", "1e3"),
    ("actions.a.indicators.j.baseline", "7,5 persen", "7.5"),
    # Days.
    ("/sources.berita.date", "28-02-2026", "2026-02-28"),
    ("/sources.berita.date", "28/2/2026", "2026-02-28"),
    ("/sources.berita.date", "28 Februari 2026", "2026-02-28"),
    ("/sources.berita.date", "February 28, 2026", "2026-02-28"),
    ("/sources.berita.date", "Februari 2026", "2026-02"),
    ("/sources.berita.date", "2026", "2026"),
    ("/sources.berita.date", "2026-02-28", "2026-02-28"),
    ("/sources.berita.date", "31 Februari 2026", "31 Februari 2026"),
    ("budget.apbd.2025.as_of", "1 Mei 2025", "2025-05-01"),
    # A text is what was typed, to the letter.
    ("name", "ya", "ya"),
    ("name", "2025-2029", "2025-2029"),
    ("description", "[a, b]", "[a, b]"),
    ("description", "null", "null"),
    ("name", "Rp 1,5 M", "Rp 1,5 M"),
    ("code", "2.16", "2.16"),
    ("location", "Barat, Timur", "Barat, Timur"),
    ("/vision", "aplikasi", "aplikasi"),
    ("/rpjmd.missions.M1", "DLH", "DLH"),
    ("/legal_basis", "Perwali 5/2026, tentang kota cerdas", "[Perwali 5/2026, tentang kota cerdas]"),
    ("/dimensions.living.stakeholders", "warga, swasta", "[warga, swasta]"),
    ("/legal_basis", "[draf] Perwali 5/2026", "[[draf] Perwali 5/2026]"),
    ("/legal_basis", "- Perwali 5/2026", "[- Perwali 5/2026]"),
    ("/dimensions.living.stakeholders", "null", "[null]"),
    ("tags", "banjir, air", "[banjir, air]"),
    ("because", "fgd/IN-01, fgd/IN-02", "[fgd/IN-01, fgd/IN-02]"),
]


def shown(found: Any) -> str:
    """What is written, without the quotes that YAML needs around some texts."""
    if isinstance(found, list):
        return f"[{', '.join(map(shown, found))}]"
    return found if isinstance(found, str) else flow_item(found)


@pytest.mark.parametrize(("field", "typed", "written"), SPELLINGS)
def test_what_people_say_is_understood(field: str, typed: str, written: str) -> None:
    assert shown(understood(field, typed)) == written


def test_a_list_of_one_is_one() -> None:
    assert understood("/legal_basis", "Perwali 5, 2026") == ["Perwali 5, 2026"]
    assert understood("/legal_basis", "[a, b]") == ["[a, b]"]
    assert value(at("/legal_basis"), "[a, b]", as_yaml=True) == ["a", "b"]
    assert understood("/legal_basis", " ") is None
    assert understood("tags", "banjir, air") == ["banjir", "air"]
    assert len(SPELLINGS) > 100


REFUSED: list[tuple[str, str, str, str]] = [
    (
        "agency", "PT",
        "`PT` matches more than one agency: `pt-satu` (PT Satu) or `pt-dua` (PT Dua); write its id",
        "`PT` dapat berarti lebih dari satu perangkat daerah atau mitra: `pt-satu` (PT Satu) atau `pt-dua` (PT Dua); "
        "tulis id-nya",
    ),
    (
        "partners", "DLH, PT",
        "`PT` matches more than one agency: `pt-satu` (PT Satu) or `pt-dua` (PT Dua); write its id",
        "`PT` dapat berarti lebih dari satu perangkat daerah atau mitra: `pt-satu` (PT Satu) atau `pt-dua` (PT Dua); "
        "tulis id-nya",
    ),
    (
        MONEY, "1,5 M",
        "`1,5 M` can mean `1500000000` or `1500000`; write the number that is meant",
        "`1,5 M` dapat berarti `1500000000` atau `1500000`; tulis angka yang dimaksud",
    ),
    (
        MONEY, "IDR 1.5 M",
        "`IDR 1.5 M` can mean `1500000000` or `1500000`; write the number that is meant",
        "`IDR 1.5 M` dapat berarti `1500000000` atau `1500000`; tulis angka yang dimaksud",
    ),
    (
        MONEY, "500.000",
        "`500.000` can mean `500000` or `500`; write the number that is meant",
        "`500.000` dapat berarti `500000` atau `500`; tulis angka yang dimaksud",
    ),
    (
        MONEY, "Rp 1.500 juta",
        "`Rp 1.500 juta` can mean `1500000000` or `1500000`; write the number that is meant",
        "`Rp 1.500 juta` dapat berarti `1500000000` atau `1500000`; tulis angka yang dimaksud",
    ),
    (
        POINTS, "1.500",
        "`1.500` can mean `1500` or `1.5`; write the number that is meant",
        "`1.500` dapat berarti `1500` atau `1.5`; tulis angka yang dimaksud",
    ),
    (
        POINTS, "22.000-40.000",
        "`22.000-40.000` can mean `22000-40000` or `22.0-40.0`; write the number that is meant",
        "`22.000-40.000` dapat berarti `22000-40000` atau `22.0-40.0`; tulis angka yang dimaksud",
    ),
    (
        "years", "2029-2025",
        "`2029-2025` is not a span of years; write the first year and then the last, such as 2025-2029",
        "`2029-2025` bukan rentang tahun; tulis tahun pertama lalu tahun terakhir, misalnya 2025-2029",
    ),
    (
        "years", "2025 2026",
        "`2025 2026` is not a span of years; write the first year and then the last, such as 2025-2029",
        "`2025 2026` bukan rentang tahun; tulis tahun pertama lalu tahun terakhir, misalnya 2025-2029",
    ),
    (
        "horizon", "jangka pendk",
        "`jangka pendk` is not a value of `horizon`; did you mean `jangka pendek`? "
        "Choose one of short term, medium term, long term",
        "`jangka pendk` bukan nilai untuk `horizon`; mungkin maksudnya `jangka pendek`? "
        "Pilih salah satu: jangka pendek, jangka menengah, jangka panjang",
    ),
    (
        "kind", "aplikas",
        "`aplikas` is not a value of `kind`; did you mean `aplikasi`? Choose one of capacity building, "
        "infrastructure, application, literacy, service, policy",
        "`aplikas` bukan nilai untuk `kind`; mungkin maksudnya `aplikasi`? Pilih salah satu: "
        "peningkatan kapasitas, infrastruktur, aplikasi, literasi, layanan, kebijakan",
    ),
    (
        "quick_win", "barangkali",
        "`barangkali` is not a value of `quick_win`; choose one of yes, no",
        "`barangkali` bukan nilai untuk `quick_win`; pilih salah satu: ya, tidak",
    ),
    (
        "/change_reasons", "rpjmd, cuaca",
        "`cuaca` is not a value of `change_reasons`; choose one of new RPJMD, regulation, standard, "
        "innovation, evaluation, new capital, input of a review, other",
        "`cuaca` bukan nilai untuk `change_reasons`; pilih salah satu: RPJMD baru, peraturan, standar, "
        "inovasi, evaluasi, ibu kota baru, masukan review, lainnya",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("field", "typed", "english", "indonesian"), REFUSED)
def test_what_can_mean_two_things_or_none_is_refused(field: str, typed: str, english: str, indonesian: str) -> None:
    with pytest.raises(SmartplanError) as caught:
        understood(field, typed)
    assert error_sentence(caught.value, catalogue("en")) == english
    assert error_sentence(caught.value, catalogue("id")) == indonesian


# The fields that hold words, and the words.
VOCABULARIES: list[tuple[str, Any]] = [
    ("kind", field_types.ProgrammeKind), ("status", field_types.Status), ("horizon", field_types.Horizon),
    ("execution.2024", field_types.Ran), ("indicators.i.direction", field_types.Direction),
    ("indicators.i.level", field_types.Level), ("/status", field_types.PlanStatus), ("/record", field_types.Record),
    ("/agencies.dlh.role", field_types.Role), ("/agencies.dlh.tier", field_types.Tier),
    ("/rpjmd.objectives.S1.level", field_types.ObjectiveLevel),
]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_that_a_report_prints_is_understood(language: Language) -> None:
    names = Names(catalogue(language), PLAN)
    for field, vocabulary in VOCABULARIES:
        for word in get_args(vocabulary):
            assert understood(field, names.word(word)) == word
    for word in get_args(field_types.Reason):
        assert understood("/change_reasons", names.word(word)) == [word]
    assert [understood("quick_win", names.word(word)) for word in ("true", "false")] == [True, False]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", profile.names())
def test_every_place_that_a_report_prints_is_understood(name: str, language: Language) -> None:
    plan = Plan(profile=name)
    names = Names(catalogue(language), plan)
    found = profile.of(plan)
    assert found is not None
    for key, sub in found.places:
        assert understand(names.dimension(key), "dimension", dimensions(plan)) == key
        for short in (True, False) if sub else ():
            address = ("dimensions", key, "programmes", "X-1", "subdimension")
            assert value(address, names.subdimension(sub, short=short), plan, WORDS) == sub


def test_every_agency_that_a_report_prints_is_understood() -> None:
    names = Names(catalogue("id"), PLAN)
    for id_ in PLAN.agencies:
        assert understood("agency", names.agency(id_, whole=True)) == id_
        if not id_.startswith("pt-"):
            assert understood("agency", names.agency(id_)) == id_


@given(
    st.integers(0, 999).flatmap(lambda n: st.sampled_from([n * 10**power for power in range(13)])),
    st.sampled_from(LANGUAGES),
)
def test_money_that_a_report_prints_is_understood(amount: int, language: Language) -> None:
    assert understood(MONEY, rupiah(amount, language)) == amount
    assert understood(MONEY, money(amount, language)) == amount


# What rounds up to a thousand trillions is printed with a sign of thousands, as no other amount with a unit is.
@given(st.integers(0, 999 * 10**12), st.sampled_from(LANGUAGES), st.integers(2, 12))
def test_money_is_taken_as_exactly_as_it_is_printed(amount: int, language: Language, digits: int) -> None:
    assert understood(MONEY, rupiah(amount, language)) == amount
    unit = next((unit for unit in (10**12, 10**9, 10**6) if amount >= unit), 1)
    found = understood(MONEY, money(amount, language, digits=digits))
    assert abs(found - amount) * 10**digits <= unit


@given(st.lists(st.integers(1900, 2199), min_size=1, unique=True))
def test_years_that_a_report_prints_are_understood(years: list[int]) -> None:
    assert understood("years", spans(years)) == sorted(years)


@given(st.dates(date(1000, 1, 1)), st.sampled_from(LANGUAGES), st.sampled_from([4, 7, 10]))
def test_a_day_that_a_report_prints_is_understood(when: date, language: Language, length: int) -> None:
    text = when.isoformat()[:length]
    assert understood("/sources.berita.date", day(text, language)) == text


@given(st.text(), st.sampled_from(["name", "description", "/vision", "/title", "/rpjmd.missions.M1"]))
def test_a_text_is_to_the_letter(typed: str, field: str) -> None:
    assert understood(field, typed) == typed


@given(
    st.sampled_from(sorted({field for field, _, _ in SPELLINGS})),
    st.text() | st.text("0123456789 -–.,;%RpMjuta[]{}:DLH<=", max_size=30),
)
def test_whatever_is_typed_is_taken_or_refused(field: str, typed: str) -> None:
    with suppress(SmartplanError):
        understood(field, typed)


BROKEN = {
    "unknown-agency", "unknown-mission", "unknown-source", "unknown-gap-programme", "unknown-objective",
    "unknown-subdimension", "unknown-judged-field",
}  # fmt: skip


@pytest.mark.parametrize("rule", sorted(BROKEN))
def test_what_the_rules_look_up_is_understood(rule: str, tmp_path: Path) -> None:
    """The table of what a field refers to, and the rules, say the same."""
    bad = ALL[rule].bad
    folder = write(tmp_path / "plans", dict(bad.files), whole=bad.whole)
    report = validate([], str(folder), date(2026, 11, 24), Selection())
    paths = [one.finding.path for one in report.findings if one.finding.rule == rule]
    assert paths
    assert all(field_at(path).refers for path in paths)


def test_what_a_field_refers_to_is_a_field() -> None:
    assert [key for key in REFERS if key[1] not in key[0].__struct_fields__] == []
