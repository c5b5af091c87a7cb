"""Deadlines laid out on days: three weeks as a drawing, a month as a table."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from vinhdanh.web.waiting import Deadline, deadlines

COLUMN, ROW, MOST_DOTS, DOT_STEP = 44, 42, 3, 7.0
TONES = {"bad": "bad", "warn": "warn", "gold": "gold", "ok": "ok"}


@dataclass(frozen=True)
class DrawnDay:
    number: int
    x: int
    y: int
    dots: list[tuple[str, str]]  # where, and in which colour
    is_today: bool
    is_weekend: bool

    @property
    def dot_y(self) -> int:
        return self.y + 9

    @property
    def box_x(self) -> int:
        return self.x - 17

    @property
    def box_y(self) -> int:
        return self.y - 20


@dataclass(frozen=True)
class ThreeWeeks:
    """This week and the two after it, Monday first, with dots where something ends."""

    first: dt.date
    last: dt.date
    heads: list[tuple[int, str]]
    days: list[DrawnDay]
    next: list[Deadline]
    busy: list[dt.date]


def three_weeks(user: Any, today: dt.date, *, shown: int = 4) -> ThreeWeeks:
    first = monday_of(today)
    last = first + dt.timedelta(days=20)
    found = deadlines(user, first, last)
    by_day = on_days(found)
    days = [_drawn(first + dt.timedelta(days=n), n, by_day, today) for n in range(21)]
    return ThreeWeeks(
        first=first,
        last=last,
        heads=[(_x(n), name) for n, name in enumerate(weekday_heads())],
        days=days,
        next=[deadline for deadline in found if deadline.on >= today][:shown],
        busy=sorted(by_day),
    )


def monday_of(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def on_days(found: Sequence[Deadline]) -> dict[dt.date, list[Deadline]]:
    by_day: dict[dt.date, list[Deadline]] = defaultdict(list)
    for deadline in found:
        by_day[deadline.on].append(deadline)
    return by_day


def weekday_heads() -> list[str]:
    return [gettext("T2"), gettext("T3"), gettext("T4"), gettext("T5"), gettext("T6"), gettext("T7"), gettext("CN")]


def _x(column: int) -> int:
    return COLUMN // 2 + COLUMN * column


def _drawn(day: dt.date, number: int, by_day: dict[dt.date, list[Deadline]], today: dt.date) -> DrawnDay:
    week, column = divmod(number, 7)
    x = _x(column)
    ends = by_day.get(day, [])[:MOST_DOTS]
    left = x - DOT_STEP * (len(ends) - 1) / 2
    return DrawnDay(
        number=day.day,
        x=x,
        y=40 + ROW * week,
        dots=[(f"{left + DOT_STEP * n:.1f}", _colour(end, day, today)) for n, end in enumerate(ends)],
        is_today=day == today,
        is_weekend=day.weekday() >= 5,
    )


def _colour(deadline: Deadline, day: dt.date, today: dt.date) -> str:
    """Dots on today's dark box are cut out of it; what has passed is green unless it is told to be bad."""
    if day == today:
        return "cut"
    if day < today and deadline.tone != "bad":
        return "f-ok"
    return f"f-{TONES.get(deadline.tone, 'brand')}"


@dataclass(frozen=True)
class MonthDay:
    on: dt.date
    ends: list[Deadline]
    is_outside: bool


@dataclass(frozen=True)
class Month:
    first: dt.date
    weeks: list[list[MonthDay]]
    before: str
    after: str
    listed: list[tuple[dt.date, list[Deadline]]]


def month_of(user: Any, first: dt.date) -> Month:
    """A month in whole weeks, and the same deadlines as a list of days."""
    return laid_out(first, lambda start, last: on_days(deadlines(user, start, last)))


def laid_out(first: dt.date, ends: Callable[[dt.date, dt.date], dict[dt.date, list[Deadline]]]) -> Month:
    """The weeks that hold the month of `first`; `ends` tells the deadlines from one day to another."""
    start = monday_of(first)
    next_month = (first + dt.timedelta(days=32)).replace(day=1)
    last = monday_of(next_month - dt.timedelta(days=1)) + dt.timedelta(days=6)
    by_day = ends(start, last)
    days = [start + dt.timedelta(days=n) for n in range((last - start).days + 1)]
    cells = [MonthDay(day, by_day.get(day, []), day.month != first.month) for day in days]
    return Month(
        first=first,
        weeks=[cells[n : n + 7] for n in range(0, len(cells), 7)],
        before=f"{first - dt.timedelta(days=1):%Y-%m}",
        after=f"{next_month:%Y-%m}",
        listed=[(day, found) for day, found in sorted(by_day.items()) if day.month == first.month],
    )


def month_asked(text: str, today: dt.date) -> dt.date:
    """The first day of `2023-05`; of this month when the text names none."""
    try:
        return dt.datetime.strptime(text, "%Y-%m").date()  # noqa: DTZ007 a month has no clock
    except ValueError:
        return today.replace(day=1)
