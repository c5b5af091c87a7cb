"""What inspectors do, and what units answer."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext

from vinhdanh.accounts.actions import notify
from vinhdanh.accounts.queries import holders
from vinhdanh.inspections.models import CorrectiveAction, Finding, Inspection, Programme, Visit
from vinhdanh.inspections.policies import (
    CLOSE_FINDING,
    EXTEND_FINDING,
    KEEP_INSPECTION,
    RESPOND_FINDING,
    SEND_BACK_FINDING,
)
from vinhdanh.kernel.actor import Actor
from vinhdanh.kernel.files import store_file
from vinhdanh.kernel.history import record
from vinhdanh.kernel.sheets.store import row_key
from vinhdanh.kernel.versions import locked, save_version
from vinhdanh.organisation.models import Unit
from vinhdanh.rules.lifecycle import FINDING
from vinhdanh.rules.reasons import Reason, Refused
from vinhdanh.rules.text import fold

MOST_TOLD = 20


def _tell(finding: Finding, role: str, text: str, *, by: Actor) -> None:
    """Tell those who hold the role nearest to the finding's unit."""
    people = holders(role, over=[finding.unit])[finding.unit.pk]
    notify(people[:MOST_TOLD], text, url=reverse("finding", args=[finding.pk]), by=by)


def _refuse_stranger(by: Actor) -> None:
    if not by.paths("inspector", "office"):
        raise Refused(Reason("role.inspector_or_office"))


@transaction.atomic
def plan_programme(*, year: int, body: str, title: str, by: Actor) -> Programme:
    """State what a body sets out to inspect in a year; inspections of that year and body join it."""
    _refuse_stranger(by)
    programme, is_new = Programme.objects.get_or_create(year=year, body=body, defaults={"title": title})
    if not is_new and programme.title != title:
        old, programme.title = programme.title, title
        programme.save(update_fields=["title"])
        record("programme.renamed", programme, by=by, title=[old, title])
    elif is_new:
        record("programme.planned", programme, by=by, year=str(year), title=title)
    joining = Inspection.objects.filter(programme=None, body=body, starts_on__year=year)
    joining.update(programme=programme)
    return programme


@transaction.atomic
def open_inspection(values: dict[str, Any], *, by: Actor) -> Inspection:
    """Write an inspection down. Its programme is that of its year and body, when there is one."""
    _refuse_stranger(by)
    if Inspection.objects.filter(code__iexact=values["code"]).exists():
        raise Refused(Reason("inspection.code_taken", {"code": values["code"]}))
    programme = Programme.objects.filter(year=values["starts_on"].year, body=values["body"]).first()
    inspection = Inspection.objects.create(programme=programme, **values)
    record("inspection.opened", inspection, by=by, decision=values.get("decision_number", ""))
    return inspection


@transaction.atomic
def add_visit(inspection: Inspection, *, unit: Unit, visited_on: dt.date, manner: str, by: Actor) -> Visit:
    """The inspection worked with a unit, on the spot or by its report."""
    KEEP_INSPECTION.demand(by, inspection)
    key = row_key("visit", fold(inspection.code), unit.code, visited_on, manner)
    visit, is_new = Visit.objects.get_or_create(
        key=key, defaults={"inspection": inspection, "unit": unit, "visited_on": visited_on, "manner": manner}
    )
    if not is_new:
        raise Refused(Reason("visit.written_already"))
    record("visit.added", inspection, by=by, unit=unit.name, visited_on=visited_on.isoformat())
    return visit


@transaction.atomic
def state_finding(
    inspection: Inspection, *, code: str, unit: Unit, text: str, severity: str, due_on: dt.date, by: Actor
) -> Finding:
    """Something that a unit has to put right, and until when. The unit's clerks are told."""
    KEEP_INSPECTION.demand(by, inspection)
    if Finding.objects.filter(code__iexact=code).exists():
        raise Refused(Reason("finding.code_taken", {"code": code}))
    finding = Finding.objects.create(
        inspection=inspection, code=code, unit=unit, text=text, severity=severity, due_on=due_on
    )
    record("finding.stated", finding, by=by, unit=unit.name, due_on=due_on.isoformat())
    told = gettext("Kiến nghị mới %(code)s, hạn khắc phục %(due)s") % {"code": code, "due": f"{due_on:%d/%m/%Y}"}
    _tell(finding, "clerk", told, by=by)
    return finding


def respond(
    finding: Finding, *, text: str, done_on: dt.date, upload: Any = None, version: int, by: Actor
) -> CorrectiveAction:
    """A unit says what it did about a finding; an inspector looks at it next."""
    RESPOND_FINDING.demand(by, finding)
    stored = store_file(upload, name=upload.name) if upload else None
    with transaction.atomic():
        row = locked(Finding.objects.all(), finding.pk, version=version)
        row.state = FINDING.after(row.state, "respond")
        save_version(row, ["state"])
        action = CorrectiveAction.objects.create(
            finding=row, text=text, done_on=done_on, file=stored, by_name=by.display_name
        )
        record("finding.answered", row, by=by, done_on=done_on.isoformat(), file=stored.name if stored else "")
        _tell(row, "inspector", gettext("Đơn vị đã trả lời kiến nghị %(code)s") % {"code": row.code}, by=by)
    return action


@transaction.atomic
def close_finding(finding: Finding, *, closed_on: dt.date, evidence: str, reason: str, version: int, by: Actor) -> None:
    """Accept that it was put right. Without proof on file a reason is needed, and is kept."""
    CLOSE_FINDING.demand(by, finding)
    row = locked(Finding.objects.all(), finding.pk, version=version)
    last = row.actions.order_by("-pk").first()
    proof = evidence or row.evidence or (last.file.name if last is not None and last.file else "")
    if not proof and not reason:
        raise Refused(Reason("finding.no_proof"))
    row.state = FINDING.after(row.state, "close")
    row.closed_on, row.closing_reason = closed_on, reason
    row.evidence = proof[:400]
    save_version(row, ["state", "closed_on", "closing_reason", "evidence"])
    row.actions.filter(state="sent").update(state="accepted")
    record("finding.closed", row, by=by, closed_on=closed_on.isoformat(), evidence=proof, reason=reason)
    _tell(row, "clerk", gettext("Kiến nghị %(code)s đã được chấp nhận khắc phục") % {"code": row.code}, by=by)


@transaction.atomic
def send_back_finding(finding: Finding, *, answer: str, version: int, by: Actor) -> None:
    """What the unit did is not enough: it stays open, and the unit reads why."""
    SEND_BACK_FINDING.demand(by, finding)
    row = locked(Finding.objects.all(), finding.pk, version=version)
    row.state = FINDING.after(row.state, "send_back")
    save_version(row, ["state"])
    row.actions.filter(state="sent").update(state="sent_back", answer=answer)
    record("finding.sent_back", row, by=by, reason=answer)
    _tell(row, "clerk", gettext("Kiến nghị %(code)s cần khắc phục thêm") % {"code": row.code}, by=by)


@transaction.atomic
def extend_finding(finding: Finding, *, due_on: dt.date, reason: str, version: int, by: Actor) -> None:
    """Give a unit more time, and say why. The first day it was due stays in the history."""
    EXTEND_FINDING.demand(by, finding)
    row = locked(Finding.objects.all(), finding.pk, version=version)
    if row.due_on is not None and due_on <= row.due_on:
        raise Refused(Reason("finding.not_later", {"due_on": f"{row.due_on:%d/%m/%Y}"}))
    old = row.due_on.isoformat() if row.due_on else ""
    row.due_on = due_on
    save_version(row, ["due_on"])
    record("finding.extended", row, by=by, due_on=[old, due_on.isoformat()], reason=reason)
    told = gettext("Kiến nghị %(code)s được gia hạn đến %(due)s") % {"code": row.code, "due": f"{due_on:%d/%m/%Y}"}
    _tell(row, "clerk", told, by=by)
