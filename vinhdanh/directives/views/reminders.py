"""Who has not sent, and the letters that remind them: written, read by a person, then sent."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from vinhdanh.directives import actions
from vinhdanh.directives.models import Requirement
from vinhdanh.directives.policies import REMIND
from vinhdanh.directives.queries.cascade import Column, cascade_of, cascade_seen_by, units_seen_by
from vinhdanh.directives.queries.reminders import late_columns, late_units
from vinhdanh.directives.views.cascade import READERS
from vinhdanh.directives.wording import office_language, reminder_text
from vinhdanh.organisation.queries import today
from vinhdanh.web.doors import opens_to

MOST_LETTERS = 200
PAGE = 50


@opens_to(*READERS)
def late(request: HttpRequest) -> HttpResponse:
    """Units with something overdue, by step, 50 a page."""
    user: Any = request.user
    step = request.GET.get("buoc", "")
    cascade = cascade_seen_by(user, today=today())
    columns = late_columns(cascade, requirement_pk=int(step) if step.isdecimal() else None)
    first = _number(request.GET.get("tu", ""))
    return render(
        request,
        "directives/late.html",
        {
            "late": late_units(columns[first : first + PAGE]),
            "count": len(columns),
            "steps": [(row, counts) for row, counts in cascade.rows() if counts.overdue],
            "chosen": step,
            "first": first,
            "next": first + PAGE if len(columns) > first + PAGE else None,
            "previous": max(0, first - PAGE) if first else None,
            "may_remind": user.has_role("office"),
            "today": cascade.today,
        },
    )


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0


@opens_to("office")
def remind(request: HttpRequest) -> HttpResponse:
    """Read every letter before it goes; send them all with one press."""
    user: Any = request.user
    columns = _chosen(request)
    if request.method == "POST":
        letters = [
            actions.Letter(column.unit, tuple(step.requirement for step in column.overdue), text)
            for column in columns
            if (text := request.POST.get(f"text_{column.unit.pk}", "").strip())
        ]
        sent = actions.remind_units(letters, by=user)
        messages.success(
            request, ngettext("Đã nhắc %(n)s đơn vị.", "Đã nhắc %(n)s đơn vị.", len(sent)) % {"n": len(sent)}
        )
        return redirect("late")
    language, day = office_language(), today()
    rows = [
        {"late": one, "text": reminder_text(one.column, today=day, language=language)} for one in late_units(columns)
    ]
    return render(request, "directives/remind.html", {"rows": rows, "today": day})


def _chosen(request: HttpRequest) -> list[Column]:
    """The late units that were asked for (`don_vi`), or all of them (of one step: `buoc`)."""
    user: Any = request.user
    given = request.POST if request.method == "POST" else request.GET
    units = REMIND.rows(units_seen_by(user, today()), user).select_related("kind")
    wanted = [int(pk) for pk in given.getlist("don_vi") if pk.isdecimal()]
    if wanted:
        units = units.filter(pk__in=wanted)
    step = given.get("buoc", "")
    known = step.isdecimal() and Requirement.objects.filter(pk=step).exists()
    cascade = cascade_of(units, today=today())
    return late_columns(cascade, requirement_pk=int(step) if known else None)[:MOST_LETTERS]
