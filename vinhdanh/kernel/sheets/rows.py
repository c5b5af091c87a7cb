"""A sheet that was understood becomes rows: every column parsed, every finding at its row."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from vinhdanh.kernel.sheets import cells, dates
from vinhdanh.kernel.sheets.cells import REJECT, WARN, Finding, Parser, is_nothing, written
from vinhdanh.kernel.sheets.choices import choice_parser
from vinhdanh.kernel.sheets.context import Context
from vinhdanh.kernel.sheets.kinds import Column, SheetKind
from vinhdanh.kernel.sheets.layout import Layout
from vinhdanh.kernel.sheets.row import Row

HABIT_TIMES, HABIT_SHARE = 5, 0.2
EMPTY: dict[str, Any] = {
    "text": "",
    "code": "",
    "codes": (),
    "person_name": "",
    "unit_name": "",
    "date": None,
    "int": None,
    "decimal": None,
    "flag": False,
    "choice": "",
    "year": None,
}
_FIXED: dict[str, Parser] = {
    "text": cells.parse_text,
    "code": cells.parse_code,
    "codes": cells.parse_codes,
    "person_name": cells.parse_person_name,
    "unit_name": cells.parse_unit_name,
    "flag": cells.parse_flag,
    "year": cells.parse_year,
}

type Found = list[tuple[int, str, Finding]]


def read_rows(layout: Layout, kind: SheetKind, context: Context) -> list[Row]:
    """All data rows of the sheet. Each has a value for every column of the kind."""
    found: Found = []
    count = len(layout.rows)
    columns: list[Sequence[Any]] = []
    for column in kind.columns:
        if column.series:
            columns.append(_series(layout, column, context, found))
        elif column.name in layout.columns:
            columns.append(_parsed(layout, column, column.name, context, found))
        else:
            columns.append([EMPTY[column.type]] * count)
    names = [column.name for column in kind.columns]
    rows = [
        Row(number, dict(zip(names, values, strict=True)), layout)
        for number, values in zip(layout.rows, zip(*columns, strict=True), strict=True)
    ]
    for at, name, finding in found:
        rows[at].add(
            finding.severity, name, finding.code, finding.text, finding.suggestion or _repaired(rows[at], name)
        )
    return rows


def _repaired(row: Row, name: str) -> str:
    bare, _, year = name.partition(".")
    value = row.values[bare]
    return written(value[int(year)] if year else value) if value not in (None, "", False) else ""


def _series(layout: Layout, column: Column, context: Context, found: Found) -> list[dict[int, Any]]:
    """{year: value} for each row, from the columns of the years."""
    years = layout.series.get(column.name, {})
    if not years:
        return [{} for _ in layout.rows]
    parsed = [_parsed(layout, column, f"{column.name}.{year}", context, found) for year in years]
    return [dict(zip(years, values, strict=True)) for values in zip(*parsed, strict=True)]


def _parsed(layout: Layout, column: Column, name: str, context: Context, found: Found) -> list[Any]:
    """One column of values; what was found is added to `found` with the position of its row."""
    at = layout.index(name)
    if at is None:
        raise ValueError(f"{layout.sheet} has no column for {name}")
    values, numbers = layout.grid.part(at)
    rows = layout.rows
    if isinstance(rows, range) and rows.step == 1:
        picks: Sequence[int] = numbers[rows.start - 1 : rows.stop - 1]
    else:
        picks = [numbers[row - 1] for row in rows]
    counts = dict.fromkeys(picks, 1) if isinstance(picks, range) else Counter(picks)
    parse = parser_for(column, context, [(values[pick], times) for pick, times in counts.items()])
    parsed: dict[int, Any] = {}
    findings: dict[int, Finding] = {}
    empty, missing, longest = EMPTY[column.type], _missing(column), column.max_length
    for pick in counts:
        cell = values[pick]
        if is_nothing(cell):
            value, finding = empty, missing
        else:
            value, finding = parse(cell)
            if longest and len(value) > longest:
                finding = Finding(REJECT, "text.too_long", _("dài hơn %(most)s ký tự") % {"most": longest})
            elif finding is not None and column.required and finding.severity == WARN and value in (None, "", ()):
                finding = Finding(REJECT, finding.code, finding.text)
        parsed[pick] = value
        if finding is not None:
            findings[pick] = finding
    if findings:
        _leave_out_habits(layout, name, findings, counts)
        for position, pick in enumerate(picks):
            if pick in findings:
                found.append((position, name, findings[pick]))
    return list(map(parsed.__getitem__, picks))


def _missing(column: Column) -> Finding | None:
    """What an empty cell means in a column that must or should be filled."""
    if not (column.required or column.expected):
        return None
    word = column.headers[0].rsplit(" - ", 1)[-1].lower()
    severity = REJECT if column.required else WARN
    return Finding(severity, "cell.missing", _("thiếu %(what)s") % {"what": word}, is_habit=not column.required)


def habit_note(header: str, text: str, count: int) -> str:
    return _("%(header)s: %(text)s (%(count)s ô)") % {"header": header, "text": text, "count": count}


def _leave_out_habits(layout: Layout, name: str, findings: dict[int, Finding], counts: dict[int, int]) -> None:
    """A way of writing that the whole column shows is a note on the sheet, not a fault of each row."""
    times: Counter[Finding] = Counter()
    for pick, finding in findings.items():
        if finding.is_habit:
            times[finding] += counts[pick]
    for finding, count in times.items():
        if count >= HABIT_TIMES and count >= HABIT_SHARE * sum(counts.values()):
            layout.notes.append(habit_note(layout.header(name) or name, str(finding.text), count))
            for pick in [pick for pick, other in findings.items() if other == finding]:
                del findings[pick]


def parser_for(column: Column, context: Context, seen: list[tuple[Any, int]]) -> Parser:
    """The parser of one column; `seen` are its distinct cells and how often each stands there."""
    if column.type == "date":
        is_american = dates.is_month_first(cell for cell, _ in seen)
        return dates.date_parser(today=context.as_of, month_first=is_american)
    if column.type == "int":
        return cells.int_parser(least=column.least, most=column.most)
    if column.type == "decimal":
        return cells.decimal_parser(least=column.least, most=column.most)
    if column.type == "choice" and column.choices is not None:
        unknown = column.unknown or (REJECT if column.required else WARN)
        return choice_parser(column.choices(context), seen=seen, unknown=unknown, label=column.headers[0].lower())
    return _FIXED[column.type]
