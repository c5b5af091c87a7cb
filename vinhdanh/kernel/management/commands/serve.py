"""`vinhdanh serve`: the web server, with a worker beside it."""

import signal
import sys
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.core.wsgi import get_wsgi_application
from waitress.server import create_server

from vinhdanh.kernel.serving import KeptWorker, collect_static, migrate_if_needed


class Command(BaseCommand):
    help = "Serve the pages, with one worker for slow work. Ctrl-C ends both."
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, choices=(0, 1), default=1, help="0: a worker runs elsewhere")
        parser.add_argument("--threads", type=int, default=8)

    def handle(self, *args: Any, **options: Any) -> None:
        migrate_if_needed()
        collect_static()
        server = self.listen(options)
        worker = KeptWorker() if options["workers"] else None
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, leave)
        self.stdout.write(f"Vinh Danh: http://{options['host']}:{options['port']}/ (Ctrl-C)")
        self.stdout.flush()
        try:
            server.run()
        except SystemExit:
            pass
        finally:
            server.close()
            if worker is not None:
                worker.end()

    def listen(self, options: dict[str, Any]) -> Any:
        try:
            return create_server(
                get_wsgi_application(),
                host=options["host"],
                port=options["port"],
                threads=options["threads"],
                ident="",
                url_scheme="https" if settings.IS_HTTPS else "http",
                max_request_body_size=settings.UPLOAD_MAX_BYTES + 2**20,
                **behind(settings.TRUSTED_PROXY),
            )
        except OSError as error:
            raise CommandError(f"{options['host']}:{options['port']}: {error.strerror}", returncode=1) from None


def behind(proxy: str) -> dict[str, Any]:
    """Whose word on the visitor's address and scheme counts; nobody's unless a proxy was named."""
    if not proxy:
        return {"clear_untrusted_proxy_headers": True}
    return {
        "trusted_proxy": proxy,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
        "clear_untrusted_proxy_headers": True,
    }


def leave(number: int, frame: FrameType | None) -> None:
    sys.exit(0)
