"""Lists: inspections, the programme of each year, units worked with, findings."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from vinhdanh.inspections.forms import KINDS, FilterForm
from vinhdanh.inspections.policies import INSPECTORS, READERS, SEE_ALL
from vinhdanh.inspections.queries import (
    body_names,
    finding_counts,
    findings,
    inspection_years,
    inspections,
    programme_lines,
    state_asked,
    unit_counts,
    units_worked_with,
    with_counts,
)
from vinhdanh.organisation.queries import day_of, office
from vinhdanh.web.doors import opens_to
from vinhdanh.web.excel import Column, excel_response
from vinhdanh.web.paging import keyset_page

STATE_WORDS = {"open": _("Đang khắc phục"), "answered": _("Đã trả lời, chờ xem"), "closed": _("Đã khắc phục")}
CHIPS = (
    ("con_mo", _("Còn mở")),
    ("qua_han", _("Quá hạn")),
    ("cho_xem", _("Chờ xem")),
    ("da_dong", _("Đã khắc phục")),
    ("tat_ca", _("Tất cả")),
)


@opens_to(*READERS)
def inspection_list(request: HttpRequest) -> HttpResponse:
    """Inspections and supervisions, the latest first."""
    here = office()
    today = day_of(here)
    form = FilterForm(request.GET)
    rows = inspections(form.asked(), for_user=request.user)
    page = keyset_page(request, with_counts(rows, today=today), "-starts_on", "-pk", total=rows.count())
    return render(
        request,
        "inspections/list.html",
        {
            "form": form,
            "asked": form.asked(),
            "page": page,
            "bodies": body_names(here),
            "kinds": {str(kind): word for kind, word in KINDS.items()},
            "years": inspection_years(for_user=request.user),
            "counts": finding_counts(findings(for_user=request.user), today=today),
            "may_keep": request.user.has_role(*INSPECTORS),
            "sees_all": request.user.has_role(*SEE_ALL),
        },
    )


@opens_to(*SEE_ALL)
def programmes(request: HttpRequest) -> HttpResponse:
    """What each body set out to inspect in a year, and what came of it."""
    here = office()
    return render(
        request,
        "inspections/programmes.html",
        {
            "lines": programme_lines(today=day_of(here)),
            "bodies": body_names(here),
            "may_keep": request.user.has_role(*INSPECTORS),
        },
    )


@opens_to(*READERS)
def worked_with(request: HttpRequest) -> HttpResponse:
    """Units that inspections came to, each once."""
    here = office()
    form = FilterForm(request.GET)
    asked = form.asked()
    manner = {"truc_tiep": "direct", "bao_cao": "report"}.get(request.GET.get("cach", ""), "")

    who = {"for_user": request.user, "body": asked.body, "unit": asked.unit}
    numbers = unit_counts(**who)
    page = keyset_page(request, units_worked_with(manner=manner, **who), "path", "pk", total=numbers[manner or "any"])
    return render(
        request,
        "inspections/units.html",
        {
            "form": form,
            "asked": asked,
            "page": page,
            "bodies": body_names(here),
            "numbers": numbers,
            "manner": manner,
            "sees_all": request.user.has_role(*SEE_ALL),
        },
    )


@opens_to(*READERS)
def finding_list(request: HttpRequest) -> HttpResponse:
    """Findings, what is due first at the top; the chips count what is open, overdue, answered, closed."""
    today = day_of(office())
    form = FilterForm(request.GET)
    asked = form.asked()
    state = request.GET.get("loc", "con_mo")
    rows = findings(for_user=request.user, unit=asked.unit)
    numbers = finding_counts(rows, today=today)
    page = keyset_page(
        request,
        rows.filter(state_asked(state, today=today)).select_related("unit", "inspection"),
        "by",
        "pk",
        total=numbers.get(state, numbers["tat_ca"]),
    )
    return render(
        request,
        "inspections/findings.html",
        {
            "form": form,
            "asked": asked,
            "page": page,
            "today": today,
            "state": state,
            "numbers": numbers,
            "chips": [(name, word, numbers[name]) for name, word in CHIPS],
            "sees_all": request.user.has_role(*SEE_ALL),
        },
    )


FINDING_COLUMNS = (
    Column(_("Mã kiến nghị"), 14),
    Column(_("Mã cuộc"), 10),
    Column(_("Mã đơn vị"), 14),
    Column(_("Đơn vị"), 40),
    Column(_("Nội dung"), 60),
    Column(_("Mức độ"), 14),
    Column(_("Hạn"), 12),
    Column(_("Ngày hoàn thành"), 14),
    Column(_("Trạng thái"), 20),
    Column(_("Minh chứng"), 24),
)


@opens_to(*READERS)
def export_findings(request: HttpRequest) -> FileResponse:
    """The findings of the list under its filter, as Excel."""
    today = day_of(office())
    asked = FilterForm(request.GET).asked()
    state = request.GET.get("loc", "con_mo")
    rows = findings(for_user=request.user, unit=asked.unit).filter(state_asked(state, today=today)).order_by("by", "pk")
    values = rows.values_list(
        "code",
        "inspection__code",
        "unit__code",
        "unit__name",
        "text",
        "severity",
        "due_on",
        "closed_on",
        "state",
        "evidence",
    )
    in_words = ((*row[:8], str(STATE_WORDS.get(row[8], row[8])), row[9]) for row in values.iterator(2000))
    word = dict(CHIPS).get(state, _("Tất cả"))
    return excel_response(
        in_words,
        columns=FINDING_COLUMNS,
        name="kien-nghi.xlsx",
        sheet=_("Kiến nghị, khắc phục"),
        lines=[f"{_('Kiến nghị, khắc phục')}: {word}", f"{today:%d/%m/%Y}"],
    )
