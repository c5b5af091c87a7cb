"""An import that is being prepared on the web: the file as sent, what a person said about it, what a check found.

Nothing of the file is stored before the last step. What the person corrects (columns, cells, rows to
leave out) is kept beside the file in `Intake.mapping` and laid over it at every reading, so that the
check and the load see the same rows:

    {"files": [...as in kernel.sheets.mapping...],
     "fixes": {sheet: {row: {column letter: text}}}, "left_out": {sheet: [row]}}
"""

from typing import Any

from django.utils.translation import gettext

from vinhdanh.activities.loading import context_for
from vinhdanh.kernel.actor import Actor
from vinhdanh.kernel.files import path_of
from vinhdanh.kernel.models import Intake
from vinhdanh.kernel.sheets.batch import Batch, FileResult, SheetResult, grids_with_cells, load
from vinhdanh.kernel.sheets.context import Context
from vinhdanh.kernel.sheets.intake import layout_for, load_files, look_again
from vinhdanh.kernel.sheets.kinds import KINDS
from vinhdanh.kernel.sheets.layout import index_of, letter, shown
from vinhdanh.kernel.sheets.mapping import Mapping, sheet_mapping
from vinhdanh.kernel.sheets.reading import Grid, Reader
from vinhdanh.kernel.sheets.row import REJECT, Row
from vinhdanh.kernel.sheets.summary import summary
from vinhdanh.organisation.queries import office
from vinhdanh.web.sentences import sentence

MOST_SHOWN = 100  # bad rows kept for the page; the file of bad rows holds all
SAMPLES = 3
BIG = 20_000  # rows from which the work goes to the background


def laid_over(grid: Grid, fixes: dict[str, dict[str, str]]) -> None:
    """Put the corrected cells into the grid, in place."""
    columns: dict[int, dict[int, str]] = {}
    for row, cells in fixes.items():
        for column, text in cells.items():
            if index_of(column) < grid.width and 1 <= int(row) <= grid.height:
                columns.setdefault(index_of(column), {})[int(row)] = text
    for at, corrected in columns.items():
        values = [grid.cell(number, at) for number in range(1, grid.height + 1)]
        for number, text in corrected.items():
            values[number - 1] = text
        grid.columns[at] = (values, None)
    grid.__dict__.pop("_parts", None)


def read(draft: Intake, context: Context) -> FileResult:
    """The file with everything a person said about it. Raises `Refused` for what is no spreadsheet."""
    said = draft.mapping
    with Reader() as reader:
        grids = grids_with_cells(reader.read(path_of(draft.file.sha256), name=draft.file_name))
    for grid in grids:
        laid_over(grid, said.get("fixes", {}).get(grid.sheet, {}))
    mapping = Mapping(said) if said.get("files") else None
    sheets = [SheetResult(layout_for(grid, context, mapping)) for grid in grids]
    look_again(sheets, context, mapping)
    for sheet in sheets:
        left_out = set(said.get("left_out", {}).get(sheet.layout.sheet, ()))
        if left_out:
            sheet.layout.rows = [row for row in sheet.layout.rows if row not in left_out]
    return FileResult(draft.file_name, sheets, sha256=draft.file.sha256)


def context_of(by: Actor) -> Context:
    here = office()
    return context_for(here.answers if here is not None else {}, by=by)


def checked(draft: Intake, *, by: Actor) -> Batch:
    """Everything an import does, taken back at the end: the counts and the faults are the real ones."""
    context = context_of(by)
    return load([read(draft, context)], context=context, dry_run=True)


def loaded(draft: Intake, *, by: Actor) -> Batch:
    """The import itself, in one transaction."""
    context = context_of(by)
    return load_files([read(draft, context)], context=context)


def columns_seen(draft: Intake, *, by: Actor) -> list[dict[str, Any]]:
    """Per sheet: what it was taken for, its heading rows, and each column with some of its cells."""
    return [sheet_seen(sheet) for sheet in read(draft, context_of(by)).sheets]


def sheet_seen(sheet: SheetResult) -> dict[str, Any]:
    layout = sheet.layout
    seen = sheet_mapping(layout)
    first = layout.rows[0] if len(layout.rows) else (layout.header_rows[-1] + 1 if layout.header_rows else 1)
    rows = [row for row in range(first, first + 12) if row <= layout.grid.height]
    headings = {entry["column"]: entry for entry in seen["columns"]}
    for at in range(layout.grid.width):
        entry = headings.setdefault(letter(at), {"column": letter(at), "header": "", "field": ""})
        cells = [shown(layout.grid.cell(row, at)) for row in rows]
        entry["samples"] = [cell for cell in cells if cell][:SAMPLES]
    used = [entry for entry in headings.values() if entry["header"] or entry["field"] or entry["samples"]]
    return {**seen, "columns": sorted(used, key=lambda entry: index_of(entry["column"])), "rows": len(layout.rows)}


def findings(batch: Batch) -> dict[str, Any]:
    """What the page of step 3 and 4 shows, as plain values."""
    said = summary(batch, sentence=sentence)
    bad = [bad_row(sheet, row) for sheet in batch.sheets for row in sheet.problem_rows if row.is_rejected]
    notes = [
        {**problem, "sheet": sheet["sheet"]}
        for sheet in said["files"][0]["sheets"]
        for problem in sheet["problems"]
        if problem["severity"] != REJECT
    ]
    return {
        "total": said["total"],
        "kinds": [{"title": str(KINDS[code].title), **counts} for code, counts in said["kinds"].items()],
        "not_read": [
            {"sheet": sheet["sheet"], "reason": sheet["reason"]}
            for sheet in said["files"][0]["sheets"]
            if not sheet["kind"]
        ],
        "bad": bad[:MOST_SHOWN],
        "notes": notes[:MOST_SHOWN],
        "suggested": sum(bool(row["suggestions"]) for row in bad),
    }


def bad_row(sheet: SheetResult, row: Row) -> dict[str, Any]:
    """One rejected row: its first cells and the faulty ones to mend, why, and what they could be."""
    layout = row.layout
    rejects = [problem for problem in row.problems if problem.severity == REJECT]
    faulty = {problem.column for problem in rejects}
    kind = sheet.kind
    names = [column.name for column in kind.columns if layout.index(column.name) is not None] if kind else []
    shown_names = list(dict.fromkeys([*(name for name in faulty if layout.index(name) is not None), *names[:2]]))[:3]
    cells = [
        {
            "column": layout.letter(name),
            "header": layout.header(name),
            "value": shown(layout.cell(row.number, name)),
            "is_bad": name in faulty,
        }
        for name in sorted(shown_names, key=lambda name: layout.index(name) or 0)
    ]
    suggestions = {layout.letter(p.column): p.suggestion for p in rejects if p.suggestion and layout.letter(p.column)}
    return {
        "sheet": layout.sheet,
        "row": row.number,
        "cells": cells,
        "why": [problem.text for problem in rejects],
        "suggestions": suggestions,
    }


def bad_rows_table(batch: Batch) -> dict[str, list[list[Any]]]:
    """Sheet -> the rejected rows as they stand, with where they stand and why, for a spreadsheet."""
    tables: dict[str, list[list[Any]]] = {}
    for sheet in batch.sheets:
        for row in sheet.problem_rows:
            if row.is_rejected:
                why = "; ".join(problem.text for problem in row.problems if problem.severity == REJECT)
                cells = [shown(cell) for cell in row.layout.grid.row(row.number)]
                tables.setdefault(row.layout.sheet or gettext("Bảng"), []).append([row.number, why, *cells])
    return tables
