"""Two tellers count the same papers, each alone; where they differ, somebody counts again."""

from collections.abc import Mapping

from django.db import transaction

from vinhdanh.commendations.models import Nominee, TellerCount
from vinhdanh.commendations.policies import COUNT_AGAIN, ENTER_COUNT
from vinhdanh.commendations.queries.ballots import COUNTS
from vinhdanh.kernel.actor import Actor
from vinhdanh.kernel.history import record
from vinhdanh.rules.ballot import Box, contradictions
from vinhdanh.rules.reasons import Reason, Refused, refuse_if_any
from vinhdanh.rules.tally import Count, Tally, tally


def counts_of(nominee: Nominee) -> list[Count]:
    """Everything that tellers entered on this nominee, as the rule wants it."""
    return [
        Count(count.teller_pk, Box(*(getattr(count, name) for name in COUNTS)), count.attempt)
        for count in nominee.counts.order_by("pk")
    ]


@transaction.atomic
def enter_count(nominee: Nominee, box: Box, *, by: Actor) -> Tally:
    """A teller enters what he counted, before he could see what the other did. Once."""
    return enter_counts({nominee: box}, by=by)[0]


@transaction.atomic
def enter_counts(boxes: Mapping[Nominee, Box], *, by: Actor) -> list[Tally]:
    """A teller's sheet: all of it or nothing, with every contradiction told at once."""
    wrong: list[Reason] = []
    states: list[Tally] = []
    for nominee, box in boxes.items():
        try:
            row = Nominee.objects.select_for_update().get(pk=nominee.pk)
            ENTER_COUNT.demand(by, row)
            states.append(add_count(row, box, attempt=1, by=by))
        except Refused as refused:
            wrong.extend(Reason(r.code, {"name": nominee.nomination.name, **r.facts}) for r in refused.reasons)
    refuse_if_any(wrong)
    for session in {nominee.session for nominee in boxes}:
        # The history says that he counted, not what: it is read while the session is open.
        record("count.entered", session, by=by, nominees=len(states), agreed=states.count(Tally.AGREED))
    return states


@transaction.atomic
def count_again(nominee: Nominee, box: Box, *, by: Actor) -> Tally:
    """After two counts differ: a teller or the secretary counts the papers again. Agreed when two people agree."""
    row = Nominee.objects.select_for_update().get(pk=nominee.pk)
    COUNT_AGAIN.demand(by, row)
    before = row.counts.filter(teller_pk=by.pk or 0).order_by("-attempt").first()
    state = add_count(row, box, attempt=before.attempt + 1 if before else 1, by=by)
    record("count.entered_again", row.session, by=by, name=row.nomination.name, agreed=state is Tally.AGREED)
    return state


def add_count(nominee: Nominee, box: Box, *, attempt: int, by: Actor) -> Tally:
    """Write one count down; when two people agree, theirs becomes the count of the nominee."""
    name = nominee.nomination.name
    wrong = contradictions(box, members=nominee.session.members)
    refuse_if_any(Reason(code, {"name": name}) for code in wrong)
    if by.pk is None:
        raise Refused(Reason("count.nobody", {"name": name}))
    values = {field: getattr(box, field) for field in COUNTS}
    TellerCount.objects.create(nominee=nominee, teller_pk=by.pk, teller_name=by.display_name, attempt=attempt, **values)
    state, agreed = tally(counts_of(nominee))
    if agreed is not None:
        for field in COUNTS:
            setattr(nominee, field, getattr(agreed, field))
        nominee.save(update_fields=list(COUNTS))
    return state
