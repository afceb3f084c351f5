"""What was spent, and how much of the budget that is, as cells of a table of coverage rows."""

from collections.abc import Sequence

from smartplan.analysis.rows import Row
from smartplan.messages import Catalogue
from smartplan.report.render import cells, numbers
from smartplan.report.render.page import Cell, Column


class SpentColumns:
    """The columns of what was spent and of the absorption; one that would hold nothing is left out."""

    def __init__(self, rows: Sequence[Row], say: Catalogue) -> None:
        self._say = say
        stated = [row.spent for row in rows if isinstance(row.spent, int)]
        self._spent, self._absorbed = bool(stated), any(row.absorption for row in rows)
        self._scale = numbers.MoneyScale.of(stated, say.language)

    def columns(self) -> list[Column]:
        """Their titles."""
        columns = []
        if self._spent:
            unit = self._scale.title.replace(" ", "\n")
            columns.append(Column(f"{self._say('report.spent')}\n{unit}", right=True, unit=self._scale.unit))
        if self._absorbed:
            columns.append(Column(self._say("report.absorbed"), right=True))
        return columns

    def cells(self, row: Row) -> list[Cell | str]:
        """The figures of a row."""
        found: list[Cell | str] = []
        if self._spent:
            spent = row.spent if isinstance(row.spent, int) else None
            found.append(cells.money(self._scale, spent, row.spent_approx))
        if self._absorbed:
            one = row.absorption
            found.append(cells.share(one.share, self._say.language, approx=one.approx) if one else cells.NOTHING)
        return found
