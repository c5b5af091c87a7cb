"""The first page after signing in, and where each role begins."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from vinhdanh.commendations.policies import READERS as ROUND_READERS
from vinhdanh.desk.calendar import three_weeks
from vinhdanh.desk.creating import things_to_create
from vinhdanh.desk.home import WATCHES, greeting, own_for, whole_for
from vinhdanh.desk.work import lines_for
from vinhdanh.directives.heatmap import table_of
from vinhdanh.organisation.queries import today
from vinhdanh.reports.policies import READERS as REPORT_READERS
from vinhdanh.web.doors import opens_to

SHOWN = 5
# Where each role begins (the first that the user holds).
BEGINNINGS = (
    ("office", "home"),
    ("leader", "home"),
    ("secretary", "council"),
    ("teller", "council"),
    ("inspector", "inspections"),
    ("organiser", "contests"),
    ("clerk", "my_work"),
    ("administrator", "users"),
)


@opens_to()
def home(request: HttpRequest) -> HttpResponse:
    """What waits first; then figures, progress and the round, or one's own units."""
    user: Any = request.user
    day = today()
    lines = lines_for(user, day)
    whole = whole_for(user, day) if user.has_role(*WATCHES) else None
    own = own_for(user, day) if whole is None and user.has_role("clerk") else None
    as_table = request.GET.get("xem") == "bang"
    context = {
        "greeting": greeting(user, lines),
        "today": day,
        "lines": lines[:SHOWN],
        "line_count": len(lines),
        "weeks": three_weeks(user, day),
        "whole": whole,
        "own": own,
        "as_table": as_table,
        "table": table_of(whole.cascade) if whole is not None and as_table else None,
        "is_office": user.has_role("office"),
        "may_read_reports": user.has_role(*REPORT_READERS),
        "may_open_round": user.has_role(*ROUND_READERS),
        "creatable": things_to_create(user),
    }
    return render(request, "desk/home.html", context)


@opens_to()
def start(request: HttpRequest) -> HttpResponse:
    """The first page of a role, after signing in."""
    user: Any = request.user
    return redirect(next((name for role, name in BEGINNINGS if user.has_role(role)), "home"))
