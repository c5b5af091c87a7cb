"""Entering directives and what they require; recording reviews and other documents."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vinhdanh.directives import actions
from vinhdanh.directives.forms import DirectiveForm, DueForm, FulfilmentForm, RequirementForm
from vinhdanh.directives.models import Directive, Fulfilment, Requirement
from vinhdanh.directives.policies import RECORD_FULFILMENT, SEE_STEPS
from vinhdanh.directives.views.cascade import READERS
from vinhdanh.directives.views.uploads import kept_file
from vinhdanh.kernel.files import file_response
from vinhdanh.organisation.models import Unit
from vinhdanh.organisation.queries import direct_units, today
from vinhdanh.web.doors import opens_to


@opens_to("office")
def directive_new(request: HttpRequest) -> HttpResponse:
    """Enter a directive."""
    form = DirectiveForm(request.POST or None, request.FILES or None)
    if form.is_valid() and ((file := kept_file(form)) or form.is_valid()):
        made = actions.create_directive(**{**form.cleaned_data, "file": file}, by=request.user)
        messages.success(request, _("Đã thêm văn bản %(number)s.") % {"number": made.number})
        return redirect("directive", pk=made.pk)
    return render(request, "directives/directive_new.html", {"form": form}, status=422 if form.errors else 200)


@opens_to("office")
def requirement_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask something of the units under a directive."""
    found = get_object_or_404(Directive, pk=pk)
    form = RequirementForm(request.POST or None, units=direct_units(today()), initial={"year": today().year})
    if form.is_valid():
        given = form.cleaned_data
        made = actions.require_of_units(
            found,
            kind=given["kind"],
            year=given["year"] or 0,
            title=given["title"],
            due_on=given["due_on"],
            units=given["units"],
            by=request.user,
        )
        messages.success(request, _("Đã thêm yêu cầu: %(step)s.") % {"step": made.label})
        return redirect("directive", pk=found.pk)
    context = {"form": form, "directive": found}
    return render(request, "directives/requirement_new.html", context, status=422 if form.errors else 200)


@opens_to("office")
def requirement(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a requirement another due day, or take it back."""
    found = get_object_or_404(Requirement.objects.select_related("directive"), pk=pk)
    form = DueForm(request.POST or None, initial={"due_on": found.due_on})
    if form.is_valid():
        actions.set_due_day(found, form.cleaned_data["due_on"], by=request.user)
        messages.success(request, _("Đã đổi hạn của %(step)s.") % {"step": found.label})
        return _to_directive(found)
    context = {"form": form, "requirement": found, "answers": found.fulfilments.count()}
    return render(request, "directives/requirement.html", context, status=422 if form.errors else 200)


@opens_to("office")
@require_POST
def requirement_drop(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Requirement.objects.select_related("directive"), pk=pk)
    label, back = found.label, _to_directive(found)
    actions.drop_requirement(found, by=request.user)
    messages.success(request, _("Đã bỏ yêu cầu %(step)s.") % {"step": label})
    return back


def _to_directive(found: Requirement) -> HttpResponse:
    return redirect("directive", pk=found.directive_id) if found.directive_id else redirect("directives")


@opens_to(*READERS)
def directive_file(request: HttpRequest, pk: int) -> FileResponse:
    """The text of the directive itself."""
    found = get_object_or_404(Directive.objects.exclude(file=None).select_related("file"), pk=pk)
    if found.file is None:
        raise Http404
    return file_response(found.file)


@opens_to("office", "clerk")
def fulfilment(request: HttpRequest, requirement_pk: int, unit_pk: int) -> HttpResponse:
    """Record how far a unit is with a review or another document."""
    user: Any = request.user
    unit = get_object_or_404(RECORD_FULFILMENT.rows(Unit.objects.all(), user), pk=unit_pk)
    found = get_object_or_404(Requirement, pk=requirement_pk)
    known = Fulfilment.objects.filter(requirement=found, unit=unit).first()
    start = {"sent_on": known.sent_on, "note": known.note} if known else {"sent_on": today()}
    form = FulfilmentForm(request.POST or None, request.FILES or None, initial=start)
    if form.is_valid() and ((file := kept_file(form)) or form.is_valid()):
        actions.record_fulfilment(found, unit, **{**form.cleaned_data, "file": file}, by=user)
        messages.success(request, _("Đã ghi %(step)s.") % {"step": found.label})
        return redirect("unit_steps", pk=unit.pk)
    context = {"form": form, "requirement": found, "unit": unit}
    return render(request, "directives/fulfilment.html", context, status=422 if form.errors else 200)


@opens_to(*READERS)
def fulfilment_file(request: HttpRequest, requirement_pk: int, unit_pk: int) -> FileResponse:
    """What a unit sent for a review or another document."""
    user: Any = request.user
    unit = get_object_or_404(SEE_STEPS.rows(Unit.objects.all(), user), pk=unit_pk)
    rows = Fulfilment.objects.exclude(file=None).select_related("file")
    found = get_object_or_404(rows, requirement_id=requirement_pk, unit=unit)
    if found.file is None:
        raise Http404
    return file_response(found.file)
