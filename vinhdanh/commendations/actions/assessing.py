"""Asking the conditions of a round, writing the answers down, taking over what a paper session decided."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from vinhdanh.commendations.models import Assessment, Nomination, Nominee, Round, Session
from vinhdanh.commendations.policies import ACCEPT_CLAUSE, ASSESS_ROUND
from vinhdanh.commendations.queries.ballots import COUNTS, ballot_rule
from vinhdanh.commendations.queries.facts import Judged, judged, rated_until
from vinhdanh.kernel.actor import Actor
from vinhdanh.kernel.bulk import update_rows
from vinhdanh.kernel.history import record
from vinhdanh.kernel.jobs import Run, enqueue
from vinhdanh.kernel.models import Job
from vinhdanh.organisation.queries import today
from vinhdanh.rules.ballot import BallotRule, Box, Verdict, contradictions, verdict
from vinhdanh.rules.eligibility.answers import Effect
from vinhdanh.rules.eligibility.verdict import Clause
from vinhdanh.rules.reasons import Reason, Refused
from vinhdanh.rules.text import clean

FROZEN = ("draft", "withdrawn", "decided")  # not yet, or no longer, judged
CHUNK = 500
AT_ONCE = 1000  # a larger round is assessed in the background


def assess_round(round: Round, *, by: Actor) -> Counter[str]:
    """Ask every condition of every dossier that is under way; nothing is written where nothing changed.

    Sessions whose counts came agreed on signed paper are closed first, so that the council's
    conditions can be asked. Judging reads only; a dossier that somebody saved meanwhile was judged by
    that act and is left alone. Returns how many dossiers have each result.
    """
    with transaction.atomic():
        ASSESS_ROUND.demand(by, round)
        year = rated_until(round)
        if round.rating_until != year and year:
            round.rating_until = year
            round.save(update_fields=["rating_until"])
        take_over_minutes(round, by=by)
    everything = judged(round)
    with transaction.atomic():
        versions = dict(Nomination.objects.filter(round=round).values_list("pk", "version"))
        under_way = [one for one in everything if one.row["state"] not in FROZEN]
        changed = store([one for one in under_way if versions.get(one.row["pk"]) == one.row["version"]])
        results = Counter(one.row["result"] if one.row["state"] in FROZEN else one.result for one in everything)
        del results[""]
        if changed:
            record("round.assessed", round, by=by, changed=changed, results=dict(sorted(results.items())))
    return results


@transaction.atomic
def ask_to_assess(round: Round, *, by: Actor) -> Job | None:
    """Assess a round at once, or a large one in the background: then the job is returned."""
    ASSESS_ROUND.demand(by, round)
    count = round.nominations.count()
    if count > AT_ONCE:
        return enqueue(
            "commendations.assess", key=f"commendations.assess:{round.pk}", arguments={"round": round.pk}, by=by
        )
    assess_round(round, by=by)
    return None


def assess_in_background(run: Run) -> dict[str, Any]:
    """The job: the same act, for the one who asked."""
    round = Round.objects.get(pk=run.arguments["round"])
    total = round.nominations.count()
    run.step(0, total)
    results = assess_round(round, by=run.actor)
    run.step(total, total)
    return {"results": dict(sorted(results.items()))}


@transaction.atomic
def assess_nomination(nomination: Nomination, *, text_changed: bool = False, by: Actor) -> Nomination:
    """Ask the conditions of one dossier again, after it or a fact changed. No permission of its own: it is part
    of an act that has one."""
    assess_some(nomination.round, [nomination], text_changed=text_changed, by=by)
    nomination.refresh_from_db(fields=["result", "open_clauses", "is_leader", "days"])
    return nomination


@transaction.atomic
def assess_some(round: Round, nominations: Iterable[Nomination], *, text_changed: bool = False, by: Actor) -> None:
    """Ask the conditions of these dossiers of one round again, as part of an act that was permitted."""
    under_way = [nomination.pk for nomination in nominations if nomination.state not in FROZEN[1:]]
    store(judged(round, only=under_way, compare_texts=text_changed))


@transaction.atomic
def accept_clause(nomination: Nomination, clause_id: str, *, reason: str, by: Actor) -> None:
    """A person looked at what the machine could not decide, and says why the dossier may go on.

    Only doubts can be accepted: missing evidence, a likeness, a warning. What is not met stays not met.
    """
    Nomination.objects.select_for_update().get(pk=nomination.pk)
    ACCEPT_CLAUSE.demand(by, nomination)
    reason = clean(reason)
    clause = next((c for c in clauses_of(nomination) if c["id"] == clause_id), None)
    wrong = []
    if clause is None or not may_be_accepted(clause):
        wrong.append(Reason("nomination.clause_not_acceptable", {"clause": clause_id}))
    if not reason:
        wrong.append(Reason("nomination.reason_missing"))
    if wrong:
        raise Refused(*wrong)
    nomination.accepted = {
        **nomination.accepted,
        clause_id: {"by": by.display_name, "reason": reason[:600], "on": today().isoformat()},
    }
    nomination.save(update_fields=["accepted"])
    record("nomination.clause_accepted", nomination, by=by, clause=clause_id, reason=reason[:600])
    assess_nomination(nomination, by=by)


def clauses_of(nomination: Nomination) -> list[dict[str, Any]]:
    """The clauses as they were written down last."""
    found = Assessment.objects.filter(nomination=nomination).values_list("clauses", flat=True).first()
    return found or []


def may_be_accepted(clause: dict[str, Any]) -> bool:
    """Doubts may be accepted by a person; a hold and a plain "not met" may not."""
    if clause["state"] == "unknown":
        return clause["effect"] != Effect.HOLD
    return clause["state"] == "not_met" and clause["effect"] in (Effect.REVIEW, Effect.WARN)


def clause_json(clause: Clause) -> dict[str, Any]:
    """A clause as an assessment keeps it: codes of sentences and their facts, no words of a language."""
    return {
        "id": clause.id,
        "rule": clause.rule,
        "state": clause.state.value,
        "article": clause.article,
        "said": {"code": clause.said.code, "facts": dict(clause.said.facts)},
        "facts": [{"type": used.type, "code": used.code, "value": used.value} for used in clause.used],
        "effect": clause.effect.value if clause.effect else "",
        "next": clause.next_step,
    }


def store(judged_ones: list[Judged]) -> int:
    """Write answers that are not written already. Returns how many dossiers changed."""
    pks = [one.row["pk"] for one in judged_ones]
    known = {
        assessment.nomination_id: assessment
        for start in range(0, len(pks), CHUNK)
        for assessment in Assessment.objects.filter(nomination__in=pks[start : start + CHUNK])
    }
    answers, rows = [], []
    for one in judged_ones:
        answer = assessment_of(one)
        if not is_same(known.get(one.row["pk"]), answer):
            answers.append(answer)
        columns = columns_of(one)
        if any(one.row[name] != value for name, value in columns.items()):
            rows.append((*columns.values(), one.row["pk"]))
    fields = ["clauses", "like_code", "like_share", "met", "asked", "assessed_at"]
    Assessment.objects.bulk_create(
        answers, batch_size=CHUNK, update_conflicts=True, unique_fields=["nomination"], update_fields=fields
    )
    update_rows(Nomination, ["result", "open_clauses", "is_leader", "days"], rows)
    return len({a.nomination_id for a in answers} | {row[-1] for row in rows})


def assessment_of(one: Judged) -> Assessment:
    """What is written down of a judgment, not saved yet."""
    like = one.like
    return Assessment(
        nomination_id=one.row["pk"],
        clauses=[clause_json(clause) for clause in one.assessed.clauses],
        like_code=like.earlier if like else "",
        like_share=str(like.share) if like else "",
        met=one.assessed.met,
        asked=one.assessed.asked,
        assessed_at=timezone.now(),
    )


def is_same(before: Assessment | None, now: Assessment) -> bool:
    """Whether writing `now` down would change nothing but the time."""
    names = ("clauses", "like_code", "like_share", "met", "asked")
    return before is not None and all(getattr(before, name) == getattr(now, name) for name in names)


def columns_of(one: Judged) -> dict[str, Any]:
    """What the lists of a round show and count, kept beside the dossier."""
    row = one.row
    open_ones = [clause.id for clause in one.assessed.clauses if clause.effect and clause.id not in row["accepted"]]
    sent, achieved = row["submitted_on"], row["achieved_on"]
    return {
        "result": one.result,
        "open_clauses": " ".join(open_ones)[:200],
        "is_leader": row["person_is_leader"],
        "days": max(0, (sent - achieved).days) if sent and achieved else -1,
    }


def take_over_minutes(round: Round, *, by: Actor) -> None:
    """Close the sessions whose counts were entered from signed minutes, not by tellers here.

    Every nominee has a count and no teller entered one: the council has decided on paper, and its
    dossiers move as if it had decided here.
    """
    sessions = Session.objects.filter(council__round=round, state__in=("planned", "open")).exclude(
        nominees__counts__isnull=False
    )
    for session in sessions.distinct():
        nominees = list(session.nominees.select_related("nomination"))
        if not nominees or session.present is None or any(nominee.yes is None for nominee in nominees):
            continue
        decide_nominees(session, nominees, rule=ballot_rule(round), by=by)
        session.state = "closed"
        session.save(update_fields=["state"])
        record("session.taken_over", session, by=by, nominees=len(nominees))


def box_of(nominee: Nominee) -> Box:
    """The count that was agreed on."""
    return Box(*(getattr(nominee, name) for name in COUNTS))


def decide_nominees(session: Session, nominees: list[Nominee], *, rule: BallotRule, by: Actor) -> Counter[str]:
    """The council's answer on each: approved and rejected dossiers move on, without a quorum they stay."""
    moves = {Verdict.APPROVED: "approved", Verdict.REJECTED: "rejected", Verdict.NO_QUORUM: "before_council"}
    moved = []
    for nominee in nominees:
        box = box_of(nominee)
        wrong = contradictions(box, members=session.members)
        if wrong:
            raise Refused(*(Reason(code, {"name": nominee.nomination.name}) for code in wrong))
        nominee.verdict = verdict(box, members=session.members, present=session.present or 0, rule=rule)
        nomination = nominee.nomination
        if nomination.state in ("submitted", "verified", "before_council"):
            nomination.state = moves[Verdict(nominee.verdict)]
            moved.append(nomination)
    update_rows(Nominee, ["verdict"], [(nominee.verdict, nominee.pk) for nominee in nominees])
    update_rows(Nomination, ["state"], [(nomination.state, nomination.pk) for nomination in moved])
    return Counter(nominee.verdict for nominee in nominees)
