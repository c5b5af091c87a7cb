"""A sheet as an office keeps it: titles above, a head of one or two lines, rows, a note below."""

from typing import Any

import xlsxwriter

NOTE = "Ghi chú: số liệu minh họa, không phải của một cơ quan có thật."


def write_sheet(book: xlsxwriter.Workbook, name: str, title: str, heads: list[str], rows: list[list[Any]]) -> None:
    """One sheet: titles, a head of one or two lines ("Nhóm - Cột" is a merged group), rows, a note."""
    sheet = book.add_worksheet(name)
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
    for line, text in enumerate(("Đảng bộ Khối minh họa", "Văn phòng Đảng ủy Khối", title)):
        sheet.write(line, 0, text, bold)
    heads = ["STT", *heads]
    deep = any(" - " in head for head in heads)
    column = 0
    while column < len(heads):
        group, _, child = heads[column].partition(" - ")
        width = 1
        while child and column + width < len(heads) and heads[column + width].startswith(f"{group} - "):
            width += 1
        if width > 1:
            sheet.merge_range(5, column, 5, column + width - 1, group, bold)
        else:
            sheet.write(5, column, group, bold)
        for n in range(width if child else 0):
            sheet.write(6, column + n, heads[column + n].partition(" - ")[2], bold)
        column += width
    first = 7 if deep else 6
    for n, row in enumerate(rows):
        sheet.write_number(first + n, 0, n + 1)
        for c, value in enumerate(row, 1):
            if value is None or value == "":
                continue
            if hasattr(value, "isoformat"):
                sheet.write_datetime(first + n, c, value, day)
            elif isinstance(value, str):
                sheet.write_string(first + n, c, value)
            else:
                sheet.write_number(first + n, c, value)
    sheet.write(first + len(rows), 0, NOTE)
    sheet.freeze_panes(first, 0)
