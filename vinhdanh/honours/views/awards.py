"""The history of awards: find one, see what became of it, withdraw it."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from vinhdanh.honours.actions import withdraw_award
from vinhdanh.honours.forms import AwardFilterForm, WithdrawForm
from vinhdanh.honours.models import Award, Certificate
from vinhdanh.honours.policies import SEE_AWARD, WITHDRAW_AWARD
from vinhdanh.honours.queries import award_forms, found_awards, years_of_awards
from vinhdanh.kernel.files import file_response
from vinhdanh.kernel.history import history_of
from vinhdanh.web.doors import opens_to
from vinhdanh.web.paging import keyset_page


@opens_to()
@require_GET
def awards(request: HttpRequest) -> HttpResponse:
    form = AwardFilterForm(request.GET, years=years_of_awards(), award_forms=award_forms())
    asked = form.cleaned_data if form.is_valid() else {}
    given = found_awards(asked.get("q", "")).filter(decision__state="issued")
    rows = SEE_AWARD.rows(given, request.user)
    if asked.get("nam"):
        rows = rows.filter(awarded_on__year=asked["nam"])
    if asked.get("hinh_thuc"):
        rows = rows.filter(form=asked["hinh_thuc"])
    if asked.get("trang_thai"):
        rows = rows.filter(state=asked["trang_thai"])
    listed = rows.select_related("decision", "certificate")
    page = keyset_page(request, listed, "-awarded_on", "-id", total=rows.count())
    return render(request, "honours/awards.html", {"page": page, "form": form, "is_filtered": any(asked.values())})


@opens_to()
@require_GET
def award(request: HttpRequest, pk: int) -> HttpResponse:
    return award_page(request, find_award(request, pk), WithdrawForm())


@opens_to("office", "secretary")
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_award(request, pk)
    form = WithdrawForm(request.POST or None)
    if not form.is_valid():
        return award_page(request, found, form, status=422 if request.method == "POST" else 200)
    withdraw_award(found, reason=form.cleaned_data["reason"], decision=form.cleaned_data["decision"], by=request.user)
    return redirect("award", pk)


@opens_to()
@require_GET
def certificate_file(request: HttpRequest, pk: int) -> FileResponse:
    """The signed paper; of a withdrawn award too, for the files of the office."""
    seen = SEE_AWARD.rows(Award.objects.all(), request.user)
    paper = get_object_or_404(Certificate.objects.select_related("file"), pk=pk, award__in=seen)
    if paper.file is None:
        raise Http404
    return file_response(paper.file, name=f"{paper.label}.pdf")


def find_award(request: HttpRequest, pk: int) -> Award:
    rows = Award.objects.select_related("decision", "certificate__file", "unit", "person")
    return get_object_or_404(SEE_AWARD.rows(rows, request.user), pk=pk)


def award_page(request: HttpRequest, found: Award, form: WithdrawForm, *, status: int = 200) -> HttpResponse:
    context = {
        "award": found,
        "form": form,
        "may_withdraw": WITHDRAW_AWARD.allows(request.user, found),
        "history": list(history_of(found)[:50]),
    }
    return render(request, "honours/award.html", context, status=status)
