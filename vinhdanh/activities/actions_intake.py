"""Taking in a spreadsheet on the web: each step is an act, the last one stores."""

from copy import deepcopy
from typing import Any

from django.db import transaction

from vinhdanh.activities.drafts import BIG, checked, columns_seen, findings, loaded
from vinhdanh.activities.policies import TAKE_IN
from vinhdanh.kernel.actor import Actor
from vinhdanh.kernel.files import store_file
from vinhdanh.kernel.history import record
from vinhdanh.kernel.jobs import enqueue
from vinhdanh.kernel.models import Intake, Job
from vinhdanh.kernel.sheets.intake import ENDINGS
from vinhdanh.rules.paths import depth
from vinhdanh.rules.reasons import Reason, Refused

DRAFT, CHECKED, WAITING, DONE = "draft", "checked", "waiting", "done"


def demand_intake(by: Actor) -> None:
    """Tables of the whole organisation come in through who holds the role over its root, or over everything."""
    if not any(depth(path) <= 1 for path in by.paths(*TAKE_IN)):
        raise Refused(Reason("role.office_or_administrator"))


def begin_intake(content: Any, *, name: str, by: Actor) -> Intake:
    """Keep the file and guess what its sheets are. Raises `Refused` for what is no spreadsheet.

    The file is judged and read before any lock is taken: that may take a minute.
    """
    demand_intake(by)
    if not name.lower().endswith(ENDINGS):
        raise Refused(Reason("intake.no_spreadsheet", {"file": name[:120]}))
    stored = store_file(content, name=name)
    draft = Intake(file_name=stored.name[:255], file=stored, state=DRAFT, by_pk=by.pk, by_name=by.display_name)
    draft.summary = {"sheets": columns_seen(draft, by=by)}
    with transaction.atomic():
        draft.save()
        record("intake.begun", draft, by=by, file=stored.name)
    return draft


@transaction.atomic
def say_columns(draft: Intake, sheets: list[dict[str, Any]], *, by: Actor) -> Intake:
    """Which column is which, as a person says; then everything is checked, and nothing stored."""
    row = held(draft, by)
    row.mapping = {**row.mapping, "files": [{"file": row.file_name, "sheets": sheets}]}
    return _check(row, by=by)


@transaction.atomic
def mend_cells(
    draft: Intake, fixes: list[tuple[str, int, str, str]], left_out: list[tuple[str, int]], *, by: Actor
) -> Intake:
    """Correct cells `(sheet, row, column letter, text)` and leave out rows; then check again."""
    row = held(draft, by)
    said: dict[str, Any] = {**row.mapping}
    kept = deepcopy(said.get("fixes", {}))
    for sheet, number, column, text in fixes:
        kept.setdefault(sheet, {}).setdefault(str(number), {})[column] = text[:1000]
    out = {sheet: list(numbers) for sheet, numbers in said.get("left_out", {}).items()}
    for sheet, number in left_out:
        out[sheet] = sorted({*out.get(sheet, []), number})
    row.mapping = {**said, "fixes": kept, "left_out": out}
    return _check(row, by=by)


def _check(row: Intake, *, by: Actor) -> Intake:
    row.summary = {**row.summary, "check": findings(checked(row, by=by))}
    row.state = CHECKED
    row.save(update_fields=["mapping", "summary", "state"])
    return row


@transaction.atomic
def take_in(draft: Intake, *, by: Actor) -> Intake:
    """Store the good rows; a large file goes to the background. The bad ones stay listed, to be mended."""
    row = held(draft, by)
    if row.state != CHECKED:
        raise Refused(Reason("intake.not_checked"))
    if row.summary["check"]["total"]["rows"] > BIG:
        row.state = WAITING
        row.save(update_fields=["state"])
        enqueue("intake.load", key=f"intake:{row.pk}", arguments={"intake": row.pk}, by=by)
        return row
    return store_rows(row, by=by)


@transaction.atomic
def store_rows(row: Intake, *, by: Actor) -> Intake:
    """The last step, here or in the background."""
    batch = loaded(row, by=by)
    row.summary = {**row.summary, "done": findings(batch)}
    row.state = DONE
    row.save(update_fields=["summary", "state"])
    record("intake.taken_in", row, by=by, file=row.file_name, **row.summary["done"]["total"])
    return row


def held(draft: Intake, by: Actor) -> Intake:
    """The draft, held until the transaction ends; refused when it was taken in already."""
    demand_intake(by)
    row = Intake.objects.select_for_update(of=("self",)).select_related("file").get(pk=draft.pk)
    if row.state == WAITING and has_stopped(job_of(row)):
        row.state = CHECKED
    if row.state not in (DRAFT, CHECKED):
        raise Refused(Reason("intake.taken_in_already"))
    return row


def has_stopped(job: Job | None) -> bool:
    """A background load that failed or was stopped leaves everything as it was prepared."""
    return job is None or job.state in (Job.State.FAILED, Job.State.CANCELLED)


def job_of(draft: Intake) -> Job | None:
    """The background work of a large import."""
    return Job.objects.filter(key=f"intake:{draft.pk}").first()
