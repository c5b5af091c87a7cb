"""Reads a workbook in the limited child: imports no Django, answers with plain values.

Columns come over as their distinct values and one small number per row: cheap to hand over, and each
value is looked at once. Rows and columns count from the sheet's own first cell, empty ones included.
"""

import csv
import io
from array import array
from collections import Counter
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from vinhdanh.kernel.content import ODS, XLSX, content_type_of, refused
from vinhdanh.rules.legacy_text import decoded

MOST_CELLS = 40_000_000
PROBE = 3_000
SEPARATORS = ";,\t|"

type Column = tuple[list[Any], bytes | None]


def read_workbook(path: str) -> dict[str, Any]:
    """Every sheet of the file at `path`; raises `Refused` for what is no spreadsheet."""
    kind = content_type_of(path)
    if kind in (XLSX, ODS):
        return {"encoding": "", "sheets": _sheets_of(path)}
    if kind.startswith("text/"):
        return _text_sheet(path)
    raise refused("file.no_spreadsheet")


def _sheets_of(path: str) -> list[dict[str, Any]]:
    try:
        workbook = CalamineWorkbook.from_path(path)
    except Exception:
        raise refused("file.damaged") from None
    sheets = []
    for meta in workbook.sheets_metadata:
        if "worksheet" not in str(meta.typ).lower():
            continue
        try:
            sheet = workbook.get_sheet_by_name(meta.name)
            if sheet.width * sheet.height > MOST_CELLS:
                raise refused("file.too_heavy")
            rows = sheet.to_python(skip_empty_area=False)
        except ValueError:
            raise refused("file.damaged") from None
        merged = [(start, end) for start, end in sheet.merged_cell_ranges or []]
        visible = "visible" in str(meta.visible).lower()
        sheets.append({"name": meta.name, "visible": visible, "merged": merged, **columns_of(rows)})
    return sheets


def _text_sheet(path: str) -> dict[str, Any]:
    text, encoding = decoded(Path(path).read_bytes())
    separator = separator_of(text)
    rows: list[list[Any]] = []
    try:
        rows.extend(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error:
        raise refused("file.damaged") from None
    width = max(map(len, rows), default=0)
    if width < 2 or len(rows) < 2:
        raise refused("file.no_spreadsheet")
    for row in rows:
        row.extend([""] * (width - len(row)))
    return {"encoding": encoding, "sheets": [{"name": "", "visible": True, "merged": [], **columns_of(rows)}]}


def separator_of(text: str) -> str:
    """The mark that parts most lines into the same number of cells, more than one."""
    lines = [line for line in text[:100_000].splitlines()[:80] if line.strip()]
    best, quality = ",", 0
    for mark in SEPARATORS:
        counts = Counter(len(cells) for cells in csv.reader(lines, delimiter=mark) if len(cells) > 1)
        if counts:
            width, times = counts.most_common(1)[0]
            if times * 100 + width > quality:
                best, quality = mark, times * 100 + width
    return best


def columns_of(rows: list[list[Any]]) -> dict[str, Any]:
    """Rows turned into columns: (distinct values, number of the value in each row)."""
    return {"height": len(rows), "columns": [_column(column) for column in zip(*rows, strict=True)]}


def _column(column: tuple[Any, ...]) -> Column:
    """A column whose first cells are all different is not worth looking through."""
    start = column[:PROBE]
    if len(start) == PROBE and len(set(start)) > PROBE * 0.99:
        return list(column), None
    distinct = dict.fromkeys(column)
    if len(distinct) * 2 > len(column):
        return list(column), None
    number_of = dict(zip(distinct, range(len(distinct)), strict=True))
    return list(distinct), array("I", map(number_of.__getitem__, column)).tobytes()
