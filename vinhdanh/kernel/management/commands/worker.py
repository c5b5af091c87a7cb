"""`vinhdanh worker`: does the slow work that was asked for."""

import signal
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from vinhdanh.kernel.worker import Worker


class Command(BaseCommand):
    help = "Do slow work (large loads, certificates, documents) until stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now, then end")
        parser.add_argument("--parent", type=int, default=0, help="end when this process is gone")

    def handle(self, *args: Any, **options: Any) -> None:
        worker = Worker(parent=options["parent"])
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: worker.stop.set())
        if options["once"]:
            count = worker.work_until_idle()
            self.stdout.write(f"{count} jobs done")
            return
        worker.work_until_stopped()
