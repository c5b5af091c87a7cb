"""Where units stood through time: from dated facts to spans, from placements to paths.

Days are half-open, `start <= day < end`. What a unit is now is known from the list of units, what it
was before from the changes; so a history is read backwards from the present.
"""

import datetime as dt
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from vinhdanh.rules.paths import component


@dataclass(frozen=True, slots=True)
class Span[V]:
    """What held from `start` until the day before `end`."""

    value: V
    start: dt.date
    end: dt.date


@dataclass(frozen=True, slots=True)
class Turn[V]:
    """On `day` one value gave way to another. None where the change does not say."""

    day: dt.date
    before: V | None
    after: V | None


def through_time[V](present: V, turns: Sequence[Turn[V]], *, start: dt.date, end: dt.date) -> list[Span[V]]:
    """The values from `start` to `end`, the last of them `present`.

    A turn outside the life of the thing is no turn of it. Where a turn does not say what was before,
    what the turn before it brought still held.
    """
    if not turns:
        return [Span(present, start, end)] if start < end else []
    inside = sorted((turn for turn in turns if start < turn.day < end), key=lambda turn: turn.day)
    spans: list[Span[V]] = []
    since = start
    for number, turn in enumerate(inside):
        value = turn.before
        if value is None and number:
            value = inside[number - 1].after
        _add(spans, present if value is None else value, since, turn.day)
        since = turn.day
    _add(spans, present, since, end)
    return spans


def _add[V](spans: list[Span[V]], value: V, start: dt.date, end: dt.date) -> None:
    """One more span; it continues the last one when nothing changed, and is left out when it has no day."""
    if start >= end:
        return
    if spans and spans[-1].value == value and spans[-1].end == start:
        start = spans.pop().start
    spans.append(Span(value, start, end))


def paths_through_time[U: Hashable](
    placements: Mapping[U, Sequence[Span[U | None]]], numbers: Mapping[U, int]
) -> dict[U, list[Span[str]]]:
    """The path of each unit through time, from where it and all above it stood.

    A parent that did not exist yet or no more on a day is taken where it stood first or last: a unit
    never falls out of the tree because of a gap above it. A unit under itself is its own root.
    """
    found: dict[U, list[Span[str]]] = {}
    climbing: set[U] = set()

    def paths_of(unit: U) -> list[Span[str]]:
        if unit in found:
            return found[unit]
        climbing.add(unit)
        own = component(numbers[unit])
        spans: list[Span[str]] = []
        for stay in placements.get(unit, ()):
            if stay.value is None or stay.value not in numbers or stay.value in climbing:
                _add(spans, own, stay.start, stay.end)
                continue
            higher = paths_of(stay.value)
            if len(higher) == 1:
                _add(spans, higher[0].value + own, stay.start, stay.end)
                continue
            for above in _stretched(higher):
                _add(spans, above.value + own, max(stay.start, above.start), min(stay.end, above.end))
        climbing.discard(unit)
        found[unit] = spans
        return spans

    for unit in numbers:
        paths_of(unit)
    return found


def _stretched(spans: list[Span[str]]) -> list[Span[str]]:
    """The same spans without a gap, from the beginning of time to its end."""
    if not spans:
        return [Span("", dt.date.min, dt.date.max)]
    starts = [dt.date.min, *(span.start for span in spans[1:]), dt.date.max]
    return [Span(span.value, starts[n], starts[n + 1]) for n, span in enumerate(spans)]


def in_circles[U: Hashable](parents: Mapping[U, U | None]) -> set[U]:
    """Units that stand above themselves, at whatever distance."""
    circles: set[U] = set()
    settled: set[U] = set()
    for unit in parents:
        way: list[U] = []
        on_way: set[U] = set()
        at: U | None = unit
        while at is not None and at in parents and at not in settled and at not in on_way:
            way.append(at)
            on_way.add(at)
            at = parents[at]
        if at is not None and at in on_way:
            circles.update(way[way.index(at) :])
        settled.update(way)
    return circles
