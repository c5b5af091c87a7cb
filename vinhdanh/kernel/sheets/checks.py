"""Checks that sheets of many domains share."""

from collections.abc import Callable, Hashable, Iterable, Mapping

from django.utils.translation import gettext as _

from vinhdanh.kernel.sheets.row import Row
from vinhdanh.rules.text import text_key


def reject_repeated(
    rows: Iterable[Row], *, column: str, same: Callable[[Row], Hashable | None], code: str, text: str
) -> None:
    """Of rows that say the same, the first stays. Rows already rejected neither stay nor stand in the way.

    `same` gives what makes a row itself; None for a row that cannot be told from others.
    """
    for row, first in repeated(rows, same=same):
        row.reject(column, code, _("%(text)s (đã có ở dòng %(row)s)") % {"text": text, "row": first.number})


def repeated(rows: Iterable[Row], *, same: Callable[[Row], Hashable | None]) -> list[tuple[Row, Row]]:
    """Pairs (row, the first row that says the same), rejected rows left out."""
    seen: dict[Hashable, Row] = {}
    found = []
    for row in rows:
        if row.is_rejected:
            continue
        what = same(row)
        if what is None:
            continue
        first = seen.setdefault(what, row)
        if first is not row:
            found.append((row, first))
    return found


def reject_part_above_whole(rows: Iterable[Row], *, part: str, whole: str, code: str, text: str) -> None:
    """A part is never more than its whole: those present of those who belong, "yes" of valid papers."""
    for row in rows:
        few, many = row.values[part], row.values[whole]
        if few is not None and many is not None and few > many:
            row.reject(part, code, text)


def warn_out_of_order(rows: Iterable[Row], *, earlier: str, later: str, column: str, code: str, text: str) -> None:
    """Two days of one row stand in the wrong order; the warning stands in `column`."""
    for row in rows:
        first, second = row.values[earlier], row.values[later]
        if first is not None and second is not None and second < first:
            row.warn(column, code, text)


def accepted(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if not row.is_rejected]


def drop_shades(rows: Iterable[Row], column: str, *, otherwise: str = "") -> None:
    """What is stored of a choice: its value without the shade, or `otherwise` where nothing was understood.

    Words that an office tells apart and we do not are declared as shades of one value, such as
    "open:begun" and "open": a rare one is then not taken for a misspelling of the other.
    """
    for row in rows:
        row.values[column] = row.values[column].partition(":")[0] or otherwise


def has_column(row: Row, name: str) -> bool:
    """Whether the sheet has such a column at all: what nobody asked for is not missing."""
    return row.layout.index(name) is not None


def same_name(one: str, other: str) -> bool:
    """Whether two names differ in nothing but case, spaces and the place of a tone mark."""
    return one == other or text_key(one) == text_key(other)


def said_as(words: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """`{"done": ("Hoàn thành", "Xong")}` as the choices of a column: each word with what it means."""
    return {word: stored for stored, said in words.items() for word in said}
