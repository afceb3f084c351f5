"""The mapping file: how a sheet is to be read, written by `import --write-mapping` and corrected by hand."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final, get_args

from msgspec import structs

from smartplan.errors import BadMapping
from smartplan.plan.field_types import Fund
from smartplan.plan.finding import Address
from smartplan.plan.names import nearest
from smartplan.tables.contents import PlaceRule, SheetMapping
from smartplan.tables.numbers import LOCALES
from smartplan.tables.plan_text import comment
from smartplan.tables.recognise import OF_A_YEAR, OTHER_LEVELS, TableColumn, TableHeader
from smartplan.tables.rows import Level
from smartplan.yamltext.document import Document, load
from smartplan.yamltext.emit import flow, key
from smartplan.yamltext.source import SourceText

_KEYS: Final = (
    *("format", "mapping", "sheet", "header", "level", "locale", "first_year", "year", "columns", "money", "zero"),
    *("ids", "place", "agencies", "split_lines"),
)
_OF_YEAR: Final = ("target", "money", "actual", "spent", "unit", "percent")
_OF_END: Final = ("target", "money", "actual", "unit")
# Fields of one column each, by the names that the file has for them.
_FIELDS: Final = (
    *("code", "name", "indicator.name", "indicator.unit", "indicator.direction", "indicator.code"),
    *("indicator.baseline", "agency", "partners", "location", "tags", "formerly", "dimension", "subdimension"),
    *("source", "mission", "goal", "objective", *_OF_YEAR[:4], *OTHER_LEVELS),
)
_GROUPS: Final = ("years", "end", "ignore")
_ROWS = re.compile(r"(\d+)(?:\s*-\s*(\d+))?")
_LETTERS = re.compile(r"([A-Z]{1,3})(?::([A-Z]{1,3}))?")


def read_mapping(source: SourceText) -> SheetMapping:
    """The mapping in a text. Raises BadMapping with the place of what is wrong."""
    return _File(load(source)).read()


def applied(header: TableHeader, mapping: SheetMapping) -> TableHeader:
    """Recognised columns with those that the mapping names in their place, at the level that it wants."""
    if not mapping.columns:
        return _at_level(header, mapping.level)
    given = {index: one for one in mapping.columns for index in (one.index, *one.further)}
    taken = {(one.field, one.year, one.nth) for one in mapping.columns if one.field != "ignore"}
    recognised = {one.index: one for one in header.columns}
    columns = []
    for column in header.columns:
        if column.index in given:
            continue
        twice = (column.field, column.year, column.nth) in taken
        columns.append(TableColumn(column.index, column.heading) if twice else column)
    for one in mapping.columns:
        known = recognised.get(one.index, one)
        columns.append(
            TableColumn(one.index, known.heading, one.field, one.year, one.nth, known.unit, one.further, one.strip)
        )
    columns.sort(key=lambda column: column.index)
    return TableHeader(header.first, header.last, tuple(columns), header.score)


def _at_level(header: TableHeader, level: Level | None) -> TableHeader:
    """The columns of a flat table, which has some for each level, with those of the wanted one as its own."""
    if level not in ("kegiatan", "sub_kegiatan"):
        return header
    own = [
        column
        for column in header.columns
        if column.field.endswith(".activity") and ("sub" in column.heading.casefold()) == (level == "sub_kegiatan")
    ]
    if not own:
        return header
    columns = []
    for column in header.columns:
        field = column.field
        if column in own:
            field = field.removesuffix(".activity")
        elif field in ("code", "name"):
            field = f"{field}.field"
        elif field.endswith(".activity") and level == "sub_kegiatan":
            field = field.replace(".activity", ".field")
        columns.append(structs.replace(column, field=field))
    return TableHeader(header.first, header.last, tuple(columns), header.score)


def written(
    mapping: SheetMapping, sheet: str, header: TableHeader, level: Level | None, comments: Iterable[str]
) -> str:
    """The text of a mapping file with what was recognised, and behind each column its heading.

    `comments` are lines for its head.
    """
    lines = list(map(comment, comments))
    lines += ["", "format: 1"] if lines else ["format: 1"]
    top: dict[str, Any] = {"mapping": mapping.name, "sheet": sheet}
    top["header"] = {"rows": f"{header.first + 1}-{header.last + 1}"}
    top |= {"level": level, "locale": mapping.locale, "first_year": mapping.first_year, "year": mapping.year}
    lines += [f"{name}: {flow(value)}" for name, value in top.items() if value not in (None, "")]
    lines += ["columns:", *_column_lines(header)]
    money: dict[str, Any] = {"source": mapping.source, "unit": mapping.unit}
    rest: dict[str, Any] = {
        "money": {name: value for name, value in money.items() if value},
        "zero": {"0": 0, "absent": "absent"}.get(mapping.zero or ""),
        "ids": {"from": "code", "suffix": mapping.suffix},
    }
    lines += [f"{name}: {flow(value)}" for name, value in rest.items() if value not in (None, {})]
    if mapping.place:
        lines += ["place:", *(f"  - {flow(_place(rule))}" for rule in mapping.place)]
    for name, table in (("agencies", mapping.agencies), ("split_lines", mapping.split_lines)):
        if table:
            lines += [f"{name}:", *(f"  {key(one)}: {flow(value)}" for one, value in table.items())]
    return "\n".join(lines) + "\n"


def _place(rule: PlaceRule) -> dict[str, str]:
    said = {"code": rule.code, "agency": rule.agency, "word": rule.word}
    to = f"{rule.dimension}/{rule.subdimension}" if rule.subdimension else rule.dimension
    return {**{name: value for name, value in said.items() if value}, "to": to}


def _column_lines(header: TableHeader) -> list[str]:
    lines: list[tuple[str, str]] = []
    years: dict[str, dict[str, str]] = {}
    end: dict[str, str] = {}
    ignored: list[str] = []
    for column in header.columns:
        if column.field in (*OF_A_YEAR, "unit", "percent") and (column.year or column.nth):
            years.setdefault(str(column.year or column.nth), {})[column.field] = column.letters
        elif column.field.startswith("end.") and column.field[4:] in _OF_END:
            end[column.field[4:]] = column.letters
        elif column.field in _FIELDS:
            value = {"column": column.letters, "strip": column.strip} if column.strip else column.letters
            lines.append((f"  {column.field}: {flow(value)}", column.heading))
        elif column.field:
            ignored.append(column.letters)
    if years:
        lines.append(("  years:", ""))
        lines += [(f"    {year}: {flow(one)}", "") for year, one in years.items()]
    if end:
        lines.append((f"  end: {flow(end)}", ""))
    if ignored:
        lines.append((f"  ignore: {flow(ignored)}", ""))
    # A column that nobody knows is shown: it has to be named or ignored.
    lines += [(f"  # ? {one.letters}", one.heading) for one in header.columns if not one.field]
    return [f"{line}  {comment(heading)}" if heading else line for line, heading in lines]


class _File:
    """Reads a document, with an error at the first thing that it does not know."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def read(self) -> SheetMapping:
        document = self.document
        if any(fault.rule == "empty-file" for fault in document.tree.faults):
            # Every key may be left out.
            return SheetMapping()
        for fault in document.tree.faults:
            raise BadMapping(path=document.name, finding=fault, place=document.place_of(fault), variant="text")
        data = self._table((), document.data, _KEYS)
        if data.get("format", 1) != 1:
            raise self._bad(("format",), "1")
        money = self._table(("money",), data.get("money", {}), ("source", "unit"))
        ids = self._table(("ids",), data.get("ids", {}), ("from", "suffix"))
        self._choice(("ids", "from"), ids.get("from", "code"), ("code",))
        zero = data.get("zero")
        return SheetMapping(
            name=str(data.get("mapping", "")),
            sheet=self._either(("sheet",), data.get("sheet"), (str, int)),
            header=self._header(data.get("header")),
            level=self._choice(("level",), data.get("level"), get_args(Level)),
            locale=self._choice(("locale",), data.get("locale"), LOCALES),
            first_year=self._year(("first_year",), data.get("first_year")),
            year=self._year(("year",), data.get("year")),
            columns=tuple(self._columns(data.get("columns"))),
            source=self._choice(("money", "source"), money.get("source"), get_args(Fund)) or "",
            unit=self._either(("money", "unit"), money.get("unit"), (int,), "1000000"),
            zero=self._choice(("zero",), str(zero) if zero is not None else None, ("0", "absent")),
            suffix=self._choice(("ids", "suffix"), ids.get("suffix", "agency"), ("agency", "number")) or "agency",
            place=tuple(
                self._place(index, rule) for index, rule in enumerate(self._list(("place",), data.get("place")))
            ),
            agencies=self._texts(("agencies",), data.get("agencies")),
            split_lines=self._texts(("split_lines",), data.get("split_lines"), ("indicator.name",)),
        )

    def _bad(self, path: Address, expected: str) -> BadMapping:
        place = self.document.place(path)
        value = self.document.written(path)[:80].split("\n")[0]
        return BadMapping(path=self.document.name, line=place.line, column=place.column, value=value, expected=expected)

    def _table(self, path: Address, value: Any, known: Iterable[str] | None) -> Mapping[str, Any]:
        if value is None and path:
            return {}
        if not isinstance(value, dict):
            raise self._bad(path, "{}")
        for name in value:
            if known is not None and name not in known:
                place = self.document.place((*path, name), "key")
                found = {"line": place.line, "column": place.column, "value": name}
                near = nearest(name, known) or ""
                listed = ", ".join(known)
                raise BadMapping(
                    path=self.document.name,
                    variant="key.nearest" if near else "key",
                    nearest=near,
                    known=listed,
                    **found,
                )
        return value

    def _list(self, path: Address, value: Any) -> list[Any]:
        if value is not None and not isinstance(value, list):
            raise self._bad(path, "[]")
        return value or []

    def _either(self, path: Address, value: Any, kinds: tuple[type, ...], example: str = "") -> Any:
        if value is not None and (not isinstance(value, kinds) or isinstance(value, bool)):
            # A number where a text is wanted, such as the code 1.02, has lost its quotation marks.
            quoted = f'"{self.document.written(path)}"' if kinds == (str,) and isinstance(value, (int, float)) else ""
            listed = " | ".join("1" if kind is int else "text" for kind in kinds)
            raise self._bad(path, example or quoted or listed)
        return value

    def _choice(self, path: Address, value: Any, known: Iterable[str]) -> Any:
        if value is not None and value not in known:
            raise self._bad(path, " | ".join(known))
        return value

    def _year(self, path: Address, value: Any) -> int | None:
        if value is not None and not (isinstance(value, int) and 1900 <= value <= 2199):
            raise self._bad(path, "2021")
        return value

    def _texts(self, path: Address, value: Any, known: Iterable[str] | None = None) -> dict[str, str]:
        table = self._table(path, value, known)
        return {name: self._either((*path, name), one, (str,)) or "" for name, one in table.items()}

    def _header(self, value: Any) -> tuple[int, int] | None:
        rows = self._table(("header",), value, ("rows",)).get("rows")
        if rows is None:
            return None
        found = _ROWS.fullmatch(str(rows).strip())
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
        if not 1 <= first <= last:
            raise self._bad(("header", "rows"), "2-3")
        return first - 1, last - 1

    def _columns(self, value: Any) -> Iterable[TableColumn]:
        table = self._table(("columns",), value, (*_FIELDS, *_GROUPS))
        for name, one in table.items():
            path: Address = ("columns", name)
            if name == "years":
                for year, fields in self._table(path, one, None).items():
                    if not re.fullmatch(r"[1-9]|(19|20|21)\d\d", year):
                        raise self._bad((*path, year), "2021")
                    number = int(year)
                    for field, letters in self._table((*path, year), fields, _OF_YEAR).items():
                        at = (*path, year, field)
                        nth = number < 10
                        yield self._column(at, letters, field, None if nth else number, number if nth else None)
            elif name == "end":
                for field, letters in self._table(path, one, _OF_END).items():
                    yield self._column((*path, field), letters, f"end.{field}")
            elif name == "ignore":
                for index, letters in enumerate(self._list(path, one)):
                    yield self._column((*path, index), letters, "ignore")
            else:
                yield self._column(path, one, name)

    def _column(
        self, path: Address, value: Any, field: str, year: int | None = None, nth: int | None = None
    ) -> TableColumn:
        strip = ""
        if isinstance(value, dict):
            said = self._table(path, value, ("column", "strip"))
            strip = str(said.get("strip", ""))
            path, value = (*path, "column"), said.get("column")
        try:
            re.compile(strip)
        except re.error:
            raise self._bad((*path[:-1], "strip"), "Program \\d+ :") from None
        found = _LETTERS.fullmatch(value) if isinstance(value, str) else None
        if found is None:
            raise self._bad(path, "A | A:E")
        first, last = _index(found[1]), _index(found[2] or found[1])
        further = tuple(range(first + 1, last + 1))
        return TableColumn(first, found[0], field, year, nth, further=further, strip=strip)

    def _place(self, index: int, value: Any) -> PlaceRule:
        path: Address = ("place", index)
        table = self._table(path, value, ("code", "agency", "word", "to"))
        said = {name: self._either((*path, name), one, (str,)) or "" for name, one in table.items()}
        dimension, _, subdimension = said.pop("to", "").replace(".", "/").partition("/")
        if not dimension or not any(said.values()):
            raise self._bad(path, '{code: "1.02", to: living/health}')
        try:
            re.compile(said.get("word", ""))
        except re.error:
            raise self._bad((*path, "word"), "sampah|limbah") from None
        return PlaceRule(dimension, subdimension, **said)


def _index(letters: str) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1
