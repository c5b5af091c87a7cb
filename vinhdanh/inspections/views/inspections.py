"""One inspection: whom it worked with, what it found; opened and kept by inspectors."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from vinhdanh.inspections.actions import add_visit, open_inspection, plan_programme, state_finding
from vinhdanh.inspections.forms import KINDS, FindingForm, InspectionForm, ProgrammeForm, VisitForm
from vinhdanh.inspections.models import Inspection
from vinhdanh.inspections.policies import INSPECTORS, KEEP_INSPECTION, READERS, SEE_ALL, SEE_INSPECTION
from vinhdanh.inspections.queries import body_names, findings, next_finding_code, visits_of
from vinhdanh.kernel.history import history_of
from vinhdanh.kernel.problems import problems_of
from vinhdanh.organisation.queries import office, today
from vinhdanh.rules.reasons import Refused
from vinhdanh.web.doors import opens_to
from vinhdanh.web.sentences import sentence


def inspection_seen_by(user: Any, pk: int) -> Inspection:
    return get_object_or_404(SEE_INSPECTION.rows(Inspection.objects.select_related("programme"), user), pk=pk)


@opens_to(*READERS)
def inspection(request: HttpRequest, pk: int) -> HttpResponse:
    row = inspection_seen_by(request.user, pk)
    visits = list(visits_of(row, for_user=request.user))
    history = history_of(row)
    if not request.user.has_role(*SEE_ALL):
        history = history.exclude(verb="visit.added")  # it names units that are not his
    return render(
        request,
        "inspections/inspection.html",
        {
            "row": row,
            "kind": KINDS[Inspection.Kind(row.kind)],
            "visits": visits,
            "direct": len({visit.unit_id for visit in visits if visit.manner == "direct"}),
            "findings": findings(for_user=request.user, inspection=row).select_related("unit").order_by("by", "pk"),
            "today": today(),
            "problems": problems_of("inspections.inspections", row.code),
            "history": history[:50],
            "may_keep": KEEP_INSPECTION.allows(request.user, row),
        },
    )


def refused_on(form: forms.Form, refused: Refused) -> None:
    """The reasons of a refusal on the form, so that nothing typed is lost."""
    for reason in refused.reasons:
        form.add_error(None, sentence(reason))


def form_page(request: HttpRequest, form: forms.Form, **words: Any) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "inspections/form.html", {"form": form, **words}, status=status)


@opens_to(*INSPECTORS)
def new_programme(request: HttpRequest) -> HttpResponse:
    form = ProgrammeForm(request.POST or None, bodies=body_names(office()), initial={"year": today().year})
    if request.method == "POST" and form.is_valid():
        plan_programme(**form.cleaned_data, by=request.user)
        messages.success(request, gettext("Đã lưu chương trình."))
        return redirect("programmes")
    return form_page(request, form, title=gettext("Chương trình kiểm tra, giám sát"), back="programmes")


@opens_to(*INSPECTORS)
def new_inspection(request: HttpRequest) -> HttpResponse:
    form = InspectionForm(request.POST or None, bodies=body_names(office()))
    if request.method == "POST" and form.is_valid():
        try:
            row = open_inspection(form.values(), by=request.user)
        except Refused as refused:
            refused_on(form, refused)
        else:
            messages.success(request, gettext("Đã ghi cuộc %(code)s.") % {"code": row.code})
            return redirect("inspection", row.pk)
    return form_page(request, form, title=gettext("Thêm cuộc kiểm tra, giám sát"), back="inspections")


@opens_to(*INSPECTORS)
def new_visit(request: HttpRequest, pk: int) -> HttpResponse:
    row = inspection_seen_by(request.user, pk)
    KEEP_INSPECTION.demand(request.user, row)
    form = VisitForm(request.POST or None, today=today())
    if request.method == "POST" and form.is_valid():
        try:
            add_visit(row, **form.cleaned_data, by=request.user)
        except Refused as refused:
            refused_on(form, refused)
        else:
            messages.success(request, gettext("Đã ghi đơn vị làm việc."))
            return redirect("inspection", row.pk)
    return form_page(request, form, title=gettext("Đơn vị đã làm việc"), row=row)


@opens_to(*INSPECTORS)
def new_finding(request: HttpRequest, pk: int) -> HttpResponse:
    row = inspection_seen_by(request.user, pk)
    KEEP_INSPECTION.demand(request.user, row)
    form = FindingForm(request.POST or None, today=today(), initial={"code": next_finding_code(row)})
    if request.method == "POST" and form.is_valid():
        try:
            finding = state_finding(row, **form.cleaned_data, by=request.user)
        except Refused as refused:
            refused_on(form, refused)
        else:
            messages.success(request, gettext("Đã ghi kiến nghị %(code)s.") % {"code": finding.code})
            return redirect("finding", finding.pk)
    return form_page(request, form, title=gettext("Kiến nghị mới"), row=row)
