"""Rules about tables that `import` reads: what a cell of a stranger's sheet can be, and what is done with it.

They are no rules about plans: `validate` does not know them. The examples are tables as CSV, in which `=` begins a
formula and `#` an error, as spreadsheets show them.
"""

from typing import Final

from smartplan.plan.table_rules import SEVERITY
from smartplan.rules.rule import Example, Rule

_HEAD = "Kode,Program,Indikator,Satuan,2026,Rp 2026,Perangkat Daerah"
_ROW = "1.02.02,Layanan Kesehatan,Kunjungan,Orang,1200,500000000,Dinas Kesehatan"


def _table(*rows: str, head: str = _HEAD) -> Example:
    return Example({"rpjmd.csv": "\n".join((head, *rows)) + "\n"}, whole=True)


_GOOD = _table(_ROW)
_NONE = Example({})


def _of(target: str = "1200", money: str = "500000000", unit: str = "Orang") -> Example:
    """A table of one programme with these values."""
    return _table(f"1.02.02,Layanan Kesehatan,Kunjungan,{unit},{target},{money},Dinas Kesehatan")


def _coded(code: str) -> Example:
    return _table(_ROW.replace("1.02.02", code))


_YEARS = "Kode,Program,Indikator,Satuan,Target 2026,Target 2027,Perangkat Daerah"
_MONEY = "Kode,Program,Indikator,Rp 2026,Rp 2027,Perangkat Daerah"
_EXAMPLES: Final[dict[str, tuple[Example, Example]]] = {
    "no-table": (_table("Anggaran,500000000", head="Uraian belanja,Jumlah"), _GOOD),
    "several-tables": (
        _table(_ROW, "", "Kode,Nama Program,Indikator Kinerja,Satuan,2026,Anggaran 2026,OPD", _ROW),
        _GOOD,
    ),
    "unknown-column": (_table(f"{_ROW},3", head=f"{_HEAD},Nomor DPA"), _GOOD),
    "column-twice": (_table(f"{_ROW},Bappeda", head=f"{_HEAD},OPD"), _table(f"{_ROW},Bappeda", head=f"{_HEAD},Mitra")),
    "year-unknown": (_table(_ROW, head=_HEAD.replace("2026", "Tahun 1")), _GOOD),
    "not-money": (_of(money="sesuai kebutuhan"), _GOOD),
    "money-negative": (_of(money="-500000000"), _GOOD),
    "formula-without-result": (_of(money="=F5+F6"), _GOOD),
    "error-value": (_of(target="#REF!"), _GOOD),
    "code-is-date": (_coded("2002-02-01"), _GOOD),
    "id-twice": (
        _table(_ROW, _ROW.replace("1.02.02", "1.02.03"), _ROW),
        _table(_ROW, _ROW.replace("1.02.02", "1.02.03")),
    ),
    "row-without-programme": (_table(",,Kunjungan,Orang,1200,,", _ROW), _table(_ROW, ",,Rujukan,Orang,300,,")),
    "no-place": (_coded("9.99.99"), _GOOD),
    "lines-do-not-pair": (
        _table('1.02.02,Layanan Kesehatan,"Kunjungan\nRujukan",Orang,"1200\n300\n40",500000000,Dinas Kesehatan'),
        _table(_ROW, ",,Rujukan,Orang,300,,"),
    ),
    "code-is-time": (_coded("01:02:02"), _GOOD),
    "code-normalised": (_coded("1.02.02."), _GOOD),
    "code-is-number": (_coded("1.1"), _GOOD),
    "code-is-short": (
        _table(_ROW, "1.06,Bantuan Sosial,Penerima,Orang,300,,Dinas Sosial"),
        _table(_ROW, "1.06.05,Bantuan Sosial,Penerima,Orang,300,,Dinas Sosial"),
    ),
    "number-ambiguous": (_of(target="1.200"), _GOOD),
    "percent-doubtful": (
        _table("1.02.02,Layanan Kesehatan,Cakupan,Persen,85,0.9,Dinas Kesehatan", head=_YEARS),
        _table("1.02.02,Layanan Kesehatan,Cakupan,Persen,85,90,Dinas Kesehatan", head=_YEARS),
    ),
    "amount-jump": (
        _table("1.02.02,Layanan Kesehatan,Kunjungan,500000000,550000000000,Dinas Kesehatan", head=_MONEY),
        _table("1.02.02,Layanan Kesehatan,Kunjungan,500000000,550000000,Dinas Kesehatan", head=_MONEY),
    ),
    "sum-differs": (_table(_ROW, "JUMLAH,,,,,700000000,"), _table(_ROW, "JUMLAH,,,,,500000000,")),
    "rounded": (_of(money="500000000.25"), _GOOD),
    "zero-year": (
        _table("1.02.02,Layanan Kesehatan,Kunjungan,Orang,0,1200,Dinas Kesehatan", head=_YEARS),
        _table("1.02.02,Layanan Kesehatan,Kunjungan,Orang,,1200,Dinas Kesehatan", head=_YEARS),
    ),
    "cell-out-of-column": (_of(target="Orang"), _GOOD),
    "unit-differs-by-year": (
        _table(
            "1.02.02,Layanan Kesehatan,Kunjungan,1200,Orang,1300,Kali,Dinas Kesehatan",
            head="Kode,Program,Indikator,Target 2026,Satuan 2026,Target 2027,Satuan 2027,Perangkat Daerah",
        ),
        _GOOD,
    ),
    "agency-differs-from-heading": (
        _table(",KECAMATAN TOMO,,,,,Kecamatan Wado", _ROW.replace("Dinas Kesehatan", "")),
        _table(",KECAMATAN TOMO,,,,,Kecamatan Tomo", _ROW.replace("Dinas Kesehatan", "")),
    ),
    "formerly-unknown": (_table(f"{_ROW},1.02.77", head=f"{_HEAD},Semula"), _GOOD),
}
# What comes back from an exported workbook, and what cannot be opened, has no table to show.
RULES: Final = [
    Rule(id_, "tables", severity, "file", *_EXAMPLES.get(id_, (_NONE, _NONE))) for id_, severity in SEVERITY.items()
]
OF_TABLES: Final[dict[str, Rule]] = {rule.id: rule for rule in RULES}
