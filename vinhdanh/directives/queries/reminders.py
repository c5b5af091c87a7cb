"""Who is late, who was reminded and when, and who would read a reminder."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Max

from vinhdanh.accounts.models import User
from vinhdanh.accounts.queries import holders
from vinhdanh.directives.models import Reminder
from vinhdanh.directives.queries.cascade import Cascade, Column
from vinhdanh.organisation.models import Unit


@dataclass(frozen=True)
class Late:
    """One unit with what it owes; `contacts` are the clerks who would be told."""

    column: Column
    reminded_on: dt.date | None
    contacts: list[User]

    @property
    def unit(self) -> Unit:
        return self.column.unit

    @property
    def longest(self) -> dt.date | None:
        """The earliest due day that was missed."""
        return min((step.due_on for step in self.column.overdue if step.due_on), default=None)


def late_units(columns: Sequence[Column]) -> list[Late]:
    """These columns with when each was last reminded and whom a reminder reaches: two queries for all."""
    units = [column.unit for column in columns]
    reminded = last_reminders([unit.pk for unit in units])
    contacts = holders("clerk", over=units) if units else {}
    return [Late(column, reminded.get(column.unit.pk), contacts.get(column.unit.pk, [])) for column in columns]


def last_reminders(units: Sequence[int]) -> dict[int, dt.date]:
    if not units:
        return {}
    sent = Reminder.objects.filter(unit__in=units).values_list("unit").annotate(last=Max("sent_on"))
    return dict(sent.order_by())


def late_columns(cascade: Cascade, *, requirement_pk: int | None = None) -> list[Column]:
    """Units with something overdue, or with this one requirement overdue."""
    late = cascade.late_columns()
    if requirement_pk is None:
        return late
    return [column for column in late if any(step.requirement.pk == requirement_pk for step in column.overdue)]
