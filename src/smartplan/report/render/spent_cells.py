"""What was spent, and how much of the budget that is, as cells of a table of coverage rows."""

from collections.abc import Sequence

from smartplan.analysis.rows import Row
from smartplan.messages import Catalogue
from smartplan.report.render import numbers
from smartplan.report.render.figures import rough
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
            columns.append(Column(f"{self._say('report.spent')}\n{unit}", right=True))
        if self._absorbed:
            columns.append(Column(self._say("report.absorbed"), right=True))
        return columns

    def cells(self, row: Row) -> list[Cell | str]:
        """The figures of a row."""
        cells: list[Cell | str] = []
        if self._spent:
            cells.append("·" if not isinstance(row.spent, int) else self._amount(row.spent, row.spent_approx))
        if self._absorbed:
            found = row.absorption
            cells.append(rough(numbers.share(found.share, self._say.language), found.approx) if found else "·")
        return cells

    def _amount(self, rupiah: int, approx: object) -> str:
        return rough(self._scale.figure(rupiah), approx)
