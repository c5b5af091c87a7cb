"""Decisions: the list, one with its awards and papers, its own document."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from vinhdanh.honours.actions import issue_certificates, issue_decision, order_print_run
from vinhdanh.honours.documents.decision import decision_pdf
from vinhdanh.honours.forms import IssueForm
from vinhdanh.honours.models import Decision
from vinhdanh.honours.policies import ISSUE_CERTIFICATES, ISSUE_DECISION, SEE_DECISION
from vinhdanh.honours.queries import certificates_to_make, decisions, jobs_of
from vinhdanh.kernel.files import as_download, file_response
from vinhdanh.kernel.history import history_of
from vinhdanh.kernel.models import Job, StoredFile
from vinhdanh.organisation.queries import office, today
from vinhdanh.rules.reasons import Reason
from vinhdanh.web.doors import opens_to
from vinhdanh.web.paging import keyset_page
from vinhdanh.web.sentences import sentence


@opens_to()
@require_GET
def decision_list(request: HttpRequest) -> HttpResponse:
    seen = SEE_DECISION.rows(Decision.objects.all(), request.user)
    drafts = decisions(seen.filter(state="draft")).order_by("-pk")[:20]
    issued = decisions(seen.filter(state="issued", dated_on__isnull=False))
    total = seen.filter(state="issued").count()
    page = keyset_page(request, issued, "-dated_on", "-id", total=total)
    return render(request, "honours/decisions.html", {"page": page, "drafts": list(drafts)})


@opens_to()
@require_GET
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    return decision_page(request, find_decision(request, pk), IssueForm(initial={"dated_on": today()}))


@opens_to("office", "secretary", "leader")
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_decision(request, pk)
    form = IssueForm(request.POST or None)
    if not form.is_valid():
        return decision_page(request, found, form, status=422 if request.method == "POST" else 200)
    issue_decision(found, dated_on=form.cleaned_data["dated_on"], number=form.cleaned_data["number"], by=request.user)
    return redirect("decision", pk)


@opens_to("office", "secretary")
@require_POST
def certificates(request: HttpRequest, pk: int) -> HttpResponse:
    issue_certificates(find_decision(request, pk), by=request.user)
    return redirect("decision", pk)


@opens_to("office", "secretary")
@require_POST
def print_run(request: HttpRequest, pk: int) -> HttpResponse:
    order_print_run(find_decision(request, pk), by=request.user)
    return redirect("decision", pk)


@opens_to("office", "secretary")
@require_GET
def print_run_file(request: HttpRequest, pk: int, number: int) -> FileResponse:
    _, job = jobs_of(find_decision(request, pk))
    files = job.result.get("files", []) if job else []
    if not 1 <= number <= len(files):
        raise Http404
    chunk = files[number - 1]
    return file_response(get_object_or_404(StoredFile, pk=chunk["file"]), name=chunk["name"])


@opens_to()
@require_GET
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """The text of a decision that was written here; one from a workbook has its own paper elsewhere."""
    found = find_decision(request, pk)
    if found.from_workbook:
        raise Http404
    response = HttpResponse(decision_pdf(found, office()), content_type="application/pdf")
    name = f"quyet-dinh-{found.pk}.pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return as_download(response)


def refusals(job: Job | None) -> list[dict[str, Any]]:
    """Awards for which the last run could make no paper, and why."""
    rows = job.result.get("refused", []) if job else []
    return [
        {**row, "why": " ".join(sentence(Reason(why["code"], why["facts"])) for why in row["reasons"])} for row in rows
    ]


def find_decision(request: HttpRequest, pk: int) -> Decision:
    return get_object_or_404(SEE_DECISION.rows(decisions(Decision.objects.all()), request.user), pk=pk)


def decision_page(request: HttpRequest, found: Decision, form: IssueForm, *, status: int = 200) -> HttpResponse:
    awards = found.awards.select_related("certificate")
    job, printing = jobs_of(found)
    is_draft = found.state == "draft"
    context: dict[str, Any] = {
        "decision": found,
        "form": form,
        "page": keyset_page(request, awards, "position", "id", total=found.award_count),  # type: ignore[attr-defined]
        "missing": certificates_to_make(found).count(),
        "job": job,
        "refused": refusals(job),
        "printing": printing,
        "print_files": printing.result.get("files", []) if printing else [],
        "may_issue": is_draft and ISSUE_DECISION.allows(request.user, found),
        "may_print": not is_draft and ISSUE_CERTIFICATES.allows(request.user, found),
        "history": list(history_of(found)[:50]),
    }
    return render(request, "honours/decision.html", context, status=status)
