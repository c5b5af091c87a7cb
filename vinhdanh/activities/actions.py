"""What people do with activities: add, change, take away a mistake, attach evidence and take it off."""

import datetime as dt
import secrets
from typing import Any

from django.db import transaction

from vinhdanh.activities.kinds import Kind, kind_of
from vinhdanh.activities.models import Activity, Evidence
from vinhdanh.activities.policies import ADD_ACTIVITY, EDIT_ACTIVITY
from vinhdanh.activities.queries import twin_of
from vinhdanh.kernel.actor import Actor
from vinhdanh.kernel.files import store_file
from vinhdanh.kernel.history import record
from vinhdanh.kernel.sheets.store import row_key
from vinhdanh.kernel.versions import locked, save_version
from vinhdanh.organisation.models import Unit
from vinhdanh.rules.reasons import Reason, Refused
from vinhdanh.rules.text import fold

SEARCHED = ("topic", "chair", "content", "manner", "title", "summary", "channel")


def search_key(values: dict[str, Any]) -> str:
    """What a search without marks looks in: every text of the row that a person would remember."""
    return fold(" ".join(str(values[name]) for name in SEARCHED if values.get(name)))[:700]


def plain(value: Any) -> Any:
    """A value as history keeps it."""
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, Unit) else value


def natural_key(kind: Kind, values: dict[str, Any]) -> str:
    """The key under which a spreadsheet would bring the same row: a later import finds this one again."""
    code = values["unit"].code
    parts: tuple[object, ...] = {
        "meeting": lambda: ("meeting", code, values["held_on"], values["kind"]),
        "study": lambda: ("study", code, values["held_on"], fold(values["content"])),
        "regulation": lambda: ("regulation", code, values["dated_on"], fold(values["title"])),
        "goodmodel": lambda: ("goodmodel", code, values["year"], fold(values["title"])),
        "publicity": lambda: ("publicity", code, fold(values["channel"]), values["dated_on"], fold(values["title"])),
    }[kind.record_type]()
    key = row_key(*parts)
    return secrets.token_hex(32) if kind.model._default_manager.filter(key=key).exists() else key


@transaction.atomic
def add_activity(kind: Kind, values: dict[str, Any], *, by: Actor) -> Activity:
    """Write down what a unit did. What is written down already is not written twice."""
    unit = values["unit"]
    ADD_ACTIVITY.demand(by, unit)
    Unit.objects.select_for_update().get(pk=unit.pk)
    _refuse_twin(kind, values)
    row = kind.model._default_manager.create(
        key=natural_key(kind, values),
        entered_by_name=by.display_name,
        search_key=search_key(values),
        **values,
    )
    record("activity.added", row, by=by, unit=unit.name)
    return row


@transaction.atomic
def edit_activity(row: Activity, values: dict[str, Any], *, version: int, by: Actor) -> Activity:
    """Change a row that stands as the user saw it; the old values stay in its history."""
    EDIT_ACTIVITY.demand(by, row)
    if values["unit"].pk != row.unit_id:
        ADD_ACTIVITY.demand(by, values["unit"])
    row = locked(type(row)._default_manager.all(), row.pk, version=version)
    changes = {
        name: [plain(getattr(row, name)), plain(value)] for name, value in values.items() if getattr(row, name) != value
    }
    if not changes:
        return row
    _refuse_twin(kind_of(row), values, except_pk=row.pk)
    for name, value in values.items():
        setattr(row, name, value)
    row.search_key = search_key({name: getattr(row, name, "") for name in SEARCHED})
    save_version(row, [*values, "search_key"])
    if "unit" in changes:
        Evidence.objects.filter(record_type=kind_of(row).record_type, record_pk=row.pk).update(unit=row.unit)
    record("activity.edited", row, by=by, **changes)
    return row


@transaction.atomic
def confirm_activity(row: Activity, *, version: int, by: Actor) -> None:
    """Somebody looked at what the import warned of, and the row is right as it stands."""
    EDIT_ACTIVITY.demand(by, row)
    row = locked(type(row)._default_manager.all(), row.pk, version=version)
    save_version(row, [])
    record("activity.confirmed", row, by=by)


def _refuse_twin(kind: Kind, values: dict[str, Any], *, except_pk: int | None = None) -> None:
    twin = twin_of(kind, values, except_pk=except_pk)
    if twin is not None:
        raise Refused(Reason("activity.written_already", {"twin": twin.pk}))


def attach_evidence(row: Activity, upload: Any, *, caption: str, by: Actor) -> Evidence:
    """Keep a file and tie it to the row. The file is judged before any lock is taken."""
    EDIT_ACTIVITY.demand(by, row)
    stored = store_file(upload, name=upload.name)
    with transaction.atomic():
        locked(type(row)._default_manager.all(), row.pk)
        evidence, is_new = Evidence.objects.get_or_create(
            record_type=kind_of(row).record_type,
            record_pk=row.pk,
            file=stored,
            defaults={"unit": row.unit, "caption": caption, "added_by_name": by.display_name},
        )
        if not is_new:
            raise Refused(Reason("evidence.attached_already"))
        record("evidence.attached", row, by=by, file=stored.name, sha256=stored.sha256)
    return evidence


@transaction.atomic
def remove_evidence(evidence: Evidence, row: Activity, *, reason: str, by: Actor) -> None:
    """Take a file off a row. The file itself stays kept, and history says why it was taken off."""
    EDIT_ACTIVITY.demand(by, row)
    if not reason:
        raise Refused(Reason("evidence.no_reason"))
    record("evidence.removed", row, by=by, file=evidence.file.name, sha256=evidence.file.sha256, reason=reason)
    evidence.delete()
