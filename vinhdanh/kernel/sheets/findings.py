"""What is seen only when all rows of a sheet are known: ways of writing, and totals that do not add up."""

from collections import Counter

from django.utils.translation import gettext as _

from vinhdanh.kernel.sheets.cells import int_parser, is_nothing
from vinhdanh.kernel.sheets.kinds import SheetKind
from vinhdanh.kernel.sheets.layout import Layout
from vinhdanh.kernel.sheets.row import Row
from vinhdanh.kernel.sheets.rows import HABIT_SHARE, HABIT_TIMES, habit_note

# Repairs that a check makes row by row, and that a whole sheet may be written in.
HABITS = frozenset({"code.lost_zeros", "code.name_given"})


def drop_habits(layout: Layout, rows: list[Row]) -> None:
    """A list that names every unit by its name instead of its code has a note, not a fault in each row."""
    times: Counter[tuple[str, str]] = Counter()
    for row in rows:
        if row.has_problems:
            times.update({(problem.column, problem.code) for problem in row.problems if problem.code in HABITS})
    for (column, code), count in times.items():
        if count < HABIT_TIMES or count < HABIT_SHARE * len(rows):
            continue
        text = ""
        for row in rows:
            if row.has_problems:
                text = text or next((p.text for p in row.problems if (p.column, p.code) == (column, code)), "")
                row.problems[:] = [p for p in row.problems if (p.column, p.code) != (column, code)]
        layout.notes.append(habit_note(layout.header(column) or column, text, count))


def check_total(layout: Layout, kind: SheetKind, rows: list[Row]) -> Row | None:
    """The row of totals, with a warning for each number that is neither the sum of the rows that
    count nor of all rows. Its numbers are never read for anything else."""
    if not layout.total_row:
        return None
    total = Row(layout.total_row, {}, layout)
    as_number = int_parser(least=None, most=None)
    names = [column.name for column in kind.columns if column.type == "int" and column.name in layout.columns]
    names += [f"{name}.{year}" for name, years in layout.series.items() for year in years]
    for name in names:
        if kind.column(name).type != "int":
            continue
        cell = layout.cell(layout.total_row, name)
        said = None if is_nothing(cell) else as_number(cell)[0]
        if said is None:
            continue
        everything = [_number(row, name) for row in rows]
        counted = [_number(row, name) for row in rows if not row.is_rejected]
        if said not in (sum(counted), sum(everything)):
            wrong = said - sum(counted)
            text = _("dòng tổng lệch %(by)s so với cộng các dòng") % {"by": abs(wrong)}
            total.warn(name, "total.differs", text, suggestion=str(sum(counted)))
    return total if total.has_problems else None


def _number(row: Row, name: str) -> int:
    bare, _, year = name.partition(".")
    value = row.values[bare]
    return (value.get(int(year)) if year else value) or 0
