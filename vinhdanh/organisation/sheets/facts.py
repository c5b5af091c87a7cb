"""Units and people as the checks of every sheet see them."""

from collections import defaultdict

from django.db.models import F

from vinhdanh.kernel.sheets.context import PersonFact, UnitFact
from vinhdanh.organisation.models import Person, Unit, UnitKind, UnitName


def earlier_names() -> dict[int, list[str]]:
    """Names that units bore before the present one, the latest first."""
    earlier: dict[int, list[str]] = defaultdict(list)
    other_names = UnitName.objects.exclude(name=F("unit__name")).order_by("-valid_from")
    for unit, name in other_names.values_list("unit_id", "name"):
        earlier[unit].append(name)
    return earlier


def with_history(units: dict[str, UnitFact], paths: dict[int, str]) -> dict[str, UnitFact]:
    """The same units after their tree was built: their paths, and what they were called before."""
    earlier = earlier_names()
    return {
        code: unit._replace(path=paths[unit.pk], names=(unit.name, *earlier.get(unit.pk, ())))
        for code, unit in units.items()
    }


def units_by_code() -> dict[str, UnitFact]:
    earlier = earlier_names()
    kinds = {kind.pk: (kind.code, kind.is_cell) for kind in UnitKind.objects.all()}
    rows = Unit.objects.order_by().values_list(
        "pk", "code", "name", "kind_id", "parent_id", "path", "started_on", "ended_on"
    )
    every = list(rows.iterator(chunk_size=5000))
    codes = {row[0]: row[1] for row in every}
    return {
        row[1]: UnitFact(
            *row[:3], *kinds[row[3]], codes.get(row[4], ""), *row[5:], names=(row[2], *earlier.get(row[0], ()))
        )
        for row in every
    }


def people_by_code() -> dict[str, PersonFact]:
    codes = dict(Unit.objects.order_by().values_list("pk", "code"))
    rows = Person.objects.order_by().values_list("pk", "code", "name", "unit_id", "status", "is_active", "birth_date")
    return {row[1]: PersonFact(*row[:3], codes[row[3]], *row[4:]) for row in rows.iterator(chunk_size=5000)}
