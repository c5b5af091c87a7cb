"""How well one column of a sheet fits one field of a kind: by its heading and by what stands in it."""

import datetime as dt
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from vinhdanh.kernel.sheets import cells, dates
from vinhdanh.kernel.sheets.context import Context
from vinhdanh.kernel.sheets.kinds import Column
from vinhdanh.rules.near import nearest, overlap
from vinhdanh.rules.text import fold

SAMPLE = 60
LEAST_FIT = 0.3
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")


@lru_cache(maxsize=20_000)
def heading_fit(label: str, synonym: str) -> float:
    """1 for the same heading, less for the child of a group, for a part of it, for words in common."""
    asked, known = fold(label), fold(synonym)
    if not asked or not known:
        return 0.0
    if asked == known:
        return 1.0
    bare = fold(_BRACKETS.sub("", label))
    if bare and bare == fold(_BRACKETS.sub("", synonym)):
        return 0.95
    child = fold(label.rsplit(" - ", 1)[-1])
    if child != asked and child == known:
        return 0.8
    if child != asked and fold(synonym.rsplit(" - ", 1)[-1]) == child and " - " in synonym:
        return 0.55 + 0.35 * overlap(label, synonym)
    if _within(known, asked) or _within(asked, known):
        shorter, longer = sorted((len(asked), len(known)))
        return 0.45 + 0.4 * shorter / longer
    shared = overlap(asked, known)
    return 0.75 * shared if shared >= 0.5 else 0.0


def _within(part: str, whole: str) -> bool:
    return len(part) >= 3 and f" {part} " in f" {whole} "


def best_heading_fit(label: str, column: Column) -> float:
    """The first synonyms weigh a hair more than the later ones, so that ties are decided."""
    if not label:
        return 0.0
    fits = (heading_fit(label, synonym) - 0.002 * min(n, 20) for n, synonym in enumerate(column.headers))
    return max(fits, default=0.0)


def series_years(labels: tuple[str, ...], column: Column) -> dict[int, int]:
    """{year: column} of a field that stands once for each year."""
    found: dict[int, int] = {}
    for at, label in enumerate(labels):
        match = re.search(column.series, fold(label))
        if match:
            year = next(group for group in match.groups() if group)
            found.setdefault(int(year), at)
    return found


_PERSON = re.compile(r"[^\W\d_]['’.\w-]*(?: [^\W\d_]['’.\w-]*){0,6}")
_CODE = re.compile(r"[\w.\-/]{1,24}")


def content_fit(sample: list[Any], column: Column, context: Context) -> float | None:
    """The share of filled cells that this field could hold; None when the sample is empty."""
    filled = [cell for cell in sample if not cells.is_nothing(cell)]
    if not filled:
        return None
    fits = _test_for(column, context)
    return sum(map(fits, filled)) / len(filled)


def _test_for(column: Column, context: Context) -> Callable[[Any], bool]:
    if column.type == "date":
        parse = dates.date_parser(today=context.as_of)
        return lambda cell: _is_day(cell, parse)
    if column.type in ("int", "decimal"):
        number = cells.decimal_parser(least=None, most=None)
        return lambda cell: number(cell)[0] is not None
    if column.type == "year":
        return lambda cell: cells.parse_year(cell)[1] is None
    if column.type == "flag":
        return lambda cell: cells.parse_flag(cell)[1] is None
    if column.type == "choice" and column.choices is not None:
        known = column.choices(context)
        return lambda cell: bool(nearest(cells.written(cell), known)) or column.unknown == "keep"
    if column.words:
        known_words = {fold(word) for word in column.words}
        return lambda cell: fold(cells.written(cell)) in known_words
    if column.type == "person_name":
        return lambda cell: isinstance(cell, str) and bool(_PERSON.fullmatch(cells.written(cell)))
    if column.type == "code":
        return lambda cell: not isinstance(cell, dt.date) and bool(_CODE.fullmatch(cells.written(cell)))
    return lambda cell: isinstance(cell, str)


def _is_day(cell: Any, parse: cells.Parser) -> bool:
    day, finding = parse(cell)
    return day is not None or (finding is not None and finding.code in ("date.impossible", "date.only_year"))


def is_telling(column: Column) -> bool:
    """Do the cells alone tell this field from others? A few known words do, dates or numbers do not."""
    return bool(column.words) or (column.type == "choice" and column.unknown != "keep")


def fit(label: str, sample: list[Any], column: Column, context: Context) -> float:
    """From 0 to 1: the heading first, its cells as a check; cells alone only when they are telling."""
    heading = best_heading_fit(label, column)
    if heading <= 0 and not is_telling(column):
        return 0.0
    content = content_fit(sample, column, context)
    if heading <= 0:
        return 0.45 * content if content is not None and content >= 0.8 else 0.0
    if content is None:
        return heading * 0.95
    if column.type in ("text", "unit_name", "codes"):
        return heading * (0.9 + 0.1 * content)
    return heading * (0.35 + 0.65 * content)
