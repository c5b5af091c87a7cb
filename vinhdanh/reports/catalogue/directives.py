# ruff: noqa: E501  (a figure is one line)
"""Directives, plans of direct units, commitments, themes; conclusions, tasks and limitations of the conference."""

from collections import defaultdict
from typing import Any

from django.db.models import Case, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from vinhdanh.directives.models import Commitment, Conclusion, Directive, Limitation, Plan, Task, YearTheme
from vinhdanh.directives.queries.plans import STANDING
from vinhdanh.organisation.models import Placement
from vinhdanh.reports.catalogue.counting import EACH, count, ids, total, units
from vinhdanh.reports.catalogue.facts import Address, Facts, Listed, Row
from vinhdanh.reports.catalogue.indicator import Indicator
from vinhdanh.reports.catalogue.scope import Scope


def directives(scope: Scope) -> QuerySet[Directive]:
    """Issued by the end of the period; one without a date counts."""
    return Directive.objects.filter(Q(issued_on=None) | Q(issued_on__lte=scope.end))


DIRECTIVES = Facts(
    "directives",
    _("Văn bản chỉ đạo"),
    directives,
    id="key",
    columns=(
        (_("Số, ký hiệu"), "number"),
        (_("Loại văn bản"), "kind"),
        (_("Ngày ban hành"), "issued_on"),
        (_("Cơ quan ban hành"), "issuer"),
        (_("Trích yếu"), "title"),
    ),
    address=Address("directive", ("pk",)),
)


def sent_plans(scope: Scope) -> QuerySet[Plan]:
    """Plans that stand sent (a draft or a returned one does not) of units that are or were right under this one."""
    direct = Placement.objects.filter(parent=scope.unit).values("unit_id")
    return Plan.objects.filter(unit_id__in=direct, state__in=STANDING)


PLANS = Facts(
    "plans",
    _("Kế hoạch đã gửi"),
    sent_plans,
    id="key",
    columns=(
        (_("Mã đơn vị"), "unit__code"),
        (_("Tên đơn vị"), "unit__name"),
        (_("Năm"), "year"),
        (_("Số văn bản"), "number"),
        (_("Hạn gửi"), "due_on"),
        (_("Ngày gửi"), "sent_on"),
        (_("Chuyên đề đăng ký"), "theme"),
    ),
    unit="unit_id",
    dims={"kind": "kind", "year": "year"},
    address=Address("plan", ("pk",)),
)


def plan_duties(scope: Scope) -> list[Row]:
    """For each year: which direct units have a plan, and whether the first one came after its due day."""
    sent: dict[int, dict[tuple[int, str, str], list[Any]]] = defaultdict(lambda: defaultdict(list))
    rows = sent_plans(scope).filter(kind="year").exclude(year=None)
    for year, unit, code, name, sent_on, due_on in rows.values_list(
        "year", "unit_id", "unit__code", "unit__name", "sent_on", "due_on"
    ):
        sent[year][unit, code, name].append((sent_on, due_on))
    duties = []
    for year in sorted({*range(scope.start.year, scope.end.year + 1), *sent}):
        has = {unit for unit, _, _ in sent[year]}
        for (unit, code, name), plans in sent[year].items():
            first_on, due_on = min(plans, key=lambda plan: (plan[0] is None, plan[0]))
            is_late = first_on is not None and due_on is not None and first_on > due_on
            cells = (code, name, year, due_on, first_on)
            duties.append(_duty(code, unit, year, True, is_late, cells))
        for direct in scope.directs:
            if direct.pk not in has:
                cells = (direct.code, direct.name, year, None, None)
                duties.append(_duty(direct.code, direct.pk, year, False, False, cells))
    return duties


def _duty(code: str, unit: int, year: int, has_plan: bool, is_late: bool, cells: tuple[Any, ...]) -> Row:
    return {
        "id": code,
        "unit": unit,
        "direct": code,
        "year": year,
        "has_plan": has_plan,
        "is_late": is_late,
        "cells": cells,
        "address": (code,),
    }


DUTIES = Listed(
    "plan_duties",
    _("Kế hoạch năm của đơn vị trực thuộc"),
    plan_duties,
    columns=(_("Mã đơn vị"), _("Tên đơn vị"), _("Năm"), _("Hạn gửi"), _("Lần gửi đầu")),
    address="unit",
)


def commitments(scope: Scope) -> QuerySet[Commitment]:
    return Commitment.objects.filter(scope.inside("unit"))


COMMITMENTS = Facts(
    "commitments",
    _("Bản đăng ký, cam kết"),
    commitments,
    id="key",
    columns=(
        (_("Mã đơn vị"), "unit__code"),
        (_("Tên đơn vị"), "unit__name"),
        (_("Năm"), "year"),
        (_("Tập thể"), "collectives"),
        (_("Cá nhân"), "persons"),
    ),
    unit="unit_id",
    dims={"year": "year"},
    address=Address("unit", ("unit__code",)),
)


def themes(scope: Scope) -> QuerySet[YearTheme]:
    return YearTheme.objects.filter(year__gte=scope.start.year, year__lte=scope.end.year)


THEMES = Facts(
    "themes",
    _("Chuyên đề năm"),
    themes,
    id="key",
    columns=(
        (_("Năm"), "year"),
        (_("Tên chuyên đề"), "title"),
        (_("Văn bản"), "document"),
        (_("Ngày"), "dated_on"),
    ),
)

UNIT, COPIES, ALL = _("đơn vị"), _("bản"), _("cộng các dòng hợp lệ; không lấy dòng tổng")
ONCE = _("số đơn vị trực thuộc khác nhau; bản gửi lần hai không đếm thêm")
LATE = _("lần gửi đầu của đơn vị có ngày gửi sau hạn gửi")
LINES = (
    Indicator("plans.directives", _("văn bản"), _("Văn bản chỉ đạo, cụ thể hóa"), _("văn bản ban hành đến hết {end}, mỗi văn bản một lần"), DIRECTIVES, count()),
    Indicator("plans.term", UNIT, _("Đơn vị có kế hoạch toàn khóa"), ONCE, PLANS, units(kind="term")),
    Indicator("plans.year.{year}", UNIT, _("Đơn vị có kế hoạch năm {year}"), ONCE, PLANS, units(kind="year", year=EACH)),
    Indicator("plans.late.{year}", UNIT, _("Đơn vị gửi kế hoạch năm {year} quá hạn"), LATE, DUTIES, count(is_late=True, year=EACH)),
    Indicator("plans.missing.{year}", UNIT, _("Đơn vị chưa có kế hoạch năm {year}"), _("mã đơn vị trực thuộc ngày {day} không có kế hoạch năm {year}"), DUTIES, ids(has_plan=False, year=EACH)),
    Indicator("commit.collective.{year}", COPIES, _("Bản đăng ký của tập thể năm {year}"), ALL, COMMITMENTS, total("collectives", year=EACH)),
    Indicator("commit.person.{year}", COPIES, _("Bản đăng ký của cá nhân năm {year}"), ALL, COMMITMENTS, total("persons", year=EACH)),
    Indicator("plans.themes", _("chuyên đề"), _("Chuyên đề năm đã ban hành"), _("mỗi năm của kỳ một chuyên đề"), THEMES, count()),
)  # fmt: skip


def is_overdue(scope: Scope) -> Any:
    late = Q(due_on__lt=scope.tasks_as_of) & ~Q(state="done")
    return Case(When(late, then=Value(True)), default=Value(False))


TASKS = Facts(
    "tasks",
    _("Nhiệm vụ sau hội nghị"),
    lambda scope: Task.objects.filter(scope.inside("lead")),
    id="key",
    columns=(
        (_("Mã nhiệm vụ"), "code"),
        (_("Nhiệm vụ"), "text"),
        (_("Chủ trì"), "lead__name"),
        (_("Hạn hoàn thành"), "due_on"),
        (_("Ngày hoàn thành"), "done_on"),
        (_("Trạng thái"), "state"),
    ),
    unit="lead_id",
    dims={"state": "state", "is_overdue": is_overdue},
    address=Address("task", ("pk",)),
)
CONCLUSIONS = Facts(
    "conclusions",
    _("Kết luận của hội nghị"),
    lambda scope: Conclusion.objects.all(),
    id="key",
    columns=((_("Số kết luận"), "code"), (_("Nội dung kết luận"), "text"), (_("Người kết luận"), "speaker")),
)
LIMITATIONS = Facts(
    "limitations",
    _("Hạn chế"),
    lambda scope: Limitation.objects.all(),
    id="key",
    columns=((_("Hạn chế"), "text"), (_("Nguyên nhân"), "cause"), (_("Biện pháp khắc phục"), "remedy")),
)
TASK = _("nhiệm vụ")
TASK_LINES = (
    Indicator("tasks.conclusions", _("nội dung"), _("Nội dung kết luận của hội nghị"), _("số nội dung"), CONCLUSIONS, count()),
    Indicator("tasks.total", TASK, _("Nhiệm vụ đã giao"), _("mỗi nhiệm vụ một lần"), TASKS, count()),
    Indicator("tasks.done", TASK, _("Nhiệm vụ đã xong"), _("trạng thái hoàn thành"), TASKS, count(state="done")),
    Indicator("tasks.overdue", TASK, _("Nhiệm vụ quá hạn"), _("chưa xong và hạn trước {tasks_as_of}"), TASKS, count(is_overdue=True)),
    Indicator("tasks.limits", _("hạn chế"), _("Hạn chế nêu trong báo cáo"), _("số hạn chế"), LIMITATIONS, count()),
)  # fmt: skip
