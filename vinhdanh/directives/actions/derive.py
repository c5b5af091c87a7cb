"""Read from plans, themes and commitments how far every unit is: requirements and fulfilments follow records."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q

from vinhdanh.directives.models import Commitment, Directive, Fulfilment, Plan, Requirement, YearTheme
from vinhdanh.directives.queries.plans import STANDING
from vinhdanh.kernel.actor import Actor
from vinhdanh.kernel.history import record
from vinhdanh.organisation.models import Unit
from vinhdanh.organisation.queries import answers
from vinhdanh.rules.cascade import Sending, counted, usual_day

Kind = Requirement.Kind
RANK = {kind: rank for rank, kind in enumerate(Kind)}
DERIVED = (Kind.TERM_PLAN, Kind.YEAR_PLAN, Kind.THEME, Kind.COMMITMENT)


@dataclass(frozen=True, slots=True)
class Answer:
    """How one unit answers one requirement, as its records say."""

    state: str
    sent_on: dt.date | None = None
    due_on: dt.date | None = None
    plan_id: int | None = None


def place(kind: str, year: int) -> int:
    """Where a requirement stands in the cascade: by kind, then by year."""
    return RANK[Kind(kind)] * 10_000 + year


@transaction.atomic
def derive_fulfilments(*, by: Actor, unit: Unit | None = None) -> int:
    """Make requirements and fulfilments say what plans, themes and commitments say; how many rows changed.

    Called after every load and after each act on a plan, theme or commitment (then for that `unit`
    only). Deriving twice changes nothing. Reviews and other documents are recorded by people: for the
    review of the report's period only the requirement is made, so that it stands as "not due yet".
    Due days follow what most plans name, unless a person set one.
    """
    plans = list(Plan.objects.order_by("sent_on", "pk"))
    changed = 0
    for kind, year in _asked(plans):
        requirement, is_new = _requirement(kind, year, due_on=_due(plans, kind, year), by=by)
        changed += is_new
    # A usual day that moved touches every unit that was given another day than the usual one.
    only = unit if not changed else None
    for requirement in Requirement.objects.filter(kind__in=DERIVED):
        changed += _write(requirement, dict(_answers(plans, requirement)), unit=only, by=by)
    return changed


def _asked(plans: list[Plan]) -> Iterator[tuple[str, int]]:
    """What the records show to have been asked: the term, each year, last theme and commitments, the review."""
    years = sorted({plan.year for plan in plans if plan.kind == "year" and plan.year})
    themes = {*YearTheme.objects.values_list("year", flat=True)}
    themes |= {plan.year for plan in plans if plan.kind == "year" and plan.year and plan.theme}
    committed = {*Commitment.objects.values_list("year", flat=True)}
    if any(plan.kind == "term" for plan in plans):
        yield Kind.TERM_PLAN, 0
    for year in years:
        yield Kind.YEAR_PLAN, year
    if themes:
        yield Kind.THEME, max(themes)
    if committed:
        yield Kind.COMMITMENT, max(committed)
    period = answers().report_period
    if period is not None and (plans or themes or committed):
        yield Kind.REVIEW, period[1].year


def _due(plans: list[Plan], kind: str, year: int) -> dt.date | None:
    """The usual due day of the plans concerned; theme and commitments come with the plan of their year."""
    if kind == Kind.TERM_PLAN:
        return usual_day(plan.due_on for plan in plans if plan.kind == "term")
    if kind == Kind.REVIEW:
        return None
    return usual_day(plan.due_on for plan in plans if plan.kind == "year" and plan.year == year)


def _requirement(kind: str, year: int, *, due_on: dt.date | None, by: Actor) -> tuple[Requirement, bool]:
    requirement, is_new = Requirement.objects.get_or_create(
        kind=kind,
        year=year,
        defaults={
            "due_on": due_on,
            "position": place(kind, year),
            "directive": leading_directive(),
            "title": _period() if kind == Kind.REVIEW else "",
        },
    )
    if is_new:
        record("requirement.derived", requirement, by=by, due_on=due_on and due_on.isoformat())
        return requirement, True
    moved = not requirement.due_by_hand and due_on is not None and requirement.due_on != due_on
    fields = ["due_on"] if moved else []
    if moved:
        record("requirement.due_moved", requirement, by=by, due_on=[_iso(requirement.due_on), _iso(due_on)])
        requirement.due_on = due_on
    if requirement.directive_id is None and (directive := leading_directive()) is not None:
        requirement.directive = directive
        fields.append("directive")
    if fields:
        requirement.save(update_fields=fields)
    return requirement, bool(fields)


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _period() -> str:
    period = answers().report_period
    return f"{period[0].year}–{period[1].year}" if period else ""


def leading_directive() -> Directive | None:
    """The directive whose carrying out is reviewed: issued on the first day of the report's period, else the first."""
    period = answers().report_period
    dated = Directive.objects.exclude(issued_on=None).order_by("issued_on", "pk")
    if period is not None and (first := dated.filter(issued_on=period[0]).first()) is not None:
        return first
    return dated.first() or Directive.objects.order_by("pk").first()


def _answers(plans: list[Plan], requirement: Requirement) -> Iterator[tuple[int, Answer]]:
    if requirement.kind == Kind.COMMITMENT:
        given = Commitment.objects.filter(year=requirement.year).filter(Q(collectives__gt=0) | Q(persons__gt=0))
        for unit_pk in given.values_list("unit_id", flat=True).distinct():
            yield unit_pk, Answer(Fulfilment.State.SENT)
        return
    by_unit: dict[int, list[Plan]] = defaultdict(list)
    for plan in plans:
        if _answers_to(plan, requirement):
            by_unit[plan.unit_id].append(plan)
    for unit_pk, papers in by_unit.items():
        yield unit_pk, _answer_of(papers, usual=requirement.due_on)


def _answers_to(plan: Plan, requirement: Requirement) -> bool:
    if requirement.kind == Kind.TERM_PLAN:
        return plan.kind == "term"
    return (
        plan.kind == "year" and plan.year == requirement.year and (requirement.kind != Kind.THEME or bool(plan.theme))
    )


def _answer_of(papers: list[Plan], *, usual: dt.date | None) -> Answer:
    chosen = counted(Sending(p.state in STANDING, p.sent_on, p.due_on, p.pk) for p in papers)
    if chosen is None:
        raise ValueError("a unit without papers has no answer")
    return Answer(
        state=Fulfilment.State.SENT if chosen.is_sent else Fulfilment.State.IN_PROGRESS,
        sent_on=chosen.sent_on if chosen.is_sent else None,
        due_on=chosen.due_on if chosen.due_on != usual else None,
        plan_id=chosen.paper,
    )


def _write(requirement: Requirement, wanted: dict[int, Answer], *, unit: Unit | None, by: Actor) -> int:
    """Bring the rows of one requirement to what is wanted, writing only differences."""
    standing = Fulfilment.objects.filter(requirement=requirement)
    if unit is not None:
        standing = standing.filter(unit=unit)
        wanted = {pk: answer for pk, answer in wanted.items() if pk == unit.pk}
    there = {row.unit_id: row for row in standing}
    new = [
        Fulfilment(requirement=requirement, unit_id=pk, **_fields(answer))
        for pk, answer in wanted.items()
        if pk not in there
    ]
    changed = [row for pk, row in there.items() if pk in wanted and _differs(row, wanted[pk])]
    for row in changed:
        for name, value in _fields(wanted[row.unit_id]).items():
            setattr(row, name, value)
    gone = [row.pk for pk, row in there.items() if pk not in wanted]
    Fulfilment.objects.bulk_create(new)
    Fulfilment.objects.bulk_update(changed, ["state", "sent_on", "due_on", "plan_id"])
    Fulfilment.objects.filter(pk__in=gone).delete()
    total = len(new) + len(changed) + len(gone)
    if total:
        record("requirement.recounted", requirement, by=by, added=len(new), changed=len(changed), removed=len(gone))
    return total


def _fields(answer: Answer) -> dict[str, Any]:
    return {name: getattr(answer, name) for name in Answer.__slots__}


def _differs(row: Fulfilment, answer: Answer) -> bool:
    return any(getattr(row, name) != value for name, value in _fields(answer).items())
