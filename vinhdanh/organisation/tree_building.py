"""Names, placements and paths of all units through time, derived from the list of units and the changes."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from vinhdanh.kernel.sheets.store import replace_all, upsert_tuples
from vinhdanh.organisation.models import OrgChange, OrgChangeSide, Placement, Unit, UnitName, UnitPath
from vinhdanh.organisation.tallies import rebuild_tallies
from vinhdanh.rules.tree import Span, Turn, paths_through_time, through_time


@dataclass
class Turns:
    """What changed about a unit: its parents (by primary key) and its names."""

    parents: dict[int, list[Turn[int | None]]] = field(default_factory=lambda: defaultdict(list))
    names: dict[int, list[Turn[str]]] = field(default_factory=lambda: defaultdict(list))


def recorded_turns() -> Turns:
    """Moves and renames among the recorded changes."""
    sides: dict[int, dict[bool, dict[int, tuple[str, int | None]]]] = defaultdict(lambda: {True: {}, False: {}})
    days: dict[int, tuple[dt.date, str]] = {}
    wanted = (OrgChange.Kind.MOVE, OrgChange.Kind.RENAME)
    for change, day, kind, is_after, unit, name, parent in OrgChangeSide.objects.filter(
        change__kind__in=wanted
    ).values_list("change_id", "change__effective_on", "change__kind", "is_after", "unit_id", "name", "parent_id"):
        sides[change][is_after][unit] = (name, parent)
        days[change] = (day, kind)
    turns = Turns()
    for change, (day, kind) in days.items():
        before, after = sides[change][False], sides[change][True]
        for unit in before.keys() & after.keys():
            if kind == OrgChange.Kind.MOVE:
                turns.parents[unit].append(Turn(day, before[unit][1], after[unit][1]))
            else:
                turns.names[unit].append(Turn(day, before[unit][0] or None, after[unit][0] or None))
    return turns


def rebuild_tree(*, counts_too: bool = False) -> dict[int, str]:
    """Write the dated names, placements and paths anew where they differ; the latest path of each unit.

    `counts_too`: count what stands below each unit anew even when no path changed, as when a level did.
    """
    turns = recorded_turns()
    names: list[tuple[int, str, dt.date, dt.date]] = []
    stays: dict[int, list[Span[int | None]]] = {}
    latest: dict[int, tuple[str, str, bool]] = {}
    for pk, code, name, parent, path, is_cell, start, end in Unit.objects.order_by("pk").values_list(
        "pk", "code", "name", "parent_id", "path", "kind__is_cell", "started_on", "ended_on"
    ):
        names.extend(
            (pk, span.value, span.start, span.end)
            for span in through_time(name, turns.names.get(pk, ()), start=start, end=end)
        )
        stays[pk] = through_time(parent, turns.parents.get(pk, ()), start=start, end=end)
        latest[pk] = (code, path, is_cell)
    paths = paths_through_time(stays, {pk: pk for pk in latest})
    placements = [(pk, span.value, span.start, span.end) for pk, spans in stays.items() for span in spans]
    written = [
        replace_all(UnitName, ("unit_id", "name", "valid_from", "valid_to"), names, ("unit_id", "valid_from")),
        replace_all(
            Placement, ("unit_id", "parent_id", "valid_from", "valid_to"), placements, ("unit_id", "valid_from")
        ),
        replace_all(
            UnitPath,
            ("unit_id", "path", "valid_from", "valid_to"),
            [(pk, span.value, span.start, span.end) for pk, spans in paths.items() for span in spans],
            ("unit_id", "valid_from"),
        ),
        upsert_tuples(
            Unit,
            ("code", "path"),
            [(code, paths[pk][-1].value) for pk, (code, path, _) in latest.items() if paths[pk][-1].value != path],
            ("code",),
            derived=True,
        ),
    ]
    has_changed = any(stored.created or stored.changed for stored in written)
    if has_changed or counts_too:
        rebuild_tallies(
            [(pk, span.value, span.start, span.end, latest[pk][2]) for pk, spans in paths.items() for span in spans]
        )
    return {pk: spans[-1].value for pk, spans in paths.items()}
