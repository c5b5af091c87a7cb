"""The cascade: every direct unit against everything that was required, seen on one day."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from vinhdanh.directives.models import Directive, Fulfilment, Requirement
from vinhdanh.kernel.actor import Actor
from vinhdanh.kernel.permissions import within
from vinhdanh.organisation.models import Unit, UnitQuerySet
from vinhdanh.organisation.queries import direct_units
from vinhdanh.rules.cascade import DONE, Cell, Standing, Tally, cell, days_late, tally

ROLES_THAT_SEE = ("office", "leader", "inspector", "clerk")


LONG_AGO = dt.date(1, 1, 1)


@dataclass(frozen=True, slots=True)
class Step:
    """One cell: how far one unit is with one requirement."""

    requirement: Requirement
    unit_pk: int
    state: Cell
    due_on: dt.date | None = None
    sent_on: dt.date | None = None
    plan_pk: int | None = None
    days_late: int = 0

    @property
    def is_done(self) -> bool:
        return self.state in DONE


@dataclass(frozen=True, slots=True)
class Column:
    """One unit with its steps, in the order of the requirements."""

    unit: Unit
    steps: tuple[Step, ...]

    @property
    def overdue(self) -> list[Step]:
        return [step for step in self.steps if step.state is Cell.OVERDUE]

    @property
    def done(self) -> int:
        return sum(step.is_done for step in self.steps)

    @property
    def asked(self) -> int:
        return sum(step.state is not Cell.NOT_ASKED for step in self.steps)


@dataclass(frozen=True, slots=True)
class Cascade:
    requirements: tuple[Requirement, ...]
    columns: tuple[Column, ...]
    today: dt.date

    def of_directive(self, pk: int) -> "Cascade":
        """Only the rows that one directive asked for."""
        kept = [at for at, requirement in enumerate(self.requirements) if requirement.directive_id == pk]
        return Cascade(
            requirements=tuple(self.requirements[at] for at in kept),
            columns=tuple(Column(c.unit, tuple(c.steps[at] for at in kept)) for c in self.columns),
            today=self.today,
        )

    def groups(self) -> Iterator[tuple[str, list[Column]]]:
        """Columns by the office's word for the kind of unit, in the order of the levels."""
        by_kind: dict[int, list[Column]] = defaultdict(list)
        kinds = {}
        for column in self.columns:
            kinds[column.unit.kind_id] = column.unit.kind
            by_kind[column.unit.kind_id].append(column)
        for kind in sorted(kinds.values(), key=lambda kind: (kind.rank, kind.pk)):
            yield str(kind), by_kind[kind.pk]

    def rows(self) -> list[tuple[Requirement, Tally]]:
        """Each requirement with how many units are in which state."""
        return [
            (requirement, tally((column.steps[at].state, 1) for column in self.columns))
            for at, requirement in enumerate(self.requirements)
        ]

    def late_columns(self) -> list[Column]:
        """Units with something overdue, the most overdue first, then by name."""
        late = [column for column in self.columns if column.overdue]
        return sorted(late, key=lambda column: (-len(column.overdue), column.unit.sort_key))


def directives_in_order() -> QuerySet[Directive]:
    """Those that require something of units first (`asks`), then the newest (`on`)."""
    asked = Exists(Requirement.objects.filter(directive=OuterRef("pk")))
    return Directive.objects.annotate(
        asks=Case(When(asked, then=Value(1)), default=Value(0), output_field=IntegerField()),
        on=Coalesce(F("issued_on"), Value(LONG_AGO)),
    )


def units_seen_by(user: Actor, day: dt.date) -> UnitQuerySet:
    """The direct units whose progress this user may see: his own, or all."""
    return direct_units(day).filter(within(user.paths(*ROLES_THAT_SEE), "path"))


def cascade_of(units: Iterable[Unit], *, today: dt.date, directive: Directive | None = None) -> Cascade:
    """The cascade of these units (with their `kind`), over all requirements or those of one directive."""
    asked = Requirement.objects.all() if directive is None else directive.requirements.all()
    narrow = Requirement.units.through.objects.filter(requirement=OuterRef("pk"))
    requirements = tuple(asked.annotate(is_narrow=Exists(narrow)))
    columns = list(units)
    steps = _steps(requirements, columns, today=today)
    return Cascade(
        requirements=requirements,
        columns=tuple(
            Column(unit, tuple(steps[requirement.pk, unit.pk] for requirement in requirements)) for unit in columns
        ),
        today=today,
    )


def cascade_seen_by(user: Actor, *, today: dt.date, directive: Directive | None = None) -> Cascade:
    return cascade_of(units_seen_by(user, today).select_related("kind"), today=today, directive=directive)


def _steps(requirements: tuple[Requirement, ...], units: list[Unit], *, today: dt.date) -> dict[tuple[int, int], Step]:
    if not requirements or not units:
        return {}
    asked_of = _asked_of(requirements)
    rows = Fulfilment.objects.filter(requirement__in=requirements).filter(_of(units))
    known = {
        (requirement, unit): (state, sent_on, due_on, plan_pk)
        for requirement, unit, state, sent_on, due_on, plan_pk in rows.values_list(
            "requirement_id", "unit_id", "state", "sent_on", "due_on", "plan_id"
        )
    }
    out = {}
    for requirement in requirements:
        chosen = asked_of.get(requirement.pk)
        for unit in units:
            state, sent_on, due_on, plan_pk = known.get((requirement.pk, unit.pk), ("", None, None, None))
            standing = Standing(
                due_on=due_on or requirement.due_on,
                is_sent=state == Fulfilment.State.SENT,
                sent_on=sent_on,
                has_begun=state == Fulfilment.State.IN_PROGRESS,
                is_asked=chosen is None or unit.pk in chosen,
            )
            out[requirement.pk, unit.pk] = Step(
                requirement=requirement,
                unit_pk=unit.pk,
                state=cell(standing, today=today),
                due_on=standing.due_on,
                sent_on=sent_on,
                plan_pk=plan_pk,
                days_late=days_late(standing),
            )
    return out


def _of(units: list[Unit]) -> Q:
    """A few units are named; many are read whole, which is one range of the index."""
    return Q(unit__in=[unit.pk for unit in units]) if len(units) <= 200 else Q()


def _asked_of(requirements: tuple[Requirement, ...]) -> dict[int, set[int]]:
    """Requirements asked of chosen units only -> those units."""
    chosen: dict[int, set[int]] = defaultdict(set)
    narrow = [requirement.pk for requirement in requirements if requirement.is_narrow]  # type: ignore[attr-defined]
    if not narrow:
        return chosen
    through = Requirement.units.through.objects.filter(requirement__in=narrow)
    for requirement_pk, unit_pk in through.values_list("requirement_id", "unit_id"):
        chosen[requirement_pk].add(unit_pk)
    return chosen
