"""Names and words as people say them, in the arguments, options and filters of the commands."""

import json
from pathlib import Path

import pytest

from tests.helpers.runner import Runner, change

PLAN = Path("plans/2023.yaml")
NAMED = "{name: Dinas Komunikasi dan Informatika, short: Kominfo}"


@pytest.fixture(autouse=True)
def plans(run: Runner) -> None:
    for name in ("2019", "2023"):
        change("{name: Dinas Komunikasi dan Informatika}", NAMED, name)
    change("{M1: Tata kelola yang baik}", "{M1: Tata kelola yang baik, M2: 'Kota hijau, asri dan nyaman'}")
    change("disposition: accepted}", "disposition: open}", "reviews/2022-12-28")


NEW = ["review", "new", "x", "--title", "T"]
GIVEN = ["review", "input", "--text", "x"]
CITING = [
    [
        "add",
        "2023",
        "X-1",
        "--dimension",
        "living",
        "--subdimension",
        "health",
        "--name",
        "X",
        "--agency",
        "diskominfo",
    ],
    ["set", "2023", "GOV-01", "status", "running"],
    ["set", "2023", "vision", "Kota hijau"],
    ["unset", "2023", "GOV-01", "missions"],
    ["rename", "2023", "GOV-01", "Baru"],
    ["renumber", "2023", "GOV-01", "GOV-09"],
    ["move", "2023", "GOV-01", "living/health"],
    ["merge", "2023", "GOV-01", "GOV-02", "--into", "GOV-01"],
    ["split", "2023", "GOV-01", "--into", "A", "--into", "B"],
    ["withdraw", "2023", "GOV-01", "--reason", "x"],
    ["realign", "2023", "M1=M2"],
]
# The same said twice: in a name or a word, and by its key.
ALIKE = [
    (["add", "2023", "X-1", "--dimension", "Smart Living", "--subdimension", "Prasarana Kesehatan", "--name", "X",
      "--agency", "kominfo"],
     ["add", "2023", "X-1", "--dimension", "living", "--subdimension", "health", "--name", "X", "--agency", "diskominfo"]),
    (["move", "2023", "gov-01", "Smart Living / Health"], ["move", "2023", "GOV-01", "living/health"]),
    (["move", "2023", "Program public_service 1", "living/Prasarana Kesehatan"], ["move", "2023", "GOV-01", "living/health"]),
    (["set", "2023", "gov-01", "agency", "Dinas Komunikasi dan Informatika"], ["set", "2023", "GOV-01", "agency", "diskominfo"]),
    (["set", "2023", "program public_service 1", "status", "berjalan"], ["set", "2023", "GOV-01", "status", "running"]),
    (["set", "2023", "GOV-01", "budget.apbd.2024", "Rp 1,5 M"], ["set", "2023", "GOV-01", "budget.apbd.2024", "1500000000"]),
    (["set", "2023", "GOV-01", "anggaran.APBD.2024", "5"], ["set", "2023", "GOV-01", "budget.apbd.2024", "5"]),
    (["set", "2023", "GOV-01.Budget.hibah.2024", "5"], ["set", "2023", "GOV-01", "budget.grant.2024", "5"]),
    (["set", "2023", "GOV-01", "mitra", "--add", "Kominfo"], ["set", "2023", "GOV-01", "partners", "--add", "diskominfo"]),
    (["set", "2023", "dasar hukum", "--add", "Perwali 1"], ["set", "2023", "legal_basis", "--add", "Perwali 1"]),
    (["set", "2023", "faktor pendukung.Infrastruktur.x.nama", "X"],
     ["set", "2023", "readiness.infrastructure.x.name", "X"]),
    (["unset", "2023", "GOV-01", "misi"], ["unset", "2023", "GOV-01", "missions"]),
    (["unset", "2023", "visi"], ["unset", "2023", "vision"]),
    (["set", "2023", "GOV-01", "quick_win", "ya"], ["set", "2023", "GOV-01", "quick_win", "true"]),
    (["set", "2023", "GOV-01", "years", "2023-2025"], ["set", "2023", "GOV-01", "years", "[2023, 2024, 2025]"]),
    (["set", "2023", "GOV-01", "missions", "M1"], ["set", "2023", "GOV-01", "missions", "[M1]"]),
    (["set", "2023", "GOV-01", "indicators.waktu.targets.2024", "7,5"],
     ["set", "2023", "GOV-01", "indicators.waktu.targets.2024", "7.5"]),
    (["rename", "2023", "gov-01", "Baru"], ["rename", "2023", "GOV-01", "Baru"]),
    (["renumber", "2023", "gov-01", "GOV-09"], ["renumber", "2023", "GOV-01", "GOV-09"]),
    (["merge", "2023", "gov-01", "gov-02", "--into", "gov-01"], ["merge", "2023", "GOV-01", "GOV-02", "--into", "GOV-01"]),
    (["split", "2023", "gov-01", "--into", "A", "--into", "B"], ["split", "2023", "GOV-01", "--into", "A", "--into", "B"]),
    (["withdraw", "2023", "gov-01", "--reason", "x"], ["withdraw", "2023", "GOV-01", "--reason", "x"]),
    (["show", "2023", "program public_service 1"], ["show", "2023", "GOV-01"]),
    (["agenda", "2023", "--agency", "KOMINFO"], ["agenda", "2023", "--agency", "diskominfo"]),
    (["inputs", "2023", "--disposition", "diterima"], ["inputs", "2023", "--disposition", "accepted"]),
    (["inputs", "2023", "--disposition", "Accepted"], ["inputs", "2023", "--disposition", "accepted"]),
    (["validate", "2023", "--level", "kesalahan"], ["validate", "2023", "--level", "error"]),
    (["validate", "2023", "--fail-on", "peringatan"], ["validate", "2023", "--fail-on", "warning"]),
    (["diff", "2019", "2023", "--level", "Peringatan"], ["diff", "2019", "2023", "--level", "warning"]),
    (["diff", "2019", "2023", "--fail-on", "catatan"], ["diff", "2019", "2023", "--fail-on", "info"]),
    (["diff", "2019", "2023", "--kind", "dipindahkan"], ["diff", "2019", "2023", "--kind", "programme-moved"]),
    (["diff", "2019", "2023", "--programme", "gov-01"], ["diff", "2019", "2023", "--programme", "GOV-01"]),
    (["diff", "2019", "2023", "--programme", "Program public_service 1"], ["diff", "2019", "2023", "--programme", "GOV-01"]),
    (["diff", "2019", "2023", "--mission", "tata kelola yang baik"], ["diff", "2019", "2023", "--mission", "M1"]),
    (["diff", "2019", "2023", "--agency", "kominfo"], ["diff", "2019", "2023", "--agency", "diskominfo"]),
    (["diff", "2019", "2023", "--dimension", "tata kelola"], ["diff", "2019", "2023", "--dimension", "governance"]),
    ([*NEW, "--date", "28-11-2026"], [*NEW, "--date", "2026-11-28"]),
    ([*NEW, "--date", "28 November 2026"], [*NEW, "--date", "2026-11-28"]),
    ([*NEW, "--date", "1 Agustus 2026"], [*NEW, "--date", "2026-08-01"]),
    ([*NEW, "--date", "August 1, 2026"], [*NEW, "--date", "2026-08-01"]),
    ([*NEW, "--date", "1/8/2026", "--kind", "konsultasi"], [*NEW, "--date", "2026-08-01", "--kind", "consultation"]),
    ([*NEW, "--date", "1/8/2026", "--kind", "DPRD"], [*NEW, "--date", "2026-08-01", "--kind", "council"]),
    ([*NEW, "--date", "1/8/2026", "--kind", "smart city council"],
     [*NEW, "--date", "2026-08-01", "--kind", "smart_city_council"]),
    ([*GIVEN, "--from", "ITS"], [*GIVEN, "--from", "its"]),
    ([*GIVEN, "--from", "institut teknologi  sepuluh nopember"], [*GIVEN, "--from", "its"]),
    ([*GIVEN, "--from", "Kominfo"], [*GIVEN, "--from", "diskominfo"]),
    ([*GIVEN, "--from", "dinas komunikasi dan informatika"], [*GIVEN, "--from", "diskominfo"]),
    ([*GIVEN, "--from", "uni", "--name", "Uni", "--role", "akademisi"],
     [*GIVEN, "--from", "uni", "--name", "Uni", "--role", "academic"]),
    ([*GIVEN, "--from", "uni", "--name", "Uni", "--role", "dunia-usaha"],
     [*GIVEN, "--from", "uni", "--name", "Uni", "--role", "business"]),
    ([*GIVEN, "--dimension", "Smart Living"], [*GIVEN, "--dimension", "living"]),
    ([*GIVEN, "--dimension", "tata kelola"], [*GIVEN, "--dimension", "governance"]),
    ([*GIVEN, "--disposition", "ditunda", "--answer", "Nanti"], [*GIVEN, "--disposition", "deferred", "--answer", "Nanti"]),
    ([*GIVEN, "--disposition", "Terbuka"], [*GIVEN, "--disposition", "open"]),
    (["review", "decide", "IN-01", "diterima"], ["review", "decide", "IN-01", "accepted"]),
    (["review", "decide", "in-01", "Accepted"], ["review", "decide", "IN-01", "accepted"]),
    (["review", "decide", "FGD/in-01", "terbuka"], ["review", "decide", "IN-01", "open"]),
    (["review", "decide", "FGD-2022-12-28/IN-01", "ditolak", "--answer", "x"],
     ["review", "decide", "IN-01", "rejected", "--answer", "x"]),
    (["review", "decide", "2022-12-28/in-01", "ditunda", "--answer", "x"],
     ["review", "decide", "IN-01", "deferred", "--answer", "x"]),
    (["list", "2023", "--status", "berjalan"], ["list", "2023", "--status", "running"]),
    (["list", "2023", "--status", "dalam pengembangan"], ["list", "2023", "--status", "building"]),
    (["list", "2023", "--status", "dalam-pengembangan"], ["list", "2023", "--status", "building"]),
    (["list", "2023", "--status", "berjalan", "--status", "RUNNING"], ["list", "2023", "--status", "running"]),
    (["list", "2023", "--kind", "layanan"], ["list", "2023", "--kind", "service"]),
    (["list", "2023", "--horizon", "Jangka pendek"], ["list", "2023", "--horizon", "short"]),
    (["list", "2023", "--agency", "kominfo"], ["list", "2023", "--agency", "diskominfo"]),
    (["list", "2023", "--mission", "tata kelola yang baik"], ["list", "2023", "--mission", "M1"]),
    (["list", "2023", "--dimension", "Smart Living"], ["list", "2023", "--dimension", "living"]),
    (["list", "2023", "--sort", "nama"], ["list", "2023", "--sort", "name"]),
    (["list", "2023", "--sort", "Anggaran"], ["list", "2023", "--sort", "budget.total"]),
    (["list", "2023", "--columns", "ID, Nama, subdimensi, quick win"], ["list", "2023", "--columns", "id,name,subdimension,quick_win"]),
    (["list", "2023", "--rows", "budget", "--sort", "sumber dana"], ["list", "2023", "--rows", "budget", "--sort", "source"]),
    (["list", "2023", "--rows", "anggaran"], ["list", "2023", "--rows", "budget"]),
    (["list", "2023", "--rows", "Rencana aksi"], ["list", "2023", "--rows", "actions"]),
    (["list", "2023", "--rows", "targets", "--columns", "indikator,tahun,nilai"],
     ["list", "2023", "--rows", "targets", "--columns", "indicator.name,year,value"]),
    (["todo", "2023", "--agency", "KOMINFO"], ["todo", "2023", "--agency", "diskominfo"]),
    (["todo", "2023", "--dimension", "Tata Kelola"], ["todo", "2023", "--dimension", "governance"]),
    (["coverage", "2023", "--by", "pelaksana"], ["coverage", "2023", "--by", "agency"]),
    (["coverage", "2023", "--by", "perangkat-daerah"], ["coverage", "2023", "--by", "agency"]),
    (["coverage", "2023", "--by", "OPD"], ["coverage", "2023", "--by", "agency"]),
    (["coverage", "2023", "--by", "executing agency"], ["coverage", "2023", "--by", "agency"]),
    (["coverage", "2023", "--by", "sasaran"], ["coverage", "2023", "--by", "objective"]),
    (["coverage", "2023", "--by", "jangka waktu"], ["coverage", "2023", "--by", "horizon"]),
    (["coverage", "2023", "--by", "Misi"], ["coverage", "2023", "--by", "mission"]),
    (["coverage", "2023", "--by", "sumber-dana"], ["coverage", "2023", "--by", "source"]),
    (["coverage", "2023", "--by", "tujuan dan sasaran"], ["coverage", "2023", "--by", "objective"]),
    (["coverage", "2023", "--by", "sub-dimension"], ["coverage", "2023", "--by", "subdimension"]),
    (["coverage", "2023", "--fail-under", "Missions=100"], ["coverage", "2023", "--fail-under", "missions=100"]),
    (["coverage", "2023", "--fail-under", "program yang memiliki target=100"], ["coverage", "2023", "--fail-under", "targets=100"]),
    (["realign", "2023", "m1=m2"], ["realign", "2023", "M1=M2"]),
    (["realign", "2023", "tata kelola yang baik=Kota hijau, asri dan nyaman"], ["realign", "2023", "M1=M2"]),
    (["realign", "2023", "M1=m1,Kota hijau, asri dan nyaman"], ["realign", "2023", "M1=M1,M2"]),
    (["merge", "2023", "Program public_service 1", "gov-02", "--into", "gov-01"],
     ["merge", "2023", "GOV-01", "GOV-02", "--into", "GOV-01"]),
    (["split", "2023", "gov-01", "--into", "gov-01", "--into", "B"], ["split", "2023", "GOV-01", "--into", "GOV-01", "--into", "B"]),
    *(([*words, "--because", ref], [*words, "--because", "fgd-2022-12-28/IN-01"])
      for words in CITING for ref in ("in-01", "FGD/in-01", "2022-12-28/In-01")),
]  # fmt: skip


@pytest.mark.parametrize(("said", "meant"), ALIKE, ids=lambda words: " ".join(words))
def test_what_is_said_is_what_is_meant(run: Runner, said: list[str], meant: list[str]) -> None:
    before = files()
    expected = run(*meant)
    written = files()
    for path in written.keys() - before.keys():
        path.unlink()
    for path, content in before.items():
        path.write_bytes(content)
    assert run(*said) == expected
    assert expected.code in (0, 1)
    assert files() == written


def files() -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in Path("plans").rglob("*.yaml")}


def test_a_withdrawn_programme_is_restored_by_its_name(run: Runner) -> None:
    before = PLAN.read_bytes()
    for name in ("gov-02", "program public_policy 2"):
        assert run("withdraw", "2023", "GOV-02", "--reason", "x").code == 0
        assert run("restore", "2023", name).code == 0
        assert PLAN.read_bytes() == before


def test_a_programme_of_this_draft_alone_is_restored_whatever_the_case(run: Runner) -> None:
    words = ["--dimension", "living", "--subdimension", "health", "--name", "Baru", "--agency", "diskominfo"]
    assert run("add", "2023", "LIV-09", *words).code == 0
    before = PLAN.read_bytes()
    assert run("withdraw", "2023", "liv-09", "--reason", "x").code == 0
    assert run("restore", "2023", "liv-09").code == 0
    assert PLAN.read_bytes() == before


def test_a_revision_is_named_whatever_the_case(run: Runner) -> None:
    Path("plans/Draf.yaml").write_text(PLAN.read_text("utf-8").replace('revision: "2023"', "revision: Draf"), "utf-8")
    assert run("list", "draf") == run("list", "Draf")
    words = [*NEW, "--date", "2026-08-01", "--reviews", "DRAF", "--leads-to", "draf", "--dry-run"]
    assert "reviews: Draf\nleads_to: Draf\n" in run(*words).out


AMBIGUOUS = [
    (["agenda", "2023", "--agency", "dinas"]),
    (["diff", "2019", "2023", "--agency", "Dinas"]),
    (["set", "2023", "GOV-01", "agency", "DINAS"]),
    (["add", "2023", "X-1", "--dimension", "living", "--name", "X", "--agency", "dinas"]),
    (["list", "2023", "--agency", "dinas"]),
    (["todo", "2023", "--agency", "dinas"]),
    (["review", "input", "--text", "x", "--from", "Dinas"]),
]


@pytest.mark.parametrize("words", AMBIGUOUS, ids=" ".join)
def test_a_short_name_of_two_is_refused_with_both(run: Runner, words: list[str]) -> None:
    change(NAMED, "{name: Dinas Satu, short: Dinas}, dlh: {name: Dinas Dua, short: Dinas}")
    before = PLAN.read_bytes()
    typed = next(one for one in words if one.casefold() == "dinas")
    both = "`diskominfo` (Dinas Satu) or `dlh` (Dinas Dua)"
    assert run(*words) == (2, "", f"Error: `{typed}` matches more than one agency: {both}; write its id\n")
    assert PLAN.read_bytes() == before


UNKNOWN = [
    (["agenda", "2023", "--agency", "komminfo"], "tidak ada perangkat daerah atau mitra `komminfo`; mungkin maksudnya `Kominfo`?"),
    (["move", "2023", "GOV-01", "Smart Livin/health"], "tidak ada dimensi `Smart Livin`; mungkin maksudnya `Smart Living`?"),
    (["set", "2023", "Program public_servis 1", "name", "x"],
     "tidak ada program `Program public_servis 1`; mungkin maksudnya `Program public_service 1`?"),
    (["set", "2023", "GOV-01", "status", "jalan"],
     "`jalan` bukan nilai untuk `status`; mungkin maksudnya `berjalan`? Pilih salah satu: diusulkan, direncanakan, "
     "dalam pengembangan, berjalan, selesai, berhenti"),
    (["inputs", "2023", "--disposition", "ditrima"],
     "tidak ada tindak lanjut `ditrima`; mungkin maksudnya `diterima`? Pilih salah satu: terbuka, diterima, ditunda, ditolak"),
    (["review", "decide", "IN-01", "ditrima"],
     "tidak ada tindak lanjut `ditrima`; mungkin maksudnya `diterima`? Pilih salah satu: terbuka, diterima, ditunda, ditolak"),
    (["review", "input", "--text", "x", "--disposition", "y"],
     "tidak ada tindak lanjut `y`; pilih salah satu: terbuka, diterima, ditunda, ditolak"),
    (["review", "input", "--text", "x", "--role", "akademis"],
     "tidak ada peran `akademis`; mungkin maksudnya `akademisi`? Pilih salah satu: pemerintah, akademisi, dunia usaha, masyarakat, media"),
    (["review", "input", "--text", "x", "--from", "komimfo"],
     "`komimfo` bukan peserta dan bukan perangkat daerah; mungkin maksudnya `Kominfo`? Bila bukan, tulis namanya dengan "
     "--name agar menjadi peserta"),
    (["review", "input", "--text", "x", "--dimension", "Smart Livin"], "tidak ada dimensi `Smart Livin`; mungkin maksudnya `Smart Living`?"),
    ([*NEW, "--date", "2026-08-01", "--kind", "konsultas"],
     "tidak ada jenis review `konsultas`; mungkin maksudnya `konsultasi`? Pilih salah satu: FGD, konsultasi, DPRD, "
     "Dewan Smart City, lainnya"),
    ([*NEW, "--date", "31 Februari 2026"], "`31 Februari 2026` bukan tanggal yang sah; tulis tahun-bulan-hari, misalnya 2026-11-28"),
    ([*NEW, "--date", "2026-08-01", "--reviews", "2024"],
     "tidak ada revisi `2024` di plans; mungkin maksudnya `2023`? Yang tersedia: 2019, 2023"),
    (["list", "2023", "--horizon", "x"],
     "tidak ada jangka waktu `x`; pilih salah satu: jangka pendek, jangka menengah, jangka panjang"),
    (["list", "2023", "--columns", "id,namaa"], "tidak ada kolom `namaa`; mungkin maksudnya `nama`?"),
    (["list", "2023", "--dimension", "Smart Livin"], "tidak ada dimensi `Smart Livin`; mungkin maksudnya `Smart Living`?"),
    (["todo", "2023", "--agency", "komminfo"], "tidak ada perangkat daerah atau mitra `komminfo`; mungkin maksudnya `Kominfo`?"),
    (["coverage", "2023", "--by", "x"],
     "tidak ada pengelompokan `x`; pilih salah satu: subdimensi, pelaksana, misi, tujuan dan sasaran, tahun, jenis, jangka, "
     "sumber dana, indikator, masukan"),
    (["coverage", "2023", "--fail-under", "mission=5"], "tidak ada persentase `mission`; mungkin maksudnya `missions`?"),
    (["validate", "2023", "--level", "fatal"], "tidak ada tingkat keparahan `fatal`; pilih salah satu: kesalahan, peringatan, catatan"),
    (["realign", "2023", "M1=Kota hijau, asri & nyaman"], "tidak ada misi `Kota hijau`; pilih salah satu: M1, M2"),
    (["realign", "2023", "M1=Kota hijau dan asri dan nyaman"],
     "tidak ada misi `Kota hijau dan asri dan nyaman`; mungkin maksudnya `Kota hijau, asri dan nyaman`?"),
    (["set", "2023", "GOV-01", "name", "x", "--because", "IN-1"], "tidak ada masukan `IN-1`; mungkin maksudnya `IN-01`?"),
    (["review", "decide", "IN-1", "diterima"], "tidak ada masukan `IN-1`; mungkin maksudnya `IN-01`?"),
    (["review", "decide", "fgb-2022-12-28/IN-01", "diterima"],
     "tidak ada review `fgb-2022-12-28`; mungkin maksudnya `fgd-2022-12-28`?"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "told"), UNKNOWN, ids=lambda value: " ".join(value) if isinstance(value, list) else ""
)
def test_what_is_unknown_gets_the_nearest_name(run: Runner, words: list[str], told: str) -> None:
    assert run(*words, "--lang", "id") == (2, "", f"Kesalahan: {told}\n")


@pytest.mark.parametrize("because", ["in-01", "fgd/IN-01"])
def test_an_input_of_two_reviews_is_refused_with_both(run: Runner, because: str) -> None:
    path = Path("plans/reviews/2022-12-28.yaml")
    path.with_name("lain.yaml").write_text(
        path.read_text("utf-8").replace("review: fgd-2022-12-28", "review: fgd-lain"), "utf-8"
    )
    before = files()
    both = "`fgd-2022-12-28/IN-01` or `fgd-lain/IN-01`"
    for words in CITING:
        done = run(*words, "--because", because)
        assert done == (2, "", f"Error: `{because}` matches more than one input: {both}; write its id\n")
    assert files() == before


def test_a_name_in_a_file_gets_its_id(run: Runner) -> None:
    change("agency: diskominfo", "agency: Dinas Komunikasi & Informatika")
    found = json.loads(run("validate", "2023", "--format", "json", "--rule", "unknown-agency").out)
    assert ["did you mean `diskominfo`?" in one["message"] for one in found["findings"]] == [True]
