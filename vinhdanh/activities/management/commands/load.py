"""`vinhdanh load`: an office's workbooks into the database, every faulty cell named."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import yaml
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from vinhdanh.activities.loading import context_for, load_answers
from vinhdanh.kernel.actor import Machine
from vinhdanh.kernel.progress import Bar
from vinhdanh.kernel.sheets.batch import Batch
from vinhdanh.kernel.sheets.intake import load_files, spreadsheets_in, understood
from vinhdanh.kernel.sheets.kinds import KINDS
from vinhdanh.kernel.sheets.mapping import Mapping, mapping_of
from vinhdanh.kernel.sheets.summary import summary
from vinhdanh.organisation.first_run import answers_beside
from vinhdanh.organisation.models import Office
from vinhdanh.rules.reasons import Reason, Refused
from vinhdanh.web.sentences import sentence

SHOWN = 20  # problems of one sheet in the terminal; --json gives all
SEVERITIES = {"reject": _("loại"), "warn": _("xem lại"), "repair": _("sửa")}


class Command(BaseCommand):
    help = "Load spreadsheets (XLSX, ODS, CSV). office.yaml beside them is read first."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="FOLDER_OR_FILE")
        parser.add_argument("--dry-run", action="store_true", help="check everything, store nothing")
        parser.add_argument("--json", action="store_true", help="answer as JSON")
        parser.add_argument("--guess", action="store_true", help="only print what was understood, as YAML")
        parser.add_argument("--mapping", type=Path, metavar="FILE", help="what --guess printed, corrected")

    def handle(self, *args: Any, **options: Any) -> None:
        paths: list[Path] = options["paths"]
        missing = [str(path) for path in paths if not path.exists()]
        if missing:
            raise CommandError(_("Không thấy: %(paths)s") % {"paths": ", ".join(missing)}, returncode=2)
        files = spreadsheets_in(paths)
        answers = answers_beside(paths)
        if not files and answers is None:
            raise CommandError(_("Không có bảng tính nào trong thư mục."), returncode=2)
        try:
            Office.objects.exists()
        except DatabaseError:
            raise CommandError(_("Cơ sở dữ liệu chưa sẵn sàng. Chạy trước: vinhdanh init"), returncode=1) from None
        try:
            self._load(files, answers, options)
        except Refused as refused:
            raise CommandError("\n".join(map(sentence, refused.reasons)), returncode=1) from None

    def _load(self, files: list[Path], answers: Path | None, options: dict[str, Any]) -> None:
        by = Machine("vinhdanh load")
        mapping = _mapping(options["mapping"])
        said = load_answers(answers, keep=not (options["dry_run"] or options["guess"]), by=by)
        context = context_for(said, by=by)
        bar = Bar()
        try:
            found = understood(
                files,
                context=context,
                mapping=mapping,
                on_step=lambda message, done, total: bar.show(done, total, message),
            )
            if options["guess"]:
                guess = {"files": [mapping_of(file) for file in found]}
                self.stdout.write(yaml.safe_dump(guess, allow_unicode=True, sort_keys=False, width=110))
                return
            batch = load_files(
                found,
                context=context,
                dry_run=options["dry_run"],
                on_step=lambda message, done, total: bar.show(done, total, message),
            )
        finally:
            bar.close()
        result = summary(batch, sentence=sentence) | {"dry_run": options["dry_run"]}
        if options["json"]:
            self.stdout.write(json.dumps(result, ensure_ascii=False, indent=1))
        else:
            self._tell(result)
        if has_failed(batch):
            raise SystemExit(1)

    def _tell(self, result: dict[str, Any]) -> None:
        for file in result["files"]:
            self.stdout.write(file["file"])
            if "reason" in file:
                self.stdout.write("  " + file["reason"])
            for sheet in file["sheets"]:
                self._tell_sheet(sheet)
        total = result["total"]
        self.stdout.write(
            _("Cộng: %(rows)s dòng, nhận %(accepted)s, sửa %(repaired)s, xem lại %(warned)s, loại %(rejected)s.")
            % total
        )
        if result["dry_run"]:
            self.stdout.write(_("Chạy thử: chưa ghi gì."))
        else:
            self.stdout.write(_("Mới %(created)s, thay đổi %(changed)s, không đổi %(unchanged)s bản ghi.") % total)

    def _tell_sheet(self, sheet: dict[str, Any]) -> None:
        name = sheet["sheet"] or "-"
        if sheet.get("reason"):
            self.stdout.write(_("  %(sheet)s: không đọc: %(reason)s") % {"sheet": name, "reason": sheet["reason"]})
            return
        facts = {**sheet, "sheet": name, "kind": KINDS[sheet["kind"]].title}
        self.stdout.write(
            _(
                "  %(sheet)s (%(kind)s): %(rows)s dòng, nhận %(accepted)s, "
                "sửa %(repaired)s, xem lại %(warned)s, loại %(rejected)s"
            )
            % facts
        )
        for note in sheet.get("notes", ()):
            self.stdout.write("    " + note)
        for problem in sheet["problems"][:SHOWN]:
            cell = f"{problem['column']}{problem['row']}"
            word = SEVERITIES[problem["severity"]]
            arrow = f" -> {problem['suggestion']}" if problem["suggestion"] else ""
            self.stdout.write(f"    {cell:8} {word:8} {problem['problem']}{arrow}")
        if len(sheet["problems"]) > SHOWN:
            more = len(sheet["problems"]) - SHOWN
            self.stdout.write(_("    … và %(more)s chỗ nữa (xem đủ với --json)") % {"more": more})


def has_failed(batch: Batch) -> bool:
    """A file that was refused, or not one sheet that was understood."""
    if any(file.refused for file in batch.files):
        return True
    return bool(batch.sheets) and not any(sheet.layout.kind for sheet in batch.sheets)


def _mapping(path: Path | None) -> Mapping | None:
    if path is None:
        return None
    if not path.is_file():
        raise CommandError(_("Không thấy tệp %(file)s.") % {"file": path}, returncode=2)
    try:
        return Mapping(yaml.safe_load(path.read_text(encoding="utf-8-sig")))
    except (yaml.YAMLError, UnicodeDecodeError):
        raise Refused(Reason("mapping.unreadable", {"file": path.name})) from None
