"""What happens to an award after it was given."""

from django.db import transaction

from vinhdanh.honours.models import Award
from vinhdanh.honours.policies import WITHDRAW_AWARD
from vinhdanh.kernel.actor import Actor
from vinhdanh.kernel.history import record
from vinhdanh.organisation.queries import today
from vinhdanh.rules.lifecycle import AWARD
from vinhdanh.rules.reasons import Reason, Refused
from vinhdanh.rules.text import clean


@transaction.atomic
def withdraw_award(award: Award, *, reason: str, decision: str, by: Actor) -> None:
    """Take an award back, for a reason and by a decision. It is not deleted: everywhere it shows as withdrawn.

    `decision` is the number of the decision that withdraws it.
    """
    Award.objects.select_for_update().get(pk=award.pk)
    WITHDRAW_AWARD.demand(by, award)
    reason, decision = clean(reason), clean(decision)
    missing = [
        Reason(code)
        for code, text in (("award.reason_missing", reason), ("award.decision_missing", decision))
        if not text
    ]
    if missing:
        raise Refused(*missing)
    award.state = AWARD.after("valid", "withdraw")
    award.withdrawn_on = today()
    award.withdrawn_reason = reason[:500]
    award.withdrawn_by_decision = decision[:80]
    award.save(update_fields=["state", "withdrawn_on", "withdrawn_reason", "withdrawn_by_decision"])
    record("award.withdrawn", award, by=by, reason=award.withdrawn_reason, decision=award.withdrawn_by_decision)
