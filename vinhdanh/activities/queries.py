"""What can be asked of activities: filtered rows, how many of each kind, totals of each direct unit."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, Count, Exists, OuterRef, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce, Substr

from vinhdanh.activities.kinds import KINDS, RECORDS, Choice, Kind, kind_of
from vinhdanh.activities.models import Activity, Evidence, GoodModel, Meeting, Publicity, Regulation, Study
from vinhdanh.activities.policies import EDIT_ACTIVITY, SEE_ACTIVITY
from vinhdanh.kernel.actor import Actor
from vinhdanh.kernel.models import IntakeProblem
from vinhdanh.organisation.models import Unit
from vinhdanh.rules.paths import WIDTH, after
from vinhdanh.rules.text import fold


@dataclass(frozen=True)
class Filter:
    """What a list is narrowed to. `unit` stands for its whole subtree."""

    unit: Unit | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    text: str = ""
    choice: str = ""
    with_warnings: bool = False
    problems: tuple[str, ...] = field(default=(), compare=False)

    @property
    def is_empty(self) -> bool:
        return self == Filter()

    def asked(self, kind: Kind, *, choices: bool = True) -> Q:
        """The question for rows of this kind."""
        asked = kind.asked & kind.within(self.first, self.last)
        if self.unit is not None:
            asked &= Q(unit__path__gte=self.unit.path, unit__path__lt=after(self.unit.path))
        for word in fold(self.text).split():
            asked &= Q(search_key__contains=word) | Q(unit__name_key__contains=word) | Q(unit__code=word)
        if self.with_warnings:
            asked &= unseen_warning(kind)
        chosen = self.chosen(kind)
        return asked & chosen.asked if choices and chosen else asked

    def chosen(self, kind: Kind) -> Choice | None:
        return next((choice for choice in kind.choices if choice.value == self.choice), None)


def warnings_of_rows(kind: Kind) -> QuerySet[IntakeProblem]:
    return IntakeProblem.objects.filter(
        record_type=kind.sheet, record_key=OuterRef("key"), severity="warn", intake__state="loaded"
    )


def unseen_warning(kind: Kind) -> Q:
    """Rows that came in with a warning and that nobody has saved or confirmed since."""
    return Q(Exists(warnings_of_rows(kind)), version=1)


def activities(kind: Kind, asked: Filter, *, for_user: Actor) -> QuerySet[Any]:
    """The rows of a list, with `when` to order them by."""
    rows = SEE_ACTIVITY.rows(kind.model._default_manager.filter(asked.asked(kind)), for_user)
    return rows.annotate(when=kind.when)


def counts(asked: Filter, *, for_user: Actor) -> dict[str, int]:
    """How many rows each tab has under this filter, in one query. Chips narrow one tab only and are left out."""
    parts = [
        SEE_ACTIVITY.rows(kind.model._default_manager.filter(asked.asked(kind, choices=False)), for_user)
        .order_by()
        .annotate(tab=Value(kind.code, output_field=CharField()))
        .values("tab")
        .annotate(rows=Count("pk"))
        .values_list("tab", "rows")
        for kind in KINDS
    ]
    found = dict(parts[0].union(*parts[1:], all=True))
    return {kind.code: found.get(kind.code, 0) for kind in KINDS}


def choice_counts(kind: Kind, asked: Filter, *, for_user: Actor) -> list[dict[str, Any]]:
    """The chips of a tab with the number of rows behind each; nothing when the kind has none."""
    if not kind.choices:
        return []
    rows = SEE_ACTIVITY.rows(kind.model._default_manager.filter(asked.asked(kind, choices=False)), for_user)
    numbers = rows.aggregate(**{choice.value: Count("pk", filter=choice.asked) for choice in kind.choices})
    return [
        {"value": c.value, "label": c.label, "rows": numbers[c.value], "pressed": c.value == asked.choice}
        for c in kind.choices
    ]


@dataclass
class UnitTotals:
    """One branch of the tree and how much of each kind it did. `unit` is None for what lies in no branch of today."""

    unit: Unit | None
    rows: dict[str, int] = field(default_factory=lambda: {kind.code: 0 for kind in KINDS})
    sums: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SUMMED, 0))

    @property
    def is_silent(self) -> bool:
        return not any(self.rows.values())

    @property
    def numbers(self) -> list[tuple[Kind, int]]:
        return [(kind, self.rows[kind.code]) for kind in KINDS]


SUMMED = {"study": "participants", "publicity": "quantity"}


def totals_by_unit(
    base: Unit, branches: Iterable[Unit], asked: Filter, *, for_user: Actor
) -> tuple[list[UnitTotals], UnitTotals, UnitTotals]:
    """Rows of every kind in each branch right under `base`, at `base` itself, and in branches that ended.

    A row belongs to the branch whose path begins its own. All kinds are grouped in one query.
    """
    width = len(base.path) + WIDTH
    lines = {unit.path: UnitTotals(unit) for unit in branches}
    own, ended = UnitTotals(base), UnitTotals(None)
    parts = []
    for kind in KINDS:
        rows = SEE_ACTIVITY.rows(kind.model._default_manager.filter(asked.asked(kind, choices=False)), for_user)
        summed = Coalesce(Sum(SUMMED[kind.code]), 0) if kind.code in SUMMED else Value(0)
        parts.append(
            rows.order_by()
            .annotate(tab=Value(kind.code, output_field=CharField()), branch=Substr("unit__path", 1, width))
            .values("tab", "branch")
            .annotate(rows=Count("pk"), total=summed)
            .values_list("tab", "branch", "rows", "total")
        )
    for tab, branch, rows, total in parts[0].union(*parts[1:], all=True):
        line = lines.get(branch) or (own if branch == base.path else ended)
        line.rows[tab] += rows
        if tab in SUMMED:
            line.sums[tab] += total
    return list(lines.values()), own, ended


def branch_of(path: str, names: dict[str, str]) -> str:
    """The name of the direct unit over this path; empty for a direct unit itself and for the root."""
    width = len(next(iter(names), ""))
    return names.get(path[:width], "") if len(path) > width else ""


def twin_of(kind: Kind, values: dict[str, Any], *, except_pk: int | None = None) -> Activity | None:
    """A row that says the same already: same unit, day and kind, or same unit, title and day."""
    alike = {name: values.get(name) for name in TWINS[kind.record_type]}
    found = kind.model._default_manager.filter(**alike)
    if except_pk is not None:
        found = found.exclude(pk=except_pk)
    return found.order_by("pk").first()


TWINS = {
    Meeting._meta.model_name: ("unit", "held_on", "kind"),
    Study._meta.model_name: ("unit", "held_on", "content"),
    Regulation._meta.model_name: ("unit", "title", "outcome", "dated_on"),
    GoodModel._meta.model_name: ("unit", "title", "year"),
    Publicity._meta.model_name: ("unit", "channel", "dated_on", "title"),
}


def evidence_of(row: Activity) -> QuerySet[Evidence]:
    return (
        Evidence.objects.filter(record_type=kind_of(row).record_type, record_pk=row.pk)
        .select_related("file")
        .order_by("pk")
    )


def evidence_counts(kind: Kind, rows: Iterable[Activity]) -> dict[int, int]:
    """How many files lie with each row of a page."""
    pks = [row.pk for row in rows]
    found = Evidence.objects.filter(record_type=kind.record_type, record_pk__in=pks)
    return dict(found.order_by().values("record_pk").annotate(files=Count("pk")).values_list("record_pk", "files"))


def rows_with_warnings(*, for_user: Actor) -> dict[str, int]:
    """How many rows of each kind wait for somebody who may change them to look at a warning, in one query."""
    parts = [
        EDIT_ACTIVITY.rows(kind.model._default_manager.filter(unseen_warning(kind)), for_user)
        .order_by()
        .annotate(tab=Value(kind.code, output_field=CharField()))
        .values("tab")
        .annotate(rows=Count("pk"))
        .values_list("tab", "rows")
        for kind in RECORDS
    ]
    return dict(parts[0].union(*parts[1:], all=True))
