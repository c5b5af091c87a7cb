"""`vinhdanh report review`: the review report as JSON, PDF, Word or Excel."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from vinhdanh.reports.catalogue import Scope, compute_all
from vinhdanh.reports.documents.annex import annex_of
from vinhdanh.reports.documents.build import document_of, source_of
from vinhdanh.reports.documents.data import json_of
from vinhdanh.reports.documents.pdf import pdf_of
from vinhdanh.reports.documents.word import docx_of
from vinhdanh.reports.management.asking import add_scope_arguments, asked_scope
from vinhdanh.reports.review import write
from vinhdanh.reports.titles import title_of
from vinhdanh.rules.reasons import Refused
from vinhdanh.web.sentences import sentence

KINDS = ("review",)
FORMATS = ("json", "pdf", "docx", "xlsx")


class Command(BaseCommand):
    help = "Write the review report: every figure with its rule and the records behind it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=KINDS, help="which report")
        add_scope_arguments(parser)
        parser.add_argument("--format", choices=FORMATS, default="json")
        parser.add_argument("-o", "--output", default="-", help="the file to write; - for the terminal (JSON only)")

    def handle(self, *args: Any, **options: Any) -> None:
        wanted, output = options["format"], options["output"]
        if output == "-" and wanted != "json":
            raise CommandError("Ghi tên tệp bằng -o, ví dụ: -o bao-cao.pdf", returncode=2)
        scope = asked_scope(options)
        language = scope.office.language if scope.office else "vi"
        try:
            with override(language):
                content = written(scope, wanted)
        except Refused as refused:
            raise CommandError(" ".join(sentence(reason) for reason in refused.reasons), returncode=1) from None
        if output == "-":
            sys.stdout.write(content.decode())
            return
        try:
            Path(output).write_bytes(content)
        except OSError as error:
            raise CommandError(f"Không ghi được tệp {output}: {error.strerror}", returncode=1) from None
        self.stderr.write(f"Đã ghi {output}")


def written(scope: Scope, wanted: str) -> bytes:
    figures = compute_all(scope, with_records=True)
    if wanted == "json":
        return json_of(scope, figures)
    title = title_of(scope)
    if wanted == "xlsx":
        return annex_of(scope, figures, title=title)
    sources = {key: source_of(figure) for key, figure in figures.items()}
    document = document_of(scope, write(scope, figures), sources, title=title, parameters={})
    return pdf_of(document) if wanted == "pdf" else docx_of(document)
