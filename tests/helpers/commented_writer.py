"""Writes a mapping in a random style with numbered comments, and finds again where each of them stands."""

from typing import Any

from hypothesis import strategies as st

from smartplan.yamltext.emit import flow


class Writer:
    """Writes a mapping in a random style with numbered comments, and notes whose comment each is."""

    def __init__(self, draw: Any, block_above: int = 0) -> None:
        self.draw = draw
        self.block_above = block_above
        self.owners: dict[str, tuple[str, tuple[Any, ...]]] = {}

    def comment(self, kind: str, path: tuple[Any, ...]) -> str:
        if self.draw(st.integers(0, 2)):
            return ""
        text = f"# c{len(self.owners)}."
        self.owners[text] = (kind, path)
        return text

    def mapping(self, value: dict[str, Any], column: int, path: tuple[Any, ...]) -> list[str]:
        lines, pad = [], " " * column
        for name, item in value.items():
            here = (*path, name)
            if lines and not self.draw(st.integers(0, 5)):
                lines.append("")
            if above := self.comment("above", here):
                lines.append(pad + above)
            beside = self.comment("beside", here)
            beside = f"  {beside}" if beside else ""
            shown = flow(name) if not name.isdecimal() else name
            block = len(here) < self.block_above or self.draw(st.booleans())
            if isinstance(item, dict) and item and block:
                lines += [f"{pad}{shown}:{beside}", *self.mapping(item, column + 2, here)]
            elif isinstance(item, list) and item and block:
                lines += [f"{pad}{shown}:{beside}", *self.items(item, column + 2, here)]
            else:
                lines.append(f"{pad}{shown}: {flow(item)}{beside}")
        return lines

    def items(self, value: list[Any], column: int, path: tuple[Any, ...]) -> list[str]:
        lines, pad = [], " " * column
        for index, item in enumerate(value):
            here = (*path, index)
            if above := self.comment("above", here):
                lines.append(pad + above)
            beside = self.comment("beside", here)
            lines.append(f"{pad}- {flow(item)}" + (f"  {beside}" if beside else ""))
        return lines


def places(text: str) -> dict[str, str]:
    """For each comment the content of the line that it stands beside or above."""
    found, lines = {}, text.split("\n")
    for number, line in enumerate(lines):
        head, mark, number_ = line.partition("# c")
        if mark:
            comment = f"# c{number_.strip()}"
            after = next((one for one in lines[number + 1 :] if one.strip() and not one.lstrip().startswith("#")), "")
            found[comment] = (head.strip() or after.strip()).partition("  # c")[0].partition(":")[0]
    return found
