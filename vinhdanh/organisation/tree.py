"""The tree as it stood on a day: only the branches that are open are ever read."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from vinhdanh.organisation.models import (
    OrgChange,
    OrgChangeSide,
    Person,
    Placement,
    Unit,
    UnitName,
    UnitPath,
)
from vinhdanh.organisation.queries import called, path_on
from vinhdanh.organisation.tallies import tallies_on
from vinhdanh.rules import paths

RECENT = dt.timedelta(days=183)
SHOWN = 100


@dataclass
class Node:
    """One unit of the tree page."""

    pk: int
    code: str
    name: str
    kind: str
    is_cell: bool
    is_gone: bool
    has_children: bool
    parent: str = ""
    units: int = 0
    cells: int = 0
    direct: int = 0
    people: int | None = None
    changed: str = ""  # kind of the latest change of the half year before the day
    changed_on: dt.date | None = None
    came: bool = False  # on the side after that change
    received: int = 0
    branch: "Branch | None" = None

    @property
    def is_open(self) -> bool:
        return self.branch is not None


@dataclass
class Branch:
    nodes: list[Node] = field(default_factory=list)
    left_out: int = 0


def name_of_the_day(day: dt.date, unit: str = "pk") -> Coalesce:
    """What a unit was called on `day`, or last before it."""
    names = UnitName.objects.filter(unit=OuterRef(unit), valid_from__lte=day).order_by("-valid_from")
    return Coalesce(Subquery(names.values("name")[:1]), F("name"))


def standing(day: dt.date) -> Q:
    return Q(started_on__lte=day, ended_on__gt=day)


def ended_lately(day: dt.date) -> Q:
    return Q(ended_on__lte=day, ended_on__gt=day - RECENT)


def _nodes(units: Iterable[dict]) -> list[Node]:
    return [
        Node(
            pk=row["pk"],
            code=row["code"],
            name=row["day_name"],
            kind=row["kind__word"],
            is_cell=row["kind__is_cell"],
            is_gone=row["is_gone"],
            has_children=row["has_children"],
            parent=row.get("above") or "",
        )
        for row in units
    ]


def _rows(units, day: dt.date):  # type: ignore[no-untyped-def]
    below = Placement.objects.filter(parent=OuterRef("pk"), valid_from__lte=day, valid_to__gt=day)
    return units.annotate(day_name=name_of_the_day(day), has_children=Exists(below), is_gone=~standing(day))


COLUMNS = ("pk", "code", "day_name", "kind__word", "kind__is_cell", "is_gone", "has_children")


def branch(parent: Unit, day: dt.date) -> Branch:
    """The units right under `parent` on `day`, and those that ended there in the half year before."""
    here = Placement.objects.filter(unit=OuterRef("pk"), parent=parent, valid_from__lte=day)
    stands = Q(Exists(here.filter(valid_to__gt=day))) & standing(day)
    stood = Q(Exists(here.filter(valid_to=OuterRef("ended_on")))) & ended_lately(day)
    candidates = Unit.objects.filter(pk__in=Placement.objects.filter(parent=parent).values("unit"))
    units = _rows(candidates.filter(stands | stood), day).order_by("sort_key", "pk")
    found = _nodes(units.values(*COLUMNS)[: SHOWN + 1])
    more = max(0, units.count() - SHOWN) if len(found) > SHOWN else 0
    return Branch(found[:SHOWN], more)


def found(asked: str, day: dt.date) -> Branch:
    """Units of the day by name or code, each with what it stood under."""
    units = Unit.objects.filter(standing(day)).filter(called(asked))
    above = Placement.objects.filter(unit=OuterRef("pk"), valid_from__lte=day, valid_to__gt=day)
    rows = _rows(units, day).annotate(above=Subquery(above.values("parent__name")[:1])).order_by("sort_key", "pk")
    nodes = _nodes(rows.values(*COLUMNS, "above")[: SHOWN + 1])
    more = max(0, units.count() - SHOWN) if len(nodes) > SHOWN else 0
    return Branch(nodes[:SHOWN], more)


def node_of(unit: Unit, day: dt.date) -> Node:
    return _nodes(_rows(Unit.objects.filter(pk=unit.pk), day).values(*COLUMNS))[0]


def dress(nodes: list[Node], day: dt.date, *, with_people: bool) -> None:
    """What stands beside the names: sizes, people, the latest changes. A fixed number of queries."""
    by_pk = {node.pk: node for node in nodes}
    for pk, units, cells, direct in tallies_on(by_pk, day).values_list("unit_id", "units", "cells", "children"):
        by_pk[pk].units, by_pk[pk].cells, by_pk[pk].direct = units, cells, direct
    if with_people:
        people = Person.objects.filter(unit__in=by_pk, is_active=True).order_by()
        for pk, number in people.values_list("unit").annotate(n=Count("pk")):
            by_pk[pk].people = number
    lately = Q(change__effective_on__lte=day, change__effective_on__gt=day - RECENT)
    sides = OrgChangeSide.objects.filter(lately, unit__in=by_pk).order_by("change__effective_on", "pk")
    for pk, kind, on, is_after in sides.values_list("unit_id", "change__kind", "change__effective_on", "is_after"):
        node = by_pk[pk]
        node.came = is_after if node.changed_on != on or node.changed != kind else node.came and is_after
        node.changed, node.changed_on = kind, on
    arrivals = OrgChangeSide.objects.filter(
        lately, is_after=True, change__kind=OrgChange.Kind.MOVE, parent__in=by_pk
    ).order_by()
    for pk, number in arrivals.values_list("parent").annotate(n=Count("pk")):
        by_pk[pk].received = number


def open_tree(root: Unit, selected: Unit | None, day: dt.date) -> tuple[Node, list[Node]]:
    """The root with its branch, and open below it the way to the selected unit. All nodes that are shown, too."""
    top = node_of(root, day)
    top.branch = branch(root, day)
    shown = [top, *top.branch.nodes]
    if selected is not None and selected.pk != root.pk:
        way = path_on(selected, day)
        steps = [*paths.ancestors(way), way][1:]
        owners = dict(
            UnitPath.objects.filter(path__in=steps, valid_from__lte=day, valid_to__gt=day).values_list("path", "unit")
        )
        units = Unit.objects.in_bulk(owners.values())
        nodes = {node.pk: node for node in top.branch.nodes}
        for step in steps:
            node = nodes.get(owners.get(step, 0))
            if node is None or not node.has_children:
                break
            node.branch = branch(units[node.pk], day)
            nodes = {below.pk: below for below in node.branch.nodes}
            shown += node.branch.nodes
    return top, shown


@dataclass(frozen=True)
class Mark:
    """The changes of one month on the line of time."""

    last: dt.date
    changes: int


@dataclass(frozen=True)
class Days:
    """All days on which something changed, in order, with the number of changes. One query answers every question."""

    days: list[dt.date]
    changes: list[int]

    def first(self) -> dt.date | None:
        return self.days[0] if self.days else None

    def before(self, day: dt.date) -> dt.date | None:
        at = bisect_left(self.days, day)
        return self.days[at - 1] if at else None

    def after(self, day: dt.date) -> dt.date | None:
        at = bisect_right(self.days, day)
        return self.days[at] if at < len(self.days) else None

    def on(self, day: dt.date) -> int:
        at = bisect_left(self.days, day)
        return self.changes[at] if at < len(self.days) and self.days[at] == day else 0

    def marks(self, first: dt.date, last: dt.date) -> list[Mark]:
        """One mark for each month between these days in which something changed."""
        months: dict[tuple[int, int], Mark] = {}
        for day, changes in zip(self.days, self.changes, strict=True):
            if first <= day <= last:
                known = months.get((day.year, day.month))
                months[day.year, day.month] = Mark(day, changes + (known.changes if known else 0))
        return list(months.values())


def days_of_change() -> Days:
    rows = OrgChange.objects.order_by("effective_on").values_list("effective_on").annotate(n=Count("pk"))
    found = list(rows)
    return Days([day for day, _ in found], [number for _, number in found])


@dataclass
class Told:
    """A change with its two sides, as a sentence needs them."""

    change: OrgChange
    before: list[OrgChangeSide] = field(default_factory=list)
    after: list[OrgChangeSide] = field(default_factory=list)

    @property
    def gone(self) -> list[OrgChangeSide]:
        """Units before the change that do not stand after it."""
        kept = {side.unit_id for side in self.after}
        return [side for side in self.before if side.unit_id not in kept] or self.before

    @property
    def new(self) -> list[OrgChangeSide]:
        """Units after the change that did not stand before it."""
        known = {side.unit_id for side in self.before}
        return [side for side in self.after if side.unit_id not in known] or self.after


def told(changes: Iterable[OrgChange]) -> list[Told]:
    """Changes with their sides, in two queries however many they are."""
    out = {change.pk: Told(change) for change in changes}
    sides: dict[tuple[int, bool], list[OrgChangeSide]] = defaultdict(list)
    rows = OrgChangeSide.objects.filter(change__in=out).select_related("unit", "parent").order_by("pk")
    for side in rows:
        sides[side.change_id, side.is_after].append(side)
    for pk, item in out.items():
        item.before, item.after = sides[pk, False], sides[pk, True]
    return list(out.values())
