"""Files in, rows stored: everything that is understood, in one transaction, in the order of the kinds.

A file that cannot be read and a sheet that is not understood are named with the reason, and nothing of
them is stored. A rejected row holds up no other. `dry_run` does all of it and takes it back.
"""

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connection, transaction

from vinhdanh.kernel.sheets.context import Context
from vinhdanh.kernel.sheets.findings import check_total, drop_habits
from vinhdanh.kernel.sheets.kinds import KINDS, SheetKind, in_order
from vinhdanh.kernel.sheets.layout import Layout
from vinhdanh.kernel.sheets.reading import Grid
from vinhdanh.kernel.sheets.row import Row
from vinhdanh.kernel.sheets.rows import read_rows
from vinhdanh.kernel.sheets.store import Stored
from vinhdanh.rules.reasons import Reason

type Step = Callable[[str, int, int], None]


@dataclass
class SheetResult:
    """What became of one sheet. `total` is its row of totals, when that contradicts the rows."""

    layout: Layout
    rows: list[Row] = field(default_factory=list)
    total: Row | None = None

    @property
    def kind(self) -> SheetKind | None:
        return KINDS.get(self.layout.kind)

    @property
    def problem_rows(self) -> list[Row]:
        found = [row for row in self.rows if row.has_problems]
        return [*found, self.total] if self.total is not None else found


@dataclass
class FileResult:
    """One file: its sheets, or the reasons why it was refused as a whole."""

    name: str
    sheets: list[SheetResult] = field(default_factory=list)
    refused: tuple[Reason, ...] = ()
    sha256: str = ""


@dataclass
class Batch:
    files: list[FileResult]
    stored: dict[str, Stored] = field(default_factory=dict)

    @property
    def sheets(self) -> list[SheetResult]:
        return [sheet for file in self.files for sheet in file.sheets]

    @property
    def changed_nothing(self) -> bool:
        return not any(stored.created or stored.changed for stored in self.stored.values())


def grids_with_cells(grids: Iterable[Grid]) -> list[Grid]:
    """Sheets that hold anything at all."""
    return [grid for grid in grids if grid.height and grid.width]


def load(
    files: list[FileResult],
    *,
    context: Context,
    dry_run: bool = False,
    on_step: Step | None = None,
    and_then: Callable[[Batch], None] | None = None,
) -> Batch:
    """Check and store every sheet that was understood. `and_then` runs inside the same transaction."""
    batch = Batch(files)
    step = on_step or (lambda message, done, total: None)
    with without_collecting(), transaction.atomic():
        _store_all(batch, context, step)
        if and_then is not None and not dry_run:
            and_then(batch)
        if dry_run:
            transaction.set_rollback(True)
    if not dry_run and not batch.changed_nothing:
        analyze()
    return batch


@contextmanager
def without_collecting() -> Iterator[None]:
    """Rows of a large sheet are many small objects that all live to the end: looking for dead ones among
    them costs a tenth of the time and finds nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _store_all(batch: Batch, context: Context, step: Step) -> None:
    kinds = in_order({sheet.layout.kind for sheet in batch.sheets if sheet.layout.kind})
    context.kinds = {kind.code for kind in kinds}
    done, total = 0, sum(len(sheet.layout.rows) for sheet in batch.sheets)
    for kind in kinds:
        sheets = [sheet for sheet in batch.sheets if sheet.layout.kind == kind.code]
        step(kind.title, done, total)
        rows = _checked(sheets, kind, context)
        done += len(rows)
        if kind.store is not None:
            batch.stored[kind.code] = kind.store(context, [row for row in rows if not row.is_rejected])
    for kind in kinds:
        if kind.finish is not None:
            kind.finish(context)
    step("", total, total)


def _checked(sheets: list[SheetResult], kind: SheetKind, context: Context) -> list[Row]:
    """All rows of a kind, from every sheet of the batch, after its checks."""
    every: list[Row] = []
    for sheet in sheets:
        sheet.rows = read_rows(sheet.layout, kind, context)
        every.extend(sheet.rows)
    context.keep_rows(kind.code, every)
    if kind.check is not None:
        kind.check(context, every)
    for sheet in sheets:
        drop_habits(sheet.layout, sheet.rows)
        sheet.total = check_total(sheet.layout, kind, sheet.rows)
    return every


def analyze() -> None:
    """Let the database look at what came in, so that the first page is as fast as the thousandth."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA analysis_limit=1000")
        cursor.execute("ANALYZE")
