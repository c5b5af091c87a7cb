"""Sheets made in the test, read like those of a file."""

import datetime as dt

import pytest
import xlsxwriter

from vinhdanh.kernel.actor import Machine
from vinhdanh.kernel.sheets.context import Context
from vinhdanh.kernel.sheets.kinds import KINDS
from vinhdanh.kernel.sheets.reading import grid_of
from vinhdanh.kernel.sheets.recognise import recognised
from vinhdanh.kernel.sheets.rows import read_rows

TODAY = dt.date(2023, 5, 18)


@pytest.fixture
def context():
    """A batch of an office without units, people and answers."""
    made = Context(answers={}, as_of=TODAY, actor=Machine("kiểm thử"))
    made.__dict__.update(units_by_code={}, people_by_code={})
    return made


@pytest.fixture
def understood(context):
    """`understood(rows, sheet="Đơn vị")`: the layout that is guessed for these rows."""

    def guess(rows, **names):
        return recognised(grid_of(rows, **names), context)

    return guess


@pytest.fixture
def rows_of(context, understood):
    """`rows_of(rows)`: what is read of a sheet, with the findings of its cells."""

    def read(rows, **names):
        layout = understood(rows, **names)
        assert layout.kind, layout.reason
        return read_rows(layout, KINDS[layout.kind], context)

    return read


@pytest.fixture
def workbook(tmp_path):
    """`workbook({"Đơn vị": rows})`: the path of an XLSX with these sheets."""

    def write(sheets, *, name="bang.xlsx"):
        path = tmp_path / name
        book = xlsxwriter.Workbook(str(path))
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for n, row in enumerate(rows):
                for m, cell in enumerate(row):
                    if isinstance(cell, dt.date):
                        sheet.write_datetime(n, m, dt.datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001
                    elif isinstance(cell, str):
                        sheet.write_string(n, m, cell)
                    elif cell is not None:
                        sheet.write(n, m, cell)
        book.close()
        return path

    return write
