"""Where a sheet's header may stand, and which rows below it are data.

Above a header stand titles, below the data totals, notes and signatures. A header has one to three
lines; the children of a merged cell are written "Group - Child". Without merged cells (CSV, ODS) a
group reaches over the empty cells to its right that have a child below.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from vinhdanh.kernel.sheets.cells import is_nothing, written
from vinhdanh.kernel.sheets.reading import Grid
from vinhdanh.rules.text import clean, fold

DEEPEST = 40
LINES = (1, 2, 3)
RUNNING = frozenset(
    ["stt", "tt", "so tt", "so thu tu", "thu tu", "s t t", "no", "nr", "num", "serial no", "n o", "ordinal", "index"]
)
_TOTAL = re.compile(
    r"(?:tong cong|tong so|tong chung|tong hop|tong|cong chung|cong|grand total|total|sum)"
    r"(?: (?:cac|so|toan|ca|nam|khoi|chung|muc|nhom|dong|nguoi|don|vi|of|all|[0-9]+|[ivx]+))*"
)
_NUMBERING = re.compile(r"\(?\d{1,2}\)?|\(?[a-z]\)?|\[\d{1,2}\]", re.IGNORECASE)


@dataclass(frozen=True)
class Header:
    """One way to see the header: its rows and what it calls each column."""

    rows: tuple[int, ...]
    labels: tuple[str, ...]

    @property
    def first_data_row(self) -> int:
        return self.rows[-1] + 1


def possible_headers(grid: Grid) -> Iterator[Header]:
    """Every place where a header could be, from the top; none below one that has running numbers."""
    deepest = min(grid.height, DEEPEST)
    for row in range(1, deepest + 1):
        if row > deepest:
            break
        if not _is_header_line(grid.row(row), least=2 if grid.width > 2 else 1):
            continue
        for lines in LINES:
            rows = tuple(range(row, row + lines))
            if rows[-1] >= grid.height:
                break
            if lines > 1 and not _is_header_line(grid.row(rows[-1]), least=1):
                break
            labels = labels_of(grid, rows)
            if sum(map(bool, labels)) >= 2:
                yield Header(rows, labels)
            if running_column(labels) is not None:
                deepest = min(deepest, row)


def _is_header_line(cells: list[Any], *, least: int) -> bool:
    """Short texts, hardly anything else; years may stand as numbers."""
    texts = others = 0
    for cell in cells:
        if isinstance(cell, str):
            text = clean(cell)
            texts += bool(text) and len(text) <= 120
        elif isinstance(cell, float) and 1990 <= cell <= 2100 and cell.is_integer():
            texts += 1
        else:
            others += 1
    return texts >= least and others * 5 <= texts


def labels_of(grid: Grid, rows: tuple[int, ...]) -> tuple[str, ...]:
    """What the header in these rows calls each column."""
    lines = [[written(cell) for cell in grid.row(row)] for row in rows]
    if len(lines) > 1:
        spread = _spread_merged(grid, rows, lines) if grid.merged else _spread_by_children(lines)
    else:
        spread = lines
    labels = []
    for parts in zip(*spread, strict=True):
        named = list(dict.fromkeys(part for part in parts if part))
        labels.append(" - ".join(named))
    return tuple(labels)


def _spread_merged(grid: Grid, rows: tuple[int, ...], lines: list[list[str]]) -> list[list[str]]:
    filled = [list(line) for line in lines]
    for (top, left), (_, right) in grid.merged:
        if top + 1 in rows and right > left:
            line = rows.index(top + 1)
            for at in range(left, min(right + 1, grid.width)):
                filled[line][at] = lines[line][left]
    return filled


def _spread_by_children(lines: list[list[str]]) -> list[list[str]]:
    filled = [list(line) for line in lines]
    for line, below in pairwise(filled):
        group = ""
        for at, text in enumerate(line):
            if text:
                group = text if below[at] else ""
            elif group and below[at]:
                line[at] = group
            else:
                group = ""
    return filled


def running_column(labels: tuple[str, ...]) -> int | None:
    """The column of running numbers, by its heading."""
    for at, label in enumerate(labels[:3]):
        if fold(label) in RUNNING or label.strip() == "#":
            return at
    return None


def is_number(cell: Any) -> bool:
    return isinstance(cell, float | int) or (isinstance(cell, str) and clean(cell).rstrip(".").isdecimal())


def is_total(cells: list[Any]) -> bool:
    """Does the row say that it adds up the others?"""
    texts = [cell for cell in cells[:4] if isinstance(cell, str) and clean(cell)]
    return bool(texts) and _TOTAL.fullmatch(fold(texts[0])) is not None


def filled(cells: list[Any]) -> int:
    return sum(not is_nothing(cell) for cell in cells)


def _is_numbering(cells: list[Any]) -> bool:
    """(1) (2) (3) under the header: the numbers of the columns, no data."""
    texts = [written(cell) for cell in cells if not is_nothing(cell)]
    if len(texts) < 3 or not all(map(_NUMBERING.fullmatch, texts)):
        return False
    numbers = [int(text.strip("()[]")) for text in texts if text.strip("()[]").isdigit()]
    return len(numbers) >= 2 and all(b == a + 1 for a, b in pairwise(numbers))


@dataclass(frozen=True)
class Data:
    rows: "list[int] | range"
    total_row: int = 0


def data_rows(grid: Grid, header: Header, *, last: int = 0) -> Data:
    """The numbers of the rows with data under this header, and of the row of totals.

    With running numbers: every row that has one; a row without one counts when more numbered rows
    follow and it is filled like them. Without: rows filled at least 2/5 as well as is usual, no totals.
    """
    first = header.first_data_row
    end = last or grid.height
    if first <= end and _is_numbering(grid.row(first)):
        first += 1
    at = running_column(header.labels)
    if at is not None:
        values, numbers = grid.part(at)
        numbered = [is_number(value) for value in values]
        rows = [row for row in range(first, end + 1) if numbered[numbers[row - 1]]]
        if rows:
            return _numbered(grid, rows, end)
    return _unnumbered(grid, header, first, end)


def _numbered(grid: Grid, rows: list[int], end: int) -> Data:
    if rows[-1] - rows[0] + 1 == len(rows):
        return Data(range(rows[0], rows[-1] + 1), _total_after(grid, rows[-1], end))
    usual = sorted(filled(grid.row(row)) for row in rows[:200])[len(rows[:200]) // 2]
    taken = set(rows)
    between = [
        row
        for row in range(rows[0], rows[-1])
        if row not in taken and not is_total(grid.row(row)) and filled(grid.row(row)) >= max(2, usual * 0.6)
    ]
    return Data(sorted(taken.union(between)), _total_after(grid, rows[-1], end))


def _total_after(grid: Grid, last: int, end: int) -> int:
    return next((row for row in range(last + 1, min(last + 6, end) + 1) if is_total(grid.row(row))), 0)


def _unnumbered(grid: Grid, header: Header, first: int, end: int) -> Data:
    counts = {row: filled(grid.row(row)) for row in range(first, end + 1)}
    several = sorted(count for count in counts.values() if count > 1)
    if not several:
        several = sorted(count for count in counts.values() if count)
    if not several:
        return Data([])
    enough = max(1 if grid.width < 3 else 2, several[len(several) // 2] * 0.4)
    good = [row for row, count in counts.items() if count >= enough]
    rows = []
    total = 0
    for row in good:
        if is_total(grid.row(row)):
            total = row
        elif not _repeats(grid.row(row), header):
            rows.append(row)
    rows = _without_tail(grid, rows, several[len(several) // 2])
    if rows and rows[-1] - rows[0] + 1 == len(rows):
        return Data(range(rows[0], rows[-1] + 1), total if total > rows[-1] else 0)
    return Data(rows, total if rows and total > rows[-1] else 0)


def _without_tail(grid: Grid, rows: list[int], usual: int) -> list[int]:
    """Signatures stand below a gap and are filled worse than data."""
    kept = list(rows)
    while len(kept) > 1 and kept[-1] - kept[-2] > 1 and filled(grid.row(kept[-1])) < usual * 0.6:
        kept.pop()
    return kept


def _repeats(cells: list[Any], header: Header) -> bool:
    """The header once more, as on every printed page."""
    texts = [fold(written(cell)) for cell in cells]
    same = sum(bool(text) and text == fold(label) for text, label in zip(texts, header.labels, strict=True))
    return same >= 3
