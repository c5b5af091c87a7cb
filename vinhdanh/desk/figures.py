"""The figures of the first page: counted by the catalogue of reports and nowhere else."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.utils import timezone, translation

from vinhdanh.kernel.models import Event
from vinhdanh.organisation.models import Unit
from vinhdanh.reports.catalogue import KNOWN, Ledger, lines_for, scope_of
from vinhdanh.reports.catalogue.counting import Ratio, Records

KEYS = (
    "org.direct",
    "org.cells",
    "plans.year.{year}",
    "act.meeting_cells",
    "contest.entries",
    "contest.committees",
    "contest.forwarded",
    "control.findings",
    "control.closed",
    "control.overdue",
    "round.nominations",
    "round.committees",
    "round.cells",
    "round.to_council",
    "round.decided",
)
KEPT = 120  # seconds; any act ends it before


@dataclass(frozen=True)
class Counted:
    """Values by key, with when they were counted and over which period."""

    values: dict[str, Any]
    start: dt.date
    end: dt.date
    year: int
    counted_at: dt.datetime

    def get(self, key: str) -> Any:
        return self.values.get(key)


def counted_for(unit: Unit | None, *, today: dt.date) -> Counted:
    """The figures of the first page over `unit` (None: the whole organisation).

    Kept until somebody does something: every act leaves an event, so a newer event means new figures.
    """
    last = Event.objects.order_by("-pk").values_list("pk", flat=True).first()
    key = f"desk:figures:{unit.pk if unit else 0}:{today}:{last}:{translation.get_language()}"
    known: Counted | None = cache.get(key)
    if known is None:
        known = _count(unit)
        cache.set(key, known, KEPT)
    return known


def _count(unit: Unit | None) -> Counted:
    scope = scope_of(unit)
    year = scope.as_of.year
    keys = [key.format(year=year) for key in KEYS]
    lines = tuple(dict.fromkeys(line for key in keys for line in lines_for(key)))
    wanted = tuple(line for line in lines if isinstance(line.counting, Records | Ratio))
    figures = Ledger(scope, wanted, KNOWN).fill()
    return Counted(
        values={key: figures[key].value for key in keys if key in figures},
        start=scope.start,
        end=scope.end,
        year=year,
        counted_at=timezone.now(),
    )
