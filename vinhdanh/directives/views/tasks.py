"""What a conference concluded, the tasks it set, and what was not achieved."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vinhdanh.directives import actions
from vinhdanh.directives.forms import FinishForm, ReasonForm
from vinhdanh.directives.models import Limitation, Task
from vinhdanh.directives.policies import FINISH_TASK, REOPEN_TASK, START_TASK
from vinhdanh.directives.queries.tasks import (
    UNDONE,
    conclusions_with_counts,
    task_counts,
    tasks_filtered,
    tasks_seen_by,
)
from vinhdanh.directives.views.cascade import READERS
from vinhdanh.directives.views.uploads import kept_file
from vinhdanh.directives.words import TASK_STATES
from vinhdanh.kernel.files import file_response
from vinhdanh.kernel.history import history_of
from vinhdanh.organisation.queries import today
from vinhdanh.web.doors import opens_to
from vinhdanh.web.paging import keyset_page


@opens_to(*READERS)
def tasks(request: HttpRequest) -> HttpResponse:
    """Conclusions and their tasks; what is overdue stands out."""
    user: Any = request.user
    day = today()
    seen = tasks_seen_by(user)
    chosen = request.GET.get("ket_luan", "")
    conclusion = int(chosen) if chosen.isdecimal() else None
    of_conclusion = seen.filter(conclusion=conclusion) if conclusion else seen
    found = tasks_filtered(of_conclusion, request.GET.get("trang_thai", ""), today=day)
    counts = task_counts(of_conclusion, today=day)
    page = keyset_page(request, found, "sort_on", "pk")
    rows = [
        {"task": task, "state": TASK_STATES.get(task.state), "is_overdue": is_overdue(task, day)} for task in page.rows
    ]
    context = {
        "page": page,
        "rows": rows,
        "counts": counts,
        "chosen": request.GET.get("trang_thai", ""),
        "conclusion": conclusion,
        "conclusions": conclusions_with_counts(day) if user.has_role("office", "leader", "inspector") else [],
        "today": day,
    }
    return render(request, "directives/tasks.html", context)


def is_overdue(task: Task, day: Any) -> bool:
    return task.state in UNDONE and task.due_on is not None and task.due_on < day


@opens_to(*READERS)
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """One task: who leads it, until when, what it must bring, how it went."""
    user: Any = request.user
    found = get_object_or_404(tasks_seen_by(user).select_related("lead", "conclusion", "file"), pk=pk)
    return _task_page(request, found, FinishForm(initial={"done_on": today()}, today=today()), ReasonForm())


def _task_page(request: HttpRequest, found: Task, finish: FinishForm, reason: ReasonForm) -> HttpResponse:
    user: Any = request.user
    context = {
        "task": found,
        "state": TASK_STATES.get(found.state),
        "is_overdue": is_overdue(found, today()),
        "history": history_of(found)[:50],
        "may_start": START_TASK.allows(user, found),
        "may_finish": FINISH_TASK.allows(user, found),
        "may_reopen": REOPEN_TASK.allows(user, found),
        "form": finish,
        "reason": reason,
        "limitations": found.limitations.all(),
        "today": today(),
    }
    return render(request, "directives/task.html", context, status=422 if finish.errors or reason.errors else 200)


@opens_to("office", "clerk")
@require_POST
def task_start(request: HttpRequest, pk: int) -> HttpResponse:
    user: Any = request.user
    actions.start_task(get_object_or_404(tasks_seen_by(user), pk=pk), by=user)
    messages.success(request, _("Đã ghi nhận nhiệm vụ đang làm."))
    return redirect("task", pk=pk)


@opens_to("office", "clerk")
@require_POST
def task_finish(request: HttpRequest, pk: int) -> HttpResponse:
    user: Any = request.user
    found = get_object_or_404(tasks_seen_by(user), pk=pk)
    form = FinishForm(request.POST, request.FILES, today=today())
    if not form.is_valid() or ((file := kept_file(form)) is None and not form.is_valid()):
        return _task_page(request, found, form, ReasonForm())
    actions.finish_task(found, **{**form.cleaned_data, "file": file}, by=user)
    messages.success(request, _("Đã ghi nhận hoàn thành."))
    return redirect("task", pk=pk)


@opens_to("office")
@require_POST
def task_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    user: Any = request.user
    found = get_object_or_404(tasks_seen_by(user), pk=pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _task_page(request, found, FinishForm(today=today()), form)
    actions.reopen_task(found, reason=form.cleaned_data["reason"], by=user)
    messages.success(request, _("Đã mở lại nhiệm vụ."))
    return redirect("task", pk=pk)


@opens_to(*READERS)
def task_file(request: HttpRequest, pk: int) -> FileResponse:
    """The proof that a task is done."""
    user: Any = request.user
    found = get_object_or_404(tasks_seen_by(user).exclude(file=None).select_related("file"), pk=pk)
    if found.file is None:
        raise Http404
    return file_response(found.file)


@opens_to(*READERS)
def limitations(request: HttpRequest) -> HttpResponse:
    """What was not achieved, how it will be mended, and by which task."""
    page = keyset_page(request, Limitation.objects.select_related("task"), "pk", total=Limitation.objects.count())
    return render(request, "directives/limitations.html", {"page": page})
