"""From paths to a batch: read every file, understand every sheet, load what was understood."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from vinhdanh.kernel.sheets.batch import (
    Batch,
    FileResult,
    SheetResult,
    grids_with_cells,
    load,
    without_collecting,
)
from vinhdanh.kernel.sheets.context import Context
from vinhdanh.kernel.sheets.layout import Layout
from vinhdanh.kernel.sheets.mapping import Mapping
from vinhdanh.kernel.sheets.reading import Grid, Reader
from vinhdanh.kernel.sheets.recognise import recognised
from vinhdanh.kernel.sheets.records import keep_intakes
from vinhdanh.kernel.sheets.rows import read_rows
from vinhdanh.kernel.sheets.vocabulary import words_of
from vinhdanh.rules.reasons import Refused

ENDINGS = (".xlsx", ".ods", ".csv", ".tsv", ".txt", ".xlsm", ".xls", ".xlsb")

type Step = Callable[[str, int, int], None]


def spreadsheets_in(paths: Sequence[Path]) -> list[Path]:
    """The files named, and the spreadsheets of the folders named, in the order of their names."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = (p for p in path.iterdir() if p.suffix.lower() in ENDINGS and not p.name.startswith(("~$", ".")))
            found.extend(sorted(inside, key=lambda p: p.name))
        else:
            found.append(path)
    return list(dict.fromkeys(found))


def understood(
    paths: Sequence[Path],
    *,
    context: Context,
    mapping: Mapping | None = None,
    on_step: Step | None = None,
) -> list[FileResult]:
    """Every file read and every sheet understood or named with a reason; nothing checked or stored yet."""
    files = []
    with without_collecting(), Reader() as reader:
        reader.start()
        for number, path in enumerate(paths):
            if on_step is not None:
                on_step(path.name, number, len(paths))
            files.append(_understood(path, reader, context, mapping))
    look_again([sheet for file in files for sheet in file.sheets], context, mapping)
    return files


def look_again(sheets: list[SheetResult], context: Context, mapping: Mapping | None = None) -> None:
    """Sheets not understood may be so in the light of the others: of the units and words that those list."""
    puzzling = [
        sheet
        for sheet in sheets
        if not sheet.layout.kind
        and sheet.layout.header_rows
        and (mapping is None or mapping.layout_for(sheet.layout.grid) is None)
    ]
    if not puzzling:
        return
    for sheet in sheets:
        kind = sheet.kind
        if kind is not None and kind.defines:
            words_of(context).learn(read_rows(sheet.layout, kind, context), noun=kind.defines)
            sheet.layout.notes.clear()
    context.memo.pop("sheets.fits", None)  # headings may now say more
    for sheet in puzzling:
        sheet.layout = recognised(sheet.layout.grid, context)


def _understood(path: Path, reader: Reader, context: Context, mapping: Mapping | None) -> FileResult:
    file = FileResult(path.name)
    try:
        with path.open("rb") as content:
            file.sha256 = hashlib.file_digest(content, "sha256").hexdigest()
        grids = grids_with_cells(reader.read(path))
        file.sheets = [SheetResult(layout_for(grid, context, mapping)) for grid in grids]
    except Refused as refused:
        file.refused = refused.reasons
        file.sheets = []
    return file


def layout_for(grid: Grid, context: Context, mapping: Mapping | None = None) -> Layout:
    """As a person said, else as we guess. A sheet nobody sees and we do not know is left out in silence."""
    given = mapping.layout_for(grid) if mapping is not None else None
    return given if given is not None else recognised(grid, context)


def load_files(
    files: list[FileResult], *, context: Context, dry_run: bool = False, on_step: Step | None = None
) -> Batch:
    """Load what was understood and keep the record of it, in one transaction."""
    return load(
        files,
        context=context,
        dry_run=dry_run,
        on_step=on_step,
        and_then=lambda batch: keep_intakes(batch, by=context.actor),
    )
