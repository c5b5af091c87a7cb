"""How far a unit is with one thing that was required of it, seen on one day.

What was sent counts from the day it was sent: seen on an earlier day it was not there yet. A
sending without a day counts as sent, and as on time: what is unknown is never held against a
unit. Late is after the due day, not on it. Nothing is overdue without a due day.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Cell(StrEnum):
    """The states of one cell of the cascade, from best to "was not asked at all"."""

    DONE = "done"
    DONE_LATE = "done_late"
    IN_PROGRESS = "in_progress"
    OVERDUE = "overdue"
    NOT_DUE = "not_due"
    NOT_ASKED = "not_asked"


DONE = frozenset({Cell.DONE, Cell.DONE_LATE})


@dataclass(frozen=True, slots=True)
class Standing:
    """What is on record of one unit and one requirement."""

    due_on: dt.date | None = None
    is_sent: bool = False
    sent_on: dt.date | None = None
    has_begun: bool = False
    is_asked: bool = True


def cell(standing: Standing, *, today: dt.date) -> Cell:
    """The state to show. A unit that began but missed the day is overdue, not "in progress"."""
    if not standing.is_asked:
        return Cell.NOT_ASKED
    there = standing.is_sent and (standing.sent_on is None or standing.sent_on <= today)
    if there:
        return Cell.DONE_LATE if days_late(standing) > 0 else Cell.DONE
    if standing.due_on is not None and standing.due_on < today:
        return Cell.OVERDUE
    return Cell.IN_PROGRESS if standing.has_begun else Cell.NOT_DUE


def days_late(standing: Standing) -> int:
    """Days between the due day and the sending; 0 when on time, early, not sent or not known."""
    if not standing.is_sent or standing.sent_on is None or standing.due_on is None:
        return 0
    return max(0, (standing.sent_on - standing.due_on).days)


@dataclass(frozen=True, slots=True)
class Sending:
    """One paper that a unit sent, or a draft of one that it has not sent yet."""

    is_sent: bool
    sent_on: dt.date | None = None
    due_on: dt.date | None = None
    paper: int = 0  # which one it is, for who asks


def counted(sendings: Iterable[Sending]) -> Sending | None:
    """Which of a unit's papers answers the requirement: the first sent; a later one is a supplement.

    A sending with a day comes before one without; a draft answers only when nothing was sent.
    """
    found = list(sendings)
    sent = [one for one in found if one.is_sent]
    dated = [one for one in sent if one.sent_on is not None]
    if dated:
        return min(dated, key=lambda one: one.sent_on or dt.date.max)
    return next(iter(sent or found), None)


def usual_day(days: Iterable[dt.date | None]) -> dt.date | None:
    """The day that most papers name; of equally many, the later one, in favour of who sends."""
    counts = Counter(day for day in days if day is not None)
    if not counts:
        return None
    most = max(counts.values())
    return max(day for day, times in counts.items() if times == most)


@dataclass(frozen=True, slots=True)
class Tally:
    """One row of the cascade counted: how many units are in which state."""

    done: int = 0
    done_late: int = 0
    in_progress: int = 0
    overdue: int = 0
    not_due: int = 0

    @property
    def finished(self) -> int:
        return self.done + self.done_late

    @property
    def asked(self) -> int:
        return self.done + self.done_late + self.in_progress + self.overdue + self.not_due


def tally(cells: Iterable[tuple[Cell, int]]) -> Tally:
    """Count states that come with how many units are in each; those not asked are left out."""
    counts: Counter[str] = Counter()
    for state, units in cells:
        if units < 0:
            raise ValueError(f"{units} units are {state}")
        if state is not Cell.NOT_ASKED:
            counts[state.value] += units
    return Tally(**counts)
