"""A unit's own plan: written, sent, approved or returned; and how many commitments it registered."""

import datetime as dt

from django.db import transaction

from vinhdanh.accounts.actions import notify
from vinhdanh.accounts.queries import holders
from vinhdanh.directives.actions.derive import derive_fulfilments
from vinhdanh.directives.actions.directives import new_key
from vinhdanh.directives.addresses import plan_address
from vinhdanh.directives.models import Commitment, Plan, Requirement
from vinhdanh.directives.policies import (
    APPROVE_PLAN,
    CHANGE_PLAN,
    RECORD_PLAN,
    REGISTER_COMMITMENTS,
    RETURN_PLAN,
    SEND_PLAN,
)
from vinhdanh.directives.wording import approved_plan, returned_plan
from vinhdanh.kernel.actor import Actor
from vinhdanh.kernel.history import record
from vinhdanh.kernel.models import StoredFile
from vinhdanh.kernel.versions import locked
from vinhdanh.organisation.models import Unit
from vinhdanh.organisation.queries import today
from vinhdanh.rules.lifecycle import PLAN
from vinhdanh.rules.reasons import Reason, Refused

WRITTEN = ("number", "dated_on", "theme", "summary")


@transaction.atomic
def record_plan(
    unit: Unit,
    *,
    kind: str,
    year: int | None,
    number: str = "",
    dated_on: dt.date | None = None,
    theme: str = "",
    summary: str = "",
    file: StoredFile | None = None,
    by: Actor,
) -> Plan:
    """Begin a plan of a unit as a draft. Its due day is the one that was required."""
    RECORD_PLAN.demand(by, unit)
    asked = Requirement.objects.filter(kind="term_plan" if kind == "term" else "year_plan", year=year or 0).first()
    plan = Plan.objects.create(
        key=new_key(),
        unit=unit,
        kind=kind,
        year=year,
        number=number,
        dated_on=dated_on,
        due_on=asked.due_on if asked else None,
        theme=theme,
        summary=summary,
        file=file,
        state=Plan.State.DRAFT,
        entered_by_name=by.display_name,
    )
    record("plan.recorded", plan, by=by, unit=unit.name)
    derive_fulfilments(by=by, unit=unit)
    return plan


@transaction.atomic
def change_plan(
    plan: Plan,
    *,
    number: str,
    dated_on: dt.date | None,
    theme: str,
    summary: str,
    file: StoredFile | None = None,
    by: Actor,
) -> None:
    """Change a plan that is a draft or was returned."""
    plan = locked(Plan.objects.all(), plan.pk)
    CHANGE_PLAN.demand(by, plan)
    wanted = dict(zip(WRITTEN, (number, dated_on, theme, summary), strict=True))
    changes = {
        name: [_fact(getattr(plan, name)), _fact(value)]
        for name, value in wanted.items()
        if getattr(plan, name) != value
    }
    for name, value in wanted.items():
        setattr(plan, name, value)
    if file is not None:
        plan.file, changes["file"] = file, [None, file.name]
    plan.save(update_fields=[*WRITTEN, "file"])
    record("plan.changed", plan, by=by, **changes)
    derive_fulfilments(by=by, unit=plan.unit)


def _fact(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else value


@transaction.atomic
def send_plan(plan: Plan, *, by: Actor) -> None:
    """Send a plan to the office. The first sending is the one that counts against the due day."""
    plan = locked(Plan.objects.all(), plan.pk)
    SEND_PLAN.demand(by, plan)
    plan.state = PLAN.after(plan.state, "send")
    plan.sent_on = plan.sent_on or today()
    plan.state_reason = ""
    plan.save(update_fields=["state", "sent_on", "state_reason"])
    record("plan.sent", plan, by=by)
    derive_fulfilments(by=by, unit=plan.unit)


@transaction.atomic
def approve_plan(plan: Plan, *, by: Actor) -> None:
    """Agree to a plan that was sent, and tell the unit."""
    plan = locked(Plan.objects.all(), plan.pk)
    APPROVE_PLAN.demand(by, plan)
    plan.state = PLAN.after(plan.state, "approve")
    plan.save(update_fields=["state"])
    record("plan.approved", plan, by=by)
    _tell_the_unit(plan, approved_plan(plan), by=by)


@transaction.atomic
def return_plan(plan: Plan, *, reason: str, by: Actor) -> None:
    """Send a plan back to the unit, always with a reason. It is in progress again until sent anew."""
    plan = locked(Plan.objects.all(), plan.pk)
    RETURN_PLAN.demand(by, plan)
    if not reason.strip():
        raise Refused(Reason("plan.return_without_reason"))
    plan.state, plan.state_reason = PLAN.after(plan.state, "send_back"), reason.strip()
    plan.save(update_fields=["state", "state_reason"])
    record("plan.returned", plan, by=by, reason=plan.state_reason)
    derive_fulfilments(by=by, unit=plan.unit)
    _tell_the_unit(plan, returned_plan(plan), by=by)


def _tell_the_unit(plan: Plan, text: str, *, by: Actor) -> None:
    notify(holders("clerk", over=[plan.unit])[plan.unit_id], text, url=plan_address(plan.pk), by=by)


@transaction.atomic
def register_commitments(
    unit: Unit, *, year: int, collectives: int | None, persons: int | None, by: Actor
) -> Commitment:
    """Write down how many commitments a unit registered in a year; registering again replaces the numbers."""
    REGISTER_COMMITMENTS.demand(by, unit)
    there = list(Commitment.objects.select_for_update().filter(unit=unit, year=year).order_by("pk"))
    if len(there) > 1:
        raise Refused(Reason("commitments.several_rows", {"rows": len(there)}))
    row = there[0] if there else Commitment(key=new_key(), unit=unit, year=year)
    before = (row.collectives, row.persons)
    row.collectives, row.persons = collectives, persons
    row.save()
    record(
        "commitments.registered",
        row,
        by=by,
        unit=unit.name,
        collectives=[before[0], collectives],
        persons=[before[1], persons],
    )
    derive_fulfilments(by=by, unit=unit)
    return row
