"""One line of the catalogue, and the figures it becomes for one scope."""

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
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


@dataclass(frozen=True)
class Figure:
    """A value and where it comes from. `ids` are the public ids of its records, when they were asked for."""

    key: str
    value: Value
    word: str
    label: str
    rule: str
    indicator: Indicator
    where: Mapping[str, Any]
    day: dt.date
    note: str = ""
    ids: tuple[str, ...] | None = None

    @property
    def records(self) -> int:
        return len(self.ids or ())

    @property
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


def spelled(text: Text, gaps: Mapping[str, Any]) -> str:
    return str(text).format_map(gaps)


@dataclass
class Ledger:
    """The figures of some lines over one scope; each table is read once, however many lines count it."""

    scope: Scope
    lines: tuple[Indicator, ...]
    known: Mapping[str, Callable[[Scope], Iterable[Any]]]
    with_records: bool = False
    tables: dict[Any, list[Row]] = field(default_factory=dict)
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

    def _dims(self, facts: Source) -> tuple[frozenset[str], frozenset[str], bool]:
        """All dimensions and sums that the lines ask of these facts, and whether units are counted."""
        same = [line.counting for line in self.lines if line.facts is facts and isinstance(line.counting, Records)]
        dims = frozenset(dim for counting in same for dim in counting.dims)
        sums = frozenset(name for counting in same for name in counting.sums)
        return dims, sums, any(counting.of_units for counting in same)

    def _cube(self, facts: Source, scope: Scope) -> list[Row]:
        key = ("cube", facts.name, scope.day)
        if key not in self.tables:
            dims, sums, _ = self._dims(facts)
            self.tables[key] = facts.cube(scope, dims, sums)
        return self.tables[key]

    def _records(self, facts: Source, scope: Scope) -> list[Row]:
        key = ("records", facts.name, scope.day)
        if key not in self.tables:
            dims, _, of_units = self._dims(facts)
            wanted = (dims - {"unit"}) | ({"unit_code"} if of_units and isinstance(facts, Facts) else set())
            self.tables[key] = facts.records(scope, wanted)
        return self.tables[key]

    def _groups(self, rows: list[Row], dim: str) -> dict[Any, list[Row]]:
        groups: dict[Any, list[Row]] = defaultdict(list)
        for row in rows:
            groups[row[dim]].append(row)
        return groups

    def _count(self, line: Indicator, counting: Records, day: dt.date) -> None:
        scope = self.scope.at(day)
        fixed = {dim: value for dim, value in counting.where.items() if value is not EACH}
        rows = [row for row in self._cube(line.facts, scope) if matches(row, fixed)]
        records = None
        if self.with_records:
            records = [row for row in self._records(line.facts, scope) if matches(row, fixed)]
        dim = line.each
        if not dim:
            self._enter(line, counting, scope, fixed, rows, records)
            return
        by_value = self._groups(rows, dim)
        by_record = self._groups(records, dim) if records is not None else None
        for value in self.values_of(dim, scope, by_value):
            found = by_record.get(value, []) if by_record is not None else None
            self._enter(line, counting, scope, fixed | {dim: value}, by_value.get(value, []), found)

    def values_of(self, dim: str, scope: Scope, found: Iterable[Any]) -> list[Any]:
        """What the family runs through: what is known beforehand, then what the data add."""
        known = list(self.known[dim](scope)) if dim in self.known else []
        extra = sorted(value for value in found if value not in set(known) and value not in (None, ""))
        return [*known, *extra]

    def _enter(
        self,
        line: Indicator,
        counting: Records,
        scope: Scope,
        where: Mapping[str, Any],
        rows: list[Row],
        records: list[Row] | None,
    ) -> None:
        value = counting.value(rows, scope)
        if value is None and not isinstance(line.facts, Facts):
            return
        gaps = scope.words | gaps_of(where, scope)
        ids = None
        if records is not None:
            name = "unit_code" if counting.of_units and isinstance(line.facts, Facts) else "id"
            ids = tuple(sorted({row[name] for row in records}))
        self._keep(line, spelled(line.key, gaps), value, gaps, where, scope.day, counting.note(rows), ids)

    def _keep(
        self,
        line: Indicator,
        key: str,
        value: Value,
        gaps: Mapping[str, Any],
        where: Mapping[str, Any],
        day: dt.date,
        note: str,
        ids: tuple[str, ...] | None,
    ) -> None:
        self.figures[key] = Figure(
            key=key,
            value=value,
            word=spelled(line.word, gaps),
            label=spelled(line.label, gaps),
            rule=spelled(line.rule, gaps),
            indicator=line,
            where=where,
            day=day,
            note=note,
            ids=ids,
        )

    def _divide(self, line: Indicator, ratio: Ratio) -> None:
        part, whole = self.figures.get(ratio.part), self.figures.get(ratio.whole)
        if part is None or whole is None:
            return
        value = ratio.value(part.value, whole.value)
        self._keep(line, line.key, value, self.scope.words, part.where, part.day, "", part.ids)
