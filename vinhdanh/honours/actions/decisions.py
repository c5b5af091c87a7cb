"""A decision is drafted, filled with awards, and issued under one number."""

import datetime as dt
import secrets

from django.db import transaction
from django.db.models import Max

from vinhdanh.honours.models import Award, Decision
from vinhdanh.honours.policies import ISSUE_DECISION, WRITE_DECISION
from vinhdanh.honours.queries import award_search_key, decision_number_pattern, is_number_used
from vinhdanh.kernel.actor import Actor
from vinhdanh.kernel.history import record
from vinhdanh.kernel.numbering import next_number
from vinhdanh.organisation.models import Person, Unit
from vinhdanh.organisation.queries import today
from vinhdanh.rules.lifecycle import DECISION
from vinhdanh.rules.reasons import Reason, Refused
from vinhdanh.rules.text import clean


@transaction.atomic
def new_decision(
    *,
    issuer: str,
    title: str,
    signer_name: str = "",
    signer_post: str = "",
    basis: list[str] | None = None,
    by: Actor,
) -> Decision:
    """Begin a decision. `issuer` and the signer stand on every certificate as written here."""
    decision = Decision.objects.create(
        issuer=clean(issuer),
        title=clean(title),
        signer_name=clean(signer_name),
        signer_post=clean(signer_post),
        basis=[clean(text) for text in basis or []],
    )
    WRITE_DECISION.demand(by, decision)
    record("decision.drafted", decision, by=by)
    return decision


@transaction.atomic
def add_award(
    decision: Decision,
    *,
    form: str,
    award_kind: str,
    unit: Unit | None = None,
    person: Person | None = None,
    printed_name: str,
    printed_unit: str = "",
    reason: str = "",
    position: int | None = None,
    by: Actor,
) -> Award:
    """One line of a draft: the names are printed as given here, whatever they become later."""
    WRITE_DECISION.demand(by, decision)
    if position is None:
        position = (decision.awards.aggregate(last=Max("position"))["last"] or 0) + 1
    printed_name, printed_unit = clean(printed_name), clean(printed_unit)
    award = Award.objects.create(
        key=secrets.token_hex(16),
        decision=decision,
        position=position,
        form=clean(form),
        award_kind=clean(award_kind),
        unit=unit,
        person=person,
        printed_name=printed_name,
        printed_unit=printed_unit,
        reason=clean(reason),
        awarded_on=decision.dated_on or today(),
        search_key=award_search_key(printed_name, printed_unit),
    )
    record("award.added", award, by=by, decision=decision.pk)
    return award


@transaction.atomic
def issue_decision(
    decision: Decision,
    *,
    dated_on: dt.date,
    number: str = "",
    by: Actor,
) -> Decision:
    """Give a decision its number and day. Without a number it gets the next one of its year.

    From here on nothing in it changes any more; a mistake is mended by withdrawing the award.
    """
    Decision.objects.select_for_update().get(pk=decision.pk)
    ISSUE_DECISION.demand(by, decision)
    number = clean(number) or next_decision_number(decision, dated_on)
    if is_number_used(number, issuer=decision.issuer, year=dated_on.year):
        raise Refused(Reason("decision.number_used", {"number": number, "year": dated_on.year}))
    decision.number, decision.dated_on = number, dated_on
    decision.state = DECISION.after("draft", "issue")
    decision.save(update_fields=["number", "dated_on", "state"])
    decision.awards.update(awarded_on=dated_on)
    record("decision.issued", decision, by=by, number=decision.number, dated_on=dated_on.isoformat())
    return decision


def next_decision_number(decision: Decision, dated_on: dt.date) -> str:
    """The next number of the issuer's year that no paper bears yet."""
    pattern = decision_number_pattern()
    series = f"decision:{decision.issuer}:{dated_on.year}"
    attempt = 0
    while True:
        attempt += 1
        plain = next_number(series, purpose=f"decision:{decision.pk}:{attempt}")
        number = pattern.replace("{n}", str(plain)).replace("{year}", str(dated_on.year))
        if not is_number_used(number, issuer=decision.issuer, year=dated_on.year):
            return number
