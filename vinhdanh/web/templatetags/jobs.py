"""How far a slow piece of work is, on any page."""

from typing import Any

from django import template

from vinhdanh.kernel.jobs import KINDS, OPEN, reasons_of
from vinhdanh.kernel.models import Job
from vinhdanh.web.sentences import sentence

register = template.Library()


def progress_of(job: Job) -> dict[str, Any]:
    """What `web/job_progress.html` shows."""
    kind = KINDS.get(job.kind)
    return {
        "job": job,
        "job_title": kind.title if kind else job.kind,
        "is_open": job.state in OPEN,
        "share": min(100, 100 * job.done // job.total) if job.total else 0,
        "why": [sentence(reason) for reason in reasons_of(job)],
        "result_url": job.result.get("url", "") if job.state == Job.State.DONE else "",
    }


@register.inclusion_tag("web/job_progress.html", takes_context=True)
def job_progress(context: template.Context, job: Job) -> dict[str, Any]:
    """The progress of `job`, renewed every second while it is open."""
    shown = {**progress_of(job), "csrf_token": context.get("csrf_token"), "request": context.get("request")}
    if context["request"].path == shown["result_url"]:
        shown["result_url"] = ""  # we are there
    return shown


@register.filter
def job_kind_title(job: Job) -> Any:
    kind = KINDS.get(job.kind)
    return kind.title if kind else job.kind
