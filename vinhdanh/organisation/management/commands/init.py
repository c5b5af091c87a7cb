"""`vinhdanh init`: make ready what a first start needs. Safe to run twice."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from vinhdanh.kernel.actor import Machine
from vinhdanh.organisation.first_run import answer_first_questions, read_answers
from vinhdanh.rules.reasons import Refused
from vinhdanh.web.sentences import sentence


class Command(BaseCommand):
    help = "Create the database, the folders and the secrets of this installation. Safe to run twice."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--office", type=Path, metavar="FILE", help="the office's answers (office.yaml)")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path | None = options["office"]
        if path is not None and not path.is_file():
            raise CommandError(_("Không thấy tệp %(file)s.") % {"file": path}, returncode=2)
        for folder in (settings.HOME, settings.FILES_DIR, settings.KEYS_DIR):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            folder.chmod(0o700)
        call_command("migrate", verbosity=0, interactive=False)
        if path is not None:
            self._answer(path)
        self.stdout.write(_("Đã sẵn sàng: %(home)s") % {"home": settings.HOME})

    def _answer(self, path: Path) -> None:
        try:
            office = answer_first_questions(read_answers(path), by=Machine("vinhdanh init"))
        except Refused as refused:
            raise CommandError("\n".join(map(sentence, refused.reasons)), returncode=1) from None
        self.stdout.write(_("Đã ghi câu trả lời của %(office)s.") % {"office": office.name or path.name})
