"""Lists of what units did: one tab for each kind, totals of units, the rows as Excel."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from vinhdanh.activities.forms import FilterForm
from vinhdanh.activities.kinds import BY_SLUG, KINDS, MEETING, MEETING_KINDS, OUTCOMES, Kind
from vinhdanh.activities.policies import READERS, WRITERS
from vinhdanh.activities.queries import (
    Filter,
    activities,
    branch_of,
    choice_counts,
    counts,
    evidence_counts,
    totals_by_unit,
)
from vinhdanh.organisation.models import Unit
from vinhdanh.organisation.queries import day_of, direct_units, office
from vinhdanh.web.doors import opens_to
from vinhdanh.web.excel import Column, excel_response
from vinhdanh.web.paging import keyset_page


def kind_called(slug: str) -> Kind:
    if slug not in BY_SLUG:
        raise Http404(slug)
    return BY_SLUG[slug]


@opens_to(*READERS)
def activity_list(request: HttpRequest, slug: str = MEETING.slug) -> HttpResponse:
    """Rows of one kind under a filter, newest first."""
    kind = kind_called(slug)
    here = office()
    direct = list(direct_units(day_of(here)))
    form = FilterForm(request.GET)
    asked = form.asked()
    numbers = counts(asked, for_user=request.user)
    chips = choice_counts(kind, asked, for_user=request.user)
    pressed = next((chip["rows"] for chip in chips if chip["pressed"]), None)
    rows = activities(kind, asked, for_user=request.user).select_related("unit")
    page = keyset_page(request, rows, "-when", "-pk", total=numbers[kind.code] if pressed is None else pressed)
    files = evidence_counts(kind, page.rows)
    names = {unit.path: unit.name for unit in direct}
    return render(
        request,
        f"activities/{kind.record_type}_list.html",
        {
            "kind": kind,
            "tabs": [(tab, numbers[tab.code]) for tab in KINDS],
            "chips": chips,
            "form": form,
            "asked": asked,
            "page": page,
            "lines": [(row, branch_of(row.unit.path, names), files.get(row.pk, 0)) for row in page.rows],
            "units": direct,
            "may_add": bool(request.user.paths(*WRITERS)),
            "narrowed": narrowed(request),
        },
    )


def narrowed(request: HttpRequest) -> str:
    """The filter as an address, without the place in the list."""
    asked = request.GET.copy()
    for name in ("sau", "truoc"):
        asked.pop(name, None)
    return asked.urlencode()


@opens_to(*READERS)
def totals(request: HttpRequest) -> HttpResponse:
    """How much of each kind every branch under a unit did; each number opens its rows."""
    form = FilterForm(request.GET)
    asked = form.asked()
    top = top_unit(request.user)
    if top is None:
        raise Http404("no unit")
    # Above what he sees, every other branch would seem to have done nothing.
    base = asked.unit if asked.unit is not None and asked.unit.path.startswith(top.path) else top
    asked = Filter(unit=base, first=asked.first, last=asked.last, text=asked.text)
    day = day_of(office())
    branches = Unit.objects.filter(parent=base).alive_on(day)
    lines, own, ended = totals_by_unit(base, branches, asked, for_user=request.user)
    return render(
        request,
        "activities/totals.html",
        {
            "form": form,
            "asked": asked,
            "base": base,
            "parent": base.parent if len(base.path) > len(top.path) else None,
            "kinds": KINDS,
            "units": branches,
            "lines": lines,
            "own": own,
            "ended": ended,
            "all_numbers": [(k, sum(line.rows[k.code] for line in (*lines, own, ended))) for k in KINDS],
            "silent": sum(line.is_silent for line in lines),
            "narrowed": same_period(request),
        },
    )


def same_period(request: HttpRequest) -> str:
    """The period of the filter, to be added to an address that has a unit already."""
    kept = {name: request.GET[name] for name in ("tu", "den", "q") if request.GET.get(name)}
    return "&" + urlencode(kept) if kept else ""


def top_unit(user: Any) -> Unit | None:
    """The highest unit whose activities this user sees; the root for one who sees all."""
    paths = user.paths(*READERS)
    if not paths:
        return None
    top = min(paths, key=len)
    here = Unit.objects.filter(path=top) if top else Unit.objects.filter(parent=None)
    return here.order_by("-ended_on", "path").first()


UNIT_COLUMNS = (Column(_("Mã đơn vị"), 14), Column(_("Đơn vị"), 40))
COLUMNS: dict[str, tuple[tuple[str, Column], ...]] = {
    "meeting": (
        ("held_on", Column(_("Ngày sinh hoạt"), 14)),
        ("kind", Column(_("Loại sinh hoạt"), 16)),
        ("topic", Column(_("Chuyên đề"), 40)),
        ("total", Column(_("Tổng số"), 10)),
        ("present", Column(_("Có mặt"), 10)),
        ("chair", Column(_("Người chủ trì"), 26)),
    ),
    "study": (
        ("held_on", Column(_("Ngày"), 14)),
        ("content", Column(_("Nội dung"), 60)),
        ("manner", Column(_("Cách tổ chức"), 16)),
        ("sites", Column(_("Số điểm cầu"), 12)),
        ("participants", Column(_("Số người dự"), 12)),
    ),
    "regulation": (
        ("title", Column(_("Tên quy chế, quy định"), 50)),
        ("outcome", Column(_("Kết quả"), 18)),
        ("dated_on", Column(_("Ngày"), 14)),
    ),
    "goodmodel": (
        ("title", Column(_("Tên mô hình"), 50)),
        ("year", Column(_("Năm"), 8)),
        ("is_spread", Column(_("Đã nhân rộng"), 12)),
        ("summary", Column(_("Tóm tắt"), 60)),
    ),
    "publicity": (
        ("channel", Column(_("Kênh"), 22)),
        ("dated_on", Column(_("Ngày"), 14)),
        ("title", Column(_("Tên tin, bài"), 50)),
        ("quantity", Column(_("Số lượng"), 10)),
    ),
}
WORDS = {"kind": MEETING_KINDS, "outcome": OUTCOMES}


@opens_to(*READERS)
def export(request: HttpRequest, slug: str) -> FileResponse:
    """The rows of the list under its filter, all of them, as Excel."""
    kind = kind_called(slug)
    asked = FilterForm(request.GET).asked()
    columns = COLUMNS[kind.record_type]
    rows = activities(kind, asked, for_user=request.user).order_by("-when", "-pk")
    values = rows.values_list("unit__code", "unit__name", *(name for name, _ in columns)).iterator(2000)
    return excel_response(
        in_words(values, [name for name, _ in columns]),
        columns=[*UNIT_COLUMNS, *(column for _, column in columns)],
        name=f"{kind.slug}.xlsx",
        sheet=kind.title,
        lines=filter_lines(kind, asked),
    )


def in_words(rows: Iterator[tuple[Any, ...]], names: list[str]) -> Iterator[tuple[Any, ...]]:
    """Stored words as people read them."""
    places = [(at, WORDS[name]) for at, name in enumerate(names, start=2) if name in WORDS]
    for row in rows:
        cells = list(row)
        for at, words in places:
            cells[at] = str(words.get(cells[at], cells[at]))
        yield tuple(cells)


def filter_lines(kind: Kind, asked: Filter) -> list[str]:
    """What the sheet shows, in words, for whoever finds the file later."""
    parts = []
    if asked.unit is not None:
        parts.append(gettext("đơn vị %(unit)s và các đơn vị trực thuộc") % {"unit": asked.unit.name})
    if asked.first is not None:
        parts.append(gettext("từ %(day)s") % {"day": f"{asked.first:%d/%m/%Y}"})
    if asked.last is not None:
        parts.append(gettext("đến %(day)s") % {"day": f"{asked.last:%d/%m/%Y}"})
    if asked.text:
        parts.append(gettext("có chữ “%(text)s”") % {"text": asked.text})
    chosen = asked.chosen(kind)
    if chosen is not None:
        parts.append(str(chosen.label).lower())
    if asked.with_warnings:
        parts.append(gettext("có cảnh báo chưa xem"))
    told = ", ".join(parts) or pgettext("filter", "không lọc")
    return [str(kind.title), gettext("Bộ lọc: %(parts)s") % {"parts": told}]
