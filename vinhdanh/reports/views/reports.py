"""The list of reports, one report with its live figures, its words, its editions, its documents."""

from collections.abc import Collection, Mapping
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from vinhdanh.kernel.content import DOCX, PDF, XLSX
from vinhdanh.kernel.files import as_download
from vinhdanh.kernel.history import history_of
from vinhdanh.kernel.permissions import within
from vinhdanh.kernel.versions import ChangedMeanwhile
from vinhdanh.organisation.models import FOREVER, Unit
from vinhdanh.reports.actions import create_report, freeze_report, reopen_report, word_report
from vinhdanh.reports.catalogue import Figure, compute_all, scope_of
from vinhdanh.reports.checks import contradictions, remarks
from vinhdanh.reports.documents.annex import annex_of
from vinhdanh.reports.documents.build import document_of
from vinhdanh.reports.documents.pdf import pdf_of
from vinhdanh.reports.documents.word import docx_of
from vinhdanh.reports.forms import NewReportForm, ReopenForm, WordsForm, typed_numbers
from vinhdanh.reports.models import Report
from vinhdanh.reports.policies import EDIT_REPORT, FREEZE_REPORT, READERS, REOPEN_REPORT
from vinhdanh.reports.queries import (
    as_frozen,
    changed_keys,
    changes_between,
    changes_since,
    frozen_figures,
    readable_figures,
    reports_visible_to,
    scope_of_report,
    sections_of,
    sources_of,
)
from vinhdanh.reports.review import Part, Section, Sentence, keys_in
from vinhdanh.reports.titles import title_of
from vinhdanh.reports.views.figures import asked_figure, panel_of
from vinhdanh.reports.words import shown
from vinhdanh.web.doors import opens_to
from vinhdanh.web.paging import keyset_page

CHANGED_IDS_SHOWN = 12
CONTENT_TYPES = {"pdf": PDF, "docx": DOCX, "xlsx": XLSX}
FILE_NAMES = (
    ("docx", _("Word (sửa được)")),
    ("pdf", _("PDF (PDF/A, đọc được bằng trình đọc màn hình)")),
    ("xlsx", _("Excel: phụ lục theo đơn vị")),
)


def report_seen_by(user: Any, pk: int) -> Report:
    return get_object_or_404(reports_visible_to(user), pk=pk)


@opens_to(*READERS)
def report_list(request: HttpRequest) -> HttpResponse:
    page = keyset_page(request, reports_visible_to(request.user), "-pk")
    may_create = bool(units_to_report_on(request.user).exists())
    return render(request, "reports/list.html", {"page": page, "may_create": may_create})


def units_to_report_on(user: Any) -> Any:
    """The tops of the user's reach, and the units right under them."""
    reach = user.paths(*READERS)
    under = Q(path__in=reach) | Q(parent__path__in=reach, parent__ended_on=FOREVER)
    if "" in reach:
        under = Q(parent=None) | Q(parent__parent=None)
    return Unit.objects.filter(under, within(reach, "path"), ended_on=FOREVER, kind__is_cell=False)


@opens_to(*READERS)
def new_report(request: HttpRequest) -> HttpResponse:
    """Begin a report: of what, over which days."""
    units = units_to_report_on(request.user).order_by("path")
    top = units.first()
    if top is None:
        raise Http404
    scope = scope_of(top)
    usual = {
        "title": title_of(scope),
        "unit": top.code,
        "start": scope.start,
        "end": scope.end,
        "as_of": scope.as_of,
    }
    form = NewReportForm(request.POST or None, units=units, initial=usual)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        report = create_report(
            told["unit"],
            title=told["title"],
            start=told["start"],
            end=told["end"],
            as_of=told["as_of"],
            by=request.user,
        )
        messages.success(request, gettext("Đã lập báo cáo. Mỗi con số mở ra được nguồn của nó."))
        return redirect("report", report.pk)
    return render(request, "reports/new.html", {"form": form}, status=422 if form.errors else 200)


@opens_to(*READERS)
def report_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The text with live or frozen figures, and where one of them comes from."""
    report = report_seen_by(request.user, pk)
    scope = scope_of_report(report)
    figures = compute_all(scope, with_records=not report.is_draft)
    changed = [] if report.is_draft else changed_keys(frozen_figures(report), figures)
    readable = readable_figures(request.user, report, figures)
    sections = sections_of(report, scope, readable)
    chosen = request.GET.get("nguon", "")
    panel = panel_of(asked_figure(with_report(request, report), chosen)) if chosen in readable else None
    told = contradictions(figures, scope) if report.is_draft else []
    used = keys_in(sections)
    context = {
        "report": report,
        "sections": [section_shown(section, report, set(changed), readable) for section in sections],
        "chosen": chosen,
        "panel": panel,
        "used": len(used),
        "changed": [key for key in used if key in set(changed)],
        "changed_total": len(changed),
        "contradictions": told,
        "remarks": remarks(figures) if report.is_draft else [],
        "typed": typed_numbers(report) if report.is_draft else [],
        "may_edit": EDIT_REPORT.allows(request.user, report),
        "may_freeze": FREEZE_REPORT.allows(request.user, report),
        "may_reopen": REOPEN_REPORT.allows(request.user, report),
        "following": Report.objects.filter(previous=report).first(),
        "kinds": FILE_NAMES,
        "history": history_of(report)[:20],
        "now": timezone.localtime(),
    }
    return render(request, "reports/report.html", context)


def with_report(request: HttpRequest, report: Report) -> HttpRequest:
    """The same request, asking for figures of this report."""
    asked = request.GET.copy()
    asked["bao-cao"] = str(report.pk)
    request.GET = asked  # type: ignore[assignment]
    return request


def section_shown(
    section: Section, report: Report, changed: Collection[str], readable: Collection[str]
) -> dict[str, Any]:
    """A section for the page: sentences of pieces, those with a changed figure marked."""

    def sentence(parts: Sentence) -> dict[str, Any]:
        pieces = [piece_shown(part, changed, readable) for part in parts]
        return {"pieces": pieces, "is_stale": any(piece["is_changed"] for piece in pieces)}

    notes = str((report.parameters.get("notes") or {}).get(section.code) or "")
    return {
        "title": section.title,
        "paragraphs": [[sentence(parts) for parts in paragraph] for paragraph in section.paragraphs],
        "notes": [line.strip() for line in notes.splitlines() if line.strip()],
        "items": [sentence(parts) for parts in section.items],
    }


def piece_shown(part: Part, changed: Collection[str], readable: Collection[str]) -> dict[str, Any]:
    if isinstance(part, str):
        return {"text": part, "key": "", "is_changed": False}
    key, value, sign = part
    return {"text": shown(value) + sign, "key": key, "is_changed": key in changed, "is_open": key in readable}


@opens_to(*READERS)
def report_words(request: HttpRequest, pk: int) -> HttpResponse:
    """Number, place, signers and free paragraphs."""
    report = report_seen_by(request.user, pk)
    EDIT_REPORT.demand(request.user, report)
    form = WordsForm(request.POST or None, report=report)
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            word_report(
                report,
                title=form.cleaned_data["title"],
                parameters=form.parameters(),
                version=form.cleaned_data["version"],
                by=request.user,
            )
        except ChangedMeanwhile as meanwhile:
            theirs = meanwhile.row
            form.data = form.data.copy()
            form.data["version"] = str(meanwhile.row.version)  # type: ignore[attr-defined]
        else:
            messages.success(request, gettext("Đã lưu lời văn và thể thức."))
            return redirect("report", report.pk)
    shown_theirs = WordsForm(report=theirs) if theirs is not None else None  # type: ignore[arg-type]
    context = {"report": report, "form": form, "theirs": shown_theirs}
    status = 409 if theirs is not None else 422 if form.errors else 200
    return render(request, "reports/words.html", context, status=status)


@opens_to(*READERS)
@require_POST
def freeze(request: HttpRequest, pk: int) -> HttpResponse:
    report = freeze_report(report_seen_by(request.user, pk), by=request.user)
    messages.success(request, gettext("Đã chốt số liệu. Báo cáo giữ giá trị và bản ghi của từng con số."))
    return redirect("report", report.pk)


@opens_to(*READERS)
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """A new edition, with the reason."""
    report = report_seen_by(request.user, pk)
    REOPEN_REPORT.demand(request.user, report)
    form = ReopenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        following = reopen_report(report, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, gettext("Đã mở bản mới. Bản đã chốt được giữ nguyên."))
        return redirect("report", following.pk)
    return render(request, "reports/reopen.html", {"report": report, "form": form}, status=422 if form.errors else 200)


@opens_to(*READERS)
def report_changes(request: HttpRequest, pk: int) -> HttpResponse:
    """What differs: from the edition before, or from what the records say today."""
    report = report_seen_by(request.user, pk)
    against_previous = report.previous is not None and (report.is_draft or request.GET.get("voi") == "ban-truoc")
    if report.is_draft and report.previous is None:
        raise Http404
    found = changes_between(report, report.previous) if against_previous and report.previous else changes_since(report)
    rows = [
        {
            "change": change,
            "before": shown(change.before),
            "after": shown(change.after),
            "added": change.added[:CHANGED_IDS_SHOWN],
            "more_added": len(change.added) - CHANGED_IDS_SHOWN,
            "removed": change.removed[:CHANGED_IDS_SHOWN],
            "more_removed": len(change.removed) - CHANGED_IDS_SHOWN,
        }
        for change in found
    ]
    context = {"report": report, "rows": rows, "against_previous": against_previous}
    return render(request, "reports/changes.html", context)


@opens_to(*READERS)
def report_file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The report as PDF, Word, or its annex as Excel."""
    report = report_seen_by(request.user, pk)
    if kind not in CONTENT_TYPES:
        raise Http404(kind)
    scope = scope_of_report(report)
    figures = compute_all(scope, with_records=True)
    figures = readable_figures(request.user, report, figures) if report.is_draft else as_frozen(report, figures)
    content = annex_of(scope, figures, title=report.title) if kind == "xlsx" else paper(report, figures, kind)
    response = HttpResponse(content, content_type=CONTENT_TYPES[kind])
    response.headers["Content-Disposition"] = f'attachment; filename="bao-cao-{report.pk}-ban-{report.edition}.{kind}"'
    return as_download(response)


def paper(report: Report, figures: Mapping[str, Figure], kind: str) -> bytes:
    scope = scope_of_report(report)
    note = gettext("(Bản nháp %(edition)s, số liệu chưa chốt)") % {"edition": report.edition} if report.is_draft else ""
    document = document_of(
        scope,
        sections_of(report, scope, figures),
        sources_of(report, figures),
        title=report.title,
        parameters=report.parameters,
        report_pk=report.pk,
        note=note,
    )
    return pdf_of(document) if kind == "pdf" else docx_of(document)
