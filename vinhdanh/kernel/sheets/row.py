"""One row of a sheet: what stood there, what was read, what is wrong with it."""

from dataclasses import dataclass
from typing import Any

from vinhdanh.kernel.sheets.layout import Layout, shown

REJECT, WARN, REPAIR = "reject", "warn", "repair"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one cell. `column` is the field's name; `suggestion` what it could be."""

    severity: str
    column: str
    code: str
    text: str
    value: str = ""
    suggestion: str = ""


class Row:
    """`values[name]` is the parsed cell of each column of the kind, present in the sheet or not.

    `raw[name]` is the cell as the spreadsheet has it: str, float, bool, date, datetime or "".
    `layout.file` and `layout.sheet` name where the row stands, `number` is the spreadsheet's own.
    """

    __slots__ = ("_problems", "layout", "number", "values")

    def __init__(self, number: int, values: dict[str, Any], layout: Layout) -> None:
        self.number = number
        self.values = values
        self.layout = layout
        self._problems: list[Problem] | None = None

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def __repr__(self) -> str:
        return f"Row({self.layout.file}/{self.layout.sheet}/{self.number})"

    @property
    def problems(self) -> list[Problem]:
        if self._problems is None:
            self._problems = []
        return self._problems

    @property
    def raw(self) -> dict[str, Any]:
        """Cells by column name; a series gives {year: cell}. Columns missing in the sheet are ""."""
        return self.layout.raw(self.number)

    @property
    def is_rejected(self) -> bool:
        return self._problems is not None and any(p.severity == REJECT for p in self._problems)

    @property
    def has_problems(self) -> bool:
        return bool(self._problems)

    def reject(self, column: str, code: str, text: str, *, suggestion: str = "") -> None:
        """The row is not stored. Other problems of the row stay listed."""
        self.add(REJECT, column, code, text, suggestion)

    def warn(self, column: str, code: str, text: str, *, suggestion: str = "") -> None:
        """The row is stored, and shown to a person."""
        self.add(WARN, column, code, text, suggestion)

    def repair(self, column: str, value: Any, code: str, text: str) -> None:
        """The row is stored with `value` instead of what was read."""
        if "." in column:
            name, year = column.split(".", 1)
            self.values[name][int(year)] = value
        else:
            self.values[column] = value
        self.add(REPAIR, column, code, text, shown(value))

    def add(self, severity: str, column: str, code: str, text: str, suggestion: str = "") -> None:
        value = shown(self.layout.cell(self.number, column))
        self.problems.append(Problem(severity, column, code, str(text), value, suggestion))
