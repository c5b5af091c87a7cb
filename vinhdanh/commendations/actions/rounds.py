"""Opening a round: under a dated pack, or under the office's own answers; its days; its end."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from vinhdanh.commendations.models import Round
from vinhdanh.commendations.packs import Edition, edition_on
from vinhdanh.commendations.policies import CHANGE_ROUND, OPEN_ROUND
from vinhdanh.kernel.actor import Actor
from vinhdanh.kernel.history import record
from vinhdanh.organisation.queries import answers
from vinhdanh.rules.eligibility.conditions import read_conditions
from vinhdanh.rules.reasons import Reason, Refused, refuse_if_any
from vinhdanh.rules.text import clean

OWN = "office"  # the office's own answers instead of a pack
DAYS = (
    "opens_on",
    "closes_on",
    "verify_by",
    "comment_from",
    "comment_until",
    "council_on",
    "decision_on",
    "period_from",
    "period_to",
)


def as_json(value: Any) -> Any:
    """Data of a pack as it is kept in a round: days become texts."""
    if isinstance(value, Mapping):
        return {str(key): as_json(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(part) for part in value]
    return value.isoformat() if isinstance(value, dt.date) else value


@transaction.atomic
def open_round(
    *, code: str, name: str, pack: str, days: Mapping[str, dt.date | None], issuer: str = "", by: Actor
) -> Round:
    """Open a round and freeze it to the edition of the pack that holds on the day of the decision.

    What the office answered for itself (its words for ratings, its issuer) goes before the pack's.
    """
    wrong = [Reason("round.no_decision_day")] if not days.get("decision_on") else []
    if not clean(name):
        wrong.append(Reason("round.no_name"))
    if Round.objects.filter(code=clean(code)).exists() or not clean(code):
        wrong.append(Reason("round.code_used", {"code": clean(code)}))
    wrong.extend(wrong_days(days))
    refuse_if_any(wrong)
    office = answers()
    round = Round(
        code=clean(code)[:40],
        name=clean(name)[:300],
        issuer=clean(issuer)[:200] or office.issuers.get("own", ""),
        **{day: days.get(day) for day in DAYS},
    )
    if round.period_from is None and office.report_period:
        round.period_from, round.period_to = office.report_period
    if pack == OWN:
        freeze_to_answers(round, office.round)
    else:
        freeze_to_edition(round, edition_on(pack, days["decision_on"]), own_ratings=office.round.get("ratings"))  # type: ignore[arg-type]
    round.save()
    OPEN_ROUND.demand(by, round)
    record("round.opened", round, by=by, pack=round.pack, version=round.pack_version)
    return round


def freeze_to_edition(round: Round, edition: Edition, *, own_ratings: Any = None) -> None:
    """Copy what the edition says; another edition later changes nothing here.

    An office that writes its ratings in other words keeps them when it has as many grades.
    """
    conditions = as_json(edition.conditions)
    ratings = list(edition.ratings)
    if isinstance(own_ratings, list) and len(own_ratings) == len(ratings):
        theirs = dict(zip(ratings, map(str, own_ratings), strict=True))
        for condition in conditions.values():
            if condition.get("rating") in theirs:
                condition["rating"] = theirs[condition["rating"]]
        ratings = list(theirs.values())
    round.pack, round.pack_version = edition.pack, edition.version
    round.forms = as_json(edition.forms)
    round.to_council, round.ratings = edition.to_council, ratings
    round.conditions, round.articles = conditions, edition.articles
    round.award_kind = edition.award_kind
    round.pack_facts = {
        "title": edition.title,
        "basis": edition.basis,
        "source": edition.source,
        "state": edition.state,
        "verified_by": edition.verified_by,
        "valid_from": edition.valid_from.isoformat(),
        "valid_to": edition.valid_to.isoformat(),
    }


def freeze_to_answers(round: Round, answer: Mapping[str, Any]) -> None:
    """Take the conditions that the office stated for its round. Unreadable ones refuse the round."""
    conditions = as_json(answer.get("conditions") or {})
    if not conditions or not answer.get("forms"):
        raise Refused(Reason("round.no_own_conditions"))
    read_conditions(conditions)
    awarded: Mapping[str, Any] = next((c for c in conditions.values() if c.get("rule") == "not_yet_awarded"), {})
    round.pack, round.pack_version = OWN, ""
    round.forms = as_json(answer.get("forms"))
    round.to_council = list(answer.get("to_council") or [])
    round.ratings = list(answer.get("ratings") or [])
    round.conditions = conditions
    round.articles = {id: c["article"] for id, c in conditions.items() if c.get("article")}
    round.award_form = str(awarded.get("form") or "") if isinstance(awarded.get("form"), str) else ""
    round.award_kind = str(awarded.get("kind") or "") if isinstance(awarded.get("kind"), str) else ""
    round.pack_facts = {"state": "own"}


def wrong_days(days: Mapping[str, dt.date | None]) -> list[Reason]:
    """Pairs of days that stand in the wrong order."""
    pairs = (
        ("opens_on", "closes_on"),
        ("closes_on", "decision_on"),
        ("comment_from", "comment_until"),
        ("council_on", "decision_on"),
        ("period_from", "period_to"),
    )
    found = []
    for first, last in pairs:
        start, end = days.get(first), days.get(last)
        if start and end and start > end:
            facts = {"first": start.strftime("%d/%m/%Y"), "last": end.strftime("%d/%m/%Y")}
            found.append(Reason("round.days_out_of_order", facts))
    return found


@transaction.atomic
def change_days(round: Round, days: Mapping[str, dt.date | None], *, by: Actor) -> Round:
    """Set the calendar of the round anew; the conditions it was frozen to stay."""
    CHANGE_ROUND.demand(by, round)
    row = Round.objects.select_for_update().get(pk=round.pk)
    all_days = {day: days.get(day, getattr(row, day)) for day in DAYS}
    refuse_if_any(wrong_days(all_days))
    if all_days["decision_on"] is None:
        raise Refused(Reason("round.no_decision_day"))
    changes = {
        day: [old.isoformat() if (old := getattr(row, day)) else None, value.isoformat() if value else None]
        for day, value in all_days.items()
        if getattr(row, day) != value
    }
    if changes:
        for day in changes:
            setattr(row, day, all_days[day])
        row.save(update_fields=list(changes))
        record("round.days_changed", row, by=by, **changes)
    return row


@transaction.atomic
def close_round(round: Round, *, by: Actor) -> Round:
    """Nothing more happens in the round; what was decided stays readable."""
    CHANGE_ROUND.demand(by, round)
    row = Round.objects.select_for_update().get(pk=round.pk)
    row.state = "closed"
    row.save(update_fields=["state"])
    record("round.closed", row, by=by)
    return row
