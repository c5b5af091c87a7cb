"""What a unit does with its dossier: begin, write, prove, hand in, take back."""

import datetime as dt
import re
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from vinhdanh.accounts.actions import notify
from vinhdanh.accounts.queries import holders
from vinhdanh.commendations.actions.assessing import assess_nomination
from vinhdanh.commendations.models import Nomination, NominationFile, Round
from vinhdanh.commendations.policies import (
    CREATE_NOMINATION,
    EDIT_NOMINATION,
    SEND_FOR_UNIT,
    SUBMIT_NOMINATION,
    WITHDRAW_NOMINATION,
)
from vinhdanh.commendations.queries.dossiers import address_of, direct_unit_above, last_codes, name_and_unit
from vinhdanh.kernel.actor import Actor
from vinhdanh.kernel.files import store_file
from vinhdanh.kernel.history import record
from vinhdanh.kernel.numbering import continue_series, next_number
from vinhdanh.kernel.versions import locked, save_version
from vinhdanh.organisation.models import Person, Unit
from vinhdanh.organisation.queries import today
from vinhdanh.rules.lifecycle import NOMINATION
from vinhdanh.rules.reasons import Reason, Refused, refuse_if_any
from vinhdanh.rules.text import clean

# What a person may change in a dossier; everything else follows from acts.
WRITTEN = ("form", "summary", "achieved_on", "votes_yes", "votes_total", "evidence", "ratings", "declared")
MOST_FILES = 30
_NUMBERED = re.compile(r"^(.*?)(\d+)$")


def plain(value: Any) -> Any:
    """A value as history keeps it."""
    return value.isoformat() if isinstance(value, dt.date) else value


@transaction.atomic
def create_nomination(
    round: Round, *, form: str, unit: Unit | None = None, person: Person | None = None, by: Actor
) -> Nomination:
    """Begin a dossier for a unit or a person, under the name of today. It is a draft until it is handed in."""
    CREATE_NOMINATION.demand(by, round)
    nominated = unit or (person.unit if person else None)
    if nominated is None or (unit and person):
        raise Refused(Reason("nomination.nominee_missing"))
    SEND_FOR_UNIT.demand(by, nominated)
    refuse_if_any(form_obstacles(round, form, is_collective=unit is not None))
    name, unit_name = name_and_unit(unit=unit, person=person, day=today())
    nomination = Nomination.objects.create(
        round=round,
        code=next_code(round),
        submitter=direct_unit_above(nominated),
        is_collective=unit is not None,
        unit=unit,
        person=person,
        name=name,
        unit_name=unit_name,
        form=form,
        is_leader=person.is_leader if person else None,
        state="draft",
    )
    record("nomination.created", nomination, by=by, form=form)
    return nomination


def form_obstacles(round: Round, form: str, *, is_collective: bool) -> list[Reason]:
    """Why this form cannot be asked for this kind of nominee in the round."""
    known = round.forms.get(form)
    if known is None:
        return [Reason("nomination.unknown_form", {"form": form})]
    given_to = known.get("for")
    if given_to and (given_to == "unit") != is_collective:
        return [Reason("nomination.form_for_others", {"form": form})]
    return []


def next_code(round: Round) -> str:
    """The next code of the round, in the pattern of the codes that are there: DN-214, then DN-215."""
    codes = last_codes(round)
    matches = [match for code in codes if (match := _NUMBERED.match(code))]
    prefix, width, last = f"{round.code}-", 3, 0
    if matches:
        highest = max(matches, key=lambda match: int(match.group(2)))
        prefix, width, last = highest.group(1), len(highest.group(2)), int(highest.group(2))
    series = f"nominations:{round.pk}"
    continue_series(series, after=last)
    while True:
        number = next_number(series, purpose=f"nomination:{round.pk}:{prefix}{last + 1}")
        code = f"{prefix}{number:0{width}d}"
        if not Nomination.objects.filter(code=code).exists():
            return code
        last = max(last + 1, number)


@transaction.atomic
def edit_nomination(nomination: Nomination, values: dict[str, Any], *, version: int, by: Actor) -> Nomination:
    """Change what was written, as somebody saw it at `version`. What stood before stays in the history.

    Raises `ChangedMeanwhile` with the row as it stands, so that the page can show both versions.
    """
    EDIT_NOMINATION.demand(by, nomination)
    unknown = values.keys() - set(WRITTEN)
    if unknown:
        raise ValueError(f"{sorted(unknown)} are not written by people")
    row = locked(Nomination.objects.all(), nomination.pk, version=version)
    refuse_if_any(
        [
            *form_obstacles(row.round, values.get("form", row.form), is_collective=row.is_collective),
            *vote_obstacles(values.get("votes_yes", row.votes_yes), values.get("votes_total", row.votes_total)),
        ]
    )
    changes = {
        name: [plain(getattr(row, name)), plain(value)] for name, value in values.items() if getattr(row, name) != value
    }
    if changes:
        for name in changes:
            setattr(row, name, values[name])
        save_version(row, list(changes))
        record("nomination.edited", row, by=by, **changes)
        if row.state in ("submitted", "on_hold", "verified"):
            assess_nomination(row, text_changed="summary" in changes, by=by)
    return row


def vote_obstacles(yes: int | None, total: int | None) -> list[Reason]:
    """Why these numbers of votes cannot both be true."""
    if yes is not None and total is not None and yes > total:
        return [Reason("nomination.more_yes_than_votes", {"yes": yes, "total": total})]
    return []


def attach_file(nomination: Nomination, content: Any, *, name: str, caption: str = "", by: Actor) -> NominationFile:
    """Add a paper as evidence. The same content is attached once. It is judged before any lock is taken."""
    EDIT_NOMINATION.demand(by, nomination)
    stored = store_file(content, name=name)
    with transaction.atomic():
        nomination = locked(Nomination.objects.all(), nomination.pk)
        EDIT_NOMINATION.demand(by, nomination)
        attached = nomination.files.filter(file=stored).first()
        if attached is not None:
            return attached
        if nomination.files.count() >= MOST_FILES:
            raise Refused(Reason("nomination.too_many_files", {"most": MOST_FILES}))
        attached = nomination.files.create(file=stored, caption=clean(caption)[:300], added_by_name=by.display_name)
        record("nomination.file_added", nomination, by=by, file=stored.name, sha256=stored.sha256)
        if nomination.state == "submitted":
            assess_nomination(nomination, by=by)
    return attached


@transaction.atomic
def detach_file(attached: NominationFile, *, by: Actor) -> None:
    """Take a paper off the dossier; its name and hash stay in the history."""
    nomination = attached.nomination
    EDIT_NOMINATION.demand(by, nomination)
    record("nomination.file_removed", nomination, by=by, file=attached.file.name, sha256=attached.file.sha256)
    attached.delete()
    if nomination.state == "submitted":
        assess_nomination(nomination, by=by)


@transaction.atomic
def submit_nomination(nomination: Nomination, *, by: Actor) -> Nomination:
    """Hand the dossier in, for the first time or again. From now on the office works on it."""
    row = locked(Nomination.objects.all(), nomination.pk)
    SUBMIT_NOMINATION.demand(by, row)
    again = row.state == "returned"
    missing = []
    if not clean(row.summary):
        missing.append(Reason("nomination.summary_missing"))
    if row.achieved_on is None:
        missing.append(Reason("nomination.achieved_on_missing"))
    refuse_if_any(missing)
    row.state = NOMINATION.after(row.state, "submit")
    row.state_reason = ""
    if not again:
        row.submitted_on = today()
    save_version(row, ["state", "state_reason", "submitted_on"])
    record("nomination.resubmitted" if again else "nomination.submitted", row, by=by)
    assess_nomination(row, text_changed=True, by=by)
    if again:
        text = gettext("Hồ sơ %(code)s (%(name)s) đã bổ sung và gửi lại") % {"code": row.code, "name": row.name}
        keeper = [
            user for user in holders("office", over=[row.submitter])[row.submitter_id] if user.pk == row.assignee_pk
        ]
        notify(keeper, text, url=address_of(row), by=by)
    return row


@transaction.atomic
def withdraw_nomination(nomination: Nomination, *, reason: str, by: Actor) -> Nomination:
    """The unit takes its dossier back; it no longer stands in the way of another one."""
    row = locked(Nomination.objects.all(), nomination.pk)
    WITHDRAW_NOMINATION.demand(by, row)
    if not clean(reason):
        raise Refused(Reason("nomination.reason_missing"))
    row.state = NOMINATION.after(row.state, "withdraw")
    row.state_reason, row.result, row.open_clauses = clean(reason)[:600], "", ""
    save_version(row, ["state", "state_reason", "result", "open_clauses"])
    record("nomination.withdrawn", row, by=by, reason=row.state_reason)
    return row
