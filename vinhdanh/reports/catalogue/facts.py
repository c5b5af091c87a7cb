"""Where facts come from: the query that finds the records, what they are told apart by, how a row is shown.

The same dimensions serve three readers. Values are counted from a *cube*: one statement a table, grouped by the
dimensions that its figures ask about. The records behind a figure are the rows of the same query with the same
dimensions. A page of rows is that query, filtered.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum, Value
from django.db.models.expressions import BaseExpression
from django.db.models.functions import Substr
from django.utils.functional import Promise

from vinhdanh.reports.catalogue.scope import Scope
from vinhdanh.reports.catalogue.statements import fetched
from vinhdanh.rules.paths import WIDTH

type Text = str | Promise
type Row = dict[str, Any]
type Expression = Any
BY_ID = itemgetter("id")
OFFICE_ROLES = ("office", "leader", "clerk")


@dataclass(frozen=True)
class Address:
    """The page of one record: the name of the url, the fields it takes, what stands before them."""

    name: str
    fields: tuple[str, ...]
    before: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Facts:
    """Records of one table. `unit` leads to the id of the unit concerned, `path` to a tree path instead."""

    name: str
    title: Text
    rows: Callable[[Scope], QuerySet[Any]]
    id: str | Callable[[], BaseExpression]
    columns: tuple[tuple[Text, str], ...]
    unit: str | Callable[[], BaseExpression] = ""
    path: str = ""
    dims: Mapping[str, str | Callable[[Scope], Expression]] = field(default_factory=dict)
    roles: tuple[str, ...] = OFFICE_ROLES
    address: Address | None = None
    # What the columns of a page of rows need besides the table's own: names as they were on the day.
    dressed: Callable[[QuerySet[Any], Scope], QuerySet[Any]] | None = None
    # A large table without families: all its figures in one pass over the rows, nothing grouped.
    in_one_pass: bool = False
    # What else of the scope the rows depend on: contest, round, issuer_spellings, root_path.
    needs: tuple[str, ...] = ()

    def _expression(self, scope: Scope, dim: str) -> Expression:
        if dim == "direct" and self.path:
            return Substr(self.path, 1, len(scope.root_path) + WIDTH)
        if dim in ("unit", "direct"):
            return F(self.unit) if isinstance(self.unit, str) else self.unit()
        if dim == "unit_code":
            return F(f"{self.unit.removesuffix('_id')}__code")
        told = self.dims[dim]
        return F(told) if isinstance(told, str) else told(scope)

    def annotated(self, scope: Scope, dims: Iterable[str]) -> QuerySet[Any]:
        return self.rows(scope).order_by().annotate(**{f"d_{dim}": self._expression(scope, dim) for dim in dims})

    def id_expression(self) -> Expression:
        return F(self.id) if isinstance(self.id, str) else self.id()

    def cube(self, scope: Scope, dims: Iterable[str], sums: Iterable[str]) -> list[Row]:
        """One row for each combination of dimensions: `n` records, the sums, and how many had each value."""
        names, added = sorted(dims), sorted(sums)
        columns = [f"d_{name}" for name in names]
        totals = {"n": Count("pk")}
        for name in added:
            totals |= {f"sum_{name}": Sum(name), f"has_{name}": Count(name)}
        key = (self.name, tuple(names), tuple(added), scope.signature(self.needs))
        found = fetched(key, lambda: grouped(self.annotated(scope, names), columns, totals))
        keys = [*names, *totals]
        return self._with_direct(scope, [dict(zip(keys, row, strict=True)) for row in found])

    def pass_over(self, scope: Scope, wanted: Iterable[tuple[Mapping[str, Any], tuple[str, ...], bool]]) -> list[Row]:
        """One statement over all rows; for each `(where, sums, of_units)` a row of the cube that holds its records."""
        asked = list(wanted)
        totals: dict[str, Any] = {}
        for at, (where, sums, of_units) in enumerate(asked):
            kept = asked_of(where) if where else None
            totals[f"n_{at}"] = Count("pk", filter=kept)
            totals |= {f"sum_{name}_{at}": Sum(name, filter=kept) for name in sums}
            totals |= {f"has_{name}_{at}": Count(name, filter=kept) for name in sums}
            if of_units:
                totals[f"units_{at}"] = Count(self.unit, distinct=True, filter=kept)
        dims = sorted({dim for where, _, _ in asked for dim in where})
        key = (self.name, "at once", str(asked), scope.signature(self.needs))
        found = fetched(key, lambda: grouped(self.annotated(scope, dims), [], totals))
        told: list[Row] = [{} for _ in asked]
        for name, value in zip(totals, found[0] if found else [0] * len(totals), strict=True):
            what, _, at = name.rpartition("_")
            told[int(at)][what] = value
        return told

    def records(self, scope: Scope, dims: Iterable[str], sums: Iterable[str], *, of_units: bool = False) -> list[Row]:
        """Every record with its public id, shaped like a row of the cube that holds one record."""
        names, added = sorted({*dims, *(["unit_code"] if of_units else [])}), sorted(sums)
        rows = self.annotated(scope, names).annotate(d_id=self.id_expression())
        keys = ["id", *names, *(f"sum_{name}" for name in added)]
        found = rows.values_list("d_id", *(f"d_{name}" for name in names), *added)
        told = [dict(zip(keys, row, strict=True), n=1) for row in found]
        for row in told:
            row["id"] = str(row["id"])
            for name in added:
                row[f"has_{name}"] = int(row[f"sum_{name}"] is not None)
        told.sort(key=BY_ID)
        return self._with_direct(scope, told)

    def _with_direct(self, scope: Scope, rows: list[Row]) -> list[Row]:
        """Tree paths and unit ids become the code of the direct unit."""
        if not rows or "direct" not in rows[0]:
            return rows
        codes: Mapping[Any, str]
        codes = scope.code_by_path if self.path else scope.direct_of(row["direct"] for row in rows if row["direct"])
        for row in rows:
            row["direct"] = codes.get(row["direct"], "")
        return rows

    def filtered(self, scope: Scope, where: Mapping[str, Any]) -> QuerySet[Any]:
        """The records of one figure, for a page of rows."""
        plain = {dim: value for dim, value in where.items() if dim != "direct"}
        rows = self.annotated(scope, plain).annotate(d_id=self.id_expression()).filter(asked_of(plain))
        if "direct" not in where:
            return rows
        if self.path:
            paths = [path for path, code in scope.code_by_path.items() if code == where["direct"]]
            return rows.annotate(d_direct=self._expression(scope, "direct")).filter(d_direct__in=paths)
        place = self._expression(scope, "unit")
        return rows.annotate(d_unit=place).filter(d_unit__in=scope.under_direct(where["direct"]))


@dataclass(frozen=True, eq=False)
class Listed:
    """Facts that are worked out in Python from a small table.

    Each row carries its id, its dimensions and its cells; where units are counted, `unit_code` and `unit_name` too.
    """

    name: str
    title: Text
    rows: Callable[[Scope], list[Row]]
    columns: tuple[Text, ...]
    roles: tuple[str, ...] = OFFICE_ROLES
    address: str = ""  # url name of a record's own page; the row carries what it takes, a tuple, as `address`

    def cube(self, scope: Scope, dims: Iterable[str], sums: Iterable[str]) -> list[Row]:
        return scope.remember(("listed", self.name, scope.day), lambda: [{"n": 1} | row for row in self.rows(scope)])

    def records(self, scope: Scope, dims: Iterable[str], sums: Iterable[str], *, of_units: bool = False) -> list[Row]:
        return self.cube(scope, dims, sums)


type Source = Facts | Listed


def grouped(rows: QuerySet[Any], columns: list[str], totals: Mapping[str, Any]) -> QuerySet[Any]:
    """The totals for each combination of the columns; without columns one row for all."""
    by = columns or ["d_all"]
    found = rows if columns else rows.annotate(d_all=Value(1))
    return found.values(*by).annotate(**totals).values_list(*columns, *totals)


def asked_of(where: Mapping[str, Any]) -> Q:
    """The same question as `matches`, for the database."""
    asked = Q()
    for dim, value in where.items():
        asked &= Q(**{f"d_{dim}__in": value}) if isinstance(value, tuple) else Q(**{f"d_{dim}": value})
    return asked


def matches(row: Row, where: Mapping[str, Any]) -> bool:
    for dim, wanted in where.items():
        value = row[dim]
        if (value not in wanted) if isinstance(wanted, tuple) else (value != wanted):
            return False
    return True
