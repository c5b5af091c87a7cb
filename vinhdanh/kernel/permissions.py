"""A permission is a list of named conditions, each a question that the database can answer.

From one list come all rows on which somebody may act, yes/no flags for the buttons of a page of
rows, and every reason why one row refuses. A user who holds none of the roles over a row does not
learn that the row exists: `rows()` leaves it out, and the view answers 404.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Case, Model, Q, QuerySet, Value, When
from django.db.models.fields import BooleanField

from vinhdanh.kernel.actor import Actor
from vinhdanh.rules.paths import after
from vinhdanh.rules.reasons import Reason, refuse_if_any

NEVER = Q(pk__in=[])
ALWAYS = Q(pk__isnull=False)
REGISTER: dict[str, "Permission"] = {}


@dataclass(frozen=True)
class Condition:
    """`code` names the sentence given when the answer to `question` is no."""

    code: str
    question: Callable[[Actor], Q]


class Permission:
    """What may be done, by whom, on which rows: the conditions are asked together, never in turn."""

    def __init__(self, name: str, *conditions: Condition) -> None:
        if name in REGISTER:
            raise ValueError(f"two permissions are called {name}")
        if not conditions:
            raise ValueError(f"{name} has no condition: deny is the default")
        self.name = name
        self.conditions = conditions
        REGISTER[name] = self

    def rows[M: Model](self, queryset: QuerySet[M], user: Actor) -> QuerySet[M]:
        for condition in self.conditions:
            queryset = queryset.filter(condition.question(user))
        return queryset

    def flag(self, user: Actor) -> Case:
        """An annotation: may this user do it on this row?"""
        asked = Q()
        for condition in self.conditions:
            asked &= condition.question(user)
        return Case(When(asked, then=Value(True)), default=Value(False), output_field=BooleanField())

    def obstacles(self, user: Actor, row: Model) -> list[Reason]:
        """Every reason why this row refuses, asked in one query."""
        answers = (
            type(row)
            ._base_manager.filter(pk=row.pk)
            .annotate(
                **{
                    f"c{n}": Case(When(c.question(user), then=Value(True)), default=Value(False))
                    for n, c in enumerate(self.conditions)
                }
            )
        )
        answer = answers.values(*(f"c{n}" for n in range(len(self.conditions)))).first()
        if answer is None:
            return [Reason("row.gone")]
        return [Reason(c.code) for n, c in enumerate(self.conditions) if not answer[f"c{n}"]]

    def demand(self, user: Actor, row: Model) -> None:
        """Raise `Refused` with all the reasons, or return."""
        refuse_if_any(self.obstacles(user, row))

    def allows(self, user: Actor, row: Model) -> bool:
        return not self.obstacles(user, row)


def within(paths: Iterable[str], field: str) -> Q:
    """Rows whose tree path `field` lies in one of these subtrees. The empty path is the whole tree."""
    asked = NEVER
    for path in paths:
        if path == "":
            return ALWAYS
        asked |= Q(**{f"{field}__gte": path, f"{field}__lt": after(path)})
    return asked


def holds(*roles: str, over: str) -> Condition:
    """The user holds one of these roles over the unit whose path is `over` (such as "unit__path")."""
    return Condition(f"role.{'_or_'.join(roles)}", lambda user: within(user.paths(*roles), over))


def holds_somewhere(*roles: str) -> Condition:
    """The user holds one of these roles over any unit: for rows that belong to no unit."""
    return Condition(
        f"role.{'_or_'.join(roles)}",
        lambda user: ALWAYS if user.paths(*roles) else NEVER,
    )


def in_state(code: str, *states: str, field: str = "state") -> Condition:
    return Condition(code, lambda user: Q(**{f"{field}__in": states}))
