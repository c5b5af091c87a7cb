"""My work, the calendar of deadlines, and its file for other calendars."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from vinhdanh.desk.calendar import month_asked, month_of, weekday_heads
from vinhdanh.desk.ical import calendar as ical
from vinhdanh.desk.work import by_matter, by_span, due_by, lines_for
from vinhdanh.organisation.queries import today
from vinhdanh.web.doors import opens_to
from vinhdanh.web.waiting import deadlines

BACK, AHEAD = dt.timedelta(days=31), dt.timedelta(days=400)


@opens_to()
def my_work(request: HttpRequest) -> HttpResponse:
    """Everything that waits for this user, by due day, narrowed to one matter when asked."""
    user: Any = request.user
    day = today()
    lines = lines_for(user, day)
    chosen = request.GET.get("viec", "")
    shown = [line for line in lines if line.matter == chosen] if chosen else lines
    context = {
        "today": day,
        "count": len(lines),
        "late": due_by(lines, "late"),
        "due_today": due_by(lines, "today"),
        "spans": by_span(shown),
        "matters": by_matter(lines),
        "chosen": chosen,
    }
    return render(request, "desk/work.html", context)


@opens_to()
def calendar(request: HttpRequest) -> HttpResponse:
    """The deadlines of a month, as a table of weeks and as a list."""
    day = today()
    month = month_of(request.user, month_asked(request.GET.get("thang", ""), day))
    return render(request, "desk/calendar.html", {"month": month, "heads": weekday_heads(), "today": day})


@opens_to()
def calendar_file(request: HttpRequest) -> HttpResponse:
    """The deadlines from a month ago to a year ahead, for the calendar of a phone or a mail program."""
    day = today()
    entries = [
        (deadline.on, str(deadline.title), settings.PUBLIC_URL + deadline.url if deadline.url else "")
        for deadline in deadlines(request.user, day - BACK, day + AHEAD)
    ]
    text = ical(entries, name=_("Hạn công việc"), stamp=timezone.now())
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="lich-han.ics"'
    return response
