"""Marks of judges, their corrections, and what the organiser decides about conflicts of interest."""

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from vinhdanh.contests.actions.ranking import rank_contest
from vinhdanh.contests.models import Authorship, BlindCode, Contest, Judge, Mark
from vinhdanh.contests.policies import CORRECT_MARK, DECIDE_CONFLICT, GIVE_MARK
from vinhdanh.kernel.actor import Actor
from vinhdanh.kernel.history import record
from vinhdanh.kernel.versions import locked, save_version
from vinhdanh.rules.reasons import Reason, Refused


def _check_scale(contest: Contest, score: Decimal) -> None:
    if not 0 <= score <= contest.scale:
        raise Refused(Reason("mark.off_scale", {"scale": contest.scale}))


@transaction.atomic
def give_mark(blind: BlindCode, *, judge: Judge, score: Decimal, marked_on: dt.date, by: Actor) -> Mark:
    """Write down what a judge gave to a blind code, and rank anew.

    A judge of the author's own direct unit is noted for the organiser to decide; until then the mark
    counts, as it does when marks come from a workbook.
    """
    GIVE_MARK.demand(by, blind)
    contest = blind.entry.contest
    _check_scale(contest, score)
    BlindCode.objects.select_for_update().get(pk=blind.pk)
    given = Mark.objects.filter(blind=blind)
    if given.filter(judge=judge).exists():
        raise Refused(Reason("mark.given_already", {"judge": judge.code}))
    counted = given.exclude(conflict_decision="exclude").count()
    if counted >= contest.marks_per_entry:
        raise Refused(Reason("mark.enough", {"marks": contest.marks_per_entry}))
    last = given.aggregate(last=Max("turn"))["last"] or 0
    mark = Mark.objects.create(
        blind=blind,
        judge=judge,
        turn=last + 1,
        score=score,
        marked_on=marked_on,
        is_conflicted=judge.unit_id is not None
        and Authorship.objects.filter(entry=blind.entry, unit=judge.unit_id).exists(),
    )
    record("mark.given", blind, by=by, judge=judge.code, score=float(score))
    rank_contest(contest, by=by)
    return mark


@transaction.atomic
def correct_mark(mark: Mark, *, score: Decimal, reason: str, version: int, by: Actor) -> Mark:
    """Put a wrongly copied mark right; the old one stays in the history, and all places are worked out anew."""
    CORRECT_MARK.demand(by, mark)
    if not reason:
        raise Refused(Reason("mark.no_reason"))
    contest = mark.blind.entry.contest
    _check_scale(contest, score)
    row = locked(Mark.objects.select_related("blind", "judge"), mark.pk, version=version)
    if row.score == score:
        return row
    before, row.score = row.score, score
    save_version(row, ["score"])
    record("mark.corrected", row.blind, by=by, judge=row.judge.code, score=[float(before), float(score)], reason=reason)
    rank_contest(contest, by=by)
    return row


@transaction.atomic
def decide_conflict(mark: Mark, *, keep: bool, reason: str, by: Actor) -> Mark:
    """The organiser keeps the mark of a judge from the author's own unit, or leaves it out; with his reason."""
    DECIDE_CONFLICT.demand(by, mark)
    if not reason:
        raise Refused(Reason("mark.no_reason"))
    row = locked(Mark.objects.select_related("blind", "judge"), mark.pk)
    before = row.conflict_decision
    row.conflict_decision, row.conflict_reason = "keep" if keep else "exclude", reason
    save_version(row, ["conflict_decision", "conflict_reason"])
    record(
        "mark.conflict_decided",
        row.blind,
        by=by,
        judge=row.judge.code,
        decision=[before, row.conflict_decision],
        reason=reason,
    )
    rank_contest(row.blind.entry.contest, by=by)
    return row
