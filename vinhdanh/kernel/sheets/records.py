"""What was taken in and what was wrong with it, kept for people to look at later."""

from django.db.models import QuerySet

from vinhdanh.kernel.actor import Actor
from vinhdanh.kernel.history import record
from vinhdanh.kernel.models import Intake, IntakeProblem
from vinhdanh.kernel.sheets.batch import Batch, FileResult
from vinhdanh.kernel.sheets.mapping import mapping_of
from vinhdanh.kernel.sheets.summary import COUNTED, file_summary
from vinhdanh.rules.reasons import Reason


def keep_intakes(batch: Batch, *, by: Actor) -> None:
    """One intake for each file, with its problems. A file that says what it said last time leaves nothing."""
    for file in batch.files:
        found = file_summary(file, sentence=_code)
        earlier = intakes_of(file.name).first()
        if earlier is not None and batch.changed_nothing and earlier.summary == _counts(found):
            continue
        intakes_of(file.name).update(state="superseded")
        intake = Intake.objects.create(
            file_name=file.name[:255],
            state="loaded",
            mapping={"sha256": file.sha256, **mapping_of(file)},
            summary=_counts(found),
            by_pk=by.pk,
            by_name=by.display_name,
        )
        IntakeProblem.objects.bulk_create(problems_of(intake, file), batch_size=500)
        record("intake.loaded", intake, by=by, file=file.name, **_total(found))


def intakes_of(file_name: str) -> QuerySet[Intake]:
    """What was loaded of a file of that name and still stands, the latest first."""
    return Intake.objects.filter(file_name=file_name[:255], state="loaded").order_by("-pk")


def problems_of(intake: Intake, file: FileResult) -> list[IntakeProblem]:
    return [
        IntakeProblem(
            intake=intake,
            sheet=sheet.layout.sheet[:120],
            row=row.number,
            column=sheet.layout.letter(problem.column),
            header=sheet.layout.header(problem.column)[:200],
            severity=problem.severity,
            code=problem.code,
            problem=problem.text[:500],
            value=problem.value[:500],
            suggestion=problem.suggestion[:500],
            record_type=sheet.layout.kind,
            record_key=str(row.values.get("code") or row.values.get("key") or "")[:200],
        )
        for sheet in file.sheets
        for row in sheet.problem_rows
        for problem in row.problems
    ]


def _code(reason: Reason) -> str:
    return reason.code


def _counts(found: dict) -> dict:
    """The summary without its list of problems: that stands in rows of its own."""
    sheets = [
        {name: value for name, value in sheet.items() if name != "problems"} | {"problems": len(sheet["problems"])}
        for sheet in found["sheets"]
    ]
    return {**found, "sheets": sheets}


def _total(found: dict) -> dict[str, int]:
    return {name: sum(sheet[name] for sheet in found["sheets"]) for name in COUNTED}
