"""What the checks of a batch can ask: the office's answers, known units and people, other sheets."""

import datetime as dt
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from vinhdanh.kernel.actor import Actor
from vinhdanh.kernel.sheets.row import Row
from vinhdanh.rules.near import one_error_away
from vinhdanh.rules.text import fold

FOREVER = dt.date(9999, 12, 31)


class UnitFact(NamedTuple):
    """A unit as the database has it now, those of this batch included."""

    pk: int
    code: str
    name: str
    kind: str  # code of its UnitKind
    is_cell: bool
    parent: str  # code of the present parent, "" for the root
    path: str
    started_on: dt.date
    ended_on: dt.date  # FOREVER while it lives
    names: tuple[str, ...]  # every name it ever had, the present one first

    def is_alive_on(self, day: dt.date) -> bool:
        return self.started_on <= day < self.ended_on


class PersonFact(NamedTuple):
    pk: int
    code: str
    name: str
    unit: str  # code
    status: str
    is_active: bool
    birth_date: dt.date | None


# The kernel knows no units: `organisation.sheets` says here how they are found.
UNITS: list[Callable[[], dict[str, UnitFact]]] = []
PEOPLE: list[Callable[[], dict[str, PersonFact]]] = []


class Context:
    """One batch. `memo` is for kinds to share what they worked out; `answers` is office.yaml."""

    def __init__(self, *, answers: dict[str, Any], as_of: dt.date, actor: Actor) -> None:
        self.answers = answers
        self.as_of = as_of
        self.actor = actor
        self.memo: dict[str, Any] = {}
        self.kinds: set[str] = set()  # codes of the kinds that this batch has sheets of
        self._rows: dict[str, list[Row]] = {}

    def keep_rows(self, kind_code: str, rows: list[Row]) -> None:
        """What `rows` will answer, from the engine."""
        self._rows[kind_code] = rows

    def rows(self, kind_code: str) -> list[Row]:
        """All rows of that kind in this batch, rejected ones too; empty when there was no such sheet.

        Only kinds named in `after` are sure to be checked and stored by then.
        """
        return self._rows.get(kind_code, [])

    def forget(self) -> None:
        """After units or people were stored: the next question reads the database again."""
        for name in (
            "units_by_code",
            "units_by_pk",
            "people_by_code",
            "_units_by_name",
            "_units_without_zeros",
            "_people_without_zeros",
        ):
            self.__dict__.pop(name, None)

    def forget_people(self) -> None:
        for name in ("people_by_code", "_people_without_zeros"):
            self.__dict__.pop(name, None)

    @cached_property
    def units_by_code(self) -> dict[str, UnitFact]:
        return UNITS[0]() if UNITS else {}

    @cached_property
    def people_by_code(self) -> dict[str, PersonFact]:
        return PEOPLE[0]() if PEOPLE else {}

    @cached_property
    def units_by_pk(self) -> dict[int, UnitFact]:
        return {unit.pk: unit for unit in self.units_by_code.values()}

    @cached_property
    def _units_by_name(self) -> dict[str, list[UnitFact]]:
        found: dict[str, list[UnitFact]] = {}
        for unit in self.units_by_code.values():
            found.setdefault(fold(unit.name), []).append(unit)
        return found

    @cached_property
    def _units_without_zeros(self) -> dict[str, list[str]]:
        return _by_bare_code(self.units_by_code)

    @cached_property
    def _people_without_zeros(self) -> dict[str, list[str]]:
        return _by_bare_code(self.people_by_code)

    def codes_without_zeros(self, noun: str, code: str) -> list[str]:
        """Known codes of a "unit" or "person" that differ from `code` in leading zeros only."""
        if not code.isdigit():
            return []
        known = self._units_without_zeros if noun == "unit" else self._people_without_zeros
        return known.get(code.lstrip("0"), [])

    def known_unit_code(self, text: str) -> str | None:
        """The code of the unit that is meant: as written, with the zeros it lost, or by the unit's name."""
        if text in self.units_by_code:
            return text
        same = self.codes_without_zeros("unit", text)
        named = self.unit_named(text) if not text.isdigit() else None
        if named is not None:
            return named.code
        return same[0] if len(same) == 1 else None

    def unit_of(self, row: Row, column: str, *, unknown: str = "reject") -> UnitFact | None:
        """The unit that `row.values[column]` names by its code.

        A code that lost its leading zeros, or a unit's name in place of its code, is mended when
        exactly one unit fits (a repair). A code that nobody knows rejects the row. An empty cell is
        None without a word: say `required` or `expected` on the column. A row that was rejected on
        this column before is not rejected again. With `unknown="warn"` the row is kept without it.
        """
        return self._fact_of(row, column, "unit", self.units_by_code, unknown)

    def person_of(self, row: Row, column: str, *, unknown: str = "reject") -> PersonFact | None:
        """The person that `row.values[column]` names by his code; as `unit_of`."""
        return self._fact_of(row, column, "person", self.people_by_code, unknown)

    def unit_named(self, text: str, *, alive_on: dt.date | None = None) -> UnitFact | None:
        """The one unit of that name, marks and case apart; None when none or several bear it."""
        found = self._units_by_name.get(fold(text), [])
        if len(found) > 1:
            found = [unit for unit in found if unit.is_alive_on(alive_on or self.as_of)]
        return found[0] if len(found) == 1 else None

    def _fact_of(self, row: Row, column: str, noun: str, known: dict[str, Any], unknown: str) -> Any:
        code = row.values[column]
        if not code:
            return None
        fact = known.get(code)
        if fact is not None:
            return fact
        if any(problem.column == column and problem.severity == "reject" for problem in row.problems):
            return None
        same = self.codes_without_zeros(noun, code)
        if len(same) == 1:
            row.repair(column, same[0], "code.lost_zeros", _("mã mất số 0 ở đầu"))
            return known[same[0]]
        named = self.unit_named(code) if noun == "unit" and not code.isdigit() else None
        if named is not None:
            row.repair(column, named.code, "code.name_given", _("ghi bằng tên, không ghi mã"))
            return named
        text = _("mã đơn vị không có trong danh sách") if noun == "unit" else _("mã nhân sự không có trong danh sách")
        say = row.warn if unknown == "warn" else row.reject
        say(column, f"{noun}.unknown", text, suggestion=self.likely_code(noun, code))
        return None

    def likely_code(self, noun: str, code: str) -> str:
        """The one known code of a "unit" or "person" that a typing error turned into this; else empty."""
        found: dict[tuple[str, str], str] = self.memo.setdefault("sheets.likely", {})
        if (noun, code) not in found:
            near = one_error_away(code, self.units_by_code if noun == "unit" else self.people_by_code)
            found[noun, code] = near[0] if len(near) == 1 else ""
        return found[noun, code]


def _by_bare_code(codes: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for code in codes:
        found.setdefault(code.lstrip("0"), []).append(code)
    return found
