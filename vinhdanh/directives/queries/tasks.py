"""Tasks that a conference set, and how many are overdue."""

import datetime as dt

from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from vinhdanh.directives.models import Conclusion, Task
from vinhdanh.directives.policies import SEE_TASK
from vinhdanh.kernel.actor import Actor
from vinhdanh.organisation.models import FOREVER

UNDONE = ("open", "in_progress")


def overdue(today: dt.date, prefix: str = "") -> Q:
    """Not done, and its day has passed."""
    return Q(**{f"{prefix}state__in": UNDONE, f"{prefix}due_on__lt": today})


def tasks_seen_by(user: Actor) -> QuerySet[Task]:
    """The tasks this user may see, with the day to sort by (those without a day last)."""
    seen = SEE_TASK.rows(Task.objects.all(), user)
    return seen.select_related("lead", "conclusion").annotate(sort_on=Coalesce(F("due_on"), Value(FOREVER)))


def tasks_filtered(tasks: QuerySet[Task], state: str, *, today: dt.date) -> QuerySet[Task]:
    if state == "overdue":
        return tasks.filter(overdue(today))
    return tasks.filter(state=state) if state in Task.State.values else tasks


def task_counts(tasks: QuerySet[Task], *, today: dt.date) -> dict[str, int]:
    """How many tasks are in each state, and overdue: one query."""
    return tasks.aggregate(
        all=Count("pk"),
        overdue=Count("pk", filter=overdue(today)),
        **{state: Count("pk", filter=Q(state=state)) for state in Task.State.values},
    )


def conclusions_with_counts(today: dt.date) -> QuerySet[Conclusion]:
    """Each conclusion with its tasks counted: all, done, overdue."""
    return Conclusion.objects.annotate(
        total=Count("tasks"),
        done=Count("tasks", filter=Q(tasks__state="done")),
        overdue=Count("tasks", filter=overdue(today, "tasks__")),
    ).order_by("code", "pk")
