"""Rows as an Excel file. Cells are typed, no text of a row becomes a formula or a link, memory stays flat."""

import datetime as dt
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.http import FileResponse
from django.utils.functional import Promise

from vinhdanh.kernel.content import XLSX
from vinhdanh.kernel.files import as_download

MOST_LETTERS = 32_000
ACTIVE = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Column:
    title: str | Promise
    width: int = 16


def excel_response(
    rows: Iterable[Sequence[Any]],
    *,
    columns: Sequence[Column],
    name: str,
    sheet: str | Promise,
    lines: Sequence[str] = (),
) -> FileResponse:
    """A download of one sheet. `lines` stand above the head: what this is and which filter it shows."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 the response closes it
    write_sheet(file, rows, columns=columns, sheet=str(sheet), lines=lines)
    file.seek(0)
    return as_download(FileResponse(file, as_attachment=True, filename=name, content_type=XLSX))


def write_sheet(
    file: Any, rows: Iterable[Sequence[Any]], *, columns: Sequence[Column], sheet: str, lines: Sequence[str] = ()
) -> None:
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(file, options) as workbook:
        page = workbook.add_worksheet(_sheet_name(sheet))
        formats = _Formats(workbook)
        for number, column in enumerate(columns):
            page.set_column(number, number, column.width)
        for number, line in enumerate(lines):
            formats.write(page, number, 0, line)
        head = len(lines)
        for number, column in enumerate(columns):
            page.write_string(head, number, str(column.title), formats.head)
        page.freeze_panes(head + 1, 0)
        number = head
        for number, row in enumerate(rows, start=head + 1):
            for at, value in enumerate(row):
                formats.write(page, number, at, value)
        page.autofilter(head, 0, max(number, head), len(columns) - 1)


class _Formats:
    """The few formats of a sheet, and how a value of each type is written."""

    def __init__(self, workbook: Any) -> None:
        self.head = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        self.instant = workbook.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        # A leading apostrophe, as Excel keeps it: such a text stays a text when somebody edits the cell.
        self.inert = workbook.add_format({"quote_prefix": True})

    def write(self, page: Any, row: int, column: int, value: Any) -> None:
        if value is None or value == "":
            return
        if isinstance(value, bool):
            page.write_string(row, column, "x" if value else "")
        elif isinstance(value, int | float | Decimal):
            page.write_number(row, column, value)
        elif isinstance(value, dt.datetime):
            page.write_datetime(row, column, value.replace(tzinfo=None), self.instant)
        elif isinstance(value, dt.date):
            page.write_datetime(row, column, value, self.day)
        else:
            text = str(value)[:MOST_LETTERS]
            page.write_string(row, column, text, self.inert if text.startswith(ACTIVE) else None)


def _sheet_name(title: str) -> str:
    """Excel forbids some letters in the name of a sheet, and more than 31 of them."""
    return "".join(letter for letter in title if letter not in "[]:*?/\\")[:31].strip("' ") or "Sheet1"
