"""What can be asked of decisions, awards and certificates."""

import datetime as dt
from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, ExtractYear

from vinhdanh.honours.models import Award, Certificate, Decision
from vinhdanh.kernel.models import Job
from vinhdanh.organisation.queries import answers, office
from vinhdanh.rules.certificates import read_code
from vinhdanh.rules.text import fold

PATTERNS = {"party": "{n}-QĐ/ĐU", "state": "{n}/QĐ-KT", "plain": "{n}/{year}"}


def award_search_key(printed_name: str, printed_unit: str = "") -> str:
    """Without marks and case, for finding an award by whom it honours."""
    return fold(f"{printed_name} {printed_unit}")[:700]


def decision_number_pattern() -> str:
    """How this office writes decision numbers: its own answer, else as its layout does."""
    own = answers().section("decisions").get("number")
    here = office()
    return str(own) if own else PATTERNS.get(here.layout if here else "plain", PATTERNS["plain"])


def is_number_used(number: str, *, issuer: str, year: int) -> bool:
    days = (dt.date(year, 1, 1), dt.date(year, 12, 31))
    return Decision.objects.filter(number=number, issuer=issuer, dated_on__range=days).exists()


def decisions(rows: QuerySet[Decision]) -> QuerySet[Decision]:
    """With how many awards each has, how many of them have their paper, how many were withdrawn."""
    of_it = Award.objects.filter(decision=OuterRef("pk")).order_by().values("decision")
    return rows.annotate(
        award_count=_counted(of_it),
        paper_count=_counted(of_it.filter(certificate__file__isnull=False)),
        withdrawn_count=_counted(of_it.filter(state="withdrawn")),
    )


def _counted(of_it: QuerySet[Any, Any]) -> Coalesce:
    return Coalesce(Subquery(of_it.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0)


def award_forms() -> list[str]:
    """Forms that were ever awarded, in this office's words."""
    return list(Award.objects.order_by("form").values_list("form", flat=True).distinct())


def found_awards(text: str) -> QuerySet[Award]:
    """Awards by whom they honour, written without marks, or by the number of their decision."""
    awards = Award.objects.all()
    key = fold(text)
    if not key:
        return awards
    by_name = Q()
    for word in key.split(" "):
        by_name &= Q(search_key__contains=word)
    return awards.filter(by_name | Q(decision__number__iexact=text.strip()))


def public_awards() -> QuerySet[Award]:
    """What the public roll shows: awards of issued decisions, the withdrawn ones too."""
    return Award.objects.filter(decision__state="issued")


def years_of_awards() -> list[int]:
    """Years in which awards were given, newest first."""
    found = public_awards().annotate(year=ExtractYear("awarded_on")).values_list("year", flat=True)
    return sorted(set(found.order_by().distinct()), reverse=True)


def certificates_to_make(decision: Decision) -> QuerySet[Award]:
    """Valid awards of the decision that have no paper yet, in its order."""
    return decision.awards.filter(
        Q(certificate__isnull=True) | Q(certificate__file__isnull=True), state="valid"
    ).order_by("position", "pk")


def certificates_of(decision: Decision) -> QuerySet[Certificate]:
    """The papers of the decision that were made, in its order."""
    return (
        Certificate.objects.filter(award__decision=decision, file__isnull=False)
        .select_related("award", "award__decision", "file")
        .order_by("award__position", "award__pk")
    )


def certificates_job_key(decision: Decision) -> str:
    return f"honours.certificates:{decision.pk}"


def print_run_job_key(decision: Decision) -> str:
    return f"honours.print_run:{decision.pk}"


def jobs_of(decision: Decision) -> tuple[Job | None, Job | None]:
    """The jobs that make its certificates and its print run, if they were ever asked for."""
    keys = (certificates_job_key(decision), print_run_job_key(decision))
    found = {job.key: job for job in Job.objects.filter(key__in=keys)}
    return found.get(keys[0]), found.get(keys[1])


def certificate_by_code(typed: str) -> Certificate | None:
    """The paper that bears this public code, however it was typed. Asks the database in every case."""
    return (
        Certificate.objects.select_related("award", "award__decision", "file")
        .filter(code=read_code(typed) or "-", file__isnull=False)
        .first()
    )


def latest_decision() -> Decision | None:
    return Decision.objects.filter(state="issued").order_by(F("dated_on").desc(nulls_last=True), "-pk").first()


def decision_named(text: str) -> Decision | None:
    """An issued decision by its number, the latest of that number; or by its key in the database."""
    issued = Decision.objects.filter(state="issued")
    by_number = issued.filter(number__iexact=text.strip()).order_by("-dated_on", "-pk").first()
    if by_number is not None or not text.isdecimal():
        return by_number
    return issued.filter(pk=int(text)).first()
