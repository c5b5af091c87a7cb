"""What every sheet of activities has: the unit that did it, the day on which it was done."""

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _

from vinhdanh.kernel.sheets.context import Context
from vinhdanh.kernel.sheets.kinds import Column
from vinhdanh.kernel.sheets.row import Row
from vinhdanh.organisation.answers import Answers
from vinhdanh.organisation.sheets.headings import UNIT_CODE
from vinhdanh.rules.text import fold

UNIT = Column("unit", UNIT_CODE, type="code", required=True)
DAY_HEADERS = ("Ngày", "Ngày tháng", "Ngày tổ chức", "Thời gian", "Ngày thực hiện", "Date", "Held on", "Day")


def check_days(context: Context, rows: list[Row], *, column: str) -> None:
    """Days before the report's period are kept and not counted; days after the cut-off cannot be true yet."""
    period = Answers(context.answers).report_period
    first: dt.date | None = period[0] if period else None
    last = context.as_of
    for row in rows:
        day = row.values[column]
        if day is None:
            continue
        if day > last:
            row.reject(column, "day.after_cut_off", _("ngày sau ngày chốt số liệu"))
        elif first and day < first:
            row.warn(column, "day.before_period", _("ngoài kỳ (trước ngày đầu kỳ): giữ nhưng không đếm vào kỳ"))


def keyed(keys: list[str], rows: list[Row]) -> Iterator[tuple[str, Row]]:
    """Each row with its key; the row keeps it, so that what is said about the row finds its record."""
    for key, row in zip(keys, rows, strict=True):
        row.values["key"] = key
        yield key, row


def search_key(*texts: str) -> str:
    """What the search of a list looks in."""
    return " ".join(map(fold, filter(None, texts)))[:700]
