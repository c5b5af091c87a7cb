"""Slow work on the database: asked for inside an act, done by a worker, safe to run twice.

A worker holds a job by a lease and a fence. Every step renews the lease with the fence in the WHERE
clause, so a worker that was thought dead and comes back cannot write: its next step raises. A step
belongs inside the transaction that writes the effect, then effect and progress stand or fall together.
"""

import datetime as dt
import random
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise

from vinhdanh.kernel.actor import Actor, Machine
from vinhdanh.kernel.history import record
from vinhdanh.kernel.models import Job
from vinhdanh.kernel.policies import CANCEL_JOB
from vinhdanh.rules.reasons import Reason, Refused

LEASE = dt.timedelta(seconds=settings.JOB_LEASE_SECONDS)
MOST_ATTEMPTS = 5  # attempts that brought nothing further: progress starts the count anew
OPEN = (Job.State.WAITING, Job.State.RUNNING)

type Handler = Callable[["Run"], dict[str, Any] | None]


@dataclass(frozen=True)
class Kind:
    name: str
    title: str | Promise
    handler: Handler


KINDS: dict[str, Kind] = {}


class LostLease(Exception):
    """Somebody else has this job now, or it has ended: the one who asks must stop at once."""


class Cancelled(Exception):
    """Somebody asked to stop this job."""


class Stopping(Exception):
    """This worker is being ended: the job goes back to the queue."""


def job_kind(name: str, *, title: str | Promise) -> Callable[[Handler], Handler]:
    """Declare the function that does jobs of this kind. It may be called again after it was half done."""

    def declare(handler: Handler) -> Handler:
        if name in KINDS:
            raise ValueError(f"two kinds of job are called {name}")
        KINDS[name] = Kind(name, title, handler)
        return handler

    return declare


@dataclass
class Run:
    """One worker's hold on one job."""

    job: Job
    fence: int
    on_step: Callable[[Job], None] | None = None
    is_stopping: Callable[[], bool] = bool
    seen: int = field(init=False)

    def __post_init__(self) -> None:
        self.seen = self.job.done

    @property
    def arguments(self) -> dict[str, Any]:
        return self.job.arguments

    @property
    def actor(self) -> Machine:
        """Who asked for the job: history names him, his rights were asked when he did."""
        return Machine(self.job.asked_by_name, self.job.asked_by_pk)

    def step(self, done: int | None = None, total: int | None = None, message: str | None = None) -> None:
        """Renew the lease and show progress. Raises when the job was lost, cancelled, or we are to stop."""
        changes: dict[str, Any] = {"lease_until": timezone.now() + LEASE}
        if done is not None:
            changes["done"] = done
            if done > self.seen:
                self.seen, changes["attempts"] = done, 1
        if total is not None:
            changes["total"] = total
        if message is not None:
            changes["message"] = message[:400]
        if not self._held().filter(cancel_asked=False).update(**changes):
            self._write({"cancel_asked": True})  # raises when the job was lost
            raise Cancelled
        if self.is_stopping():
            raise Stopping
        for name, value in changes.items():
            setattr(self.job, name, value)
        if self.on_step is not None:
            self.on_step(self.job)

    def renew(self) -> None:
        """Only the lease, from the worker's heartbeat."""
        self._held().update(lease_until=timezone.now() + LEASE)

    def end(self, state: str, **changes: Any) -> None:
        self._write({"state": state, "lease_until": None, "ended_at": timezone.now(), **changes})

    def give_back(self, *, until: dt.datetime | None = None, **changes: Any) -> None:
        """Back into the queue, not to be taken before `until`."""
        self._write({"state": Job.State.WAITING, "lease_until": until, **changes})

    def _held(self) -> Any:
        return Job.objects.filter(pk=self.job.pk, fence=self.fence, state=Job.State.RUNNING)

    def _write(self, changes: dict[str, Any]) -> None:
        if not self._held().update(**changes):
            raise LostLease(f"job {self.job.pk} is no longer held under fence {self.fence}")


def enqueue(kind: str, *, key: str, arguments: dict[str, Any] | None = None, by: Actor) -> Job:
    """Ask for slow work, inside the transaction of the act that needs it.

    `key` names the effect: while a job with this key waits or runs, asking again gives the same job;
    one that has ended is started again.
    """
    if kind not in KINDS:
        raise ValueError(f"no job of kind {kind}")
    if not connection.in_atomic_block:
        raise RuntimeError(f"{kind} was asked for outside a transaction: the act could be lost, the job done")
    asked = {"kind": kind, "arguments": arguments or {}, "asked_by_pk": by.pk, "asked_by_name": by.display_name}
    job, is_new = Job.objects.get_or_create(key=key, defaults=asked)
    if is_new:
        return job
    job = Job.objects.select_for_update().get(pk=job.pk)
    if job.state not in OPEN:
        fresh = {"state": Job.State.WAITING, "done": 0, "total": 0, "message": "", "error": "", "result": {}}
        fresh |= {"attempts": 0, "fence": job.fence + 1, "lease_until": None, "cancel_asked": False}
        fresh |= {"ended_at": None, "asked_at": timezone.now(), **asked}
        Job.objects.filter(pk=job.pk).update(**fresh)
        job.refresh_from_db()
    return job


@transaction.atomic
def cancel_job(job: Job, *, by: Actor) -> None:
    """Stop a job: one that waits ends now, one that runs at its next step. What is done stays done."""
    CANCEL_JOB.demand(by, job)
    waiting = Job.objects.filter(pk=job.pk, state=Job.State.WAITING)
    if not waiting.update(state=Job.State.CANCELLED, ended_at=timezone.now(), lease_until=None):
        Job.objects.filter(pk=job.pk, state=Job.State.RUNNING).update(cancel_asked=True)
    record("job.cancelled", job, by=by, done=job.done, total=job.total)


def take(pk: int | None = None) -> Run | None:
    """The next job that is due, or that a dead worker left; with `pk` only that one."""
    while True:
        with transaction.atomic():
            job = _next_due(pk)
            if job is None:
                return None
            if run := _taken(job):
                return run


def _next_due(pk: int | None) -> Job | None:
    due = Job.objects.filter(Q(lease_until__isnull=True) | Q(lease_until__lt=timezone.now()), state__in=OPEN)
    if pk is not None:
        due = due.filter(pk=pk)
    skips = connection.features.has_select_for_update_skip_locked
    return due.select_for_update(skip_locked=skips).order_by("asked_at", "id").first()


def _taken(job: Job) -> Run | None:
    """Hold the job, unless it is to end here: cancelled while nobody held it, or given up."""
    now = timezone.now()
    ended = {"fence": job.fence + 1, "lease_until": None, "ended_at": now}
    if job.cancel_asked:
        Job.objects.filter(pk=job.pk).update(state=Job.State.CANCELLED, **ended)
        return None
    if job.attempts >= MOST_ATTEMPTS:
        error = job.error or "the worker died each time"
        Job.objects.filter(pk=job.pk).update(state=Job.State.FAILED, error=error, **ended)
        return None
    changes = {"state": Job.State.RUNNING, "attempts": job.attempts + 1, "fence": job.fence + 1}
    changes["lease_until"] = now + LEASE
    if not Job.objects.filter(pk=job.pk, fence=job.fence, state__in=OPEN).update(**changes):
        return None
    for name, value in changes.items():
        setattr(job, name, value)
    return Run(job, job.fence)


def perform(run: Run) -> None:
    """Do a job that was taken, and write down how it ended. Never raises for what the handler did."""
    try:
        kind = KINDS.get(run.job.kind)
        if kind is None:
            raise ValueError(f"no job of kind {run.job.kind}")
        result = kind.handler(run) or {}
        run.end(Job.State.DONE, result=result, error="")
    except LostLease:
        return
    except Cancelled:
        _unless_lost(run.end, Job.State.CANCELLED)
    except Stopping:
        _unless_lost(run.give_back, attempts=0)
    except Refused as refused:
        reasons = [{"code": reason.code, "facts": dict(reason.facts)} for reason in refused.reasons]
        _unless_lost(run.end, Job.State.FAILED, result={"reasons": reasons})
    except Exception:
        _failed(run, traceback.format_exc()[-4000:])


def _failed(run: Run, error: str) -> None:
    """Once more after a while that doubles, or given up."""
    attempts = Job.objects.values_list("attempts", flat=True).get(pk=run.job.pk)
    if attempts >= MOST_ATTEMPTS:
        _unless_lost(run.end, Job.State.FAILED, error=error)
        return
    wait = dt.timedelta(seconds=2**attempts * (1 + random.random()))
    _unless_lost(run.give_back, until=timezone.now() + wait, error=error)


def _unless_lost(write: Callable[..., None], *arguments: Any, **changes: Any) -> None:
    try:
        write(*arguments, **changes)
    except LostLease:
        return


def reasons_of(job: Job) -> list[Reason]:
    """Why a failed job was refused; empty when it broke for another cause."""
    return [Reason(row["code"], row["facts"]) for row in job.result.get("reasons", [])]
