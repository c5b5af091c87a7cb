"""Where a number comes from: the panel of a figure, the rows behind it, the rows as Excel."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from vinhdanh.reports.catalogue import Figure, Scope, figure, lines_for, scope_of
from vinhdanh.reports.models import FrozenFigure, Report
from vinhdanh.reports.policies import FIGURE_READERS
from vinhdanh.reports.provenance import all_rows, frozen_page, frozen_rows, headers_of, provenance_of, rows_page
from vinhdanh.reports.queries import frozen_ids, is_in_reach, readable_unit, reports_visible_to, scope_of_report
from vinhdanh.reports.words import shown
from vinhdanh.web.doors import opens_to
from vinhdanh.web.excel import Column, excel_response

GONE: dict[str, Any] = {}  # the dimensions of a figure that a frozen report kept and nothing gives any more


@dataclass(frozen=True)
class Asked:
    """A figure as somebody asked for it: in a report or by itself, as it is now and as it was frozen."""

    key: str
    scope: Scope
    now: Figure | None
    report: Report | None
    frozen: FrozenFigure | None
    query: str  # what keeps the context in the address of the next page

    @property
    def value(self) -> Any:
        return self.frozen.value if self.frozen else self.now.value if self.now else None

    @property
    def label(self) -> str:
        return self.frozen.label if self.frozen else self.now.label if self.now else self.key

    @property
    def records(self) -> int:
        return self.frozen.records if self.frozen else self.now.records if self.now else 0


def asked_figure(request: HttpRequest, key: str, *, with_records: bool = True) -> Asked:
    """The figure when it is in the user's reach. Somebody else's figure is not there."""
    lines = lines_for(key)
    if not lines:
        raise Http404(key)
    user: Any = request.user
    roles = lines[-1].facts.roles
    if "bao-cao" in request.GET:
        report = get_object_or_404(reports_visible_to(user), pk=number(request.GET["bao-cao"]))
        return figure_of_report(report, key, user.paths(*roles), with_records=with_records)
    query, days = asked_days(request)
    code = request.GET.get("don-vi", "")
    if code:
        query["don-vi"] = code
    paths = user.paths(*roles)
    unit = readable_unit(user, roles, code)
    scope = scope_of(unit, **days) if unit is not None else None
    found = figure(scope, key, with_records=with_records) if scope is not None else None
    if scope is None or found is None:
        return figure_of_one_unit(key, days, paths, query, with_records=with_records)
    return Asked(key, scope, found, None, None, encoded(query))


def figure_of_report(report: Report, key: str, paths: list[str], *, with_records: bool) -> Asked:
    if not is_in_reach(report.unit.path, paths):
        raise Http404(key)
    frozen = None if report.is_draft else get_object_or_404(FrozenFigure, report=report, key=key)
    scope = scope_of_report(report)
    now = figure(scope, key, with_records=with_records)
    if now is None and frozen is None:
        raise Http404(key)
    if now is None:  # nothing gives this figure any more: what it was counted from is still shown
        now = Figure(key, None, lines_for(key)[-1], GONE, scope, "", ())
    return Asked(key, scope, now, report, frozen, f"bao-cao={report.pk}")


def figure_of_one_unit(
    key: str, days: dict[str, Any], paths: list[str], query: dict[str, str], *, with_records: bool
) -> Asked:
    """A figure of the whole organisation that is about one direct unit, read by somebody of that unit."""
    scope = scope_of(None, **days)
    found = figure(scope, key, with_records=with_records) if paths else None
    if found is None or not found.direct:
        raise Http404(key)
    place = {direct.code: direct.path for direct in scope.at(found.day).directs}.get(found.direct)
    if place is None or not is_in_reach(place, paths):
        raise Http404(key)
    return Asked(key, scope, found, None, None, encoded(query))


def asked_days(request: HttpRequest) -> tuple[dict[str, str], dict[str, Any]]:
    """`?tu=` and `?den=` bound the period, `?ngay=` is the day of the tree; `?dot=` and `?cuoc-thi=` name another
    round or contest than that of the period."""
    query: dict[str, str] = {}
    days: dict[str, Any] = {}
    for name, argument in (("tu", "start"), ("den", "end"), ("ngay", "as_of")):
        text = request.GET.get(name, "")
        if not text:
            continue
        try:
            days[argument] = dt.date.fromisoformat(text)
        except ValueError:
            raise Http404(text) from None
        query[name] = text
    for name, argument in (("dot", "round_code"), ("cuoc-thi", "contest_code")):
        if request.GET.get(name):
            query[name] = days[argument] = request.GET[name]
    return query, days


def encoded(query: dict[str, str]) -> str:
    return urlencode(query)


def number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise Http404(text) from None


def panel_of(asked: Asked) -> dict[str, Any]:
    """What the panel shows: rule, filter, result, confirmation, parts by direct unit."""
    return {
        "asked": asked,
        "shown": shown(asked.value),
        "records_shown": shown(asked.records),
        "provenance": provenance_of(asked.scope, asked.now) if asked.now and asked.now.where is not GONE else None,
        "is_changed": asked.frozen is not None
        and (
            asked.now is None
            or asked.now.value != asked.frozen.value
            or asked.now.sha256 != asked.frozen.record_ids_sha256
        ),
        "now_shown": shown(asked.now.value) if asked.now is not None else "–",
        "computed_at": timezone.localtime(),
    }


@opens_to(*FIGURE_READERS)
def figure_page(request: HttpRequest, key: str) -> HttpResponse:
    """The panel beside a report (htmx), or the same on a page of its own."""
    asked = asked_figure(request, key)
    page: Any = request
    template = "reports/panel.html" if page.htmx else "reports/figure.html"
    return render(request, template, panel_of(asked))


@opens_to(*FIGURE_READERS)
def figure_rows(request: HttpRequest, key: str) -> HttpResponse:
    """The rows behind a figure, fifty on a page."""
    asked = asked_figure(request, key, with_records=False)
    if asked.now is None:
        raise Http404(key)
    if asked.frozen is not None and asked.report is not None:
        ids = frozen_ids(asked.report, asked.frozen.record_ids_sha256)
        page = frozen_page(request, asked.scope, asked.now, ids)
    else:
        page = rows_page(request, asked.scope, asked.now)
    headers = headers_of(asked.now)
    lines = [(line, list(zip(headers, line.cells, strict=False))) for line in page.rows]
    context = {"asked": asked, "page": page, "lines": lines, "headers": headers, "shown": shown(asked.value)}
    return render(request, "reports/rows.html", context)


@opens_to(*FIGURE_READERS)
def figure_file(request: HttpRequest, key: str) -> FileResponse:
    """All the rows as Excel."""
    asked = asked_figure(request, key, with_records=False)
    if asked.now is None:
        raise Http404(key)
    if asked.frozen is not None and asked.report is not None:
        lines = frozen_rows(asked.scope, asked.now, frozen_ids(asked.report, asked.frozen.record_ids_sha256))
    else:
        lines = all_rows(asked.scope, asked.now)
    columns = [Column(header, 24) for header in headers_of(asked.now)]
    return excel_response(
        (line.cells for line in lines),
        columns=columns,
        name=f"{key}.xlsx".replace("/", "-"),
        sheet=asked.label,
        lines=(f"{asked.label}: {shown(asked.value)}", asked.now.rule),
    )
