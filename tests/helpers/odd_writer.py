"""Writes a plan as few people do and YAML allows: kept line breaks, blanks and tabs at the end of lines, keys behind a
`?`, anchors, tags, braces over several lines, comments in a column."""

from typing import Any

from hypothesis import strategies as st

from smartplan.editing.key_order import NodeKind
from tests.helpers.fmt_writer import Hand, reads_as

# Texts that one reader or another takes for something else in braces, or that end in blanks.
TEXTS = st.sampled_from([
    "apa ? mengapa", "a?b", "a:?b", "?x", ":?", "?", "-?", ":", ",", "#", "a #b", "a:b", "https://a.b/c?d=e", "satu", "satu dua",
    "- x", "-", "[x]", "{x}", "&x", "*x", "!x", "satu\ndua", "satu\ndua\n", "satu\n\n", "satu\ndua\n\n\n", "satu\n  \n", "satu\n  dua\n ",
    "\n", "satu\n\n  # dua\n", "dua ", "a\tb", "tiga\xa0", "satu\n\xa0\n", "no", "2023-01-02", "75,00", "1.500",
])  # fmt: skip
ENDS = st.sampled_from(["", "", "", " ", "\t", "  \t"])


class OddHand(Hand):
    """One random hand of that kind."""

    def __init__(self, draw: Any, *, comments: bool = True) -> None:
        super().__init__(draw, comments=comments)
        self.anchors = 0
        self.column = draw(st.integers(20, 40))

    def seldom(self) -> bool:
        return self.chance(6)

    def beside(self, path: tuple[Any, ...]) -> str:
        return self.draw(ENDS) if self.seldom() else super().beside(path)

    def properties(self, value: Any, *, literal: bool = False) -> str:
        """An anchor or a tag that says nothing new, with the blank behind it."""
        words = []
        if self.seldom():
            self.anchors += 1
            words.append(f"&a{self.anchors}")
        tag = "!!str" if isinstance(value, str) else {dict: "!!map", list: "!!seq"}.get(type(value))
        if tag and self.seldom():
            words.append(tag)
        return "".join(f"{word} " for word in words)

    def braces(self, value: Any, of: NodeKind) -> str:
        shown = super().braces(value, of)
        if isinstance(value, (dict, list)):
            return self.properties(value) + shown
        return (self.properties(value) if isinstance(value, str) else "") + shown

    def value(self, value: Any, of: NodeKind, column: int, path: tuple[Any, ...]) -> tuple[str, list[str]]:
        if isinstance(value, str) and (found := self.text(value, column, path)) is not None:
            return found
        line, below = super().value(value, of, column, path)
        # Braces over several lines, closed as their author likes it.
        if isinstance(value, (dict, list)) and value and line.endswith(("}", "]")) and not below and self.seldom():
            at = next(index for index, one in enumerate(line) if one in "{[") + 1
            pad = " " * (column + self.draw(st.integers(1, 3)))
            return line[:at], [pad + line[at:-1], pad + line[-1]]
        if isinstance(value, (dict, list)) and value and below and not line.strip():
            # No tag: a mapping that an edit leaves empty is nothing.
            line = f" {self.properties(None).rstrip()}{line}" if self.seldom() else line
        if line.startswith(" #") or "  #" not in line:
            return line, below
        head, _, remark = line.partition("  #")
        return f"{head.rstrip().ljust(self.column)}  #{remark.lstrip()}" if self.chance(1) else line, below

    def text(self, value: str, column: int, path: tuple[Any, ...]) -> tuple[str, list[str]] | None:
        """A text behind `|` or `>` with its line breaks kept, cut or stripped; None where it is written otherwise."""
        style, by = self.draw(st.sampled_from(["|", "|", ">"])), self.draw(st.integers(1, 3))
        sign = "+" if value.endswith("\n\n") or self.chance(2) else "" if value.endswith("\n") else "-"
        digit = str(by) if value[:1] in (" ", "\n") and by else ""
        lines = value.removesuffix("\n").split("\n")
        if style == ">":
            lines = [part for line in lines for part in (line, "")][:-1]
        pad = " " * (column + by)
        body = [pad + line if line else "" for line in lines]
        shown = f"a:\n{' ' * column}x: {style}{digit}{sign}\n" + "\n".join(body) + f"\n{' ' * column}y: 1\n"
        if column == 0:
            shown = shown.removeprefix("a:\n")
        expected = {"x": value, "y": 1}
        if not self.chance(1) or not reads_as(shown, {"a": expected} if column else expected):
            return None
        remark = self.comment("beside", path)
        return f" {self.properties(value)}{style}{digit}{sign}" + (f" {remark}" if remark else self.draw(ENDS)), body

    def block(self, value: Any, of: NodeKind, column: int, path: tuple[Any, ...]) -> list[str]:
        if not isinstance(value, dict):
            return super().block(value, of, column, path)
        lines: list[str] = []
        pad = " " * column
        for step in self.order(value, of):
            here = (*path, step)
            # Below a text a blank line would be part of it.
            if lines and lines[-1].strip() and not self.kept(lines):
                lines += self.blanks()
            if above := self.comment("above", here):
                lines.append(pad + above)
            line, below = self.value(value[step], of.child(step), column, here)
            if self.seldom():
                remark = self.comment("above", here)
                lines += [f"{pad}? {self.key(step)}{'  ' + remark if remark else ''}", f"{pad}:{line}", *below]
            else:
                lines += [f"{pad}{self.key(step)}:{line}", *below]
        return lines

    def kept(self, lines: list[str]) -> bool:
        return any("|+" in line or ">+" in line or "+" in line for line in lines)
