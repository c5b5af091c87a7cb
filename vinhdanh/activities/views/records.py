"""One activity: its facts, its files, its history; added and changed by those who keep it."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from vinhdanh.activities.actions import add_activity, attach_evidence, confirm_activity, edit_activity, remove_evidence
from vinhdanh.activities.forms import ActivityForm, EvidenceForm, RemovalForm, form_for
from vinhdanh.activities.kinds import MEETING, Kind, kind_of
from vinhdanh.activities.models import Activity, Evidence
from vinhdanh.activities.policies import EDIT_ACTIVITY, READERS, SEE_ACTIVITY, WRITERS
from vinhdanh.activities.queries import evidence_of, twin_of
from vinhdanh.activities.views.lists import kind_called
from vinhdanh.kernel.files import file_response
from vinhdanh.kernel.history import history_of
from vinhdanh.kernel.permissions import within
from vinhdanh.kernel.problems import problems_of
from vinhdanh.kernel.versions import ChangedMeanwhile
from vinhdanh.organisation.models import Unit
from vinhdanh.organisation.queries import today
from vinhdanh.rules.reasons import Refused
from vinhdanh.web.doors import opens_to
from vinhdanh.web.sentences import sentence

SHOWN_UNITS = 400


def row_seen_by(user: Any, kind: Kind, pk: int) -> Activity:
    rows = SEE_ACTIVITY.rows(kind.model._default_manager.select_related("unit"), user)
    return get_object_or_404(rows.filter(kind.asked), pk=pk)


def address(row: Activity) -> str:
    return reverse("activity", args=[kind_of(row).slug, row.pk])


@opens_to(*READERS)
def activity(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    row = row_seen_by(request.user, kind_called(slug), pk)
    return show(request, row, EvidenceForm())


def show(request: HttpRequest, row: Activity, form: EvidenceForm, *, status: int = 200) -> HttpResponse:
    kind = kind_of(row)
    return render(
        request,
        f"activities/{kind.record_type}.html",
        {
            "kind": kind,
            "row": row,
            "evidence": evidence_of(row),
            "problems": problems_of(kind.sheet, row.key),
            "history": history_of(row)[:50],
            "may_edit": EDIT_ACTIVITY.allows(request.user, row),
            "form": form,
        },
        status=status,
    )


@opens_to(*WRITERS)
def new_activity(request: HttpRequest, slug: str) -> HttpResponse:
    kind = kind_called(slug)
    form = bound_form(request, kind)
    if request.method == "POST" and form.is_valid():
        try:
            row = add_activity(kind, form.values(), by=request.user)
        except Refused as refused:
            return edit_page(request, kind, told(form, refused), twin=twin_of(kind, form.values()))
        messages.success(request, gettext("Đã ghi. Anh/chị có thể đính kèm minh chứng ở cuối trang này."))
        return redirect(address(row))
    return edit_page(request, kind, form)


@opens_to(*WRITERS)
def change_activity(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    row = row_seen_by(request.user, kind_called(slug), pk)
    EDIT_ACTIVITY.demand(request.user, row)
    form = bound_form(request, kind_of(row), row=row)
    if request.method == "POST" and form.is_valid():
        try:
            edit_activity(row, form.values(), version=form.cleaned_data["version"] or 0, by=request.user)
        except ChangedMeanwhile as changed:
            return edit_page(request, kind_of(row), form, row=changed.row, is_conflict=True)
        except Refused as refused:
            twin = twin_of(kind_of(row), form.values(), except_pk=row.pk)
            return edit_page(request, kind_of(row), told(form, refused), row=row, twin=twin)
        messages.success(request, gettext("Đã lưu. Giá trị cũ vẫn nằm trong lịch sử."))
        return redirect(address(row))
    return edit_page(request, kind_of(row), form, row=row)


@opens_to(*WRITERS)
@require_POST
def confirm(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    row = row_seen_by(request.user, kind_called(slug), pk)
    version = request.POST.get("version", "")
    confirm_activity(row, version=int(version) if version.isdecimal() else 0, by=request.user)
    messages.success(request, gettext("Đã ghi nhận: dòng này đúng như đang lưu."))
    return redirect(address(row))


def bound_form(request: HttpRequest, kind: Kind, *, row: Activity | None = None) -> ActivityForm:
    started = {"kind": kind.holds["kind"]} if "kind" in kind.holds and row is None else {}
    facts: dict[str, Any] = {"paths": request.user.paths(*WRITERS), "today": today(), "row": row}
    if started:
        facts["initial"] = started
    return form_for(kind)(request.POST if request.method == "POST" else None, **facts)


def told(form: ActivityForm, refused: Refused) -> ActivityForm:
    """The reasons of a refusal on the form, so that nothing typed is lost."""
    for reason in refused.reasons:
        form.add_error(None, sentence(reason))
    return form


def edit_page(
    request: HttpRequest,
    kind: Kind,
    form: ActivityForm,
    *,
    row: Activity | None = None,
    twin: Activity | None = None,
    is_conflict: bool = False,
) -> HttpResponse:
    """The form, once more with what is wrong; on a conflict, beside the version that somebody saved first."""
    differences: list[dict[str, Any]] = []
    if is_conflict and row is not None:
        differences = differing(form, row)
        form.data = form.data.copy()
        form.data["version"] = str(row.version)
    units = Unit.objects.filter(within(request.user.paths(*WRITERS), "path")).order_by("path")
    status = 409 if is_conflict else 422 if form.is_bound and form.errors else 200
    return render(
        request,
        "activities/edit.html",
        {
            "kind": kind,
            "form": form,
            "row": row,
            "twin": twin,
            "differences": differences,
            "last": history_of(row).first() if is_conflict and row else None,
            "units": units.values_list("code", "name")[:SHOWN_UNITS],
            "list_slug": kind.slug or MEETING.slug,
        },
        status=status,
    )


def differing(form: ActivityForm, row: Activity) -> list[dict[str, Any]]:
    """Each field where what is stored now and what was typed differ."""
    stored = {name: getattr(row, name) for name in form.names()}
    return [
        {"field": form[name], "stored": stored[name], "typed": form.cleaned_data[name]}
        for name in form.names()
        if stored[name] != form.cleaned_data[name]
    ]


@opens_to(*WRITERS)
def add_evidence(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    row = row_seen_by(request.user, kind_called(slug), pk)
    form = EvidenceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            attach_evidence(row, form.cleaned_data["file"], caption=form.cleaned_data["caption"], by=request.user)
        except Refused as refused:
            for reason in refused.reasons:
                form.add_error("file", sentence(reason))
            return show(request, row, form, status=422)
        messages.success(request, gettext("Đã đính kèm minh chứng."))
        return redirect(address(row) + "#minh-chung")
    return show(request, row, form, status=422 if request.method == "POST" else 200)


def evidence_seen_by(user: Any, pk: int) -> Evidence:
    rows = SEE_ACTIVITY.rows(Evidence.objects.select_related("file", "unit"), user)
    return get_object_or_404(rows, pk=pk)


@opens_to(*READERS)
def evidence_file(request: HttpRequest, pk: int) -> FileResponse:
    return file_response(evidence_seen_by(request.user, pk).file)


@opens_to(*WRITERS)
def take_off_evidence(request: HttpRequest, slug: str, pk: int, evidence_pk: int) -> HttpResponse:
    row = row_seen_by(request.user, kind_called(slug), pk)
    evidence = get_object_or_404(evidence_of(row), pk=evidence_pk)
    EDIT_ACTIVITY.demand(request.user, row)
    form = RemovalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        remove_evidence(evidence, row, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, gettext("Đã gỡ minh chứng. Lý do nằm trong lịch sử."))
        return redirect(address(row) + "#minh-chung")
    context = {"kind": kind_of(row), "row": row, "evidence": evidence, "form": form}
    return render(request, "activities/evidence_off.html", context, status=422 if form.is_bound else 200)
