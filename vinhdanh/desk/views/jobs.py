"""Slow work: what runs, how far it is, stop it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from vinhdanh.kernel.jobs import OPEN, cancel_job
from vinhdanh.kernel.models import Job
from vinhdanh.kernel.policies import CANCEL_JOB, SEE_JOB
from vinhdanh.web.doors import opens_to
from vinhdanh.web.paging import keyset_page
from vinhdanh.web.templatetags.jobs import progress_of


def find_job(request: HttpRequest, pk: int) -> Job:
    """Somebody else's job is a 404."""
    return get_object_or_404(SEE_JOB.rows(Job.objects.all(), request.user), pk=pk)


@opens_to()
@require_GET
def jobs(request: HttpRequest) -> HttpResponse:
    seen = SEE_JOB.rows(Job.objects.all(), request.user)
    page = keyset_page(request, seen, "-asked_at", "-id", total=seen.count())
    return render(request, "desk/jobs.html", {"page": page})


@opens_to()
@require_GET
def job(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_job(request, pk)
    context = {"job": found, "is_open": found.state in OPEN, "may_cancel": CANCEL_JOB.allows(request.user, found)}
    return render(request, "desk/job.html", context)


@opens_to()
@require_GET
def job_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The part that renews itself; when the job has ended, the page around it is loaded anew once."""
    found = find_job(request, pk)
    response = render(request, "web/job_progress.html", progress_of(found))
    if found.state not in OPEN:
        response.headers["HX-Refresh"] = "true"
    return response


@opens_to()
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    cancel_job(find_job(request, pk), by=request.user)
    return redirect("job", pk)
