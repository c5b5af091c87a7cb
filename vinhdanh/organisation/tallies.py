"""How many units stood below each unit, through time: derived from paths, rebuilt whenever they are."""

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from vinhdanh.kernel.sheets.store import upsert_tuples
from vinhdanh.organisation.models import FOREVER, Unit, UnitPath, UnitTally
from vinhdanh.rules import paths

FIELDS = ("unit", "valid_from", "valid_to", "units", "cells", "children")
type Stay = tuple[int, str, dt.date, dt.date, bool]  # unit, path, from, to, is a cell


def recorded_stays() -> list[Stay]:
    """Where every unit stood while it lived, from the paths as they were written."""
    return [
        (unit, path, max(since, started), min(until, ended), is_cell)
        for unit, path, since, until, started, ended, is_cell in UnitPath.objects.values_list(
            "unit_id", "path", "valid_from", "valid_to", "unit__started_on", "unit__ended_on", "unit__kind__is_cell"
        ).iterator(chunk_size=5000)
    ]


@transaction.atomic
def rebuild_tallies(stays: list[Stay] | None = None) -> int:
    """Count every tree that ever stood. Returns the number of rows; a unit with nothing below has none.

    Whoever has just worked out where the units stood gives the `stays`; else they are read.
    """
    stays = recorded_stays() if stays is None else stays
    rows = [
        (unit, since, until, units, cells, children)
        for unit, changes in changes_below([stay for stay in stays if stay[2] < stay[3]]).items()
        for since, until, units, cells, children in sums(changes)
    ]
    wanted = {(unit, since) for unit, since, *_ in rows}
    standing = UnitTally.objects.values_list("pk", "unit_id", "valid_from")
    gone = [pk for pk, unit, since in standing if (unit, since) not in wanted]
    for start in range(0, len(gone), 500):
        UnitTally.objects.filter(pk__in=gone[start : start + 500]).delete()
    upsert_tuples(UnitTally, FIELDS, rows, key=("unit", "valid_from"))
    return len(rows)


def changes_below(stays: list[Stay]) -> dict[int, dict[dt.date, list[int]]]:
    """Unit -> day -> how many units, cells and children more stood below it from that day on."""
    here: dict[str, list[tuple[dt.date, int]]] = defaultdict(list)
    for unit, path, since, _, _ in stays:
        here[path].append((since, unit))
    for arrivals in here.values():
        arrivals.sort()
    changes: dict[int, dict[dt.date, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0, 0]))
    for _, path, since, until, is_cell in stays:
        for above in paths.ancestors(path):
            owners = here.get(above)
            if not owners:
                continue
            owner = owners[max(0, bisect_right(owners, (since, 2**62)) - 1)][1]
            is_child = len(path) == len(above) + paths.WIDTH
            for day, sign in ((since, 1), (until, -1)):
                if day != FOREVER:
                    change = changes[owner][day]
                    change[0] += sign
                    change[1] += sign * is_cell
                    change[2] += sign * is_child
    return changes


def sums(changes: dict[dt.date, list[int]]) -> list[tuple[dt.date, dt.date, int, int, int]]:
    """Running sums, each from one day of change to the next; days on which nothing stood below are left out."""
    out = []
    units = cells = children = 0
    days = sorted(changes)
    for day, following in zip(days, [*days[1:], FOREVER], strict=True):
        more = changes[day]
        units, cells, children = units + more[0], cells + more[1], children + more[2]
        if units:
            out.append((day, following, units, cells, children))
    return out


def tallies_on(units: Iterable[int], day: dt.date) -> QuerySet[UnitTally]:
    """What stood below each of these units on `day`: one step into the index for each unit."""
    latest = UnitTally.objects.filter(unit=OuterRef("pk"), valid_from__lte=day).order_by("-valid_from")
    rows = Unit.objects.filter(pk__in=units).order_by().annotate(tally=Subquery(latest.values("pk")[:1]))
    return UnitTally.objects.filter(pk__in=rows.values("tally"), valid_to__gt=day)


def tally_on(unit: Unit, day: dt.date) -> UnitTally | None:
    """What stood below `unit` on `day`; None when nothing did."""
    latest = UnitTally.objects.filter(unit=unit, valid_from__lte=day).order_by("-valid_from").first()
    return latest if latest is not None and latest.valid_to > day else None


def cells_around(unit: Unit, day: dt.date) -> tuple[int, int]:
    """How many cells stood below `unit` on the eve of `day` and on the day itself."""
    rows = list(UnitTally.objects.filter(unit=unit, valid_from__lte=day).order_by("-valid_from")[:2])
    after = next((row.cells for row in rows if row.valid_to > day), 0)
    before = next((row.cells for row in rows if row.valid_from < day <= row.valid_to), 0)
    return before, after
