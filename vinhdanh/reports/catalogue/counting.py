"""How records become a value. `where` keeps the records whose dimensions have these values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext

from vinhdanh.reports.catalogue.facts import Row, matches
from vinhdanh.reports.catalogue.scope import Scope
from vinhdanh.rules.ballot import at_least


class Each:
    """Stands in `where` for every value of a dimension: the line becomes one figure for each."""

    def __repr__(self) -> str:
        return "EACH"


EACH = Each()
type Where = Mapping[str, Any]
type Value = int | float | str | list[str] | None


@dataclass(frozen=True)
class Records:
    """How many records. Other ways of counting build on this one.

    `sums` are the columns to add up; `of_units` says that the records behind the value are units.
    """

    where: Where = field(default_factory=dict)
    sums: tuple[str, ...] = ()
    of_units: bool = False
    is_optional: bool = False  # without a value there is no figure

    @property
    def dims(self) -> frozenset[str]:
        return frozenset(self.where)

    def value(self, rows: list[Row], scope: Scope) -> Value:
        return sum([row["n"] for row in rows])

    def note(self, rows: list[Row]) -> str:
        return ""


@dataclass(frozen=True)
class Units(Records):
    """How many different units; a unit with two records counts once."""

    of_units: bool = True

    @property
    def dims(self) -> frozenset[str]:
        return frozenset(self.where) | {"unit"}

    def value(self, rows: list[Row], scope: Scope) -> Value:
        if rows and "units" in rows[0]:  # counted by the database, see Facts.pass_over
            return rows[0]["units"]
        return len({row["unit"] for row in rows})


@dataclass(frozen=True)
class Total(Records):
    """The sum of a column. An empty cell adds nothing, and is told."""

    of: str = ""

    def value(self, rows: list[Row], scope: Scope) -> Value:
        return sum(row[f"sum_{self.of}"] or 0 for row in rows)

    def note(self, rows: list[Row]) -> str:
        empty = sum(row["n"] - row[f"has_{self.of}"] for row in rows)
        return gettext("Có %(n)s ô trống, tính là 0.") % {"n": empty} if empty else ""


@dataclass(frozen=True)
class Percent(Records):
    """A part in a hundred of the whole, both counted over the same records."""

    part: Records = field(default_factory=Records)
    whole: Records = field(default_factory=Records)
    digits: int = 1

    @property
    def dims(self) -> frozenset[str]:
        return frozenset(self.where) | self.part.dims | self.whole.dims

    def value(self, rows: list[Row], scope: Scope) -> Value:
        part = self.part.value([row for row in rows if matches(row, self.part.where)], scope)
        whole = self.whole.value([row for row in rows if matches(row, self.whole.where)], scope)
        return round(100 * part / whole, self.digits) if whole else None

    def note(self, rows: list[Row]) -> str:
        return self.part.note(rows) or self.whole.note(rows)


@dataclass(frozen=True)
class Ids(Records):
    """Not how many but which: the ids of the records, in order."""

    def value(self, rows: list[Row], scope: Scope) -> Value:
        return sorted(row["id"] for row in rows)


@dataclass(frozen=True)
class The(Records):
    """What the one record says; nothing when there is none."""

    of: str = "id"
    is_optional: bool = True

    def value(self, rows: list[Row], scope: Scope) -> Value:
        return rows[0][self.of] if rows else None


@dataclass(frozen=True)
class Needed(Records):
    """How many of the members a condition of the round asks for, rounded up."""

    rule: str = ""
    is_optional: bool = True

    def value(self, rows: list[Row], scope: Scope) -> Value:
        conditions = scope.round.conditions if scope.round else {}
        shares = [condition.get("share") for condition in conditions.values() if condition.get("rule") == self.rule]
        members = sum(row["n"] for row in rows)
        if not shares or shares[0] is None or not members:
            return None
        return at_least(Fraction(str(shares[0])), of=members)


def count(**where: Any) -> Records:
    return Records(where=where)


def units(**where: Any) -> Units:
    return Units(where=where)


def total(of: str, **where: Any) -> Total:
    return Total(where=where, of=of, sums=(of,))


def percent(part: Records, whole: Records, *, digits: int = 1) -> Percent:
    return Percent(part=part, whole=whole, digits=digits, sums=(*part.sums, *whole.sums))


def ids(**where: Any) -> Ids:
    return Ids(where=where)


def the(of: str = "id", **where: Any) -> The:
    return The(where=where, of=of)


def needed(rule: str) -> Needed:
    return Needed(rule=rule)


@dataclass(frozen=True)
class Ratio:
    """A figure as a share of another figure. The records behind it are those of the part."""

    part: str
    whole: str
    digits: int = 1

    def value(self, part: Any, whole: Any) -> Value:
        return round(100 * part / whole, self.digits) if whole and part is not None else None
