"""Tasks that a conference set: begun, done with proof, opened again."""

import datetime as dt

from django.db import transaction

from vinhdanh.directives.models import Task
from vinhdanh.directives.policies import FINISH_TASK, REOPEN_TASK, START_TASK
from vinhdanh.kernel.actor import Actor
from vinhdanh.kernel.history import record
from vinhdanh.kernel.models import StoredFile
from vinhdanh.kernel.versions import locked
from vinhdanh.organisation.queries import today
from vinhdanh.rules.lifecycle import TASK
from vinhdanh.rules.reasons import Reason, Refused


@transaction.atomic
def start_task(task: Task, *, by: Actor) -> None:
    """Say that somebody works on it."""
    task = locked(Task.objects.all(), task.pk)
    START_TASK.demand(by, task)
    task.state = TASK.after(task.state, "start")
    task.save(update_fields=["state"])
    record("task.started", task, by=by)


@transaction.atomic
def finish_task(task: Task, *, done_on: dt.date, note: str, file: StoredFile | None = None, by: Actor) -> None:
    """Say that it is done, on which day, and show by what: words, a file, or both."""
    task = locked(Task.objects.all(), task.pk)
    FINISH_TASK.demand(by, task)
    if done_on > today():
        raise Refused(Reason("task.done_in_the_future"))
    if not note.strip() and file is None:
        raise Refused(Reason("task.without_proof"))
    task.state, task.done_on, task.note = TASK.after(task.state, "finish"), done_on, note.strip()
    task.file = file or task.file
    task.save(update_fields=["state", "done_on", "note", "file"])
    record("task.finished", task, by=by, done_on=done_on.isoformat(), note=task.note)


@transaction.atomic
def reopen_task(task: Task, *, reason: str, by: Actor) -> None:
    """Take a "done" back, with the reason; the proof stays on the record."""
    task = locked(Task.objects.all(), task.pk)
    REOPEN_TASK.demand(by, task)
    if not reason.strip():
        raise Refused(Reason("task.reopen_without_reason"))
    task.state, task.done_on = TASK.after(task.state, "reopen"), None
    task.save(update_fields=["state", "done_on"])
    record("task.reopened", task, by=by, reason=reason.strip())
