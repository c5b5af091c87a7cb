"""Days as people write them: Excel days, 18/05/2023, 2023-05-18, "ngày 18 tháng 5 năm 2023"."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from vinhdanh.kernel.sheets.cells import REJECT, REPAIR, WARN, Finding, Parsed, Parser, is_nothing
from vinhdanh.rules.text import clean, fold

_DAY = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})")
_WORDS = re.compile(r"(?:ngay )?(\d{1,2}) thang (\d{1,2}) nam (\d{4})")
_TIME = re.compile(r"(?:[T ]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)$")
_YEAR_ONLY = re.compile(r"(?:nam )?((?:19|20)\d{2})")
_MONTH_ONLY = re.compile(r"(?:thang )?(\d{1,2})[ /.\-](?:nam )?((?:19|20)\d{2})")
_EXCEL_START = dt.date(1899, 12, 30)

_TWO_DIGITS = Finding(REPAIR, "date.two_digit_year", _("năm hai chữ số"), is_habit=True)
_NO_SUCH_DAY = Finding(REJECT, "date.impossible", _("ngày không có thật"))
_ONLY_YEAR = Finding(WARN, "date.only_year", _("chỉ có năm, không có ngày tháng"), is_habit=True)
_ONLY_MONTH = Finding(WARN, "date.only_month", _("chỉ có tháng và năm, không có ngày"), is_habit=True)
_UNREADABLE = Finding(WARN, "date.unreadable", _("không đọc được ngày"))


def date_parser(*, today: dt.date, month_first: bool = False) -> Parser:
    """`month_first` for columns written the American way; `today` tells which century 13 is in."""

    def day_of(year: int, month: int, day: int, finding: Finding | None) -> Parsed:
        try:
            return dt.date(year, month, day), finding
        except ValueError:
            return None, _NO_SUCH_DAY

    def from_text(cell: str) -> Parsed:
        text = _TIME.sub("", clean(cell))
        if found := _DAY.fullmatch(text):
            day, month = (int(found[2]), int(found[1])) if month_first else (int(found[1]), int(found[2]))
            if len(found[3]) == 4:
                return day_of(int(found[3]), month, day, None)
            return day_of(full_year(int(found[3]), today=today), month, day, _TWO_DIGITS)
        if found := _ISO.fullmatch(text):
            return day_of(int(found[1]), int(found[2]), int(found[3]), None)
        plain = fold(text)
        if found := _WORDS.fullmatch(plain):
            return day_of(int(found[3]), int(found[2]), int(found[1]), None)
        if _YEAR_ONLY.fullmatch(plain):
            return None, _ONLY_YEAR
        if _MONTH_ONLY.fullmatch(plain):
            return None, _ONLY_MONTH
        return None, _UNREADABLE

    def parse(cell: Any) -> Parsed:
        if isinstance(cell, dt.datetime):
            return cell.date(), None
        if isinstance(cell, dt.date):
            return cell, None
        if isinstance(cell, str):
            return (None, None) if is_nothing(cell) else from_text(cell)
        if isinstance(cell, float):
            if 1900 <= cell <= 2100 and cell.is_integer():
                return None, _ONLY_YEAR
            if 10_000 <= cell <= 80_000:
                return _EXCEL_START + dt.timedelta(days=int(cell)), None
        return None, _UNREADABLE

    return parse


def full_year(two_digits: int, *, today: dt.date) -> int:
    """The year of which only two digits were written: not more than ten years ahead."""
    year = today.year // 100 * 100 + two_digits
    return year if year <= today.year + 10 else year - 100


def year_of(cell: Any) -> int | None:
    """The year of a cell that holds a day, a month with its year, or a year alone."""
    if isinstance(cell, dt.date):
        return cell.year
    if isinstance(cell, float):
        return int(cell) if 1900 <= cell <= 2100 and cell.is_integer() else None
    found = re.search(r"(?<!\d)(?:19|20)\d{2}(?!\d)", cell) if isinstance(cell, str) else None
    return int(found.group()) if found else None


def is_month_first(cells: Iterable[Any]) -> bool:
    """Is this column written month/day/year? Only when that reads clearly more of its days."""
    day_over_12 = month_over_12 = 0
    for cell in cells:
        found = _DAY.fullmatch(clean(cell)) if isinstance(cell, str) else None
        if found:
            month_over_12 += int(found[1]) > 12
            day_over_12 += int(found[2]) > 12
    return day_over_12 >= 3 and day_over_12 > 4 * month_over_12
