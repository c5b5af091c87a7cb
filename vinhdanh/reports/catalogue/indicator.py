"""One line of the catalogue, and the figures it becomes for one scope."""

import datetime as dt
import hashlib
from collections import ChainMap, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from vinhdanh.reports.catalogue.counting import EACH, Ratio, Records, Value
from vinhdanh.reports.catalogue.facts import Facts, Row, Source, Text, matches
from vinhdanh.reports.catalogue.scope import Scope

type Days = Callable[[Scope], Iterable[dt.date]]


@dataclass(frozen=True, eq=False)
class Indicator:
    """What is counted, in one line: key, unit word, label, rule in words, where the facts come from, how they count.

    A key with a gap, such as `plans.year.{year}`, is a family: one figure for each value of the dimension.
    `on` gives the days on which the tree is looked at; `version` grows when the rule changes.
    """

    key: str
    word: Text
    label: Text
    rule: Text
    facts: Source
    counting: Records | Ratio
    on: Days | None = None
    version: int = 1

    @property
    def domain(self) -> str:
        return self.key.split(".")[0]

    @property
    def each(self) -> str:
        """The dimension that a family runs through; empty for a single figure."""
        if isinstance(self.counting, Ratio):
            return ""
        return next((dim for dim, value in self.counting.where.items() if value is EACH), "")

    def days(self, scope: Scope) -> Iterable[dt.date]:
        return dict.fromkeys(self.on(scope)) if self.on is not None else (scope.as_of,)


@dataclass(frozen=True, eq=False)
class Figure:
    """A value and where it comes from. `ids` are the sorted public ids of its records, when they were asked for."""

    key: str
    value: Value
    indicator: Indicator
    where: Mapping[str, Any]
    scope: Scope  # looking at the day of the figure
    note: str = ""
    ids: tuple[str, ...] | None = None

    @property
    def day(self) -> dt.date:
        return self.scope.day

    @cached_property
    def gaps(self) -> Mapping[str, str]:
        return ChainMap(gaps_of(self.where, self.scope), self.scope.words)

    @property
    def word(self) -> str:
        return str(self.indicator.word).format_map(self.gaps)

    @property
    def label(self) -> str:
        told = str(self.indicator.label).format_map(self.gaps)
        return told[:1].upper() + told[1:]

    @property
    def rule(self) -> str:
        return str(self.indicator.rule).format_map(self.gaps)

    @property
    def records(self) -> int:
        return len(self.ids or ())

    @cached_property
    def sha256(self) -> str:
        return sha256_of(self.ids or ())

    @property
    def direct(self) -> str:
        """Code of the one direct unit that the figure is about; empty when it is about all."""
        return str(self.where.get("direct", ""))


def sha256_of(ids: Iterable[str]) -> str:
    """SHA-256 over the sorted public ids, one a line, in UTF-8."""
    return hashlib.sha256("\n".join(sorted(ids)).encode()).hexdigest()


def gaps_of(where: Mapping[str, Any], scope: Scope) -> dict[str, str]:
    """What fills the gaps of a family's key and words: the value itself, and the name behind a key."""
    gaps = {dim: str(value) for dim, value in where.items()}
    gaps["day_key"] = scope.day.isoformat()
    gaps["issuer_name"] = scope.answers.issuers.get(gaps.get("issuer", ""), "")
    gaps["body_name"] = scope.answers.bodies.get(gaps.get("body", ""), "")
    return gaps


@dataclass
class Ledger:
    """The figures of some lines over one scope; each table is read once, however many lines count it."""

    scope: Scope
    lines: tuple[Indicator, ...]
    known: Mapping[str, Callable[[Scope], Iterable[Any]]]
    with_records: bool = False
    tables: dict[Any, list[Row]] = field(default_factory=dict)
    passed: dict[Any, dict[Indicator, Row]] = field(default_factory=dict)
    figures: dict[str, Figure] = field(default_factory=dict)

    def fill(self) -> dict[str, Figure]:
        for line in self.lines:
            if isinstance(line.counting, Records):
                for day in line.days(self.scope):
                    self._count(line, line.counting, day)
        for line in self.lines:
            if isinstance(line.counting, Ratio):
                self._divide(line, line.counting)
        return self.figures

    def _table(self, facts: Source, scope: Scope) -> list[Row]:
        """The rows that the lines of these facts count: grouped, or one by one when the records are wanted."""
        key = (facts, scope.day)
        if key not in self.tables:
            same = [line.counting for line in self.lines if line.facts is facts and isinstance(line.counting, Records)]
            dims = frozenset(dim for counting in same for dim in counting.dims)
            sums = frozenset(name for counting in same for name in counting.sums)
            of_units = any(counting.of_units for counting in same)
            if self.with_records:
                self.tables[key] = facts.records(scope, dims, sums, of_units=of_units)
            else:
                self.tables[key] = facts.cube(scope, dims, sums)
        return self.tables[key]

    def _is_one_pass(self, facts: Source) -> bool:
        """Large tables without families are counted in one pass; with records, or by unit, one by one."""
        if self.with_records or not isinstance(facts, Facts) or not facts.in_one_pass:
            return False
        return not any(line.each for line in self.lines if line.facts is facts)

    def _passed(self, facts: Facts, scope: Scope) -> dict[Indicator, Row]:
        """For each line of these facts one row that holds all its records."""
        if (facts, scope.day) not in self.passed:
            same = [line for line in self.lines if line.facts is facts and isinstance(line.counting, Records)]
            wanted = [(line.counting.where, line.counting.sums, line.counting.of_units) for line in same]
            self.passed[facts, scope.day] = dict(zip(same, facts.pass_over(scope, wanted), strict=True))
        return self.passed[facts, scope.day]

    def _count(self, line: Indicator, counting: Records, day: dt.date) -> None:
        scope = self.scope.at(day)
        if self._is_one_pass(line.facts):
            self._enter(line, counting, scope, counting.where, [self._passed(line.facts, scope)[line]])
            return
        fixed = {dim: value for dim, value in counting.where.items() if value is not EACH}
        rows = [row for row in self._table(line.facts, scope) if matches(row, fixed)]
        dim = line.each
        if not dim:
            self._enter(line, counting, scope, fixed, rows)
            return
        groups: dict[Any, list[Row]] = defaultdict(list)
        for row in rows:
            groups[row[dim]].append(row)
        for value in self.values_of(dim, scope, groups):
            self._enter(line, counting, scope, fixed | {dim: value}, groups.get(value, []))

    def values_of(self, dim: str, scope: Scope, found: Iterable[Any]) -> list[Any]:
        """What the family runs through: what is known beforehand, then what the data add."""
        known = list(self.known[dim](scope)) if dim in self.known else []
        extra = sorted(value for value in found if value not in set(known) and value not in (None, ""))
        return [*known, *extra]

    def _enter(
        self, line: Indicator, counting: Records, scope: Scope, where: Mapping[str, Any], rows: list[Row]
    ) -> None:
        value = counting.value(rows, scope)
        if value is None and counting.is_optional:
            return
        key = line.key.format_map(gaps_of(where, scope)) if "{" in line.key else line.key
        ids = self._ids(counting, rows) if self.with_records else None
        self.figures[key] = Figure(key, value, line, where, scope, counting.note(rows), ids)

    def _ids(self, counting: Records, rows: list[Row]) -> tuple[str, ...]:
        name = "unit_code" if counting.of_units else "id"
        return tuple(sorted({row[name] for row in rows}))

    def _divide(self, line: Indicator, ratio: Ratio) -> None:
        part, whole = self.figures.get(ratio.part), self.figures.get(ratio.whole)
        if part is None or whole is None:
            return
        value = ratio.value(part.value, whole.value)
        self.figures[line.key] = Figure(line.key, value, line, part.where, part.scope, "", part.ids)
