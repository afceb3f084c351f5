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
]  # fmt: skip


@pytest.mark.parametrize(("said", "meant"), ALIKE, ids=lambda words: " ".join(words))
def test_what_is_said_is_what_is_meant(run: Runner, said: list[str], meant: list[str]) -> None:
    before = PLAN.read_bytes()
    expected = run(*meant)
    written = PLAN.read_bytes()
    PLAN.write_bytes(before)
    assert run(*said) == expected
    assert expected.code in (0, 1)
    assert PLAN.read_bytes() == written


def test_a_withdrawn_programme_is_restored_by_its_name(run: Runner) -> None:
    before = PLAN.read_bytes()
    for name in ("gov-02", "program public_policy 2"):
        assert run("withdraw", "2023", "GOV-02", "--reason", "x").code == 0
        assert run("restore", "2023", name).code == 0
        assert PLAN.read_bytes() == before


AMBIGUOUS = [
    (["agenda", "2023", "--agency", "dinas"]),
    (["diff", "2019", "2023", "--agency", "Dinas"]),
    (["set", "2023", "GOV-01", "agency", "DINAS"]),
    (["add", "2023", "X-1", "--dimension", "living", "--name", "X", "--agency", "dinas"]),
]


@pytest.mark.parametrize("words", AMBIGUOUS, ids=" ".join)
def test_a_short_name_of_two_is_refused_with_both(run: Runner, words: list[str]) -> None:
    change(NAMED, "{name: Dinas Satu, short: Dinas}, dlh: {name: Dinas Dua, short: Dinas}")
    before = PLAN.read_bytes()
    typed = next(one for one in words if one.casefold() == "dinas")
    both = "`diskominfo` (Dinas Satu) or `dlh` (Dinas Dua)"
    assert run(*words) == (2, "", f"Error: `{typed}` can be any agency of these: {both}; write its id\n")
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
]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "told"), UNKNOWN, ids=lambda value: " ".join(value) if isinstance(value, list) else ""
)
def test_what_is_unknown_gets_the_nearest_name(run: Runner, words: list[str], told: str) -> None:
    assert run(*words, "--lang", "id") == (2, "", f"Kesalahan: {told}\n")


def test_a_name_in_a_file_gets_its_id(run: Runner) -> None:
    change("agency: diskominfo", "agency: Dinas Komunikasi & Informatika")
    found = json.loads(run("validate", "2023", "--format", "json", "--rule", "unknown-agency").out)
    assert ["did you mean `diskominfo`?" in one["message"] for one in found["findings"]] == [True]
