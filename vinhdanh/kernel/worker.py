"""The loop that takes jobs and does them, with a heartbeat beside it."""

import logging
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import DatabaseError, close_old_connections, connection

from vinhdanh.kernel.jobs import LEASE, Run, perform, take
from vinhdanh.kernel.models import Job

log = logging.getLogger("vinhdanh.worker")
POLL = 0.5
BEAT = LEASE.total_seconds() / 4


@dataclass
class Worker:
    """`parent` is the process without which this worker has nothing to do here."""

    parent: int = 0
    stop: threading.Event = field(default_factory=threading.Event)

    def is_stopping(self) -> bool:
        if self.parent and os.getppid() != self.parent:
            self.stop.set()
        return self.stop.is_set()

    def work_until_stopped(self) -> None:
        while not self.is_stopping():
            try:
                close_old_connections()
                worked = self.work_once()
            except DatabaseError as error:
                log.warning("the database did not answer: %s", error)
                connection.close()
                worked = False
            if not worked:
                self.stop.wait(POLL)

    def work_once(self) -> bool:
        """Do one job that is due; false when none is."""
        run = take()
        if run is None:
            return False
        run.is_stopping = self.is_stopping
        started = time.monotonic()
        perform_with_heartbeat(run)
        log.info("job %s %s: %.1f s", run.job.pk, run.job.kind, time.monotonic() - started)
        return True

    def work_until_idle(self) -> int:
        """Do everything that is due now; how many jobs that were."""
        count = 0
        while not self.is_stopping() and self.work_once():
            count += 1
        return count


def perform_with_heartbeat(run: Run) -> None:
    """The lease is renewed beside the work as well, for steps that take long."""
    ended = threading.Event()
    beat = threading.Thread(target=_beat, args=(run, ended), daemon=True)
    beat.start()
    try:
        perform(run)
    finally:
        ended.set()


def _beat(run: Run, ended: threading.Event) -> None:
    try:
        while not ended.wait(BEAT):
            try:
                run.renew()
            except DatabaseError:  # the file is being written, or the server restarts: the next beat may do
                connection.close()
    finally:
        connection.close()


def finish_here(job: Job, *, on_step: Callable[[Job], None] | None = None) -> Job:
    """Do `job` in this process, or follow the worker that holds it, until it has ended."""
    while True:
        run = take(job.pk)
        if run is not None:
            run.on_step = on_step
            perform_with_heartbeat(run)
        job = Job.objects.get(pk=job.pk)
        if job.state not in (Job.State.WAITING, Job.State.RUNNING):
            return job
        if on_step is not None:
            on_step(job)
        time.sleep(0.2)
