"""What the office does with dossiers that were handed in: verify, send back, hold, refuse, share out the work."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext

from vinhdanh.accounts.actions import notify
from vinhdanh.accounts.models import User
from vinhdanh.accounts.queries import holders
from vinhdanh.commendations.actions.assessing import assess_nomination, assess_some
from vinhdanh.commendations.models import Nomination
from vinhdanh.commendations.policies import (
    ASSIGN_NOMINATION,
    HOLD_NOMINATION,
    REFUSE_NOMINATION,
    RESUME_NOMINATION,
    SEND_BACK_NOMINATION,
    VERIFY_NOMINATION,
)
from vinhdanh.commendations.queries.dossiers import address_of
from vinhdanh.kernel.actor import Actor
from vinhdanh.kernel.history import record
from vinhdanh.kernel.versions import locked, save_version
from vinhdanh.rules.lifecycle import NOMINATION
from vinhdanh.rules.reasons import Reason, Refused
from vinhdanh.rules.text import clean


@dataclass
class Done:
    """What became of many dossiers: the ones it was done to, and why not to the others."""

    rows: list[Nomination] = field(default_factory=list)
    refused: list[tuple[Nomination, tuple[Reason, ...]]] = field(default_factory=list)


def needed(reason: str) -> str:
    """A reason in words, without which the act is refused."""
    text = clean(reason)[:600]
    if not text:
        raise Refused(Reason("nomination.reason_missing"))
    return text


def tell_clerks(nomination: Nomination, *, by: Actor) -> None:
    """The clerks of the nominee's unit learn what happened to their dossier, and why."""
    unit = nomination.unit or (nomination.person.unit if nomination.person else nomination.submitter)
    told = {
        "returned": gettext("Hồ sơ %(code)s (%(name)s) cần bổ sung: %(reason)s"),
        "on_hold": gettext("Hồ sơ %(code)s (%(name)s) tạm dừng: %(reason)s"),
        "refused": gettext("Hồ sơ %(code)s (%(name)s) dừng xét: %(reason)s"),
    }[nomination.state]
    text = told % {"code": nomination.code, "name": nomination.name, "reason": nomination.state_reason}
    notify(holders("clerk", over=[unit])[unit.pk], text, url=address_of(nomination), by=by)


@transaction.atomic
def verify_nomination(nomination: Nomination, *, by: Actor) -> Nomination:
    """The office checked the dossier against its evidence and found it right. The conditions are asked again first."""
    assess_nomination(nomination, by=by)
    return verified(nomination, by=by)


def verified(nomination: Nomination, *, by: Actor) -> Nomination:
    """The step itself, after the conditions were asked."""
    row = locked(Nomination.objects.all(), nomination.pk)
    VERIFY_NOMINATION.demand(by, row)
    return move(row, "verify", by=by)


@transaction.atomic
def send_back_nomination(nomination: Nomination, *, reason: str, by: Actor) -> Nomination:
    """The unit must add or mend something; what, stands in the reason."""
    row = locked(Nomination.objects.all(), nomination.pk)
    SEND_BACK_NOMINATION.demand(by, row)
    move(row, "send_back", reason=needed(reason), by=by)
    tell_clerks(row, by=by)
    return row


@transaction.atomic
def hold_nomination(nomination: Nomination, *, reason: str, by: Actor) -> Nomination:
    """Stop, not refuse: something about the nominee is still being examined."""
    row = locked(Nomination.objects.all(), nomination.pk)
    HOLD_NOMINATION.demand(by, row)
    move(row, "hold", reason=needed(reason), by=by)
    tell_clerks(row, by=by)
    return row


@transaction.atomic
def resume_nomination(nomination: Nomination, *, reason: str = "", by: Actor) -> Nomination:
    """Go on with a dossier that was held; the conditions are asked again."""
    row = locked(Nomination.objects.all(), nomination.pk)
    RESUME_NOMINATION.demand(by, row)
    move(row, "resume", reason=clean(reason)[:600], by=by)
    row.state_reason = ""
    row.save(update_fields=["state_reason"])
    return assess_nomination(row, by=by)


@transaction.atomic
def refuse_nomination(nomination: Nomination, *, reason: str, by: Actor) -> Nomination:
    """The dossier will not go on; the unit is told why, in writing."""
    row = locked(Nomination.objects.all(), nomination.pk)
    REFUSE_NOMINATION.demand(by, row)
    move(row, "refuse", reason=needed(reason), by=by)
    tell_clerks(row, by=by)
    return row


@transaction.atomic
def assign_nomination(nomination: Nomination, *, to: User, by: Actor) -> Nomination:
    """Somebody of the office takes care of the dossier."""
    row = locked(Nomination.objects.all(), nomination.pk)
    ASSIGN_NOMINATION.demand(by, row)
    if not to.has_role("office"):
        raise Refused(Reason("nomination.assignee_not_office", {"name": to.name}))
    before = row.assignee_name
    row.assignee_pk, row.assignee_name = to.pk, to.name
    save_version(row, ["assignee_pk", "assignee_name"])
    record("nomination.assigned", row, by=by, assignee=[before, to.name])
    text = gettext("Anh/chị được giao thẩm định hồ sơ %(code)s (%(name)s)") % {"code": row.code, "name": row.name}
    notify([to], text, url=address_of(row), by=by)
    return row


def move(row: Nomination, act: str, *, reason: str = "", by: Actor) -> Nomination:
    """One step of the dossier's life, with its reason in the history."""
    row.state = NOMINATION.after(row.state, act)
    row.state_reason = reason
    save_version(row, ["state", "state_reason"])
    facts = {"reason": reason} if reason else {}
    record(VERBS[act], row, by=by, **facts)
    return row


VERBS = {
    "verify": "nomination.verified",
    "send_back": "nomination.sent_back",
    "hold": "nomination.held",
    "resume": "nomination.resumed",
    "refuse": "nomination.refused",
}


@transaction.atomic
def verify_many(nominations: Iterable[Nomination], *, by: Actor) -> Done:
    """Verify those of the chosen dossiers that may be; the others are told apart with their reasons."""
    chosen = list(nominations)
    for round_pk in {row.round_id for row in chosen}:
        of_round = [row for row in chosen if row.round_id == round_pk]
        assess_some(of_round[0].round, of_round, by=by)
    return each(chosen, lambda row: verified(row, by=by))


@transaction.atomic
def send_back_many(nominations: Iterable[Nomination], *, reason: str, by: Actor) -> Done:
    """Send the chosen dossiers back for one and the same reason."""
    text = needed(reason)
    return each(nominations, lambda row: send_back_nomination(row, reason=text, by=by))


@transaction.atomic
def assign_many(nominations: Iterable[Nomination], *, to: User, by: Actor) -> Done:
    """Give the chosen dossiers to somebody of the office."""
    return each(nominations, lambda row: assign_nomination(row, to=to, by=by))


def each(nominations: Iterable[Nomination], act: Callable[[Nomination], Nomination]) -> Done:
    """Do it to each; one that refuses does not keep the others from it."""
    done = Done()
    for nomination in nominations:
        try:
            with transaction.atomic():
                done.rows.append(act(nomination))
        except Refused as refused:
            done.refused.append((nomination, refused.reasons))
    return done
