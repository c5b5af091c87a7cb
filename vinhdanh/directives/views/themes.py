"""The theme of each year, and the commitments that units registered."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, F
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vinhdanh.directives import actions
from vinhdanh.directives.forms import CommitmentForm, ThemeForm
from vinhdanh.directives.models import Plan, YearTheme
from vinhdanh.directives.policies import REGISTER_COMMITMENTS
from vinhdanh.directives.queries.plans import STANDING, commitment_totals, commitments_seen_by
from vinhdanh.directives.views.cascade import READERS
from vinhdanh.organisation.models import Unit
from vinhdanh.organisation.queries import direct_units, today
from vinhdanh.web.doors import opens_to
from vinhdanh.web.excel import Column, excel_response
from vinhdanh.web.paging import keyset_page


@opens_to(*READERS)
def themes(request: HttpRequest) -> HttpResponse:
    """The theme of every year, and how many units registered one in their plans."""
    user: Any = request.user
    form = ThemeForm(request.POST or None, initial={"year": today().year})
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        made = actions.set_theme(given.pop("year"), **given, by=user)
        messages.success(request, _("Đã lưu chuyên đề năm %(year)s.") % {"year": made.year})
        return redirect("themes")
    registered = dict(
        Plan.objects.filter(kind="year", state__in=STANDING)
        .exclude(theme="")
        .values_list("year")
        .annotate(n=Count("unit", distinct=True))
        .order_by()
    )
    rows = [(theme, registered.get(theme.year, 0)) for theme in YearTheme.objects.order_by("-year", "pk")]
    context = {"rows": rows, "form": form, "may_set": user.has_role("office"), "units": direct_units(today()).count()}
    return render(request, "directives/themes.html", context, status=422 if form.is_bound and form.errors else 200)


@opens_to(*READERS)
def commitments(request: HttpRequest) -> HttpResponse | FileResponse:
    """Numbers of commitments by unit and year, with the sums they add up to."""
    user: Any = request.user
    seen = commitments_seen_by(user)
    totals = commitment_totals(seen)
    years = [row["year"] for row in totals]
    asked = request.GET.get("nam", "")
    year = int(asked) if asked.isdecimal() and int(asked) in years else (years[0] if years else today().year)
    found = seen.filter(year=year).select_related("unit").annotate(name=F("unit__sort_key"))
    if request.GET.get("dang") == "xlsx":
        return _as_excel(found.order_by("name", "pk"), year)
    page = keyset_page(request, found, "name", "pk", total=found.count())
    context = {
        "page": page,
        "totals": totals,
        "year": year,
        "chosen": next((row for row in totals if row["year"] == year), None),
        "may_register": user.has_role("office", "clerk"),
    }
    return render(request, "directives/commitments.html", context)


def _as_excel(found: Any, year: int) -> FileResponse:
    columns = [Column(_("Mã"), 10), Column(_("Đơn vị"), 48), Column(_("Tập thể")), Column(_("Cá nhân"))]
    rows = ([row.unit.code, row.unit.name, row.collectives, row.persons] for row in found.iterator(chunk_size=1000))
    sheet = _("Cam kết năm %(year)s") % {"year": year}
    return excel_response(rows, columns=columns, name=f"cam-ket-{year}.xlsx", sheet=sheet)


@opens_to("office", "clerk")
def commitments_register(request: HttpRequest) -> HttpResponse:
    """Write down how many commitments a unit registered."""
    user: Any = request.user
    units = REGISTER_COMMITMENTS.rows(direct_units(today()), user)
    start = {"unit": request.GET.get("don_vi"), "year": request.GET.get("nam") or today().year}
    form = CommitmentForm(request.POST or None, units=units, initial=start)
    if form.is_valid():
        given = dict(form.cleaned_data)
        unit: Unit = given.pop("unit")
        actions.register_commitments(unit, **given, by=user)
        messages.success(request, _("Đã ghi cam kết của %(unit)s.") % {"unit": unit.name})
        return redirect("unit_steps", pk=unit.pk)
    return render(request, "directives/commitment_form.html", {"form": form}, status=422 if form.errors else 200)
