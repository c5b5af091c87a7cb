"""What people do with reports: begin one, word it, freeze its figures, reopen it as a new edition."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from vinhdanh.kernel.actor import Actor
from vinhdanh.kernel.history import record
from vinhdanh.kernel.versions import locked, save_version
from vinhdanh.organisation.models import Unit
from vinhdanh.reports.catalogue import Figure, compute_all
from vinhdanh.reports.checks import contradictions
from vinhdanh.reports.models import FrozenFigure, FrozenRecords, Report
from vinhdanh.reports.policies import CREATE_REPORT, EDIT_REPORT, FREEZE_REPORT, REOPEN_REPORT
from vinhdanh.reports.queries import scope_of_report
from vinhdanh.reports.review import write
from vinhdanh.rules.lifecycle import REPORT


@transaction.atomic
def create_report(
    unit: Unit, *, title: str, start: dt.date, end: dt.date, as_of: dt.date, by: Actor, parameters: Any = None
) -> Report:
    """Begin a report: a draft whose figures are counted anew each time it is opened."""
    CREATE_REPORT.demand(by, unit)
    report = Report.objects.create(
        title=title,
        unit=unit,
        period_from=start,
        period_to=end,
        as_of=as_of,
        parameters=parameters or {},
        created_by_name=by.display_name,
    )
    record("report.created", report, by=by)
    return report


@transaction.atomic
def word_report(report: Report, *, title: str, parameters: dict[str, Any], version: int, by: Actor) -> Report:
    """Write what the figures do not say: number, place, signers, free paragraphs."""
    EDIT_REPORT.demand(by, report)
    row = locked(Report.objects.all(), report.pk, version=version)
    row.title, row.parameters = title, parameters
    save_version(row, ["title", "parameters"])
    record("report.worded", row, by=by)
    return row


@transaction.atomic
def freeze_report(report: Report, *, by: Actor) -> Report:
    """Keep the text, every value, the rule it was counted by and the records behind it, for good."""
    FREEZE_REPORT.demand(by, report)
    row = locked(Report.objects.select_related("unit"), report.pk)
    state = REPORT.after(row.state, "freeze")
    scope = scope_of_report(row)
    figures = compute_all(scope, with_records=True)
    FrozenFigure.objects.bulk_create([_frozen(row, figure) for figure in figures.values()])
    sets = {figure.sha256: figure.ids for figure in figures.values()}
    FrozenRecords.objects.bulk_create(
        [FrozenRecords(report=row, sha256=sha256, ids=list(ids or ())) for sha256, ids in sets.items()], batch_size=50
    )
    row.text = [section.as_json() for section in write(scope, figures)]
    row.state, row.frozen_at, row.frozen_by_name = state, timezone.now(), by.display_name
    save_version(row, ["text", "state", "frozen_at", "frozen_by_name"])
    told = contradictions(figures, scope)
    record("report.frozen", row, by=by, figures=len(figures), contradictions=[one.code for one in told])
    return row


def _frozen(report: Report, figure: Figure) -> FrozenFigure:
    return FrozenFigure(
        report=report,
        key=figure.key,
        value=figure.value,
        unit_word=figure.word[:60],
        label=figure.label[:300],
        rule=figure.rule[:800],
        rule_version=figure.indicator.version,
        note=figure.note,
        records=figure.records,
        record_ids_sha256=figure.sha256,
    )


@transaction.atomic
def reopen_report(report: Report, *, reason: str, by: Actor) -> Report:
    """Begin the next edition. The frozen one stays as it was issued, with its figures and their sources."""
    REOPEN_REPORT.demand(by, report)
    row = locked(Report.objects.all(), report.pk)
    row.state = REPORT.after(row.state, "reopen")
    save_version(row, ["state"])
    following = Report.objects.create(
        kind=row.kind,
        title=row.title,
        unit_id=row.unit_id,
        period_from=row.period_from,
        period_to=row.period_to,
        as_of=row.as_of,
        parameters=row.parameters,
        edition=row.edition + 1,
        previous=row,
        created_by_name=by.display_name,
    )
    record("report.reopened", row, by=by, reason=reason, edition=following.edition)
    record("report.created", following, by=by)
    return following
