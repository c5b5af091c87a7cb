"""What waits: findings to answer, answers to look at, findings that are overdue; the days they are due."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vinhdanh.inspections.models import Finding
from vinhdanh.inspections.policies import CLOSE_FINDING, RESPOND_FINDING, SEE_FINDING, SEND_BACK_FINDING
from vinhdanh.inspections.queries import UNCLOSED, overdue
from vinhdanh.web.waiting import Deadline, Waiting, register, register_deadlines

MOST = 20


@register
def findings_waiting(user: Any, today: dt.date) -> list[Waiting]:
    """For a clerk each finding he has to answer; for an inspector the answers, and how many are overdue."""
    waiting = []
    if user.has_role("clerk"):
        rows = RESPOND_FINDING.rows(Finding.objects.select_related("unit"), user).order_by("due_on", "pk")
        waiting += [to_answer(row, today) for row in rows[:MOST]]
    if user.has_role("inspector"):
        rows = SEND_BACK_FINDING.rows(Finding.objects.select_related("unit"), user).order_by("due_on", "pk")
        waiting += [
            Waiting(
                title=gettext("Xem trả lời kiến nghị %(code)s") % {"code": row.code},
                detail=row.unit.name,
                due=row.due_on,
                url=reverse("finding", args=[row.pk]),
                icon="shield-check",
                tone="warn" if row.due_on and row.due_on < today else "",
            )
            for row in rows[:MOST]
        ]
        late = CLOSE_FINDING.rows(Finding.objects.filter(overdue(today)), user).count()
        if late:
            waiting.append(
                Waiting(
                    title=gettext("%(n)s kiến nghị quá hạn khắc phục") % {"n": late},
                    detail=_("Gia hạn có lý do, hoặc nhắc đơn vị"),
                    due=today,
                    url=reverse("findings") + "?loc=qua_han",
                    icon="flag",
                    tone="bad",
                    count=late,
                )
            )
    return waiting


def to_answer(row: Finding, today: dt.date) -> Waiting:
    return Waiting(
        title=gettext("Khắc phục kiến nghị %(code)s") % {"code": row.code},
        detail=f"{row.unit.name}: {row.text[:120]}",
        due=row.due_on,
        url=reverse("finding", args=[row.pk]),
        icon="shield-check",
        tone="bad" if row.due_on and row.due_on < today else "",
    )


@register_deadlines
def findings_due(user: Any, first: dt.date, last: dt.date) -> list[Deadline]:
    """The days on which findings that are not closed fall due."""
    rows = SEE_FINDING.rows(
        Finding.objects.filter(state__in=UNCLOSED, due_on__range=(first, last)).select_related("unit"), user
    )
    return [
        Deadline(
            on=row.due_on,
            title=gettext("Hạn khắc phục %(code)s, %(unit)s") % {"code": row.code, "unit": row.unit.name},
            url=reverse("finding", args=[row.pk]),
        )
        for row in rows.order_by("due_on", "pk")[:100]
        if row.due_on is not None
    ]
