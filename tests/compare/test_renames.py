"""Likely renames of programmes and indicators: how many of the official ones are found, and how few wrong ones."""

import random
import sys
from typing import Any

import pytest

from smartplan.compare.changes import IndicatorSuggestion
from smartplan.compare.renames import suggest
from smartplan.plan.model import Entry, Programme
from tests.helpers.comparisons import diff, revision
from tests.helpers.runner import ROOT

RENAMES = [
    line.split("\t")
    for line in (ROOT / "tests/data/official_renames.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
WORDS = """
perpustakaan jembatan hutan nelayan koperasi kesenian museum pelabuhan peternakan imunisasi bencana pasar arsip halte
pariwisata statistik pertanahan transmigrasi perkebunan irigasi drainase trotoar taman makam terminal perizinan bahasa
posyandu lumbung benih pupuk tenun batik kerajinan rumput laut tambak garam bendungan embung parkir rambu sungai rawa
pesisir hulu kepulauan pegunungan perkotaan perdesaan timur barat utara selatan kantor gudang kendaraan seragam medali
beasiswa guru perawat bidan dokter penyuluh petani kebakaran banjir gempa longsor satwa mangrove sampah limbah energi
"""


def entry(id_: str, name: str, code: str = "", agency: str = "") -> Entry:
    return Entry("governance", id_, Programme(name=name, code=code, agency=agency))


def unrelated(side: str, count: int) -> list[Entry]:
    """Made-up programmes, each in an activity of the official ones."""
    drawn = random.Random(side)
    found = []
    for number in range(count):
        name = " ".join(drawn.sample(WORDS.split(), drawn.randint(6, 8)))
        code = ".".join([*drawn.choice(RENAMES)[0].split(".")[:5], f"9{number:03}"])
        found.append(entry(f"{side}{number}", name, code))
    return found


@pytest.mark.parametrize("others", [0, 100, 300, 1200])
def test_most_official_renames_are_found_and_hardly_a_wrong_one(others: int) -> None:
    gone = [entry(f"R{n}", name, code) for n, (code, name, _, _) in enumerate(RENAMES)]
    come = [entry(f"R{n}", name, code) for n, (_, _, code, name) in enumerate(RENAMES)]
    found = suggest([*gone, *unrelated("old", others)], [*come, *unrelated("new", others)])
    right = sum(one.old == one.new for one in found)
    assert right / len(RENAMES) >= 2 / 3
    assert right / len(found) >= 0.97


def test_more_candidates_ask_for_more_likeness() -> None:
    pair = (entry("A", "Pembinaan Atlet Pelajar", "2.19.03.2.03.6"), entry("B", "Atlet Pelajar", "2.19.03.2.03.15"))
    for others, expected in ((0, ["A"]), (1200, ["A"]), (12_000, [])):
        crowd = [entry(f"X{n}", f"x{n}") for n in range(others)]
        assert [one.old for one in suggest([pair[0]], [pair[1], *crowd])] == expected


BEHIND = [
    # (old name, code, agency), (new name, code, agency), whether it is suggested
    (("Layanan Darurat", "", "x"), ("Program Layanan Darurat", "", "x"), True),
    (("Layanan Darurat", "", ""), ("Program Layanan Darurat", "", ""), True),
    (("Mitigasi Perubahan Iklim Daerah", "", "x"), ("Adaptasi Perubahan Iklim Daerah", "", "x"), False),
    (("Pendaftaran Penduduk", "2.12.02", "x"), ("Pencatatan Sipil", "2.12.03", "x"), False),
    (("Pengolahan dan Pemasaran Hasil Pertanian", "", "x"), ("Pengolahan dan Pemasaran Hasil Perikanan", "", "y"), False),
    # What the activity of the nomenclature tells ...
    (("Seleksi Atlet", "2.19.03.2.03.0006", ""), ("Seleksi Atlet Muda Daerah", "2.19.03.2.03.0015", ""), True),
    (("Seleksi Atlet", "2.19.03.2.03.0006", ""), ("Seleksi Atlet Muda Daerah", "2.19.03.2.04.0015", ""), False),
    (("Seleksi Atlet", "", ""), ("Seleksi Atlet Muda Daerah", "", ""), False),
    # ... and the code of a programme, which has three elements.
    (("Pengelolaan Pendidikan", "1.01.02", "x"), ("Program Pengelolaan Pendidikan Dasar", "1.01.02", "y"), True),
    (("Pengelolaan Pendidikan", "1.01.02", "x"), ("Program Pengelolaan Pendidikan Dasar", "1.01.03", "y"), False),
    # A code that got into the name is no word of it.
    (("Seleksi Atlet", "", "x"), ("2.19.03.2.03.0015 Seleksi Atlet", "", "x"), True),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), BEHIND)
def test_agency_and_code_count_beside_the_name(
    old: tuple[str, str, str], new: tuple[str, str, str], expected: bool
) -> None:
    assert bool(suggest([entry("A", *old)], [entry("B", *new)])) is expected


def test_a_programme_of_many_districts_goes_by_its_agency() -> None:
    gone, come = ([entry(f"{side}{n}", "Pelayanan Publik", "7.01.02", f"kec-{n}") for n in range(26)] for side in "AB")
    assert [(one.old, one.new) for one in suggest(gone, come)] == [(f"A{n}", f"B{n}") for n in range(26)]


AIM = {"unit": "%", "targets": {"2023": 80, "2024": 90}}
REWORDED: list[tuple[dict[str, Any], dict[str, Any], list[tuple[str, str, float, bool]]]] = [
    ({"a": {"name": "Peresentase jalan mantap"}}, {"b": {"name": "Persentase jalan mantap"}}, [("a", "b", 0.98, False)]),
    ({"a": {"name": "Jalan mantap", **AIM}}, {"b": {"name": "Kemantapan ruas", **AIM}}, [("a", "b", 0.44, True)]),
    ({"a": {"name": "Jalan mantap"}}, {"b": {"name": "Kunjungan museum"}}, []),
    # Equal targets of another unit are no sign, nor are none at all.
    ({"a": {"name": "Jalan mantap", **AIM}}, {"b": {"name": "Kunjungan museum", **AIM, "unit": "orang"}}, []),
    # Two that are as near are none; the name decides where the targets do not.
    ({"a": {"name": "x", **AIM}}, {"b": {"name": "y", **AIM}, "c": {"name": "z", **AIM}}, []),
    ({"a": {"name": "Jalan mantap", **AIM}}, {"b": {"name": "Ruas jalan mantap", **AIM}, "c": {"name": "Tamu", **AIM}},
     [("a", "b", 0.83, True)]),
    # One that stayed takes no part.
    ({"a": {"name": "Jalan mantap"}, "k": {"name": "k"}}, {"a": {"name": "Jalan mantap"}, "b": {"name": "Jalan mantap"}}, []),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), REWORDED)
def test_an_indicator_that_was_likely_reworded(
    old: dict[str, Any], new: dict[str, Any], expected: list[tuple[str, str, float, bool]]
) -> None:
    found = diff(revision("1", {"G1": {"indicators": old}}), revision("2", {"G1": {"indicators": new}}, supersedes="1"))
    assert [
        (i.programme, i.old, i.new, round(i.similarity, 2), i.same_targets) for i in found.indicator_suggestions
    ] == [("G1", *one) for one in expected]
    # Suggested, never applied.
    assert {change.kind for change in found.changes} == {"indicator-added", "indicator-removed"}


def test_indicators_are_compared_only_so_often(monkeypatch: pytest.MonkeyPatch) -> None:
    def side(key: str) -> dict[str, Any]:
        return {id_: {"indicators": {f"{key}{n}": {"name": f"nama {n * 7}"} for n in range(2)}} for id_ in ("G1", "G2")}

    old, new = revision("1", side("a")), revision("2", side("b"), supersedes="1")
    assert len(diff(old, new).indicator_suggestions) == 4
    monkeypatch.setattr(sys.modules["smartplan.compare.renames"], "_INDICATORS", 7)
    assert {one.programme for one in diff(old, new).indicator_suggestions} == {"G1"}
    assert IndicatorSuggestion("G1", "a1", "b1", 1.0, False) in diff(old, new).indicator_suggestions
