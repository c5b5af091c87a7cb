"""One unit: what is true of it on a day, and its life before and after."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet

from vinhdanh.organisation.models import OrgChange, Person, Succession, Unit, UnitName
from vinhdanh.organisation.queries import ancestors, called
from vinhdanh.organisation.tallies import tally_on
from vinhdanh.organisation.tree import Told, name_of_the_day, told


def unit_facts(unit: Unit, day: dt.date, *, people: QuerySet[Person]) -> dict[str, Any]:
    """What the side panel and the head of the unit's page show. `people`: those whom the reader may see."""
    name = UnitName.objects.filter(unit=unit, valid_from__lte=day).order_by("-valid_from").first()
    above = ancestors(unit, day)
    return {
        "unit": unit,
        "name": name.name if name else unit.name,
        "kind": unit.kind,
        "parent": above[-1] if above else None,
        "above": above,
        "leaders": list(people.filter(is_leader=True, is_active=True).order_by("sort_key", "pk")[:5]),
        "predecessors": list(Unit.objects.filter(successions__successor=unit).order_by("sort_key", "pk").distinct()),
        "successors": list(Unit.objects.filter(predecessions__unit=unit).order_by("sort_key", "pk").distinct()),
        "tally": tally_on(unit, day),
        "stands": unit.started_on <= day < unit.ended_on,
    }


def changes_of_unit(unit: Unit) -> list[Told]:
    """Every change that the unit took part in, newest first."""
    changes = OrgChange.objects.filter(sides__unit=unit).order_by("-effective_on", "-pk").distinct()
    return told(changes)


def successions_of(unit: Unit) -> QuerySet[Succession]:
    return Succession.objects.filter(unit=unit).select_related("successor", "change").order_by("on_date", "pk")


def units_listed(
    day: dt.date, *, asked: str = "", kind: str = "", state: str = "", under: Unit | None = None
) -> QuerySet[Unit]:
    """Units with their name and their place of the day."""
    units: Any = Unit.objects.select_related("kind", "parent").annotate(day_name=name_of_the_day(day))
    if state == "":
        units = units.alive_on(day)
    elif state == "ended":
        units = units.filter(ended_on__lte=day)
    if kind:
        units = units.filter(kind__code=kind)
    if under is not None:
        units = units.under(under.path)
    return units.filter(called(asked)) if asked.strip() else units
