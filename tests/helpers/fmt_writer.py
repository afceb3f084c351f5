"""Writes the same plan in a random hand: indentation, quotes, braces, blank lines, the order of keys, comments."""

from typing import Any

from hypothesis import strategies as st

from smartplan.editing.key_order import NodeKind, kind
from smartplan.yamltext.parser import parse
from tests.helpers.commented_writer import Writer

NASTY = [
    "no", "Yes", "null", "~", "<= 5", "75,00", "2023", "64.71", "2.16.03.2.02", "a: b", "a #b", "a# b", "- x", "? x", "",
    " x", "x ", "it's", 'say "hi"', "back\\slash", "[x", "{x}", "a, b", "&x", "*x", "!x", "|", ">", "%x", "@x", "`x",
    "é", "日本 語", "😀", "\u2028", "\x07", "tab\there", "a:", ":a", "#a", "2023-01-02", "0x1F", "1e3", ".5", "<<", "=",
    "---", "...", "true", "\xa0x", "\ufeffx", "a\\", "'", '"', "https://a.b/c?d=e#f",
]  # fmt: skip
WORDS = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12),
    st.from_regex(r"[a-zA-Z][a-z]{0,8}( [a-z]{1,8}){0,3}", fullmatch=True),
)
LINES = st.lists(st.sampled_from(["satu dua", "# tiga", "  empat", "", "lima:"]), max_size=5).map("\n".join)
LONG = st.one_of(WORDS, LINES)
SCALARS = st.one_of(WORDS, st.integers(-5, 10**12), st.booleans(), st.just(4.0), st.none())
IDS = st.from_regex(r"[A-Z]{1,3}-[0-9]{1,2}", fullmatch=True)
YEARS = st.dictionaries(st.integers(2020, 2027).map(str), SCALARS, max_size=3)
LISTS = st.lists(SCALARS, max_size=3)


def some(**fields: Any) -> Any:
    """A mapping with any of these keys, in any order."""
    return st.fixed_dictionaries({}, optional=fields).flatmap(
        lambda found: st.permutations(list(found)).map(lambda names: {name: found[name] for name in names})
    )


INDICATOR = some(name=WORDS, unit=WORDS, baseline=SCALARS, targets=YEARS, actuals=YEARS)
PROGRAMMES = some(
    name=WORDS, description=LONG, agency=WORDS, partners=LISTS, code=WORDS, quick_win=st.booleans(), years=LISTS,
    execution=YEARS, budget=st.dictionaries(st.sampled_from(["apbd", "csr"]), YEARS, max_size=2), indicators=st.dictionaries(IDS, INDICATOR, max_size=2),
    sources=LISTS, catatan=SCALARS, tambahan=st.lists(some(a=SCALARS, b=LISTS), max_size=2),
)  # fmt: skip
SOURCES = st.dictionaries(IDS, some(title=WORDS, date=WORDS, url=WORDS), max_size=2)
DIMENSIONS = st.dictionaries(
    st.sampled_from(["governance", "living"]),
    some(lead=WORDS, strategy=LONG, programmes=st.dictionaries(IDS, PROGRAMMES, max_size=3)),
)
PLANS = some(
    format=st.just(1), revision=WORDS, city=some(code=WORDS, name=WORDS), title=LONG, status=WORDS, because=LISTS,
    period=some(start=SCALARS, end=SCALARS), rpjmd=some(title=WORDS, missions=st.dictionaries(IDS, WORDS, max_size=3)),
    agencies=st.dictionaries(IDS, some(name=WORDS, short=WORDS), max_size=2), sources=SOURCES, dimensions=DIMENSIONS,
    withdrawn=st.dictionaries(IDS, some(reason=LONG, because=LISTS), max_size=2), zona=SCALARS, lain=LISTS,
).filter(bool)  # fmt: skip


def reads_as(text: str, value: Any) -> bool:
    tree = parse(text)
    return not tree.faults and type(tree.data) is type(value) and tree.data == value


def quoted(value: str) -> list[str]:
    """Every way to write a text on one line but plain."""
    double = "".join(
        f"\\U{ord(c):08x}" if not c.isprintable() or c == "\ufeff" else f"\\{c}" if c in '\\"' else c for c in value
    )
    single = "'" + value.replace("'", "''") + "'"
    return [f'"{double}"', *([single] if value.isprintable() and reads_as(f"[{single}]", [value]) else [])]


class Hand(Writer):
    """One random hand. `owners` tells for each comment whether it stands above, beside or below which address."""

    def __init__(self, draw: Any, *, comments: bool, free: bool = True) -> None:
        super().__init__(draw)
        self.comments, self.free = comments, free
        self.step = draw(st.integers(2, 4))

    def chance(self, of: int) -> bool:
        return self.draw(st.integers(0, of)) == of

    def comment(self, kind: str, path: tuple[Any, ...]) -> str:
        return super().comment(kind, path) if self.comments else ""

    def scalar(self, value: Any, *, in_flow: bool) -> str:
        if value is None:
            return "null"
        if not isinstance(value, str):
            return str(value).lower() if isinstance(value, bool) else str(value)
        ways = quoted(value)
        probe = (f"[{value}]", [value]) if in_flow else (f"a: {value}", {"a": value})
        return self.draw(st.sampled_from([*ways, value] if value.isprintable() and reads_as(*probe) else ways))

    def key(self, name: str) -> str:
        return self.draw(st.sampled_from([name, f'"{name}"', f"'{name}'"]))

    def order(self, value: dict[str, Any], of: NodeKind) -> list[str]:
        """The keys as they stand, in any order where the canonical one is the model's."""
        if of.years or not of.fields:
            return self.draw(st.permutations(list(value))) if of.years else list(value)
        unknown = [name for name in value if name not in of.fields]
        names = self.draw(st.permutations(list(value)))
        left = iter(unknown)
        return [name if name in of.fields else next(left) for name in names]

    def blanks(self) -> list[str]:
        return [""] * self.draw(st.integers(0, 3)) if self.free and self.chance(5) else []

    def beside(self, path: tuple[Any, ...]) -> str:
        remark = self.comment("beside", path)
        return " " * self.draw(st.integers(1, 9)) + remark if remark else self.draw(st.sampled_from(["", "", " "]))

    def braces(self, value: Any, of: NodeKind) -> str:
        inner = self.draw(st.sampled_from(["", " "]))
        comma = self.draw(st.sampled_from([", ", ",  "]))
        if isinstance(value, dict) and value:
            items = [f"{self.key(name)}: {self.braces(value[name], of.child(name))}" for name in self.order(value, of)]
        elif isinstance(value, list) and value:
            items = [self.braces(item, of.child(0)) for item in value]
        elif isinstance(value, (dict, list)):
            items = []
        else:
            return self.scalar(value, in_flow=True)
        opening, closing = "{}" if isinstance(value, dict) else "[]"
        return f"{opening}{inner}{comma.join(items)}{inner}{closing}"

    def in_braces(self, value: Any, of: NodeKind, path: tuple[Any, ...]) -> bool:
        """Whether a collection stands in braces: as its author likes it, or any way where it becomes a block."""
        if not value:
            return True
        if of.block and isinstance(value, dict):
            return flat(value, of, path) and self.chance(2)
        return hash_of(path) % 2 == 0

    def value(self, value: Any, of: NodeKind, column: int, path: tuple[Any, ...]) -> tuple[str, list[str]]:
        """What follows the key on its line, and the lines below."""
        if isinstance(value, (dict, list)):
            if self.in_braces(value, of, path):
                return f" {self.braces(value, of)}{self.beside(path)}", self.below(path, column)
            less = isinstance(value, list) and isinstance(path[-1], str) and self.chance(2)
            body = self.block(value, of, column if less else column + self.step, path)
            return self.beside(path), body
        if value is None and hash_of(path) % 2:
            return self.beside(path), self.below(path, column)
        if isinstance(value, str) and "\n" in value and literal(value):
            by = self.draw(st.integers(1, 4))
            sign = "-" if not value.endswith("\n") else ""
            body = [" " * (column + by) + line if line else "" for line in value.removesuffix("\n").split("\n")]
            return f" |{sign}{self.beside(path)}", body
        return f" {self.scalar(value, in_flow=False)}{self.beside(path)}", self.below(path, column)

    def below(self, path: tuple[Any, ...], column: int) -> list[str]:
        remark = self.comment("below", path) if self.free and self.chance(4) else ""
        return [*self.blanks(), " " * (column + self.draw(st.integers(1, 4))) + remark] if remark else []

    def block(self, value: Any, of: NodeKind, column: int, path: tuple[Any, ...]) -> list[str]:
        lines: list[str] = []
        pad = " " * column
        keyed = isinstance(value, dict)
        for step in self.order(value, of) if keyed else range(len(value)):
            here = (*path, step)
            lines += self.blanks()
            if self.comments and self.free and self.chance(6):
                lines += ["", " " * self.draw(st.integers(0, column)) + self.comment("free", path), ""]
            if above := self.comment("above", here):
                lines.append(pad + above)
            line, below = self.value(value[step], of.child(step), column, here)
            lines += [f"{pad}{self.key(step) + ':' if keyed else '-'}{line}", *below]
        return lines

    def plan(self, data: dict[str, Any]) -> str:
        lines = ["# kepala", ""] if self.comments else []
        lines += self.block(data, kind("plan"), 0, ())
        return "\n".join([*lines, *([""] if self.chance(2) else []), ""])


def literal(value: str) -> bool:
    """Whether a text of several lines can stand behind `|` as it is."""
    return value[:1] not in (" ", "\n") and bool(value.strip()) and not value.endswith("\n\n")


def flat(value: Any, of: NodeKind, path: tuple[Any, ...]) -> bool:
    """Whether a value can stand in braces and still mean the same block."""
    if isinstance(value, dict) and of.block:
        return all(flat(item, of.child(name), (*path, name)) for name, item in value.items())
    if isinstance(value, (dict, list)):
        return not value or hash_of(path) % 2 == 0
    return not (isinstance(value, str) and "\n" in value) and not (value is None and hash_of(path) % 2)


def hash_of(path: tuple[Any, ...]) -> int:
    """The same in every hand and in every run."""
    return sum(map(ord, ".".join(str(step) for step in path)))
