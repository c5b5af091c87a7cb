"""What was understood of a file, as a person reads, corrects and gives back (YAML).

files:
- file: 01-to-chuc.xlsx
  sheets:
  - sheet: Đơn vị
    kind: organisation.units      # empty: not read
    header_rows: [6, 7]
    first_row: 8
    last_row: 6331
    columns:
    - {column: B, header: Mã đơn vị, field: code}
    - {column: I, header: ID hệ thống cũ, field: ''}      # not read
"""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from vinhdanh.kernel.sheets.batch import FileResult
from vinhdanh.kernel.sheets.headers import Header, labels_of
from vinhdanh.kernel.sheets.kinds import KINDS, SheetKind
from vinhdanh.kernel.sheets.layout import Layout, index_of, letter
from vinhdanh.kernel.sheets.reading import Grid
from vinhdanh.kernel.sheets.recognise import layout_of
from vinhdanh.rules.reasons import Reason, Refused
from vinhdanh.rules.text import fold


def mapping_of(file: FileResult) -> dict[str, Any]:
    return {"file": file.name, "sheets": [sheet_mapping(sheet.layout) for sheet in file.sheets]}


def sheet_mapping(layout: Layout) -> dict[str, Any]:
    found: dict[str, Any] = {"sheet": layout.sheet, "kind": layout.kind}
    if layout.reason:
        found["reason"] = layout.reason
    found["header_rows"] = list(layout.header_rows)
    if len(layout.rows):
        found |= {"first_row": layout.rows[0], "last_row": layout.rows[-1]}
    fields = {at: name for name, at in layout.columns.items()}
    fields |= {at: f"{name}.{year}" for name, years in layout.series.items() for year, at in years.items()}
    found["columns"] = [
        {"column": letter(at), "header": label, "field": fields.get(at, "")}
        for at, label in enumerate(layout.headers)
        if label or at in fields
    ]
    return found


class Mapping:
    """A mapping given back by a person, asked sheet by sheet."""

    def __init__(self, given: Any) -> None:
        files = given.get("files") if isinstance(given, dict) else None
        if not isinstance(files, list):
            raise Refused(Reason("mapping.no_files"))
        self._sheets: dict[tuple[str, str], dict[str, Any]] = {}
        for file in files:
            for sheet in file.get("sheets") or []:
                self._sheets[_name(file.get("file")), _name(sheet.get("sheet"))] = sheet

    def layout_for(self, grid: Grid) -> Layout | None:
        """The layout that was given for this sheet; None when nothing was said about it."""
        given = self._sheets.get((_name(grid.file), _name(grid.sheet)))
        return None if given is None else given_layout(grid, given)


def _name(text: Any) -> str:
    return fold(str(text or ""))


def given_layout(grid: Grid, given: dict[str, Any]) -> Layout:
    """A layout from one sheet of a mapping. Raises `Refused` with everything that does not fit."""
    code = str(given.get("kind") or "")
    if not code:
        return Layout(grid, reason=_("người dùng để trống loại bảng: không đọc"))
    kind = KINDS.get(code)
    if kind is None:
        raise Refused(Reason("mapping.unknown_kind", {"kind": code, "sheet": grid.sheet}))
    rows = _header_rows(grid, given)
    header = Header(rows, labels_of(grid, rows))
    columns, series = _columns(grid, kind, given.get("columns") or [])
    missing = [c.headers[0] for c in kind.columns if c.required and c.name not in columns and c.name not in series]
    if missing:
        raise Refused(Reason("mapping.missing_columns", {"sheet": grid.sheet, "columns": ", ".join(missing)}))
    layout = layout_of(grid, kind, header, columns=columns, series=series, last=_number(given.get("last_row")))
    first = _number(given.get("first_row"))
    if first:
        layout.rows = [row for row in layout.rows if row >= first]
    return layout


def _number(value: Any) -> int:
    return int(value) if isinstance(value, int | float) or str(value or "").isdigit() else 0


def _header_rows(grid: Grid, given: dict[str, Any]) -> tuple[int, ...]:
    rows = tuple(_number(row) for row in given.get("header_rows") or [])
    if not rows or not all(1 <= row < grid.height for row in rows) or list(rows) != list(range(rows[0], rows[-1] + 1)):
        raise Refused(Reason("mapping.bad_header_rows", {"sheet": grid.sheet}))
    return rows


def _columns(
    grid: Grid, kind: SheetKind, given: Iterable[dict[str, Any]]
) -> tuple[dict[str, int], dict[str, dict[int, int]]]:
    columns: dict[str, int] = {}
    series: dict[str, dict[int, int]] = {}
    for entry in given:
        field = str(entry.get("field") or "")
        if not field:
            continue
        name, _, year = field.partition(".")
        try:
            at = index_of(str(entry.get("column") or ""))
            is_series = bool(kind.column(name).series)
            if at >= grid.width or is_series != bool(year) or (year and not year.isdigit()) or field in columns:
                raise ValueError(field)
        except (KeyError, ValueError):
            facts = {"sheet": grid.sheet, "column": str(entry.get("column")), "field": field}
            raise Refused(Reason("mapping.bad_column", facts)) from None
        if year:
            series.setdefault(name, {})[int(year)] = at
        else:
            columns[name] = at
    return columns, series
