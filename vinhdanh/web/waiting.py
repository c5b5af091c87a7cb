"""What waits for a user, and which days are deadlines: told by each domain in its own `waiting.py`."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True)
class Waiting:
    """One line of "my work": what to do, what it is about, until when, and the page where it is done."""

    title: str | Promise
    detail: str | Promise = ""
    due: dt.date | None = None
    url: str = ""
    icon: str = "check"
    tone: str = ""  # ok, warn, bad, gold; empty for work in its time
    count: int = 1


@dataclass(frozen=True)
class Deadline:
    """A day on which something ends, for the calendar."""

    on: dt.date
    title: str | Promise
    url: str = ""
    tone: str = ""


type Source = Callable[[Any, dt.date], list[Waiting]]
type DeadlineSource = Callable[[Any, dt.date, dt.date], list[Deadline]]

SOURCES: list[Source] = []
DEADLINE_SOURCES: list[DeadlineSource] = []


def register(source: Source) -> Source:
    """`source(user, today)` tells what waits for this user. Usable as a decorator."""
    SOURCES.append(source)
    return source


def register_deadlines(source: DeadlineSource) -> DeadlineSource:
    """`source(user, first, last)` tells the deadlines of these days, the last one included."""
    DEADLINE_SOURCES.append(source)
    return source


def waiting_for(user: Any, today: dt.date) -> list[Waiting]:
    """Everything that waits, what is due first at the top, what has no day at the end."""
    found = [item for source in SOURCES for item in source(user, today)]
    return sorted(found, key=lambda item: (item.due or dt.date.max, str(item.title)))


def deadlines(user: Any, first: dt.date, last: dt.date) -> list[Deadline]:
    """The deadlines from `first` to `last`, in order."""
    found = [item for source in DEADLINE_SOURCES for item in source(user, first, last)]
    return sorted(found, key=lambda item: (item.on, str(item.title)))
