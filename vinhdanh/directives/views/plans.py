"""Plans of units: the list, one plan, writing, sending, approving, returning."""

from typing import Any

from django.contrib import messages
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vinhdanh.directives import actions
from vinhdanh.directives.forms import PlanChangeForm, PlanFilterForm, PlanForm, ReasonForm
from vinhdanh.directives.models import Plan
from vinhdanh.directives.policies import APPROVE_PLAN, CHANGE_PLAN, RECORD_PLAN, RETURN_PLAN, SEND_PLAN
from vinhdanh.directives.queries.plans import plan_years, plans_filtered, plans_seen_by
from vinhdanh.directives.views.cascade import READERS
from vinhdanh.directives.views.uploads import kept_file
from vinhdanh.directives.words import PLAN_KINDS, PLAN_STATES
from vinhdanh.kernel.files import file_response
from vinhdanh.kernel.history import history_of
from vinhdanh.organisation.models import FOREVER, Unit
from vinhdanh.organisation.queries import direct_units, today
from vinhdanh.rules.cascade import Standing, cell, days_late
from vinhdanh.web.doors import opens_to
from vinhdanh.web.excel import Column, excel_response
from vinhdanh.web.paging import keyset_page


@opens_to(*READERS)
def plans(request: HttpRequest) -> HttpResponse | FileResponse:
    """All plans this user may see, newest first, filtered by the address."""
    user: Any = request.user
    form = PlanFilterForm(request.GET, years=plan_years())
    found = plans_filtered(plans_seen_by(user), form.wanted()).select_related("unit")
    found = found.annotate(on=Coalesce(F("sent_on"), F("dated_on"), Value(FOREVER)))
    if request.GET.get("dang") == "xlsx":
        return _as_excel(found.order_by("-on", "-pk"))
    page = keyset_page(request, found, "-on", "-pk", total=found.count())
    rows = [
        {"plan": plan, "late": days_late(_standing(plan)), "state": PLAN_STATES.get(plan.state)} for plan in page.rows
    ]
    context = {"page": page, "rows": rows, "form": form, "may_record": user.has_role("office", "clerk")}
    return render(request, "directives/plans.html", context)


def _standing(plan: Plan) -> Standing:
    return Standing(
        due_on=plan.due_on, is_sent=plan.state in ("sent", "approved"), sent_on=plan.sent_on, has_begun=True
    )


def _as_excel(found: Any) -> FileResponse:
    columns = [
        Column(_("Mã"), 10),
        Column(_("Đơn vị"), 48),
        Column(_("Loại kế hoạch"), 20),
        Column(_("Năm"), 8),
        Column(_("Số")),
        Column(_("Ngày")),
        Column(_("Hạn gửi")),
        Column(_("Ngày gửi")),
        Column(_("Chuyên đề đăng ký"), 40),
    ]
    rows = (
        [
            plan.unit.code,
            plan.unit.name,
            str(PLAN_KINDS.get(plan.kind, plan.kind)),
            plan.year,
            plan.number,
            plan.dated_on,
            plan.due_on,
            plan.sent_on,
            plan.theme,
        ]
        for plan in found.iterator(chunk_size=1000)
    )
    return excel_response(rows, columns=columns, name="ke-hoach.xlsx", sheet=_("Kế hoạch"))


@opens_to(*READERS)
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """One plan: its days, its state, what may be done, its history."""
    user: Any = request.user
    found = get_object_or_404(plans_seen_by(user).select_related("unit", "file"), pk=pk)
    return _plan_page(request, found, ReasonForm())


def _plan_page(request: HttpRequest, found: Plan, reason: ReasonForm) -> HttpResponse:
    user: Any = request.user
    standing = _standing(found)
    obstacles = SEND_PLAN.obstacles(user, found)
    context = {
        "plan": found,
        "state": PLAN_STATES.get(found.state),
        "kind": PLAN_KINDS.get(found.kind, found.kind),
        "cell": cell(standing, today=today()),
        "late": days_late(standing),
        "history": history_of(found)[:50],
        "may_change": CHANGE_PLAN.allows(user, found),
        "may_send": not obstacles,
        "needs_number": [reason.code for reason in obstacles] == ["plan.without_number"],
        "may_approve": APPROVE_PLAN.allows(user, found),
        "may_return": RETURN_PLAN.allows(user, found),
        "reason": reason,
        "supplements": Plan.objects.filter(unit=found.unit, kind=found.kind, year=found.year)
        .exclude(pk=found.pk)
        .order_by("sent_on", "pk")[:10],
    }
    return render(request, "directives/plan.html", context, status=422 if reason.errors else 200)


def units_to_plan_for(user: Any) -> QuerySet[Unit]:
    """The direct units for which this user may write plans."""
    return RECORD_PLAN.rows(direct_units(today()), user)


@opens_to("office", "clerk")
def plan_new(request: HttpRequest) -> HttpResponse:
    """Begin a plan as a draft."""
    user: Any = request.user
    start = {"unit": request.GET.get("don_vi"), "year": request.GET.get("nam") or today().year}
    start["kind"] = "term" if request.GET.get("loai") == "term" else "year"
    form = PlanForm(request.POST or None, request.FILES or None, units=units_to_plan_for(user), initial=start)
    if form.is_valid() and ((file := kept_file(form)) or form.is_valid()):
        unit: Unit = form.cleaned_data.pop("unit")
        made = actions.record_plan(unit, **{**form.cleaned_data, "file": file}, by=user)
        messages.success(request, _("Đã lưu bản nháp. Anh/chị xem lại rồi gửi."))
        return redirect("plan", pk=made.pk)
    return render(request, "directives/plan_form.html", {"form": form}, status=422 if form.errors else 200)


@opens_to("office", "clerk")
def plan_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a draft, or a plan that was returned."""
    user: Any = request.user
    found = get_object_or_404(CHANGE_PLAN.rows(plans_seen_by(user), user).select_related("unit"), pk=pk)
    start = {name: getattr(found, name) for name in ("number", "dated_on", "theme", "summary")}
    form = PlanChangeForm(request.POST or None, request.FILES or None, initial=start)
    if form.is_valid() and ((file := kept_file(form)) or form.is_valid()):
        actions.change_plan(found, **{**form.cleaned_data, "file": file}, by=user)
        messages.success(request, _("Đã lưu."))
        return redirect("plan", pk=found.pk)
    context = {"form": form, "plan": found}
    return render(request, "directives/plan_form.html", context, status=422 if form.errors else 200)


@opens_to("office", "clerk")
@require_POST
def plan_send(request: HttpRequest, pk: int) -> HttpResponse:
    user: Any = request.user
    found = get_object_or_404(plans_seen_by(user), pk=pk)
    actions.send_plan(found, by=user)
    messages.success(request, _("Đã gửi kế hoạch."))
    return redirect("plan", pk=pk)


@opens_to("office")
@require_POST
def plan_approve(request: HttpRequest, pk: int) -> HttpResponse:
    user: Any = request.user
    found = get_object_or_404(plans_seen_by(user), pk=pk)
    actions.approve_plan(found, by=user)
    messages.success(request, _("Đã duyệt kế hoạch."))
    return redirect("plan", pk=pk)


@opens_to("office")
@require_POST
def plan_return(request: HttpRequest, pk: int) -> HttpResponse:
    user: Any = request.user
    found = get_object_or_404(plans_seen_by(user).select_related("unit", "file"), pk=pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _plan_page(request, found, form)
    actions.return_plan(found, reason=form.cleaned_data["reason"], by=user)
    messages.success(request, _("Đã trả lại kế hoạch kèm lý do."))
    return redirect("plan", pk=pk)


@opens_to(*READERS)
def plan_file(request: HttpRequest, pk: int) -> FileResponse:
    """The plan's own file."""
    user: Any = request.user
    found = get_object_or_404(plans_seen_by(user).exclude(file=None).select_related("file"), pk=pk)
    if found.file is None:
        raise Http404
    return file_response(found.file)
