"""Two people who save the same row: the second learns what the first one did, and nothing is lost."""

from typing import Any

from django.db import connection
from django.db.models import F, Model, QuerySet

from vinhdanh.rules.reasons import Reason, Refused


class ChangedMeanwhile(Refused):
    """Somebody saved the row after this form was opened. `row` is how it stands now."""

    def __init__(self, row: Model) -> None:
        super().__init__(Reason("row.changed_meanwhile"))
        self.row = row


def locked[M: Model](rows: QuerySet[M], pk: Any, *, version: int | None = None) -> M:
    """The row, held until the transaction ends. With a `version`: raises when it is not that one any more."""
    if not connection.in_atomic_block:
        raise RuntimeError(f"a row of {rows.model._meta.label} was to be held outside a transaction")
    row: Any = rows.select_for_update(of=("self",)).get(pk=pk)
    if version is not None and row.version != version:
        raise ChangedMeanwhile(row)
    return row


def save_version(row: Any, fields: list[str]) -> None:
    """Write these fields and count the saving."""
    row.version = F("version") + 1
    row.save(update_fields=[*fields, "version"])
    row.refresh_from_db(fields=["version"])
