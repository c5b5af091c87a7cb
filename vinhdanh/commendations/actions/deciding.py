"""From what the council approved to a decision with its number, its day and its lines."""

import datetime as dt
import secrets
from collections import defaultdict

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext

from vinhdanh.accounts.actions import notify
from vinhdanh.accounts.queries import holders
from vinhdanh.commendations.models import Nomination, Round
from vinhdanh.commendations.policies import MAKE_DECISION
from vinhdanh.commendations.queries.decisions import names_on, to_decide
from vinhdanh.commendations.queries.dossiers import address_of
from vinhdanh.honours.actions import issue_decision, new_decision
from vinhdanh.honours.models import Award, Decision
from vinhdanh.honours.queries import award_search_key
from vinhdanh.kernel.actor import Actor
from vinhdanh.kernel.history import record, record_many
from vinhdanh.kernel.numbering import continue_series, next_numbers
from vinhdanh.rules.lifecycle import NOMINATION
from vinhdanh.rules.reasons import Reason, refuse_if_any
from vinhdanh.rules.text import clean

GOLDEN_BOOK = "golden_book"
CHUNK = 500


@transaction.atomic
def make_decision(
    round: Round,
    *,
    dated_on: dt.date,
    title: str,
    signer_name: str,
    signer_post: str,
    number: str = "",
    reason: str = "",
    by: Actor,
) -> Decision:
    """Issue one decision over everything the council approved and no decision names yet.

    Every line prints the name of the day of the decision and takes its number in the golden book;
    numbers are taken inside this transaction, so none is lost and none is given twice.
    """
    row = Round.objects.select_for_update().get(pk=round.pk)
    MAKE_DECISION.demand(by, row)
    nominations = list(to_decide(row).select_for_update(of=("self",)))
    wrong = [Reason("decision.no_signer")] if not (clean(signer_name) and clean(signer_post)) else []
    if not nominations:
        wrong.append(Reason("round.nothing_approved"))
    if not row.issuer:
        wrong.append(Reason("round.no_issuer"))
    refuse_if_any(wrong)
    decision = new_decision(
        issuer=row.issuer,
        title=clean(title) or row.name,
        signer_name=signer_name,
        signer_post=signer_post,
        basis=[text for text in (row.pack_facts.get("basis"), *minutes(row)) if text],
        by=by,
    )
    awards = write_lines(decision, nominations, dated_on=dated_on, reason=clean(reason))
    issue_decision(decision, dated_on=dated_on, number=number, by=by)
    for nomination, award in zip(nominations, awards, strict=True):
        nomination.award = award
        nomination.state = NOMINATION.after(nomination.state, "decide")
    Nomination.objects.bulk_update(nominations, ["award", "state"], batch_size=CHUNK)
    record_many("nomination.decided", list(nominations), by=by, decision=decision.number)
    row.decision = decision
    row.save(update_fields=["decision"])
    record("round.decided", row, by=by, decision=decision.number, awards=len(awards))
    tell_senders(nominations, by=by)
    return decision


def minutes(round: Round) -> list[str]:
    """The sessions whose minutes the decision rests on."""
    council = getattr(round, "council", None)
    sessions = council.sessions.filter(state__in=("closed", "signed")) if council else []
    return [f"{council.name}, {session.code}, {session.held_on:%d/%m/%Y}" for session in sessions] if council else []


def write_lines(decision: Decision, nominations: list[Nomination], *, dated_on: dt.date, reason: str) -> list[Award]:
    """One award for each dossier, in the order of the codes, under the names of the day."""
    highest = Award.objects.aggregate(last=Max("golden_book_no"))["last"] or 0
    continue_series(GOLDEN_BOOK, after=highest)
    numbers = next_numbers(GOLDEN_BOOK, purposes=[f"nomination:{nomination.pk}" for nomination in nominations])
    names = names_on(nominations, dated_on)
    round = nominations[0].round
    lines = []
    for position, (nomination, number) in enumerate(zip(nominations, numbers, strict=True), 1):
        name, unit_name = names[nomination.pk]
        form = round.forms.get(nomination.form, {})
        lines.append(
            Award(
                key=secrets.token_hex(16),
                decision=decision,
                position=position,
                form=form.get("award_form") or round.award_form or nomination.form,
                award_kind=form.get("award_kind") or round.award_kind,
                unit=nomination.unit,
                person=nomination.person,
                printed_name=name,
                printed_unit=unit_name,
                reason=reason or clean(round.name),
                golden_book_no=number,
                awarded_on=dated_on,
                search_key=award_search_key(name, unit_name),
            )
        )
    return Award.objects.bulk_create(lines, batch_size=CHUNK)


def tell_senders(nominations: list[Nomination], *, by: Actor) -> None:
    """The clerks of each sender learn how many of its dossiers were commended, once."""
    by_sender: dict[int, list[Nomination]] = defaultdict(list)
    for nomination in nominations:
        by_sender[nomination.submitter_id].append(nomination)
    clerks = holders("clerk", over=[those[0].submitter for those in by_sender.values()])
    for sender, those in by_sender.items():
        text = gettext("%(count)s hồ sơ của đơn vị có quyết định khen thưởng: %(names)s") % {
            "count": len(those),
            "names": "; ".join(nomination.name for nomination in those),
        }
        notify(clerks[sender], text, url=address_of(those[0]), by=by)
