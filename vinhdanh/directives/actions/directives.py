"""Directives and what they require of units."""

import datetime as dt
import secrets
from collections.abc import Iterable

from django.db import transaction

from vinhdanh.directives.actions.derive import derive_fulfilments, place
from vinhdanh.directives.models import Directive, Fulfilment, Requirement, YearTheme
from vinhdanh.directives.policies import (
    BY_ITSELF,
    CREATE_DIRECTIVE,
    DROP_REQUIREMENT,
    RECORD_FULFILMENT,
    REQUIRE_OF_UNITS,
    SET_DUE_DAY,
    SET_THEME,
)
from vinhdanh.kernel.actor import Actor
from vinhdanh.kernel.history import record
from vinhdanh.kernel.models import StoredFile
from vinhdanh.organisation.models import Unit
from vinhdanh.organisation.queries import root_unit
from vinhdanh.rules.reasons import Reason, Refused, refuse_if_any


def new_key() -> str:
    """A key for a row that was entered here and stands in no workbook."""
    return f"here-{secrets.token_hex(16)}"


def the_root() -> Unit:
    """The unit at the top, of which permissions for the whole are asked."""
    root = root_unit()
    if root is None:
        raise Refused(Reason("organisation.empty"))
    return root


@transaction.atomic
def create_directive(
    *,
    kind: str,
    number: str,
    issued_on: dt.date | None,
    issuer: str,
    title: str,
    file: StoredFile | None = None,
    by: Actor,
) -> Directive:
    """Enter a directive. A number that an issuer used on that day already is refused."""
    CREATE_DIRECTIVE.demand(by, the_root())
    if Directive.objects.filter(number=number, issuer=issuer, issued_on=issued_on).exists():
        raise Refused(Reason("directive.stands_already", {"number": number}))
    directive = Directive.objects.create(
        key=new_key(), kind=kind, number=number, issued_on=issued_on, issuer=issuer, title=title, file=file
    )
    record("directive.created", directive, by=by, title=title)
    return directive


@transaction.atomic
def require_of_units(
    directive: Directive,
    *,
    kind: str,
    year: int,
    title: str,
    due_on: dt.date | None,
    units: Iterable[Unit] = (),
    by: Actor,
) -> Requirement:
    """Ask something of every direct unit, or of these units only. What is asked already is not asked twice."""
    REQUIRE_OF_UNITS.demand(by, directive)
    wrong = []
    if kind == Requirement.Kind.OTHER and not title:
        wrong.append(Reason("requirement.without_title"))
    if kind not in (Requirement.Kind.OTHER, Requirement.Kind.TERM_PLAN) and not year:
        wrong.append(Reason("requirement.without_year"))
    if kind == Requirement.Kind.TERM_PLAN:
        year = 0
    if kind != Requirement.Kind.OTHER and Requirement.objects.filter(kind=kind, year=year).exists():
        wrong.append(Reason("requirement.stands_already"))
    refuse_if_any(wrong)
    requirement = Requirement.objects.create(
        directive=directive,
        kind=kind,
        year=year,
        title=title,
        due_on=due_on,
        due_by_hand=due_on is not None,
        position=place(kind, year),
    )
    chosen = list(units)
    requirement.units.set(chosen)
    record("requirement.asked", requirement, by=by, due_on=due_on and due_on.isoformat(), units=len(chosen))
    derive_fulfilments(by=by)
    return requirement


@transaction.atomic
def set_due_day(requirement: Requirement, due_on: dt.date, *, by: Actor) -> None:
    """Give a requirement another day. From then on plans do not move it."""
    SET_DUE_DAY.demand(by, requirement)
    before = requirement.due_on
    requirement.due_on, requirement.due_by_hand = due_on, True
    requirement.save(update_fields=["due_on", "due_by_hand"])
    record(
        "requirement.due_moved", requirement, by=by, due_on=[before.isoformat() if before else None, due_on.isoformat()]
    )
    derive_fulfilments(by=by)


@transaction.atomic
def drop_requirement(requirement: Requirement, *, by: Actor) -> None:
    """Take back what was required, as long as no unit answered."""
    DROP_REQUIREMENT.demand(by, requirement)
    record("requirement.dropped", requirement, by=by)
    requirement.delete()


@transaction.atomic
def record_fulfilment(
    requirement: Requirement,
    unit: Unit,
    *,
    sent_on: dt.date | None,
    note: str = "",
    file: StoredFile | None = None,
    by: Actor,
) -> Fulfilment:
    """Write down how far a unit is with a review or another document: begun, or sent on a day.

    Plans, themes and commitments are not written here: they follow from what the unit registered.
    """
    reasons = RECORD_FULFILMENT.obstacles(by, unit)
    if requirement.kind not in BY_ITSELF:
        reasons.append(Reason("fulfilment.follows_from_records"))
    if requirement.units.exists() and not requirement.units.filter(pk=unit.pk).exists():
        reasons.append(Reason("fulfilment.not_asked"))
    refuse_if_any(reasons)
    state = Fulfilment.State.SENT if sent_on else Fulfilment.State.IN_PROGRESS
    found, _ = Fulfilment.objects.get_or_create(requirement=requirement, unit=unit, defaults={"state": state})
    found.state, found.sent_on, found.note = state, sent_on, note
    found.file = file or found.file
    found.save(update_fields=["state", "sent_on", "note", "file"])
    facts = {"step": requirement.label, "sent_on": sent_on.isoformat() if sent_on else None}
    record("fulfilment.sent" if sent_on else "fulfilment.begun", unit, by=by, **facts)
    return found


@transaction.atomic
def set_theme(year: int, *, title: str, document: str = "", dated_on: dt.date | None = None, by: Actor) -> YearTheme:
    """Say which theme the whole organisation follows in a year; saying it again replaces the words."""
    SET_THEME.demand(by, the_root())
    theme = YearTheme.objects.filter(year=year).order_by("pk").first() or YearTheme(key=new_key(), year=year)
    before = theme.title
    theme.title, theme.document, theme.dated_on = title, document, dated_on
    theme.save()
    record("theme.set", theme, by=by, title=[before or None, title])
    derive_fulfilments(by=by)
    return theme
