"""Where a sheet's header stands, what its columns are, where its data begin and end."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any


def letter(index: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA."""
    out = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        out = chr(65 + rest) + out
    return out


class _Cells(dict[str, Any]):
    """Cells by field; what the sheet has no column for is an empty cell."""

    def __missing__(self, name: str) -> str:
        return ""


@dataclass
class Layout:
    """How one sheet is read. `columns`: field -> index of the column; `series`: field -> {year: index}."""

    file: str
    sheet: str
    kind: str = ""
    header_rows: tuple[int, ...] = ()
    first_row: int = 0
    last_row: int = 0
    headers: list[str] = field(default_factory=list)
    columns: dict[str, int] = field(default_factory=dict)
    series: dict[str, dict[int, int]] = field(default_factory=dict)

    def raw(self, cells: Any) -> dict[str, Any]:
        found = _Cells((name, cells[at]) for name, at in self.columns.items())
        for name, years in self.series.items():
            found[name] = {year: cells[at] for year, at in years.items()}
        return found

    def index(self, column: str) -> int | None:
        """Where a field stands; `name.2021` for a year of a series; None when the sheet has it not."""
        name, _, year = column.partition(".")
        if year:
            return self.series.get(name, {}).get(int(year))
        return self.columns.get(name)

    def cell(self, cells: Any, column: str) -> Any:
        at = self.index(column)
        return "" if at is None else cells[at]

    def letter(self, column: str) -> str:
        at = self.index(column)
        return "" if at is None else letter(at)

    @staticmethod
    def written(value: Any) -> str:
        """A cell as a person would write it."""
        if value is None or value == "":
            return ""
        if isinstance(value, float) and value.is_integer():
            return str(int(value))
        if isinstance(value, dt.datetime | dt.date):
            return f"{value:%d/%m/%Y}"
        return str(value)[:500]
