"""What the commands of reports are asked in the terminal: which days, which unit."""

import datetime as dt
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import CommandError

from vinhdanh.organisation.queries import root_unit, unit_by_code
from vinhdanh.reports.catalogue import Scope, scope_of
from vinhdanh.rules.reasons import Reason
from vinhdanh.web.sentences import sentence


def day(text: str) -> dt.date:
    """2023-05-18 or 18/05/2023."""
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return dt.datetime.strptime(text, form).date()  # noqa: DTZ007 a day has no time zone
        except ValueError:
            continue
    raise ArgumentTypeError(f"“{text}” không phải là ngày; viết ví dụ 2023-05-18")


def add_scope_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--from", dest="start", type=day, metavar="D", help="first day of the period")
    parser.add_argument("--to", dest="end", type=day, metavar="D", help="last day of the period")
    parser.add_argument("--as-of", type=day, metavar="D", help="the day on which the tree is looked at")
    parser.add_argument("--unit", metavar="CODE", help="only this unit and everything below it")


def refuse(code: str, /, *, returncode: int = 1, **facts: Any) -> CommandError:
    return CommandError(sentence(Reason(code, facts)), returncode=returncode)


def asked_scope(options: dict[str, Any]) -> Scope:
    """The scope of the arguments; what was not given comes from the office's answers."""
    if root_unit() is None:
        raise refuse("report.no_office")
    unit = None
    if options["unit"]:
        unit = unit_by_code(options["unit"])
        if unit is None:
            raise refuse("report.unknown_unit", code=options["unit"])
    scope = scope_of(unit, start=options["start"], end=options["end"], as_of=options["as_of"])
    if scope.end < scope.start:
        raise refuse("report.period_backwards", returncode=2)
    return scope
