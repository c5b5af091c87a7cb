"""Plans, commitments and themes as units registered them."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from vinhdanh.directives.models import Commitment, Plan, YearTheme
from vinhdanh.kernel.actor import Actor
from vinhdanh.kernel.permissions import within

STANDING = ("sent", "approved")  # what the office has in its hands
SEES_PLANS = ("office", "leader", "inspector", "clerk")


def plans_seen_by(user: Actor) -> QuerySet[Plan]:
    """Plans of the units over which this user holds a role; drafts only for clerk and office."""
    seen = Plan.objects.filter(within(user.paths(*SEES_PLANS), "unit__path"))
    own = within(user.paths("office", "clerk"), "unit__path")
    return seen.filter(Q(state__in=STANDING) | own)


def plans_filtered(plans: QuerySet[Plan], wanted: Mapping[str, str]) -> QuerySet[Plan]:
    """By kind, year, state, whether late, and words of the unit's name or code (folded by the form)."""
    if wanted.get("kind"):
        plans = plans.filter(kind=wanted["kind"])
    if wanted.get("year"):
        plans = plans.filter(year=wanted["year"])
    if wanted.get("state") == "late":
        plans = plans.filter(sent_on__gt=F("due_on"))
    elif wanted.get("state"):
        plans = plans.filter(state=wanted["state"])
    if wanted.get("words"):
        plans = plans.filter(Q(unit__name_key__contains=wanted["words"]) | Q(unit__code=wanted["words"]))
    return plans


def plan_years() -> list[int]:
    years = Plan.objects.filter(kind="year").values_list("year", flat=True).distinct().order_by("-year")
    return [year for year in years if year]


def commitments_seen_by(user: Actor) -> QuerySet[Commitment]:
    return Commitment.objects.filter(within(user.paths(*SEES_PLANS), "unit__path"))


def commitment_totals(commitments: QuerySet[Commitment]) -> list[dict[str, Any]]:
    """By year: how many units registered, how many commitments of collectives and persons."""
    sums = commitments.values("year").annotate(
        units=Count("unit", distinct=True), collectives=Sum("collectives"), persons=Sum("persons")
    )
    return [dict(row) for row in sums.order_by("-year")]


def theme_of(year: int) -> YearTheme | None:
    return YearTheme.objects.filter(year=year).order_by("pk").first()


def plan_of(unit_pk: int, *, kind: str, year: int | None, until: dt.date) -> Plan | None:
    """The plan that counts: the first sent by `until`; a draft when nothing was sent."""
    found = Plan.objects.filter(unit_id=unit_pk, kind=kind, year=year)
    sent = found.filter(state__in=STANDING).filter(Q(sent_on__lte=until) | Q(sent_on=None))
    return sent.order_by(F("sent_on").asc(nulls_last=True), "pk").first() or found.order_by("pk").first()
