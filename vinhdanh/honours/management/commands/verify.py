"""`vinhdanh verify FILE.pdf|CODE`: is this certificate real? Exit code 0 only when it is valid."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from vinhdanh.honours.verification import VALID, Answer, answer_for_code, answer_for_file


class Command(BaseCommand):
    help = "Check a certificate by its file (signature and record) or by its public code."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", metavar="FILE.pdf|CODE")
        parser.add_argument("--json", action="store_true", help="answer with data")

    def handle(self, *args: Any, **options: Any) -> None:
        what = options["what"]
        path = Path(what)
        is_file = path.is_file()
        try:
            answer = answer_for_file(path.read_bytes()) if is_file else answer_for_code(what)
        except DatabaseError:
            raise CommandError(_("Cơ sở dữ liệu chưa sẵn sàng. Chạy trước: vinhdanh init"), returncode=1) from None
        found = told(answer, file=what if is_file else "")
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(f"{name}: {value}" for name, value in found.items() if value))
        if answer.state != VALID:
            raise SystemExit(1)


def told(answer: Answer, *, file: str) -> dict[str, Any]:
    found: dict[str, Any] = {"state": answer.state, "file": file, **answer.signature}
    if answer.certificate is None:
        return found
    award = answer.certificate.award
    return found | {
        "number": answer.certificate.label,
        "code": answer.certificate.code,
        "name": award.printed_name,
        "unit": award.printed_unit,
        "form": award.form,
        "decision": award.decision.number,
        "issuer": award.decision.issuer,
        "dated_on": award.awarded_on.isoformat(),
        "withdrawn_on": award.withdrawn_on.isoformat() if award.withdrawn_on else "",
        "withdrawn_by_decision": award.withdrawn_by_decision,
        "sha256": answer.certificate.sha256,
    }
