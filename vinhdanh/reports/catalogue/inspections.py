# ruff: noqa: E501  (a figure is one line)
"""Inspections and supervisions by body, whom they worked with, what they found."""

from typing import Any

from django.db.models import Case, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from vinhdanh.inspections.models import Finding, Inspection, Visit
from vinhdanh.reports.catalogue.counting import EACH, count, percent, units
from vinhdanh.reports.catalogue.facts import Address, Facts
from vinhdanh.reports.catalogue.indicator import Indicator
from vinhdanh.reports.catalogue.scope import Scope

ROLES = ("office", "leader", "clerk", "inspector")
ON_PURPOSE = ("inspection", "thematic")


def inspections(scope: Scope) -> QuerySet[Inspection]:
    """Those that began within the days the report looks at; for a part of the tree, those that came there."""
    first, last = scope.inspections
    found = Inspection.objects.filter(starts_on__gte=first, starts_on__lte=last)
    if scope.is_whole:
        return found
    return found.filter(pk__in=Visit.objects.filter(scope.inside("unit")).values("inspection_id"))


def visits(scope: Scope) -> QuerySet[Visit]:
    first, last = scope.inspections
    return Visit.objects.filter(scope.inside("unit"), inspection__starts_on__gte=first, inspection__starts_on__lte=last)


def findings(scope: Scope) -> QuerySet[Finding]:
    return Finding.objects.filter(scope.inside("unit"))


def is_overdue(scope: Scope) -> Any:
    late = Q(due_on__lt=scope.as_of) & ~Q(state="closed")
    return Case(When(late, then=Value(True)), default=Value(False))


INSPECTIONS = Facts(
    "inspections",
    _("Cuộc kiểm tra, giám sát"),
    inspections,
    id="code",
    columns=(
        (_("Mã cuộc"), "code"),
        (_("Chủ thể tiến hành"), "body_name"),
        (_("Loại"), "kind"),
        (_("Bắt đầu"), "starts_on"),
        (_("Kết thúc"), "ends_on"),
        (_("Nội dung"), "subject"),
    ),
    dims={"body": "body", "kind": "kind"},
    roles=ROLES,
    address=Address("inspection", ("pk",)),
)
VISITS = Facts(
    "visits",
    _("Tổ chức đã làm việc"),
    visits,
    id="key",
    columns=(
        (_("Mã cuộc"), "inspection__code"),
        (_("Mã đơn vị"), "unit__code"),
        (_("Tên đơn vị"), "unit__name"),
        (_("Ngày làm việc"), "visited_on"),
        (_("Cách làm việc"), "manner"),
    ),
    unit="unit_id",
    dims={"body": "inspection__body", "kind": "inspection__kind", "manner": "manner"},
    roles=ROLES,
    address=Address("inspection", ("inspection_id",)),
)
FINDINGS = Facts(
    "findings",
    _("Kiến nghị sau kiểm tra, giám sát"),
    findings,
    id="code",
    columns=(
        (_("Mã kiến nghị"), "code"),
        (_("Mã cuộc"), "inspection__code"),
        (_("Đơn vị"), "unit__name"),
        (_("Nội dung"), "text"),
        (_("Hạn"), "due_on"),
        (_("Ngày hoàn thành"), "closed_on"),
        (_("Trạng thái"), "state"),
    ),
    unit="unit_id",
    dims={"state": "state", "is_overdue": is_overdue},
    roles=ROLES,
    address=Address("finding", ("pk",)),
)

VISIT, ORG, FINDING = _("cuộc"), _("tổ chức"), _("kiến nghị")
BEGUN = _("bắt đầu từ {inspected_from} đến {inspected_to}")
DIRECTLY = _(
    "đơn vị khác nhau, làm việc trực tiếp, thuộc các cuộc kiểm tra và giám sát chuyên đề bắt đầu từ {inspected_from} đến {inspected_to}; đến hai lần tính một"
)
REGULARLY = _(
    "đơn vị khác nhau, làm việc trực tiếp, trong các đợt giám sát thường xuyên bắt đầu từ {inspected_from} đến {inspected_to}"
)
LINES = (
    Indicator("control.{body}.inspections", VISIT, _("Cuộc kiểm tra của {body_name}"), BEGUN, INSPECTIONS, count(body=EACH, kind="inspection")),
    Indicator("control.{body}.supervisions", VISIT, _("Cuộc giám sát chuyên đề của {body_name}"), BEGUN, INSPECTIONS, count(body=EACH, kind="thematic")),
    Indicator("control.{body}.orgs", ORG, _("Tổ chức mà {body_name} làm việc trực tiếp"), DIRECTLY, VISITS, units(body=EACH, manner="direct", kind=ON_PURPOSE)),
    Indicator("control.{body}.regular_orgs", ORG, _("Tổ chức được {body_name} giám sát thường xuyên trực tiếp"), REGULARLY, VISITS, units(body=EACH, manner="direct", kind="regular")),
    Indicator("control.findings", FINDING, _("Kiến nghị sau kiểm tra, giám sát"), _("số kiến nghị"), FINDINGS, count()),
    Indicator("control.closed", FINDING, _("Kiến nghị đã khắc phục"), _("trạng thái đã khắc phục"), FINDINGS, count(state="closed")),
    Indicator("control.overdue", FINDING, _("Kiến nghị quá hạn"), _("chưa khắc phục và hạn trước {as_of}"), FINDINGS, count(is_overdue=True)),
    Indicator("control.closed_pct", "%", _("Tỷ lệ đã khắc phục"), _("số đã khắc phục chia số kiến nghị, làm tròn 1 chữ số"), FINDINGS, percent(count(state="closed"), count(), digits=1)),
)  # fmt: skip
