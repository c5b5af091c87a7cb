"""Reminders: one letter for each unit, told to those who act for it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from vinhdanh.accounts.actions import notify
from vinhdanh.accounts.queries import holders
from vinhdanh.directives.addresses import unit_address
from vinhdanh.directives.models import Reminder, Requirement
from vinhdanh.directives.policies import REMIND
from vinhdanh.kernel.actor import Actor
from vinhdanh.kernel.history import record
from vinhdanh.organisation.models import Unit
from vinhdanh.organisation.queries import today
from vinhdanh.rules.reasons import Reason, Refused


@dataclass(frozen=True)
class Letter:
    """What one unit will read, and about which requirements."""

    unit: Unit
    requirements: tuple[Requirement, ...]
    text: str


@transaction.atomic
def remind_units(letters: Iterable[Letter], *, by: Actor) -> list[Reminder]:
    """Send every letter, or none: each is kept, and the clerks of its unit get a notice."""
    letters = list(letters)
    if not letters:
        raise Refused(Reason("reminder.to_nobody"))
    day = today()
    clerks = holders("clerk", over=[letter.unit for letter in letters])
    sent = []
    for letter in letters:
        REMIND.demand(by, letter.unit)
        if not letter.text.strip():
            raise Refused(Reason("reminder.without_text", {"unit": letter.unit.name}))
        reminder = Reminder.objects.create(
            unit=letter.unit, text=letter.text.strip(), by_pk=by.pk, by_name=by.display_name, sent_on=day
        )
        reminder.requirements.set(letter.requirements)
        steps = [requirement.label for requirement in letter.requirements]
        told = notify(clerks[letter.unit.pk], reminder.text, url=unit_address(letter.unit.pk), by=by)
        record("unit.reminded", letter.unit, by=by, steps=steps, told=len(told))
        sent.append(reminder)
    return sent
