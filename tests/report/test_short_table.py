"""Short tables without colour are those of rich, to the letter, and rich draws the rest."""

import re
from random import Random

import pytest
from rich.cells import cell_len

from smartplan.report.render import short_table, table
from smartplan.report.render.page import Cell, Column, Line, Table
from smartplan.report.render.short_table import lay_out
from smartplan.report.render.terminal import Style
from smartplan.report.render.word_wrap import TONES

WORDS = (
    "dan",
    "pelayanan",
    "a-b",
    "→",
    "–",
    "…",
    "·",
    "α",
    "Rp 1,25",
    "2024:\N{NO-BREAK SPACE}8.000",
    "GOV-01",
    "x" * 40,
)
YEARS = ("2023:\N{NO-BREAK SPACE}5", "2024:\N{NO-BREAK SPACE}4,25", "2025:\N{NO-BREAK SPACE}78.000")


def drawn(random: Random) -> Table:
    """A table of any shape, with columns that may fold and texts that are empty, indented, long or hold together."""

    def text(most: int) -> str:
        between = random.choice((" ", " ", "  "))
        words = between.join(random.choice(WORDS) for _ in range(random.randrange(most + 1)))
        return " " * random.choice((0, 0, 0, 0, 2, 4)) + words + random.choice(("", "", "", " ", "  "))

    def title() -> str:
        return random.choice(("nama", "Rp\nmiliar", "nama yang panjang", "", "x" * 12))

    columns = []
    makers = []
    for _ in range(random.randrange(1, 7)):
        columns.append(Column(title(), right=random.random() < 0.3, folds=random.random() < 0.6))
        held, most = random.random() < 0.15, random.choice((1, 2, 3, 12, 40)) if columns[-1].folds else 2
        makers.append((held, most))
    lines = []
    for _ in range(random.randrange(6)):
        texts = [
            ", ".join(random.choices(YEARS, k=random.randrange(8))) if held else text(most) for held, most in makers
        ]
        cells: list[Cell | str] = [Cell(one, "bad") if random.random() < 0.2 else one for one in texts]
        lines.append(Line(cells, random.choice(("", "", "head", "total"))))
    return Table(columns, lines)


@pytest.mark.parametrize("width", [None, 40, 80, 100, 160])
def test_a_table_is_that_of_rich(width: int | None) -> None:
    laid_out = 0
    for seed in range(300):
        made = drawn(Random(seed))
        lines = lay_out(made, width)
        if lines is not None:
            laid_out += 1
            assert lines == list(table._rich(made, Style(width=width), TONES)), seed
    assert laid_out > (100 if width == 40 else 200)


def test_every_character_that_is_taken_for_narrow_is() -> None:
    assert len(short_table._NARROW) > 1000
    assert {one for one in short_table._NARROW if cell_len(one) != 1} == {"\n"}


@pytest.mark.parametrize("text", ["城市", "kota 🙂", "a\N{COMBINING ACUTE ACCENT}", "a\N{ZERO WIDTH JOINER}b"])
def test_rich_draws_what_is_wide_or_has_no_width(text: str) -> None:
    for made in (Table([Column("n")], [Line([text])]), Table([Column(text)], [Line(["n"])])):
        assert lay_out(made, None) is None
        assert text in "\n".join(table.draw(made, Style(), TONES))


def test_rich_draws_what_has_colour_or_no_room() -> None:
    made = Table([Column("n")], [Line([Cell("a", "bad")])])
    assert re.search(r"\x1b\[[0-9;]*31m", "\n".join(table.draw(made, Style(colour=True), TONES)))
    assert lay_out(Table([Column("x" * 30)] * 30, [Line(["a"] * 30)]), 40) is None


def test_a_long_table_of_long_words_keeps_to_the_screen_as_well() -> None:
    columns = [Column("when"), *(Column(name, folds=True) for name in ("command", "files", "state"))]
    cells = ["2026-11-29 06:23", f"set {'a' * 30}", "b" * 30, "Can be undone"]
    lines = list(table.draw(Table(columns, [Line(cells)] * 200), Style(width=80), TONES))
    assert max(map(len, lines)) == 80


def test_a_long_table_gives_each_column_that_folds_its_share_of_a_narrow_screen() -> None:
    columns = [Column("id"), Column("name", folds=True), Column("agency", folds=True), Column("status")]
    cells = [
        "GOV-001",
        "Satu data kota yang terpadu untuk semua warga",
        "Dinas Lingkungan Hidup dan Kehutanan",
        "draft",
    ]
    lines = list(table.draw(Table(columns, [Line(cells)] * 200), Style(width=60), TONES))
    assert [line.rstrip() for line in lines[:4]] == [
        "id       name                  agency                 status",
        "─" * 60,
        "GOV-001  Satu data kota yang   Dinas Lingkungan       draft",
        "         terpadu untuk semua   Hidup dan Kehutanan",
    ]
