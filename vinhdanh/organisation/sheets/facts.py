"""Units and people as the checks of every sheet see them."""

from collections import defaultdict

from vinhdanh.kernel.sheets.context import PersonFact, UnitFact
from vinhdanh.organisation.models import Person, Unit, UnitName


def units_by_code() -> dict[str, UnitFact]:
    earlier: dict[int, list[str]] = defaultdict(list)
    for unit, name, present in UnitName.objects.order_by("-valid_from").values_list("unit_id", "name", "unit__name"):
        if name != present:
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
