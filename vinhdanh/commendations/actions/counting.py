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
    return [
        Count(count.teller_pk, Box(*(getattr(count, name) for name in COUNTS)), count.attempt)
        for count in nominee.counts.order_by("pk")
    ]


@transaction.atomic
def enter_count(nominee: Nominee, box: Box, *, by: Actor) -> Tally:
    """A teller enters what he counted, before he could see what the other did. Once."""
    row = Nominee.objects.select_for_update().get(pk=nominee.pk)
    ENTER_COUNT.demand(by, row)
    return add_count(row, box, attempt=1, by=by)


@transaction.atomic
def enter_counts(boxes: Mapping[Nominee, Box], *, by: Actor) -> None:
    """A teller's sheet: all of it or nothing, with every contradiction told at once."""
    wrong: list[Reason] = []
    for nominee, box in boxes.items():
        try:
            with transaction.atomic():
                enter_count(nominee, box, by=by)
        except Refused as refused:
            wrong.extend(Reason(r.code, {"name": nominee.nomination.name, **r.facts}) for r in refused.reasons)
    refuse_if_any(wrong)


@transaction.atomic
def count_again(nominee: Nominee, box: Box, *, by: Actor) -> Tally:
    """After two counts differ: a teller or the secretary counts the papers again. Agreed when two people agree."""
    row = Nominee.objects.select_for_update().get(pk=nominee.pk)
    COUNT_AGAIN.demand(by, row)
    before = row.counts.filter(teller_pk=by.pk).order_by("-attempt").first()
    return add_count(row, box, attempt=before.attempt + 1 if before else 1, by=by)


def add_count(nominee: Nominee, box: Box, *, attempt: int, by: Actor) -> Tally:
    name = nominee.nomination.name
    wrong = contradictions(box, members=nominee.session.members)
    refuse_if_any(Reason(code, {"name": name}) for code in wrong)
    if by.pk is None:
        raise Refused(Reason("count.nobody", {"name": name}))
    values = {field: getattr(box, field) for field in COUNTS}
    TellerCount.objects.create(nominee=nominee, teller_pk=by.pk, teller_name=by.display_name, attempt=attempt, **values)
    # The history says that he counted, not what: it is read while the session is open.
    record("count.entered" if attempt == 1 else "count.entered_again", nominee.session, by=by, name=name)
    state, agreed = tally(counts_of(nominee))
    if agreed is not None:
        for field in COUNTS:
            setattr(nominee, field, getattr(agreed, field))
        nominee.save(update_fields=list(COUNTS))
        record("count.agreed", nominee.session, by=by, name=name)
    elif state is Tally.DIFFERENT:
        record("count.differs", nominee.session, by=by, name=name)
    return state
