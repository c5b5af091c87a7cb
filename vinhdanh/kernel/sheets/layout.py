"""Where in a sheet the data stand and which column is which field."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from vinhdanh.kernel.sheets.reading import Grid


def letter(index: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA."""
    out = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        out = chr(65 + rest) + out
    return out


def index_of(letters: str) -> int:
    """A -> 0, Z -> 25, AA -> 26. Raises ValueError for anything else."""
    number = 0
    for char in letters.strip().upper():
        if not "A" <= char <= "Z":
            raise ValueError(f"{letters} is no column")
        number = number * 26 + ord(char) - 64
    if not number:
        raise ValueError("a column needs a letter")
    return number - 1


def shown(value: Any) -> str:
    """A cell as a person would write it."""
    if value is None or value == "":
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, tuple | list):
        return "; ".join(map(shown, value))[:500]
    return str(value)[:500]


class _Cells(dict[str, Any]):
    """Cells by field; what the sheet has no column for is an empty cell."""

    def __missing__(self, name: str) -> str:
        return ""


@dataclass
class Layout:
    """How one sheet is read. Rows are the spreadsheet's own numbers, columns count from 0.

    `columns`: field -> column; `series`: field -> {year: column}; `rows`: the numbers of the data rows;
    `total_row`: the row of totals below them, 0 when there is none.
    """

    grid: Grid
    kind: str = ""
    header_rows: tuple[int, ...] = ()
    headers: list[str] = field(default_factory=list)
    columns: dict[str, int] = field(default_factory=dict)
    series: dict[str, dict[int, int]] = field(default_factory=dict)
    rows: "list[int] | range" = field(default_factory=list)
    total_row: int = 0
    reason: str = ""  # why the sheet was not understood
    notes: list[str] = field(default_factory=list)

    @property
    def file(self) -> str:
        return self.grid.file

    @property
    def sheet(self) -> str:
        return self.grid.sheet

    def raw(self, row: int) -> dict[str, Any]:
        found = _Cells((name, self.grid.cell(row, at)) for name, at in self.columns.items())
        for name, years in self.series.items():
            found[name] = {year: self.grid.cell(row, at) for year, at in years.items()}
        return found

    def index(self, column: str) -> int | None:
        """Where a field stands; `name.2021` for a year of a series; None when the sheet has it not."""
        name, _, year = column.partition(".")
        if year:
            return self.series.get(name, {}).get(int(year))
        return self.columns.get(name)

    def cell(self, row: int, column: str) -> Any:
        at = self.index(column)
        return "" if at is None else self.grid.cell(row, at)

    def letter(self, column: str) -> str:
        at = self.index(column)
        return "" if at is None else letter(at)

    def header(self, column: str) -> str:
        at = self.index(column)
        return "" if at is None or at >= len(self.headers) else self.headers[at]
