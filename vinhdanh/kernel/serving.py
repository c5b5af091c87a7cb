"""What `vinhdanh serve` needs: static files in place, the database up to date, a worker kept alive."""

import hashlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from vinhdanh import __version__


def static_stamp() -> str:
    """Changes when the version or any static source file does."""
    digest = hashlib.sha256(__version__.encode() + settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for name, path in sorted(_static_sources()):
        facts = path.stat()
        digest.update(f"{name}:{facts.st_size}:{facts.st_mtime_ns}".encode())
    return digest.hexdigest()


def _static_sources() -> Iterator[tuple[str, Path]]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            yield name, Path(storage.path(name))


def collect_static() -> bool:
    """Gather static files into STATIC_ROOT when something changed since the last time."""
    kept = Path(settings.STATIC_ROOT) / ".stamp"
    stamp = static_stamp()
    if kept.exists() and kept.read_text(encoding="ascii") == stamp:
        return False
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    kept.write_text(stamp, encoding="ascii")
    return True


def migrate_if_needed() -> bool:
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    call_command("migrate", interactive=False, verbosity=0)
    return True


class KeptWorker:
    """The worker process beside the web server: started again when it dies, ended with it."""

    def __init__(self) -> None:
        self.ended = threading.Event()
        self.process = self._start()
        self.watch = threading.Thread(target=self._keep, daemon=True)
        self.watch.start()

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "vinhdanh", "worker", "--parent", str(os.getpid())]
        beside = Path(__file__).parents[2]  # where the package lies, for a checkout served from elsewhere
        return subprocess.Popen(command, start_new_session=True, cwd=beside)  # noqa: S603 our own command

    def _keep(self) -> None:
        """A worker that dies is replaced at once; one that cannot live is tried ever more seldom."""
        pause, started = 1.0, time.monotonic()
        while not self.ended.wait(pause):
            if self.process.poll() is None:
                continue
            pause = 1.0 if time.monotonic() - started > 60 else min(60.0, pause * 2)
            started = time.monotonic()
            self.process = self._start()

    def end(self) -> None:
        self.ended.set()
        self.watch.join(timeout=3)
        self.process.terminate()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
