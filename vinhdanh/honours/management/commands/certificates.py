"""`vinhdanh certificates DECISION|--latest -o FOLDER`: makes what is missing, writes the signed PDFs."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from vinhdanh.honours.actions import issue_certificates
from vinhdanh.honours.documents.fields import verification_url
from vinhdanh.honours.models import Certificate, Decision
from vinhdanh.honours.queries import certificates_of, certificates_to_make, decision_named, latest_decision
from vinhdanh.kernel.actor import Machine
from vinhdanh.kernel.files import path_of
from vinhdanh.kernel.jobs import reasons_of
from vinhdanh.kernel.models import Job
from vinhdanh.kernel.progress import Bar
from vinhdanh.kernel.worker import finish_here
from vinhdanh.rules.reasons import Reason, Refused
from vinhdanh.web.sentences import sentence

TERMINAL = Machine("vinhdanh certificates")


class Command(BaseCommand):
    help = "Make the certificates of a decision that are missing, and write all of them into a folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("decision", nargs="?", help="number of an issued decision")
        which.add_argument("--latest", action="store_true", help="the latest issued decision")
        parser.add_argument("-o", "--output", required=True, type=Path, metavar="FOLDER")
        parser.add_argument("--json", action="store_true", help="answer with data")

    def handle(self, *args: Any, **options: Any) -> None:
        decision = self.asked_for(options)
        refused = self.make_missing(decision)
        written = [self.write(paper, options["output"]) for paper in certificates_of(decision)]
        if options["json"]:
            answer = {"decision": decision.number, "certificates": written, "refused": refused}
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1))
        else:
            self.stdout.write(f"{decision.number}: {len(written)} -> {options['output']}")
        for row in refused:
            self.stderr.write(f"{row['name']}: {'; '.join(row['reasons'])}")
        if refused:
            raise SystemExit(1)

    def asked_for(self, options: dict[str, Any]) -> Decision:
        try:
            decision = latest_decision() if options["latest"] else decision_named(options["decision"])
        except DatabaseError:
            raise CommandError(_("Cơ sở dữ liệu chưa sẵn sàng. Chạy trước: vinhdanh init"), returncode=1) from None
        if decision is None:
            raise CommandError(_("Không có quyết định đã ban hành nào mang số này."), returncode=1)
        return decision

    def make_missing(self, decision: Decision) -> list[dict[str, Any]]:
        """Those that could not be made, each with its reasons in words."""
        if not certificates_to_make(decision).exists():
            return []
        bar = Bar()
        try:
            job = finish_here(issue_certificates(decision, by=TERMINAL), on_step=bar)
        except Refused as no:
            raise CommandError("\n".join(sentence(reason) for reason in no.reasons), returncode=1) from None
        finally:
            bar.close()
        if job.state != Job.State.DONE:
            why = [sentence(reason) for reason in reasons_of(job)] or [job.error or job.state]
            raise CommandError("\n".join(why), returncode=1)
        return [in_words(row) for row in job.result["refused"]]

    def write(self, paper: Certificate, folder: Path) -> dict[str, Any]:
        folder.mkdir(parents=True, exist_ok=True)
        name = f"{paper.label}.pdf"
        (folder / name).write_bytes(path_of(paper.sha256).read_bytes())
        award = paper.award
        return {
            "number": paper.label,
            "code": paper.code,
            "name": award.printed_name,
            "unit": award.printed_unit,
            "form": award.form,
            "state": award.state,
            "file": name,
            "sha256": paper.sha256,
            "url": verification_url(paper.code),
        }


def in_words(row: dict[str, Any]) -> dict[str, Any]:
    reasons = [sentence(Reason(reason["code"], reason["facts"])) for reason in row["reasons"]]
    return {"award": row["award"], "name": row["name"], "reasons": reasons}
