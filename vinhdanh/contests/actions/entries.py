"""An entry comes in, is withdrawn, turns out to be a copy or against the rules, or counts again."""

import datetime as dt
import secrets
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from vinhdanh.contests.actions.ranking import rank_contest
from vinhdanh.contests.models import Authorship, BlindCode, Contest, Entry
from vinhdanh.contests.policies import (
    DECLARE_INVALID,
    KEEP_CONTEST,
    MARK_DUPLICATE,
    RESTORE_ENTRY,
    WITHDRAW_ENTRY,
)
from vinhdanh.kernel.actor import Actor
from vinhdanh.kernel.history import record
from vinhdanh.kernel.versions import locked, save_version
from vinhdanh.organisation.models import Person, Unit
from vinhdanh.rules.lifecycle import ENTRY
from vinhdanh.rules.reasons import Reason, Refused
from vinhdanh.rules.text import fold

PERMISSIONS = {
    "withdraw": WITHDRAW_ENTRY,
    "mark_duplicate": MARK_DUPLICATE,
    "declare_invalid": DECLARE_INVALID,
    "restore": RESTORE_ENTRY,
}
BLIND_DIGITS = 5


@transaction.atomic
def receive_entry(
    contest: Contest,
    *,
    code: str,
    title: str,
    genre: str,
    words: int | None,
    received_on: dt.date,
    author: str,
    person: Person | None,
    unit: Unit,
    by: Actor,
) -> Entry:
    """Write down what was received, who wrote it, and a blind code drawn at random.

    What comes after the closing day is kept and does not count.
    """
    KEEP_CONTEST.demand(by, contest)
    if Entry.objects.filter(code__iexact=code).exists():
        raise Refused(Reason("entry.code_taken", {"code": code}))
    is_late = contest.closes_on is not None and received_on > contest.closes_on
    entry = Entry.objects.create(
        contest=contest,
        code=code,
        title=title,
        title_key=fold(title)[:400],
        genre=genre,
        words=words,
        received_on=received_on,
        state="invalid" if is_late else "valid",
        state_reason=gettext("nhận sau hạn cuối") if is_late else "",
    )
    Authorship.objects.create(entry=entry, person=person, name=author, unit=unit)
    BlindCode.objects.create(entry=entry, code=new_blind_code())
    record("entry.received", entry, by=by, received_on=received_on.isoformat(), unit=unit.name, is_late=is_late)
    return entry


def new_blind_code() -> str:
    """A code that tells nothing about the order in which entries came."""
    while True:
        code = f"P{secrets.randbelow(10**BLIND_DIGITS):0{BLIND_DIGITS}}"
        if not BlindCode.objects.filter(code=code).exists():
            return code


@transaction.atomic
def change_state(entry: Entry, act: str, *, reason: str, version: int, by: Actor) -> Entry:
    """Withdraw an entry, say that it is a copy or against the rules, or let it count again; and rank anew."""
    PERMISSIONS[act].demand(by, entry)
    if not reason:
        raise Refused(Reason("entry.no_reason"))
    row = locked(Entry.objects.all(), entry.pk, version=version)
    before, row.state = row.state, ENTRY.after(row.state, act)
    if row.state == "valid" and row.contest.closes_on is not None and row.received_on > row.contest.closes_on:
        raise Refused(Reason("entry.came_late", {"closes_on": f"{row.contest.closes_on:%d/%m/%Y}"}))
    row.state_reason = reason if row.state != "valid" else ""
    save_version(row, ["state", "state_reason"])
    record(f"entry.{act}", row, by=by, state=[before, row.state], reason=reason)
    rank_contest(row.contest, by=by)
    return row


@transaction.atomic
def rename_entry(entry: Entry, values: dict[str, Any], *, version: int, by: Actor) -> Entry:
    """Correct title, genre, words or the day of reception; the old values stay in the history."""
    KEEP_CONTEST.demand(by, entry.contest)
    row = locked(Entry.objects.all(), entry.pk, version=version)
    changes = {
        name: [_plain(getattr(row, name)), _plain(value)]
        for name, value in values.items()
        if getattr(row, name) != value
    }
    if not changes:
        return row
    for name, value in values.items():
        setattr(row, name, value)
    row.title_key = fold(row.title)[:400]
    save_version(row, [*values, "title_key"])
    record("entry.corrected", row, by=by, **changes)
    if "received_on" in changes:
        rank_contest(row.contest, by=by)
    return row


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value
