"""What waits for one user, told so that he sees at a glance what is late and what is due today."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vinhdanh.web import waiting
from vinhdanh.web.templatetags.page import day, days_until, weekday
from vinhdanh.web.waiting import Waiting

MATTERS: dict[str, str | Promise] = {
    "directives": _("Chỉ thị và kế hoạch"),
    "activities": _("Hoạt động"),
    "inspections": _("Kiểm tra, giám sát"),
    "contests": _("Cuộc thi"),
    "commendations": _("Khen thưởng"),
    "honours": _("Quyết định, bằng khen"),
    "reports": _("Báo cáo"),
    "accounts": _("Người dùng"),
    "organisation": _("Cơ cấu tổ chức"),
}
SPANS: tuple[tuple[str, str | Promise], ...] = (
    ("late", _("Quá hạn")),
    ("today", _("Hôm nay")),
    ("week", _("Bảy ngày tới")),
    ("later", _("Sau đó")),
    ("any_day", _("Không có hạn")),
)
REMEMBERED = 300  # seconds for which the number beside "my work" is kept


@dataclass(frozen=True)
class Line:
    """One thing to do; `matter` is the domain it comes from, `span` when it is due."""

    item: Waiting
    matter: str
    span: str
    due_told: str
    due_sub: str

    @property
    def is_late(self) -> bool:
        return self.span == "late"


def lines_for(user: Any, today: dt.date) -> list[Line]:
    """Everything that waits, what is due first at the top."""
    found = [
        line(item, matter=source.__module__.split(".")[1], today=today)
        for source in waiting.SOURCES
        for item in source(user, today)
    ]
    cache.set(_count_key(user), len(found), REMEMBERED)
    return sorted(found, key=lambda one: (one.item.due or dt.date.max, str(one.item.title)))


def line(item: Waiting, *, matter: str, today: dt.date) -> Line:
    span = span_of(item.due, today)
    told, sub = due_words(item.due, today)
    return Line(item=item, matter=matter, span=span, due_told=told, due_sub=sub)


def span_of(due: dt.date | None, today: dt.date) -> str:
    if due is None:
        return "any_day"
    left = (due - today).days
    if left < 0:
        return "late"
    if left == 0:
        return "today"
    return "week" if left <= 7 else "later"


def due_words(due: dt.date | None, today: dt.date) -> tuple[str, str]:
    """How a due day is told, and the smaller words under it: "Mai" over 19/05, 22/05 over "Thứ Hai"."""
    if due is None:
        return "", ""
    left = (due - today).days
    if left < 0:
        told = days_until(due, today)
        return told[:1].upper() + told[1:], day(due)
    if left == 0:
        return gettext("Hôm nay"), ""
    if left == 1:
        return gettext("Mai"), f"{due:%d/%m}"
    name = weekday(due).partition(",")[0]
    return (f"{due:%d/%m}" if due.year == today.year else day(due)), name


def by_span(lines: Iterable[Line]) -> list[tuple[str | Promise, list[Line]]]:
    """Lines in the spans that have any, from late to those without a day."""
    lines = list(lines)
    return [(word, found) for span, word in SPANS if (found := [line for line in lines if line.span == span])]


def by_matter(lines: Iterable[Line]) -> list[tuple[str, str | Promise, int]]:
    """The matters that wait, in the order of the side bar, with how many lines each has."""
    counts = Counter(line.matter for line in lines)
    known = [(matter, word, counts[matter]) for matter, word in MATTERS.items() if counts[matter]]
    return known + [(matter, matter, count) for matter, count in counts.items() if matter not in MATTERS]


def due_by(lines: Iterable[Line], span: str) -> int:
    return sum(line.span == span for line in lines)


def remembered_count(user: Any) -> int | None:
    """How much waited when the user last looked: for the side bar, which must cost nothing."""
    return cache.get(_count_key(user))


def _count_key(user: Any) -> str:
    return f"waiting:{user.pk}"
