"""The annex in Excel: every figure with its rule, and one row for each direct unit."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import xlsxwriter
from django.utils.translation import gettext

from vinhdanh.reports.catalogue import INDICATORS, KNOWN, Figure, Ledger, Scope
from vinhdanh.reports.catalogue.counting import EACH, Records
from vinhdanh.reports.catalogue.indicator import Indicator
from vinhdanh.reports.words import shown

# What a row says of a unit. A family by year becomes a column for each year.
COLUMNS = (
    "org.cells",
    "people.active",
    "plans.term",
    "plans.year.{year}",
    "commit.collective.{year}",
    "commit.person.{year}",
    "act.meetings",
    "act.thematic",
    "act.studies",
    "act.study_people",
    "act.rules.reviewed",
    "act.rules.amended",
    "act.rules.new",
    "act.models",
    "act.models_spread",
    "act.media",
    "contest.entries",
    "contest.forwarded",
    "contest.prizes",
    "round.nominations",
    "round.to_council",
    "round.decided",
    "awards.{issuer}.collective",
    "awards.{issuer}.person",
    "control.findings",
    "control.closed",
    "control.overdue",
)
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def annex_of(scope: Scope, figures: Mapping[str, Figure], *, title: str) -> bytes:
    """A workbook of two sheets: figures, and figures by direct unit. Texts stay texts."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        book.set_properties({"title": title, "author": scope.unit.name if scope.unit else ""})
        formats = _formats(book)
        _units_sheet(book.add_worksheet(gettext("Theo đơn vị")), formats, scope, figures, title)
        _figures_sheet(book.add_worksheet(gettext("Số liệu")), formats, figures, title)
    return out.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    face = {"font_name": "Times New Roman", "font_size": 12, "valign": "vcenter"}
    boxed = face | {"border": 1}
    return {
        "title": book.add_format(face | {"bold": True, "font_size": 14}),
        "note": book.add_format(face | {"italic": True}),
        "head": book.add_format(boxed | {"bold": True, "align": "center", "text_wrap": True, "bg_color": "#F6ECD2"}),
        "text": book.add_format(boxed | {"text_wrap": True, "quote_prefix": True}),
        "number": book.add_format(boxed | {"num_format": "#,##0"}),
        "decimal": book.add_format(boxed | {"num_format": "#,##0.0###"}),
        "total": book.add_format(boxed | {"bold": True, "num_format": "#,##0"}),
        "total_text": book.add_format(boxed | {"bold": True}),
    }


def _page(sheet: Any, title: str, note: str, formats: dict[str, Any], *, columns: int) -> None:
    """A4 landscape, head repeated on every page, as wide as the paper."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.5, right=0.4, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(3)
    sheet.set_footer("&C&P/&N")
    sheet.write_string(0, 0, title, formats["title"])
    sheet.write_string(1, 0, note, formats["note"])
    sheet.freeze_panes(4, 2)
    sheet.set_row(3, 64)


def by_direct(scope: Scope) -> tuple[tuple[Indicator, str], ...]:
    """The lines of the annex, each counted once for every direct unit, with the key of the figure for all."""
    found = []
    for key in COLUMNS:
        line = next(line for line in INDICATORS if line.key == key)
        for whole, where in _members(line, scope):
            counting = replace(line.counting, where=where | {"direct": EACH})
            found.append((replace(line, key=f"{whole}|{{direct}}", counting=counting), whole))
    return tuple(found)


def _members(line: Indicator, scope: Scope) -> Sequence[tuple[str, dict[str, Any]]]:
    """A family by year or issuer as single lines."""
    assert isinstance(line.counting, Records)
    dim = line.each
    if not dim:
        return [(line.key, dict(line.counting.where))]
    return [
        (line.key.replace(f"{{{dim}}}", str(value)), dict(line.counting.where) | {dim: value})
        for value in KNOWN[dim](scope)
    ]


def _units_sheet(sheet: Any, formats: Any, scope: Scope, figures: Mapping[str, Figure], title: str) -> None:
    columns = by_direct(scope)
    parts = Ledger(scope, tuple(line for line, _ in columns), KNOWN).fill()
    note = gettext("Số liệu từ %(start)s đến %(end)s; cây tổ chức ngày %(day)s") % {
        "start": f"{scope.start:%d/%m/%Y}",
        "end": f"{scope.end:%d/%m/%Y}",
        "day": f"{scope.as_of:%d/%m/%Y}",
    }
    _page(sheet, title, note, formats, columns=len(columns) + 2)
    sheet.set_column(0, 0, 9)
    sheet.set_column(1, 1, 38)
    sheet.set_column(2, len(columns) + 1, 11)
    for at, text in enumerate(
        [gettext("Mã đơn vị"), gettext("Tên đơn vị"), *(_label(figures, whole) for _, whole in columns)]
    ):
        sheet.write_string(3, at, text, formats["head"])
    codes = {direct.code: direct.name for direct in scope.directs}
    former = {key.rpartition("|")[2] for key in parts} - codes.keys()
    row = 4
    for code, name in [*codes.items(), *((code, gettext("(đã thôi hoạt động)")) for code in sorted(former))]:
        sheet.write_string(row, 0, code, formats["text"])
        sheet.write_string(row, 1, name, formats["text"])
        for at, (_, whole) in enumerate(columns, start=2):
            part = parts.get(f"{whole}|{code}")
            sheet.write_number(row, at, part.value if part is not None and part.value else 0, formats["number"])
        row += 1
    sheet.write_string(row, 0, "", formats["total_text"])
    sheet.write_string(row, 1, gettext("Toàn đơn vị"), formats["total_text"])
    for at, (_, whole) in enumerate(columns, start=2):
        known = figures.get(whole)
        sheet.write_number(row, at, known.value if known is not None and known.value else 0, formats["total"])


def _label(figures: Mapping[str, Figure], key: str) -> str:
    return figures[key].label if key in figures else key


def _figures_sheet(sheet: Any, formats: Any, figures: Mapping[str, Figure], title: str) -> None:
    _page(sheet, title, gettext("Mọi số liệu, cách tính và vết của bản ghi"), formats, columns=7)
    head = (
        (gettext("Mã số liệu"), 30),
        (gettext("Số liệu"), 46),
        (gettext("Giá trị"), 14),
        (gettext("Đơn vị tính"), 14),
        (gettext("Cách tính"), 60),
        (gettext("Số bản ghi"), 11),
        (gettext("SHA-256 của mã bản ghi"), 68),
    )
    for at, (text, width) in enumerate(head):
        sheet.set_column(at, at, width)
        sheet.write_string(3, at, text, formats["head"])
    for row, figure in enumerate(figures.values(), start=4):
        sheet.write_string(row, 0, figure.key, formats["text"])
        sheet.write_string(row, 1, figure.label, formats["text"])
        if isinstance(figure.value, (int, float)):
            sheet.write_number(row, 2, figure.value, formats["number" if isinstance(figure.value, int) else "decimal"])
        else:
            sheet.write_string(row, 2, shown(figure.value), formats["text"])
        sheet.write_string(row, 3, figure.word, formats["text"])
        sheet.write_string(row, 4, figure.rule, formats["text"])
        sheet.write_number(row, 5, figure.records, formats["number"])
        sheet.write_string(row, 6, figure.sha256, formats["text"])
