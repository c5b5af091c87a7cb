"""The terms of a contest: when it closes, how it is marked, how many are sent on, which prizes there are."""

import datetime as dt
from typing import Any

from django.db import transaction

from vinhdanh.contests.actions.ranking import rank_contest
from vinhdanh.contests.models import Contest
from vinhdanh.contests.policies import KEEP_CONTEST, KEEPERS
from vinhdanh.kernel.actor import Actor
from vinhdanh.kernel.history import record
from vinhdanh.rules.reasons import Reason, Refused

RANKED_BY = frozenset({"closes_on", "marks_per_entry", "forward", "ties"})


@transaction.atomic
def save_terms(contest: Contest | None, values: dict[str, Any], *, by: Actor) -> Contest:
    """Announce a contest, or change its terms; when they decide places, all places are worked out anew."""
    if contest is None:
        if not by.paths(*KEEPERS):
            raise Refused(Reason("role.organiser_or_office"))
        if Contest.objects.filter(code__iexact=values["code"]).exists():
            raise Refused(Reason("contest.code_taken", {"code": values["code"]}))
        contest = Contest.objects.create(**values)
        record("contest.announced", contest, by=by)
        return contest
    KEEP_CONTEST.demand(by, contest)
    row = Contest.objects.select_for_update().get(pk=contest.pk)
    changes = {
        name: [_told(getattr(row, name)), _told(new)] for name, new in values.items() if getattr(row, name) != new
    }
    if not changes:
        return row
    for name, new in values.items():
        setattr(row, name, new)
    row.save(update_fields=list(values))
    record("contest.terms_changed", row, by=by, **changes)
    if RANKED_BY & changes.keys():
        rank_contest(row, by=by)
    return row


def _told(value: Any) -> Any:
    """A value as history keeps and tells it."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, list):
        return "; ".join(" ".join(map(str, part)) if isinstance(part, list | tuple) else str(part) for part in value)
    return value
