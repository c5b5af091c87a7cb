# ruff: noqa: E501  (a figure is one line)
"""Units on a day, units that ended, people."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, F, FilteredRelation, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Length
from django.utils.translation import gettext_lazy as _

from vinhdanh.organisation.models import Person, Unit, UnitPath
from vinhdanh.reports.catalogue.counting import EACH, count
from vinhdanh.reports.catalogue.facts import Address, Facts, Row, grouped
from vinhdanh.reports.catalogue.indicator import Indicator
from vinhdanh.reports.catalogue.scope import Scope, held_on
from vinhdanh.reports.catalogue.statements import fetched
from vinhdanh.rules.paths import WIDTH


def units_on_the_day(scope: Scope) -> QuerySet[UnitPath]:
    return scope.placed()


class UnitsOfDays(Facts):
    """The tree of each day of the report, read in one pass: a place counts for the days on which it held."""

    def cube(self, scope: Scope, dims: Iterable[str], sums: Iterable[str]) -> list[Row]:
        days = sorted({scope.start, scope.compared_with, scope.as_of, scope.day})
        if len({scope.at(day).root_path for day in days}) > 1:
            return super().cube(scope, dims, sums)
        names = sorted(dims)
        rows = scope.remember(("units", tuple(names), *days), lambda: self._of_days(scope, names, days))
        told = [dict(row, n=row[scope.day]) for row in rows if row[scope.day]]
        return self._with_direct(scope, told)

    def _of_days(self, scope: Scope, names: list[str], days: list[dt.date]) -> list[Row]:
        columns = [f"d_{name}" for name in names]

        def build() -> QuerySet[Any]:
            rows = UnitPath.objects.filter(scope.ever_below()).order_by()
            rows = rows.annotate(**{f"d_{name}": self._expression(scope, name) for name in names})
            return grouped(rows, columns, {f"n_{at}": Count("pk", filter=held_on(day)) for at, day in enumerate(days)})

        found = fetched(("units of days", *names, *days, scope.root_path), build)
        return [dict(zip([*names, *days], row, strict=True)) for row in found]


def is_direct(scope: Scope) -> Any:
    """1 for a unit right under the reporting one: the length of its path tells."""
    return Length(F("path")) - Value(len(scope.root_path) + WIDTH)


def as_of_the_day(rows: QuerySet[Any], scope: Scope) -> QuerySet[Any]:
    """What the unit was called on the day, and under whom it stood."""
    named = Q(unit__names__valid_from__lte=scope.day, unit__names__valid_to__gt=scope.day)
    stood = Q(unit__placements__valid_from__lte=scope.day, unit__placements__valid_to__gt=scope.day)
    return rows.annotate(
        named=FilteredRelation("unit__names", condition=named),
        stood=FilteredRelation("unit__placements", condition=stood),
        name_on_day=Coalesce("named__name", F("unit__name")),
        parent_on_day=Coalesce("stood__parent__name", Value("")),
    )


UNITS = UnitsOfDays(
    "units",
    _("Đơn vị theo cây tổ chức của ngày"),
    units_on_the_day,
    id="unit__code",
    columns=(
        (_("Mã đơn vị"), "unit__code"),
        (_("Tên đơn vị"), "name_on_day"),
        (_("Loại"), "unit__kind__word"),
        (_("Ngày thành lập"), "unit__started_on"),
        (_("Cấp trên"), "parent_on_day"),
    ),
    unit="unit_id",
    path="path",
    dims={"is_cell": "unit__kind__is_cell", "is_base": "unit__kind__is_base", "below": is_direct},
    address=Address("unit", ("unit__code",)),
    dressed=as_of_the_day,
    needs=("root_path",),
)


def units_that_ended(scope: Scope) -> QuerySet[Unit]:
    return Unit.objects.filter(scope.inside("id"), ended_on__gt=scope.start, ended_on__lte=scope.end)


ENDED = Facts(
    "ended",
    _("Đơn vị thôi hoạt động trong kỳ"),
    units_that_ended,
    id="code",
    columns=(
        (_("Mã đơn vị"), "code"),
        (_("Tên đơn vị"), "name"),
        (_("Loại"), "kind__word"),
        (_("Ngày thành lập"), "started_on"),
        (_("Ngày kết thúc"), "ended_on"),
        (_("Căn cứ"), "basis"),
    ),
    unit="id",
    dims={"is_cell": "kind__is_cell"},
    address=Address("unit", ("code",)),
)


def people(scope: Scope) -> QuerySet[Person]:
    return Person.objects.filter(scope.inside("unit"))


PEOPLE = Facts(
    "people",
    _("Người trong danh sách"),
    people,
    id="code",
    columns=(
        (_("Mã nhân sự"), "code"),
        (_("Họ và tên"), "name"),
        (_("Mã đơn vị"), "unit__code"),
        (_("Đơn vị"), "unit__name"),
        (_("Chức vụ"), "organisation_post"),
        (_("Trạng thái"), "status"),
    ),
    unit="unit_id",
    dims={"is_active": "is_active", "gender": "gender", "is_leader": "is_leader"},
    address=Address("person", ("code",)),
    in_one_pass=True,
)


def compared(scope: Scope) -> Iterable[dt.date]:
    return (scope.compared_with,)


def first_day(scope: Scope) -> Iterable[dt.date]:
    return (scope.start,)


def all_days(scope: Scope) -> Iterable[dt.date]:
    return (scope.start, scope.compared_with, scope.as_of)


UNIT, CELL = _("đơn vị"), "{cell}"
ALIVE = _("ngày thành lập <= {day} và chưa kết thúc vào ngày ấy (không có ngày kết thúc, hoặc ngày kết thúc > {day})")
LINES = (
    Indicator("org.direct", UNIT, _("Đơn vị trực thuộc"), _("đơn vị có cấp trên là đơn vị lập báo cáo, đang hoạt động ngày {day}"), UNITS, count(below=0)),
    Indicator("org.cells", CELL, _("Số {cell}"), ALIVE, UNITS, count(is_cell=True)),
    Indicator("org.cells.earlier", CELL, _("Số {cell} ngày so sánh"), ALIVE, UNITS, count(is_cell=True), compared),
    Indicator("org.cells.start", CELL, _("Số {cell} đầu kỳ"), ALIVE, UNITS, count(is_cell=True), first_day),
    Indicator("org.direct_base", UNIT, _("Đơn vị trực thuộc là cấp cơ sở"), _("đơn vị trực thuộc đang hoạt động ngày {day}, loại là cấp cơ sở"), UNITS, count(below=0, is_base=True)),
    Indicator("org.cells_base", CELL, _("Số {cell} là cấp cơ sở"), _("{cell} đang hoạt động ngày {day}, loại là cấp cơ sở"), UNITS, count(is_cell=True, is_base=True)),
    Indicator("org.merged", CELL, _("{cell} thôi hoạt động trong kỳ"), _("ngày kết thúc sau {start} và đến hết {end}"), ENDED, count(is_cell=True)),
    Indicator("org.cells.{direct}.{day_key}", CELL, _("Số {cell} của đơn vị {direct}"), _("tại {day}, cấp trên tính theo ngày"), UNITS, count(is_cell=True, direct=EACH), all_days),
    Indicator("people.total", _("người"), _("Người trong danh sách"), _("số người trong danh sách"), PEOPLE, count()),
    Indicator("people.active", "{person}", _("{person} đang công tác"), _("trạng thái là đang công tác"), PEOPLE, count(is_active=True)),
    Indicator("people.women", _("người"), _("Trong đó nữ"), _("giới tính nữ, trên toàn danh sách"), PEOPLE, count(gender="female")),
    Indicator("people.leaders", _("người"), _("Trong đó là lãnh đạo"), _("được ghi là lãnh đạo, trên toàn danh sách"), PEOPLE, count(is_leader=True)),
)  # fmt: skip
