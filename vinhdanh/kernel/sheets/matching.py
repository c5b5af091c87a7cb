"""How well what stands in a column fits a field, as a check on what its heading says."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from vinhdanh.kernel.sheets import cells, dates
from vinhdanh.kernel.sheets.context import Context
from vinhdanh.kernel.sheets.kinds import Column
from vinhdanh.kernel.sheets.vocabulary import words_of
from vinhdanh.rules.text import fold

LEAST_FIT = 0.3
MOST_WORDS = 40  # a column with more different cells holds no choice

_PERSON = re.compile(r"[^\W\d_]['’.\w-]*(?: [^\W\d_]['’.\w-]*){0,6}")
_CODE = re.compile(r"[\w.\-/]{1,24}")

type Test = Callable[[Any], float]


@dataclass
class Sample:
    """Some cells of a column: the different ones and how often each stands there, empty ones left out."""

    counts: Counter[Any]
    shares: dict[Test, float] = field(default_factory=dict)

    @classmethod
    def of(cls, sample: list[Any]) -> "Sample":
        return cls(Counter(cell for cell in sample if not cells.is_nothing(cell)))

    def share(self, test: Test) -> float:
        """How much of the column passes; many fields ask the same, so each test is made once."""
        found = self.shares.get(test)
        if found is None:
            passed = sum(test(cell) * times for cell, times in self.counts.items())
            found = self.shares[test] = passed / self.counts.total()
        return found


def content_fit(sample: Sample, column: Column, context: Context) -> float | None:
    """The share of filled cells that this field could hold; None when the sample is empty."""
    return sample.share(_test_for(column, context)) if sample.counts else None


def _test_for(column: Column, context: Context) -> Test:
    """One test for all fields of a type; a field with words of its own has its own."""
    has_words = bool(column.words) or (column.type == "choice" and column.choices is not None)
    key = ("sheets.test", column if has_words else column.type)
    if key not in context.memo:
        context.memo[key] = _made_test(column, context)  # type: ignore[index]
    return context.memo[key]  # type: ignore[index]


def _made_test(column: Column, context: Context) -> Test:
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
    if column.words or (column.type == "choice" and column.choices is not None):
        known = {fold(word) for word in (column.words or column.choices(context))}  # type: ignore[misc]
        keeps = column.unknown == "keep"
        return lambda cell: keeps or fold(cells.written(cell)) in known
    if column.type == "person_name":
        return lambda cell: isinstance(cell, str) and bool(_PERSON.fullmatch(cells.written(cell)))
    if column.type == "code":
        return _like_a_code
    return lambda cell: isinstance(cell, str)


def _like_a_code(cell: Any) -> float:
    """A code surely, a name perhaps: many lists write the name where the code belongs."""
    if isinstance(cell, dt.date):
        return 0.0
    text = cells.written(cell)
    return 1.0 if _CODE.fullmatch(text) else 0.5 if len(text) <= 100 else 0.0


def _is_day(cell: Any, parse: cells.Parser) -> bool:
    day, finding = parse(cell)
    return day is not None or (finding is not None and finding.code in ("date.impossible", "date.only_year"))


def is_telling(column: Column) -> bool:
    """Do the cells alone tell this field from others? A few known words do, dates or numbers do not."""
    return bool(column.words) or (column.type == "choice" and column.unknown != "keep")


def fit(heading: float, sample: Sample, column: Column, context: Context) -> float:
    """From 0 to 1: the heading first, its cells as a check; cells alone only when they are telling."""
    known = words_of(context).refers(column)
    if known and sample.counts:
        share = sample.share(lambda cell: (text := cells.written(cell)) in known or fold(text) in known)
        if share >= 0.8:
            return max(heading, 0.5 * share)
    if heading <= 0:
        if not is_telling(column) or not 0 < len(sample.counts) <= MOST_WORDS:
            return 0.0
        content = content_fit(sample, column, context) or 0.0
        return 0.45 * content if content >= 0.8 else 0.0
    content = content_fit(sample, column, context)
    if content is None:
        return heading * 0.95
    if column.type in ("text", "unit_name", "codes"):
        return heading * (0.9 + 0.1 * content)
    return heading * (0.35 + 0.65 * content)
