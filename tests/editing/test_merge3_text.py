"""What a merge looks like, case by case."""

import subprocess
from collections import Counter
from pathlib import Path

import pytest

from smartplan.editing.merge3.data import Unmergeable
from smartplan.editing.merge3.text import merge
from smartplan.operations.git_merge import MergeOutcome, merge_files
from tests.helpers.git_drivers import alone  # noqa: F401
from tests.helpers.runner import ROOT

G1 = """\
      # satu
      G1:
        name: Satu
        partners: [a, b]
        budget: {apbd: {2023: 5}}
"""
BASE = f"""\
# kepala

format: 1
agencies:
  a: {{name: A, short: ab}}

dimensions:
  governance:
    programmes:
{G1}
      G2:
        name: Dua
        partners:
          - a  # satu
          - b
  living:
    programmes:
      L1:
        name: Tiga
"""
MOVED = BASE.replace(f"{G1}\n", "") + G1


def edited(*pairs: str, text: str = BASE) -> str:
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        assert old in text
        text = text.replace(old, new, 1)
    return text


def marked(ours: str, theirs: str) -> str:
    return f"<<<<<<< ours\n{ours}=======\n{theirs}>>>>>>> theirs\n"


CASES = {
    "a programme that one moves and the other edits": (
        MOVED, edited("name: Satu", "name: Baru  # b"), edited("name: Satu", "name: Baru  # b", text=MOVED)
    ),
    "a programme that one edits and the other moves": (
        edited("name: Satu", "name: Baru  # b"), MOVED, edited("name: Satu", "name: Baru  # b", text=MOVED)
    ),
    "a programme that one takes out and the other edits": (
        edited(f"{G1}\n", ""), edited("name: Satu", "name: Baru"), edited(G1, marked("", edited("Satu", "Baru", text=G1)))
    ),
    "a programme that one moves and the other takes out": (
        MOVED, edited(f"{G1}\n", ""), edited(f"{G1}\n", "") + marked(G1, "")
    ),
    "comments where nothing else stands": (
        edited("          - a  # satu\n          - b\n", "          []\n", "partners:\n          []", "partners: [  # kosong\n          ]"),
        edited("name: Dua", "name: Dua\n        scores: {  # belum\n          }"),
        edited("          - a  # satu\n          - b\n", "          []\n", "partners:\n          []", "partners: [  # kosong\n          ]",
               "name: Dua", "name: Dua\n        scores: {  # belum\n          }"),
    ),
    "two amounts of one year in braces": (
        edited("2023: 5", "2023: 6, 2024: 1"), edited("2023: 5}", "2023: 7}, csr: {2023: 1}"),
        edited("        budget: {apbd: {2023: 5}}\n", marked(
            "        budget: {apbd: {2023: 6, 2024: 1}, csr: {2023: 1}}\n",
            "        budget: {apbd: {2023: 7, 2024: 1}, csr: {2023: 1}}\n")),
    ),
    "two programmes of one id": (
        BASE + "      L2:\n        name: X\n", BASE + "      L2:\n        name: Y\n",
        BASE + marked("      L2:\n        name: X\n", "      L2:\n        name: Y\n"),
    ),
    "the same programme, with a comment of one": (
        BASE + "      L2:\n        name: X\n", BASE + "      L2:\n        name: X  # c\n",
        BASE + "      L2:\n        name: X  # c\n",
    ),
    "members of a list": (
        edited("[a, b]", "[a, c]", "          - b\n", "          - b\n          - c  # tiga\n"),
        edited("[a, b]", "[b, d]", "          - a  # satu\n", ""),
        edited("[a, b]", "[c, d]", "          - a  # satu\n          - b\n", "          - b\n          - c  # tiga\n"),
    ),
    "different keys in one line": (
        edited("name: A,", "name: AA,"), edited("short: ab", "short: xy"), edited("name: A, short: ab", "name: AA, short: xy")
    ),
    "a value of one and a comment of the other": (
        edited("name: Dua", "name: Lain"), edited("name: Dua", "name: Dua  # benar"), edited("name: Dua", "name: Lain  # benar")
    ),
    "the order of keys of one": (
        edited("        name: Satu\n        partners: [a, b]\n", "        partners: [a, b]\n        name: Satu\n"),
        edited("Satu", "Baru"),
        edited("        name: Satu\n        partners: [a, b]\n", "        partners: [a, b]\n        name: Baru\n"),
    ),
    "a comment that stands apart": (
        edited("# kepala\n", "# kepala\n# ours\n"), edited("# kepala\n", "# kepala\n# theirs\n"),
        edited("# kepala\n", "# kepala\n# ours\n# theirs\n"),
    ),
    "a dimension that both add": (
        f"{BASE}  society:\n    programmes:\n      S1:\n        name: E\n", f"{BASE}  society:\n    programmes:\n      S2:\n        name: F\n",
        f"{BASE}  society:\n    programmes:\n      S1:\n        name: E\n      S2:\n        name: F\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_merge(name: str) -> None:
    ours, theirs, expected = CASES[name]
    assert merge(BASE, ours, theirs).text() == expected


def test_a_programme_that_both_move_stands_at_both_places() -> None:
    third = edited(f"{G1}\n", "") + f"  society:\n    programmes:\n{G1}"
    text = merge(BASE, MOVED, third).text()
    assert text.count(marked(G1, "")) == text.count(marked("", G1)) == 1


@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [
        ("dimensions: {g: {programmes: {A: {name: x}}}}\n",) * 1
        + ("dimensions: {g: {programmes: {A: {name: y}}}}\n", "- 1\n"),
        (BASE, edited("Satu", "["), edited("Dua", "D")),
        (BASE, edited("Satu", "S\r"), edited("Dua", "D")),
        (BASE, "review: r\ninputs: {}\n", edited("Dua", "D")),
    ],
)
def test_what_cannot_be_merged_by_entries(base: str, ours: str, theirs: str) -> None:
    with pytest.raises(Unmergeable):
        merge(base, ours, theirs)


def test_bytes_of_the_file_stay_its_own(tmp_path: Path) -> None:
    base, ours, theirs = (tmp_path / name for name in ("-o", "-a", "-b"))
    base.write_text(BASE, "utf-8")
    ours.write_bytes(b"\xef\xbb\xbf" + edited("Satu", "S").replace("\n", "\r\n").encode())
    theirs.write_text(edited("Dua", "D"), "utf-8")
    assert merge_files(base, ours, theirs, 7) == MergeOutcome(0)
    assert ours.read_bytes() == b"\xef\xbb\xbf" + edited("Satu", "S", "Dua", "D").replace("\n", "\r\n").encode()


def test_by_lines_where_nothing_else_can_be_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    paths = [Path(name) for name in ("-o", "-a", "-b")]
    for path, text in zip(paths, (BASE, edited("Satu", "[x"), edited("Satu", "[y")), strict=True):
        path.write_text(text, "utf-8")
    assert merge_files(*paths, 9) == MergeOutcome(1)
    assert f"{'<' * 9} ours\n        name: [x\n{'=' * 9}\n" in paths[1].read_text()
    paths[1].write_bytes(b"\xff\x00")
    code = merge_files(*paths, 7).code
    # Binary: git cannot either, and says so in the one way that keeps it from going on.
    assert code >= 129
    assert paths[1].read_bytes() == b"\xff\x00"
    with monkeypatch.context() as patch:
        patch.setattr(subprocess, "run", lambda *_, **__: (_ for _ in ()).throw(FileNotFoundError))
        assert merge_files(*paths, 7) == MergeOutcome(129)


def moved_and_commented() -> list[tuple[str, str, str]]:
    """Balikpapan's plan, with GOV-03 moved on one side and the comments around it changed on the other."""
    base = (ROOT / "plans" / "2023.yaml").read_text("utf-8")
    start, end = base.index("      GOV-03:\n"), base.index("      GOV-04:\n")
    programme = base[start:end]
    place = base.index("    programmes:\n", base.index("\n  economy:")) + len("    programmes:\n")
    moved = base[:start] + base[end:place] + programme + base[place:]
    gone = base[:start] + base[end:]
    above = "      # GOV-02 (tanda tangan elektronik"
    edited = base.replace(above, above.replace("GOV-02", "Ubah GOV-02"), 1)
    new = base.replace(programme, f"      # Sari: cek lagi\n\n{programme}", 1)
    noted = base.replace("# Penetapan revisi ini tidak ditemukan.", "# Penetapan revisi: tidak ada.", 1)
    apart = base.replace("status: draft\n", "# Sari\n\nstatus: draft\n", 1)
    pairs = [(moved, new), (moved, edited), (gone, new), (gone, edited), (noted, apart), (moved, noted)]
    return [(base, *pair) for pair in [*pairs, *((two, one) for one, two in pairs)]]


@pytest.mark.parametrize("number", range(12))
def test_a_comment_is_neither_lost_nor_doubled(number: int, tmp_path: Path) -> None:
    base, ours, theirs = moved_and_commented()[number]
    files = [tmp_path / name for name in ("base", "ours", "theirs")]
    for file, text in zip(files, (base, ours, theirs), strict=True):
        file.write_text(text, encoding="utf-8")
    code = merge_files(*files, 7).code
    found = files[1].read_text("utf-8")
    counted = Counter(line.strip() for line in found.splitlines() if line.strip().startswith("# "))
    before, mine, other = (
        Counter(line.strip() for line in text.splitlines() if line.strip().startswith("# "))
        for text in (base, ours, theirs)
    )
    assert ((mine - before) | (other - before)).keys() <= counted.keys()
    if code == 0:
        assert [one for one, n in counted.items() if n > max(mine[one], other[one])] == []


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_comments_in_empty_braces_are_kept_from_both_sides(ends: str) -> None:
    for base, ours, theirs, merged in [
        ("a: {}\n", "a: {  # satu\n  }\n", "a: {}  # dua\n", "# dua\na: {  # satu\n  }\n"),
        ("a: [\n  ]\n", "a: [ # satu\n  ]\n", "a: [ # dua\n  ]\n", "# dua\na: [ # satu\n  ]\n"),
    ]:
        assert merge(base, ours.replace("\n", ends), theirs).text() == merged.replace("\n", ends)


def test_a_line_of_a_text_is_no_comment_whatever_ends_it() -> None:
    base, theirs = "b: |\n  x\n  # t\nc: x\n", "b: |\n  x\nc: x\n"
    for ends in ("\n", "\r\n", "\r"):
        ours = base.replace("c: x", "c: y").replace("\n", ends)
        assert merge(base, ours, theirs).text() == f"b: |{ends}  x{ends}c: y{ends}"
    with pytest.raises(Unmergeable):
        merge(base, base.replace("\n", "\r", 1).replace("c: x", "c: y"), theirs)


def test_what_stands_in_place_of_a_programme_moves_as_one_does() -> None:
    base = edited(G1, "      G1: kosong\n")
    moved = base.replace("      G1: kosong\n\n", "") + "      G1: kosong\n"
    gone = base.replace("      G1: kosong\n\n", "")
    assert merge(base, moved, edited("Tiga", "Empat", text=base)).text() == edited("Tiga", "Empat", text=moved)
    for ours, theirs, marks in ((moved, gone, ("      G1: kosong\n", "")), (gone, moved, ("", "      G1: kosong\n"))):
        assert merge(base, ours, theirs).text() == gone + marked(*marks)


PLAN_OF_ALL = """\
revision: "2023"
rpjmd:
  missions: {M1: Satu, M2: Dua}
  objectives: {T1: {name: Satu, level: goal}}
agencies: {a: {name: A}}
team: {lead: a}
dimensions:
  living:
    lead: a
    gaps: {G1: {present: Ada, wanted: Lain}}
    programmes:
      L1:
        name: Satu
        budget: {apbd: {2023: 5}, csr: {2023: 5}}
        indicators: {i: {name: I, targets: {2023: 5}}}
        actions: {A1: {name: A, kind: service}}
withdrawn: {X: {reason: Lama}}
"""


@pytest.mark.parametrize(
    ("gone", "old", "new", "is_thing"),
    [
        ("{M1: Satu, M2: Dua}", "Dua", "Lain", True),
        ("{T1: {name: Satu, level: goal}}", "level: goal", "level: goal, mission: M1", True),
        ("{a: {name: A}}", "{name: A}", "{name: A, short: B}", True),
        ("{G1: {present: Ada, wanted: Lain}}", "Ada", "Tiada", True),
        ("{i: {name: I, targets: {2023: 5}}}", "2023: 5", "2023: 6", True),
        ("{i: {name: I, targets: {2023: 5}}}", "2023: 5", "2023: 5, 2024: 6", True),
        ("{A1: {name: A, kind: service}}", "kind", "years: [2023], kind", True),
        ("{X: {reason: Lama}}", "Lama", "Lama, because: [r/I1]", True),
        # A funding source and a year are there as far as something is said of them, and so is a part of the head.
        ("{apbd: {2023: 5}, csr: {2023: 5}}", "csr: {2023: 5}", "csr: {2023: 5, 2024: 6}", False),
        ("{2023: 5}, csr", "2023: 5", "2023: 5, 2024: 6", False),
        ("{lead: a}", "lead: a", "lead: a, members: [a]", False),
    ],
)
def test_a_thing_that_one_takes_out_and_the_other_adds_to_is_a_conflict(
    gone: str, old: str, new: str, is_thing: bool
) -> None:
    none = gone.replace(gone[: gone.index("}") + 1], "{}") if gone.endswith("csr") else "{}"
    one, other = edited(gone, none, text=PLAN_OF_ALL), edited(gone, gone.replace(old, new, 1), text=PLAN_OF_ALL)
    for ours, theirs in ((one, other), (other, one)):
        assert bool(merge(PLAN_OF_ALL, ours, theirs).conflicts) == is_thing


def test_a_dimension_is_no_thing() -> None:
    head, living = PLAN_OF_ALL.split("  living:\n")
    living, tail = living.split("withdrawn")
    gone = f"{head}  living: {{}}\nwithdrawn{tail}"
    lead = edited("    lead: a\n", "    lead: a\n    strategy: Baru\n", text=PLAN_OF_ALL)
    for ours, theirs in ((gone, lead), (lead, gone)):
        done = merge(PLAN_OF_ALL, ours, theirs)
        assert done.conflicts == []
        assert done.text() == f"{head}  living:\n    strategy: Baru\nwithdrawn{tail}"
