"""Units and people as the checks of every sheet see them."""

from collections import defaultdict

from django.db.models import F

from vinhdanh.kernel.sheets.context import PersonFact, UnitFact
from vinhdanh.organisation.models import Person, Unit, UnitName


def units_by_code() -> dict[str, UnitFact]:
    earlier: dict[int, list[str]] = defaultdict(list)
    other_names = UnitName.objects.exclude(name=F("unit__name")).order_by("-valid_from")
    for unit, name in other_names.values_list("unit_id", "name"):
        earlier[unit].append(name)
    rows = Unit.objects.order_by().values_list(
        "pk", "code", "name", "kind__code", "kind__is_cell", "parent__code", "path", "started_on", "ended_on"
    )
    return {
        row[1]: UnitFact(*row[:5], row[5] or "", *row[6:], names=(row[2], *earlier.get(row[0], ())))
        for row in rows.iterator(chunk_size=5000)
    }


def people_by_code() -> dict[str, PersonFact]:
    rows = Person.objects.order_by().values_list(
        "pk", "code", "name", "unit__code", "status", "is_active", "birth_date"
    )
    return {row[1]: PersonFact(*row) for row in rows.iterator(chunk_size=5000)}
