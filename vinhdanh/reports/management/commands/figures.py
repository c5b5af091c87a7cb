"""`vinhdanh figures`: the keys; `vinhdanh figures KEY`: one figure; `--rows`: the rows behind it as CSV."""

import csv
import json
import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import override

from vinhdanh.reports.catalogue import Figure, Scope, compute_all, figure
from vinhdanh.reports.documents.data import figure_json
from vinhdanh.reports.management.asking import add_scope_arguments, asked_scope, refuse
from vinhdanh.reports.provenance import all_rows, headers_of
from vinhdanh.reports.words import inert, shown


class Command(BaseCommand):
    help = "List the figures, show one, or print the rows behind one as CSV."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("key", nargs="?", default="", help="the figure, such as contest.entries")
        parser.add_argument("--rows", action="store_true", help="the rows behind the figure, as CSV")
        parser.add_argument("--json", action="store_true", help="answer with JSON")
        add_scope_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["rows"] and not options["key"]:
            raise refuse("figure.key_missing", returncode=2)
        scope = asked_scope(options)
        with override(scope.office.language if scope.office else "vi"):
            if not options["key"]:
                self.list_keys(scope, as_json=options["json"])
                return
            found = figure(scope, options["key"])
            if found is None:
                raise refuse("figure.unknown", key=options["key"])
            if options["rows"]:
                write_rows(scope, found)
            elif options["json"]:
                self.stdout.write(json.dumps({found.key: figure_json(found)}, ensure_ascii=False, indent=1))
            else:
                self.stdout.write(f"{found.label}: {shown(found.value)} {found.word}\n{found.rule}")

    def list_keys(self, scope: Scope, *, as_json: bool) -> None:
        figures = compute_all(scope)
        if as_json:
            values = {key: found.value for key, found in figures.items()}
            self.stdout.write(json.dumps(values, ensure_ascii=False, indent=1))
            return
        for key, found in figures.items():
            self.stdout.write(f"{key}\t{shown(found.value)}\t{found.word}\t{found.label}")


def write_rows(scope: Scope, found: Figure) -> None:
    """CSV in UTF-8, one row a record; no cell is a formula for who opens it in a spreadsheet."""
    out = csv.writer(sys.stdout, lineterminator="\n")
    try:
        out.writerow([inert(header) for header in headers_of(found)])
        for line in all_rows(scope, found):
            out.writerow([inert(cell) for cell in line.cells])
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
