"""What waits in plans and tasks, and their deadlines."""

import datetime as dt
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vinhdanh.directives.models import Fulfilment, Plan, Requirement, Task
from vinhdanh.directives.queries.cascade import Column, cascade_of, cascade_seen_by
from vinhdanh.directives.queries.tasks import UNDONE
from vinhdanh.kernel.permissions import within
from vinhdanh.organisation.queries import direct_units
from vinhdanh.rules.cascade import DONE, Cell
from vinhdanh.web.waiting import Deadline, Waiting, register, register_deadlines

SOON = dt.timedelta(days=30)
MOST_TASKS = 20


@register
def steps(user: Any, today: dt.date) -> list[Waiting]:
    """The office: units to remind. A unit's clerk: his own steps that are overdue, begun, or due soon."""
    out: list[Waiting] = []
    if user.has_role("office"):
        late = cascade_seen_by(user, today=today).late_columns()
        if late:
            out.append(_to_remind(late))
    clerk_of = user.paths("clerk")
    if clerk_of:
        own = direct_units(today).filter(within(clerk_of, "path")).select_related("kind")
        if not user.has_role("office"):
            for column in cascade_of(own, today=today).columns:
                out += _own_steps(column, today)
        out += _returned_plans(clerk_of)
    return out


def _to_remind(late: list[Column]) -> Waiting:
    due = min(step.due_on for column in late for step in column.overdue if step.due_on)
    count = len(late)
    return Waiting(
        title=ngettext("Đôn đốc %(n)s đơn vị quá hạn", "Đôn đốc %(n)s đơn vị quá hạn", count) % {"n": count},
        detail=" · ".join(column.unit.name for column in late[:2]) + (" …" if count > 2 else ""),
        due=due,
        url=reverse("late"),
        icon="triangle-alert",
        tone="bad",
        count=count,
    )


def _own_steps(column: Column, today: dt.date) -> list[Waiting]:
    waiting = []
    for step in column.steps:
        soon = step.due_on is not None and step.due_on <= today + SOON
        if step.state in DONE or step.state is Cell.NOT_ASKED or not (soon or step.state is Cell.IN_PROGRESS):
            continue
        is_late = step.state is Cell.OVERDUE
        waiting.append(
            Waiting(
                title=_("Gửi %(step)s") % {"step": _lower(step.requirement.label)},
                detail=column.unit.name,
                due=step.due_on,
                url=reverse("unit_steps", args=[column.unit.pk]),
                icon="triangle-alert" if is_late else "workflow",
                tone="bad" if is_late else "",
            )
        )
    return waiting


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _returned_plans(paths: list[str]) -> list[Waiting]:
    plans = Plan.objects.filter(within(paths, "unit__path"), state="returned").select_related("unit")
    return [
        Waiting(
            title=_("Sửa và gửi lại kế hoạch %(number)s") % {"number": plan.number},
            detail=plan.state_reason,
            due=plan.due_on,
            url=reverse("plan", args=[plan.pk]),
            icon="undo-2",
            tone="warn",
        )
        for plan in plans[:MOST_TASKS]
    ]


@register
def tasks(user: Any, today: dt.date) -> list[Waiting]:
    """The tasks that this user's units lead; for the office those that are overdue."""
    undone = Task.objects.filter(state__in=UNDONE).select_related("lead")
    if user.has_role("office"):
        undone = undone.filter(due_on__lt=today)
    elif user.paths("clerk"):
        undone = undone.filter(within(user.paths("clerk"), "lead__path"))
    else:
        return []
    return [
        Waiting(
            title=task.text,
            detail=" · ".join(filter(None, [task.code, task.lead.name if task.lead else ""])),
            due=task.due_on,
            url=reverse("task", args=[task.pk]),
            icon="list-checks",
            tone="bad" if task.due_on and task.due_on < today else "",
        )
        for task in undone.order_by("due_on", "pk")[:MOST_TASKS]
    ]


@register_deadlines
def due_days(user: Any, first: dt.date, last: dt.date) -> list[Deadline]:
    """Due days of requirements and tasks between two days, of the units this user acts for or watches."""
    if not user.has_role("office", "clerk", "leader", "inspector"):
        return []
    watches = user.has_role("office", "leader", "inspector")
    asked = Requirement.objects.filter(due_on__range=(first, last))
    if not watches:
        own = direct_units(last).filter(within(user.paths("clerk"), "path"))
        answered = Fulfilment.objects.filter(unit__in=own, state="sent").values("requirement")
        asked = asked.filter(Q(units=None) | Q(units__in=own)).exclude(pk__in=answered).distinct()
    out = [
        Deadline(
            requirement.due_on,
            _("Hạn gửi %(step)s") % {"step": _lower(requirement.label)},
            reverse("late") if watches else reverse("directives"),
        )
        for requirement in asked
        if requirement.due_on
    ]
    due = Task.objects.filter(state__in=UNDONE, due_on__range=(first, last))
    if not watches:
        due = due.filter(within(user.paths("clerk"), "lead__path"))
    return out + [
        Deadline(task.due_on, task.text, reverse("task", args=[task.pk]), "warn") for task in due if task.due_on
    ]
