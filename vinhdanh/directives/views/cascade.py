"""Directives with their progress, the cascade of one, and the steps of one unit."""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from vinhdanh.directives.heatmap import drawing_of, table_of
from vinhdanh.directives.models import Directive, Fulfilment, Task
from vinhdanh.directives.policies import (
    BY_ITSELF,
    RECORD_FULFILMENT,
    RECORD_PLAN,
    REGISTER_COMMITMENTS,
    REMIND,
    SEE_STEPS,
)
from vinhdanh.directives.queries.cascade import Cascade, cascade_of, cascade_seen_by, directives_in_order
from vinhdanh.directives.queries.reminders import late_columns, late_units
from vinhdanh.directives.words import STEP_TONES, STEP_WORDS
from vinhdanh.organisation.models import Unit
from vinhdanh.organisation.queries import today
from vinhdanh.rules.cascade import DONE, Tally
from vinhdanh.web.doors import opens_to
from vinhdanh.web.excel import Column, excel_response
from vinhdanh.web.paging import keyset_page

READERS = ("office", "clerk", "leader", "inspector")
SHOWN_LATE = 5


@opens_to(*READERS)
def directives(request: HttpRequest) -> HttpResponse:
    """Every directive with how far the units are with what it requires."""
    user: Any = request.user
    cascade = cascade_seen_by(user, today=today())
    page = keyset_page(request, directives_in_order(), "-asks", "-on", "-pk", total=Directive.objects.count())
    progress = progress_of(cascade)
    rows = [(directive, progress.get(directive.pk)) for directive in page.rows]
    return render(
        request,
        "directives/list.html",
        {"page": page, "rows": rows, "may_create": user.has_role("office"), "units": len(cascade.columns)},
    )


def progress_of(cascade: Cascade) -> dict[int | None, dict[str, int]]:
    """Of each directive: how many steps there are, how many are done, how many overdue."""
    out: dict[int | None, dict[str, int]] = {}
    for requirement, counts in cascade.rows():
        sums = out.setdefault(requirement.directive_id, {"requirements": 0, "done": 0, "asked": 0, "overdue": 0})
        sums["requirements"] += 1
        sums["done"] += counts.finished
        sums["asked"] += counts.asked
        sums["overdue"] += counts.overdue
    return out


@opens_to(*READERS)
def directive(request: HttpRequest, pk: int) -> HttpResponse:
    """One directive: what it requires, the map of its carrying out, who is late."""
    user: Any = request.user
    found = get_object_or_404(Directive.objects.select_related("file"), pk=pk)
    cascade = cascade_seen_by(user, today=today(), directive=found)
    late = late_columns(cascade)
    return render(
        request,
        "directives/directive.html",
        {
            "directive": found,
            "cascade": cascade,
            "rows": cascade.rows(),
            "total": sum_of(cascade),
            "drawing": drawing_of(cascade),
            "as_table": request.GET.get("xem") == "bang",
            "table": table_of(cascade) if request.GET.get("xem") == "bang" else None,
            "late": late_units(late[:SHOWN_LATE]),
            "late_count": len(late),
            "is_office": user.has_role("office"),
            "today": cascade.today,
        },
    )


def sum_of(cascade: Cascade) -> Tally:
    counts = [counts for _requirement, counts in cascade.rows()]
    names = ("done", "done_late", "in_progress", "overdue", "not_due")
    return Tally(**{name: sum(getattr(one, name) for one in counts) for name in names})


@opens_to(*READERS)
def cascade_excel(request: HttpRequest, pk: int | None = None) -> FileResponse:
    """The map as an Excel sheet: one row a unit, one column a step."""
    user: Any = request.user
    found = get_object_or_404(Directive, pk=pk) if pk is not None else None
    cascade = cascade_seen_by(user, today=today(), directive=found)
    columns = [Column(_("Mã"), 10), Column(_("Đơn vị"), 48)]
    columns += [Column(requirement.label, 24) for requirement in cascade.requirements]
    rows = (
        [
            column.unit.code,
            column.unit.name,
            *(
                f"{STEP_WORDS[step.state]}{f' {step.sent_on:%d/%m/%Y}' if step.state in DONE and step.sent_on else ''}"
                for step in column.steps
            ),
        ]
        for column in cascade.columns
    )
    lines = [_("Tiến độ triển khai đến ngày %(day)s") % {"day": f"{cascade.today:%d/%m/%Y}"}]
    return excel_response(rows, columns=columns, name="tien-do-trien-khai.xlsx", sheet=_("Tiến độ"), lines=lines)


@opens_to(*READERS)
def unit_steps(request: HttpRequest, pk: int) -> HttpResponse:
    """What is required of one unit, how far it is, what it was reminded of, which tasks it leads."""
    user: Any = request.user
    unit = get_object_or_404(SEE_STEPS.rows(Unit.objects.select_related("kind"), user), pk=pk)
    cascade = cascade_of([unit], today=today())
    column = cascade.columns[0]
    own = {row.requirement_id: row for row in Fulfilment.objects.filter(unit=unit).select_related("plan", "file")}
    may_record = RECORD_FULFILMENT.allows(user, unit)
    return render(
        request,
        "directives/unit.html",
        {
            "unit": unit,
            "column": column,
            "steps": [
                {
                    "step": step,
                    "word": STEP_WORDS[step.state],
                    "tone": STEP_TONES.get(step.state, ""),
                    "row": own.get(step.requirement.pk),
                    "may_record": may_record and step.requirement.kind in BY_ITSELF,
                }
                for step in column.steps
            ],
            "reminders": unit.reminders.all()[:10],
            "tasks": Task.objects.filter(lead=unit).order_by("due_on", "pk")[:10],
            "may_plan": RECORD_PLAN.allows(user, unit),
            "may_commit": REGISTER_COMMITMENTS.allows(user, unit),
            "may_remind": bool(column.overdue) and REMIND.allows(user, unit),
            "today": cascade.today,
        },
    )
