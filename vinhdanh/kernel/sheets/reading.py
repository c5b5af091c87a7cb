"""A file becomes grids of cells, read in a limited child process."""

import datetime as dt
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from vinhdanh.kernel.sheets.parsing import Column, columns_of, read_workbook
from vinhdanh.kernel.uploads import MEGABYTE, Limited

type Cell = str | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta


@dataclass
class Grid:
    """One sheet. Row numbers are the spreadsheet's own, from 1; columns count from 0."""

    file: str
    sheet: str
    height: int
    columns: list[Column]
    merged: list[tuple[tuple[int, int], tuple[int, int]]]
    is_visible: bool = True
    encoding: str = ""

    @property
    def width(self) -> int:
        return len(self.columns)

    @cached_property
    def _parts(self) -> list[tuple[list[Any], "array[int] | range"]]:
        parts: list[tuple[list[Any], array[int] | range]] = []
        for values, numbers in self.columns:
            if numbers is None:
                parts.append((values, range(self.height)))
            else:
                unpacked = array("I")
                unpacked.frombytes(numbers)
                parts.append((values, unpacked))
        return parts

    def cell(self, row: int, column: int) -> Cell:
        values, numbers = self._parts[column]
        return values[numbers[row - 1]]

    def row(self, row: int) -> list[Cell]:
        return [values[numbers[row - 1]] for values, numbers in self._parts]

    def part(self, column: int) -> tuple[list[Any], "array[int] | range"]:
        """The distinct values of a column, and for each row which of them it has."""
        return self._parts[column]


def grid_of(rows: list[list[Any]], *, file: str = "", sheet: str = "") -> Grid:
    """A grid from plain rows: what was pasted, or a test."""
    width = max(map(len, rows), default=0)
    found = columns_of([[*row, *[""] * (width - len(row))] for row in rows])
    return Grid(file, sheet, found["height"], found["columns"], [])


class Reader:
    """Reads many files with one warm child. The limits hold for each file anew."""

    def __init__(self) -> None:
        self._child = Limited(memory=3072 * MEGABYTE, cpu=120, seconds=240)

    def __enter__(self) -> "Reader":
        return self

    def __exit__(self, *_: object) -> None:
        self._child.close()

    def start(self) -> None:
        """Let the child wake up while we do something else."""
        self._child.start()

    def read(self, path: Path, *, name: str = "") -> list[Grid]:
        """Every sheet of the file. Raises `Refused` for what is no spreadsheet, or a dangerous one."""
        call: Callable[[str], dict[str, Any]] = read_workbook
        found = self._child.call(call, str(path))
        return [
            Grid(
                name or path.name,
                sheet["name"],
                sheet["height"],
                sheet["columns"],
                sheet["merged"],
                sheet["visible"],
                found["encoding"],
            )
            for sheet in found["sheets"]
        ]
