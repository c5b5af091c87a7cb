"""A progress bar for people in a terminal: silent for the first two seconds, and in pipes."""

import sys
import time
from dataclasses import dataclass, field
from typing import TextIO

from vinhdanh.kernel.models import Job

QUIET = 2.0
WIDTH = 30


@dataclass
class Bar:
    """Call it with the job at each step; `close()` ends the line."""

    out: TextIO = field(default_factory=lambda: sys.stderr)
    started: float = field(default_factory=time.monotonic)
    shown_at: float = 0.0
    is_shown: bool = False

    def __call__(self, job: Job) -> None:
        self.show(job.done, job.total, job.message)

    def show(self, done: int, total: int, message: str = "") -> None:
        now = time.monotonic()
        if not self.out.isatty() or now - self.started < QUIET or now - self.shown_at < 0.1:
            return
        self.shown_at, self.is_shown = now, True
        self.out.write(f"\r\x1b[2K{line(done, total, message, seconds=now - self.started)}")
        self.out.flush()

    def close(self) -> None:
        if self.is_shown:
            self.out.write("\r\x1b[2K")
            self.out.flush()


def line(done: int, total: int, message: str = "", *, seconds: float = 0) -> str:
    """`[#######.......] 1.200/5.200 23%, còn 80 s  Đảng bộ A`."""
    if not total:
        return message or str(done)
    full = min(WIDTH, WIDTH * done // total)
    left = f", ~{seconds * (total - done) / done:.0f} s" if done else ""
    return f"[{'#' * full}{'.' * (WIDTH - full)}] {done}/{total} {100 * done // total}%{left}  {message}"[:110]
