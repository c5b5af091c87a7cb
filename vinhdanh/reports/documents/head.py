"""The head of an official document in the layout of the office: party, state or plain."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from vinhdanh.reports.catalogue import Scope
from vinhdanh.reports.documents.model import Head, HeadLine, Signature


def head_of(scope: Scope, parameters: Mapping[str, Any], *, day: dt.date) -> Head:
    """Who writes, under whom, number, place and day. What was not filled in is left to be written by hand."""
    layout = scope.office.layout if scope.office else "plain"
    above, org = issuing_body(scope, parameters)
    number = str(parameters.get("number") or "")
    place = str(parameters.get("place") or "")
    dated = gettext("ngày %(day)s tháng %(month)s năm %(year)s") % {
        "day": day.day,
        "month": day.month,
        "year": day.year,
    }
    place_line = HeadLine(f"{place}, {dated}" if place else dated, italic=True, size=13)
    left = [HeadLine(above.upper())] if above else []
    number_line = gettext("Số: %(number)s") % {"number": number or "…"}
    if layout == "party":
        left += [HeadLine(org.upper(), bold=True), HeadLine("*")]
        right = [HeadLine("ĐẢNG CỘNG SẢN VIỆT NAM", bold=True, size=14, rule=62)]
        number_line = gettext("Số %(number)s") % {"number": number or "…"}
    elif layout == "state":
        left += [HeadLine(org.upper(), bold=True, rule=24)]
        right = [
            HeadLine("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True),
            HeadLine("Độc lập - Tự do - Hạnh phúc", bold=True, size=13.5, rule=58),
        ]
    else:
        left += [HeadLine(org, bold=True, size=13.5)]
        return Head(org, tuple(left), (place_line,), (HeadLine(number_line, size=13),) if number else (), ())
    return Head(org, tuple(left), tuple(right), (HeadLine(number_line, size=13),), (place_line,))


def issuing_body(scope: Scope, parameters: Mapping[str, Any]) -> tuple[str, str]:
    """The line above and the name of who writes."""
    name = scope.unit.name if scope.unit else ""
    if parameters.get("org"):
        return str(parameters.get("above") or ""), str(parameters["org"])
    if scope.is_whole:
        body = scope.answers.bodies.get("main") or (scope.office.office_name if scope.office else "")
        return (name, body) if body else ("", name)
    above = scope.unit.parent.name if scope.unit and scope.unit.parent else ""
    return above, name


def signature_of(scope: Scope, parameters: Mapping[str, Any]) -> Signature:
    _, org = issuing_body(scope, parameters)
    written = [line.strip() for line in str(parameters.get("sign_title") or "").splitlines() if line.strip()]
    on_behalf = gettext("T/M %(org)s") % {"org": org.upper()}
    return Signature(tuple(written or [on_behalf]), str(parameters.get("signer") or ""))
