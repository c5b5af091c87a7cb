"""What can be asked of inspections: programmes, whom they worked with, findings and what is overdue."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, ExtractYear

from vinhdanh.inspections.models import Finding, Inspection, Programme, Visit
from vinhdanh.inspections.policies import READERS, SEE_FINDING, SEE_INSPECTION
from vinhdanh.kernel.actor import Actor
from vinhdanh.kernel.permissions import within
from vinhdanh.organisation.answers import Answers
from vinhdanh.organisation.models import Office, Unit
from vinhdanh.rules.paths import after

NEVER = dt.date(9999, 12, 31)
UNCLOSED = ("open", "answered")


def body_names(office: Office | None) -> dict[str, str]:
    """Who inspects, in the office's words."""
    return Answers(office.answers).bodies if office is not None else {}


def overdue(day: dt.date) -> Q:
    """Findings that are not closed and were due before `day`."""
    return Q(state__in=UNCLOSED, due_on__lt=day)


def under(unit: Unit | None, name: str = "unit__path") -> Q:
    return Q() if unit is None else Q(**{f"{name}__gte": unit.path, f"{name}__lt": after(unit.path)})


@dataclass(frozen=True)
class InspectionFilter:
    body: str = ""
    kind: str = ""
    year: int | None = None
    unit: Unit | None = None

    @property
    def asked(self) -> Q:
        asked = Q()
        if self.body:
            asked &= Q(body=self.body)
        if self.kind:
            asked &= Q(kind=self.kind)
        if self.year:
            asked &= Q(starts_on__year=self.year)
        if self.unit is not None:
            asked &= Q(Exists(Visit.objects.filter(under(self.unit), inspection=OuterRef("pk"))))
        return asked


def inspections(asked: InspectionFilter, *, for_user: Actor) -> QuerySet[Inspection]:
    return SEE_INSPECTION.rows(Inspection.objects.filter(asked.asked), for_user)


def with_counts(rows: QuerySet[Inspection], *, today: dt.date) -> QuerySet[Inspection]:
    """How many units each inspection came to, how many findings it left and how many are still open."""
    return rows.annotate(
        units=Count("visits__unit", distinct=True),
        found=Count("findings", distinct=True),
        unclosed=Count("findings", filter=Q(findings__state__in=UNCLOSED), distinct=True),
        late=Count("findings", filter=Q(findings__state__in=UNCLOSED, findings__due_on__lt=today), distinct=True),
    )


def inspection_years(*, for_user: Actor) -> list[int]:
    rows = SEE_INSPECTION.rows(Inspection.objects.all(), for_user).order_by()
    return sorted(rows.annotate(year=ExtractYear("starts_on")).values_list("year", flat=True).distinct())


@dataclass
class ProgrammeLine:
    """A body's year: what it set out to do and what came of it."""

    year: int
    body: str
    programme: Programme | None = None
    kinds: dict[str, int] = field(default_factory=lambda: dict.fromkeys(Inspection.Kind.values, 0))
    visits: int = 0
    units: int = 0  # worked with on the spot, each counted once
    findings: int = 0
    unclosed: int = 0
    late: int = 0

    @property
    def inspections(self) -> int:
        return sum(self.kinds.values())


def programme_lines(*, today: dt.date) -> list[ProgrammeLine]:
    """Every year of every body, the latest year first. Six queries however many inspections there are."""
    lines: dict[tuple[int, str], ProgrammeLine] = {}

    def line(year: int, body: str) -> ProgrammeLine:
        return lines.setdefault((year, body), ProgrammeLine(year, body))

    for programme in Programme.objects.all():
        line(programme.year, programme.body).programme = programme
    held = Inspection.objects.annotate(year=ExtractYear("starts_on")).order_by()
    for year, body, kind, rows in held.values_list("year", "body", "kind").annotate(rows=Count("pk")):
        line(year, body).kinds[kind] = rows
    visits = Visit.objects.annotate(year=ExtractYear("inspection__starts_on")).order_by()
    for year, body, rows, units in visits.values_list("year", "inspection__body").annotate(
        rows=Count("pk"), units=Count("unit", filter=Q(manner="direct"), distinct=True)
    ):
        line(year, body).visits, line(year, body).units = rows, units
    found = Finding.objects.annotate(year=ExtractYear("inspection__starts_on")).order_by()
    for year, body, rows, unclosed, late in found.values_list("year", "inspection__body").annotate(
        rows=Count("pk"), unclosed=Count("pk", filter=Q(state__in=UNCLOSED)), late=Count("pk", filter=overdue(today))
    ):
        one = line(year, body)
        one.findings, one.unclosed, one.late = rows, unclosed, late
    return sorted(lines.values(), key=lambda one: (-one.year, one.body != "main"))


def _visits(*, for_user: Actor, body: str, unit: Unit | None) -> QuerySet[Visit]:
    asked = within(for_user.paths(*READERS), "unit__path") & under(unit)
    return Visit.objects.filter(asked & Q(inspection__body=body) if body else asked)


def units_worked_with(*, for_user: Actor, manner: str = "", body: str = "", unit: Unit | None = None) -> QuerySet[Unit]:
    """Units that an inspection came to, each once, with how often and when."""
    visits = _visits(for_user=for_user, body=body, unit=unit)
    if manner:
        visits = visits.filter(manner=manner)
    counted = Q(visits__inspection__body=body) if body else Q()
    return Unit.objects.filter(pk__in=visits.values("unit")).annotate(
        direct=Count("visits", filter=counted & Q(visits__manner="direct")),
        by_report=Count("visits", filter=counted & Q(visits__manner="report")),
        first_on=Min("visits__visited_on", filter=counted),
        last_on=Max("visits__visited_on", filter=counted),
    )


def unit_counts(*, for_user: Actor, body: str = "", unit: Unit | None = None) -> dict[str, int]:
    """Different units worked with on the spot, by report, and in any way, in one query."""
    return _visits(for_user=for_user, body=body, unit=unit).aggregate(
        direct=Count("unit", filter=Q(manner="direct"), distinct=True),
        report=Count("unit", filter=Q(manner="report"), distinct=True),
        any=Count("unit", distinct=True),
    )


def findings(*, for_user: Actor, unit: Unit | None = None, inspection: Inspection | None = None) -> QuerySet[Finding]:
    """Findings that this user may see, with `by` to order them by the day they are due; none comes last."""
    rows = SEE_FINDING.rows(Finding.objects.filter(under(unit)), for_user)
    if inspection is not None:
        rows = rows.filter(inspection=inspection)
    return rows.annotate(by=Coalesce(F("due_on"), Value(NEVER)))


STATES: dict[str, Q] = {
    "con_mo": Q(state__in=UNCLOSED),
    "cho_xem": Q(state="answered"),
    "da_dong": Q(state="closed"),
}


def state_asked(state: str, *, today: dt.date) -> Q:
    """The question behind a chip; every finding when there is no such chip."""
    return overdue(today) if state == "qua_han" else STATES.get(state, Q())


def finding_counts(rows: QuerySet[Finding], *, today: dt.date) -> dict[str, int]:
    """How many findings stand behind each chip, in one query."""
    asked = {name: Count("pk", filter=question) for name, question in STATES.items()}
    return rows.order_by().aggregate(qua_han=Count("pk", filter=overdue(today)), tat_ca=Count("pk"), **asked)


def visits_of(inspection: Inspection, *, for_user: Actor) -> QuerySet[Visit]:
    seen = within(for_user.paths(*READERS), "unit__path")
    return inspection.visits.filter(seen).select_related("unit").order_by("visited_on", "pk")


def next_finding_code(inspection: Inspection) -> str:
    """A code that follows the last one in use: KN-046 becomes KN-047."""
    last: Any = Finding.objects.order_by("-code").values_list("code", flat=True).first() or "KN-000"
    stem = last.rstrip("0123456789")
    number = last[len(stem) :]
    return f"{stem}{int(number or 0) + 1:0{len(number) or 3}}"
