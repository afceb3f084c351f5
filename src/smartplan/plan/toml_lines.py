"""The lines on which the entries of a TOML text are written, which the reader of the standard library does not tell."""

import re

_PART = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([^."'=\[\]\s]+))\s*(?:\.|$)""")
_TOLD = re.compile(r"\(at line (\d+),")


def line_of_error(error: Exception, text: str) -> int:
    """The line that an exception of the reader tells, or the last one on which something is written."""
    told = _TOLD.search(str(error))
    return int(told[1]) if told else text.rstrip().count("\n") + 1


def line_of(text: str, address: tuple[str | int, ...]) -> int:
    """The line on which an entry is written, or that of the nearest entry or table around it.

    A number in the address is the place of a table in a list of tables.
    """
    table: tuple[str | int, ...] = ()
    tables: dict[tuple[str, ...], int] = {}
    best, found = 0, 1
    for number, line in enumerate(text.splitlines(), 1):
        head = line.strip()
        if head.startswith("[["):
            name = _parts(head[2:].partition("]")[0])
            tables[name] = tables.get(name, -1) + 1
            steps = table = (*name, tables[name])
        elif head.startswith("["):
            steps = table = _within(_parts(head[1:].partition("]")[0]), tables)
        else:
            steps = (*table, *_parts(head.partition("=")[0]))
        if len(steps) > best and steps == address[: len(steps)]:
            best, found = len(steps), number
    return found


def _within(name: tuple[str, ...], tables: dict[tuple[str, ...], int]) -> tuple[str | int, ...]:
    """The address of a table, which may belong to the last one of a list of tables."""
    for depth in range(len(name), 0, -1):
        if name[:depth] in tables:
            return (*name[:depth], tables[name[:depth]], *name[depth:])
    return name


def _parts(key: str) -> tuple[str, ...]:
    """The parts of a key with dots, without their quotes."""
    return tuple(next(filter(None, found), "") for found in _PART.findall(key))
