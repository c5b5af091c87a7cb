"""`vinhdanh demo`: an invented year of an invented office, and a site to walk through it."""

import os
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from vinhdanh.accounts.queries import shown_sign_ins
from vinhdanh.demo.build import build, is_built, start_over, unfinished
from vinhdanh.kernel.serving import collect_static, migrate_if_needed
from vinhdanh.organisation.models import Office, Unit


class Command(BaseCommand):
    help = "Build the demonstration year (once) and serve it on this machine."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-serve", action="store_true", help="only build the year")

    def handle(self, *args: Any, **options: Any) -> None:
        if "VINHDANH_URL" not in os.environ:
            # The codes on the certificates lead to where this demonstration is served.
            settings.PUBLIC_URL = os.environ["VINHDANH_URL"] = f"http://127.0.0.1:{options['port']}"
        migrate_if_needed()
        if not is_built():
            if unfinished().exists() and connection.vendor == "sqlite":
                start_over()
            if Unit.objects.exists():
                raise CommandError(
                    "Thư mục dữ liệu này đã có số liệu thật; bản minh họa cần thư mục riêng (VINHDANH_HOME). / "
                    "This data folder holds real data; the demonstration needs a folder of its own (VINHDANH_HOME).",
                    returncode=1,
                )
            build(self.say)
        collect_static()
        self.say(f"\nĐịa chỉ / Address: http://127.0.0.1:{options['port']}/\n")
        for user in shown_sign_ins(Office.objects.first()):
            roles = ", ".join(str(grant) for grant in user.roles_today)
            self.say(f"  {user.username:<12} {user.shown_password:<16} {user.name} – {roles}")
        self.say("")
        if not options["no_serve"]:
            call_command("serve", port=options["port"])

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
