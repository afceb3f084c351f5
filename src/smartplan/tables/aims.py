"""Missions, goals and objectives of the plan above, as a table names them, and the ids that they get."""

import re
from typing import Final, Literal

from smartplan.tables.contents import ReadObjective, TableContents
from smartplan.tables.headings import clean, roman

# From the top; each stands below the ones before it.
AIMS: Final = ("mission", "goal", "objective")
_LETTERS: Final = {"mission": "M", "goal": "T", "objective": "S"}
_NUMBERED = re.compile(
    r"(?:misi|tujuan|sasaran)?\s*(?P<number>\d+|[ivx]+)\s*[:.)\-]\s*(?P<text>.+)", re.IGNORECASE | re.DOTALL
)


class Aims:
    """Gives ids, such as M1, T2 and S3; `now` are those under which the next programme stands."""

    def __init__(self, contents: TableContents) -> None:
        self._contents = contents
        self.now: dict[str, str] = {}

    def of_text(self, kind: str, text: str, row: int) -> str:
        """The id of what a cell names, which may begin with its number."""
        numbered = _NUMBERED.fullmatch(text)
        return (
            self.id(kind, clean(numbered["text"]), numbered["number"], row)
            if numbered
            else self.id(kind, text, "", row)
        )

    def id(self, kind: str, name: str, number: str, row: int) -> str:
        """The id of a mission, goal or objective, which from here on is the one above."""
        for below in AIMS[AIMS.index(kind) + 1 :]:
            self.now.pop(below, None)
        known = self._known(kind)
        id_ = next((id_ for id_, text in known.items() if name and text == name), "")
        if not id_:
            id_ = self._new(kind, number, known)
            self._add(kind, id_, name or id_, row)
        self.now[kind] = id_
        return id_

    def _known(self, kind: str) -> dict[str, str]:
        if kind == "mission":
            return self._contents.missions
        return {id_: one.name for id_, one in self._contents.objectives.items() if one.level == kind}

    def _new(self, kind: str, number: str, known: dict[str, str]) -> str:
        """By its own number where it has one; under what stands above where that number is taken."""
        letter, count = _LETTERS[kind], len(known) + 1
        own = number.replace(".", "-") if number[:1].isdecimal() else str(roman(number) or count)
        above = [self.now[one] for one in AIMS[: AIMS.index(kind)] if one in self.now]
        id_ = f"{letter}{own}"
        if id_ in known and above:
            id_ = f"{above[-1]}-{id_}"
        while id_ in known:
            id_, count = f"{letter}{count}", count + 1
        return id_

    def _add(self, kind: str, id_: str, name: str, row: int) -> None:
        if kind == "mission":
            self._contents.missions[id_] = name
            return
        goal = self.now.get("goal", "") if kind == "objective" else ""
        mission = "" if goal else self.now.get("mission", "")
        level: Literal["goal", "objective"] = "goal" if kind == "goal" else "objective"
        self._contents.objectives[id_] = ReadObjective(row, level, name, mission, goal)
