"""Where a unit stood on a day does not depend on how its history was written down."""

import datetime as dt
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from vinhdanh.rules.paths import component
from vinhdanh.rules.tree import Span, Turn, in_circles, paths_through_time, through_time

DAY = dt.date(2020, 1, 1)
FOREVER = dt.date(9999, 12, 31)


def day(number):
    return DAY + dt.timedelta(days=number)


@st.composite
def histories(draw):
    """Values day by day, and the turns a register would have kept of them."""
    values = draw(st.lists(st.sampled_from("ABC"), min_size=1, max_size=12))
    turns = [Turn(day(n), before, after) for n, (before, after) in enumerate(pairwise(values), 1) if before != after]
    return values, draw(st.permutations(turns))


@given(histories())
def test_history_read_backwards_gives_every_day_its_value(history):
    values, turns = history

    spans = through_time(values[-1], turns, start=day(0), end=day(len(values)))

    assert [next(s.value for s in spans if s.start <= day(n) < s.end) for n in range(len(values))] == values


@given(histories())
def test_spans_touch_and_never_repeat_a_value(history):
    values, turns = history

    spans = through_time(values[-1], turns, start=day(0), end=day(len(values)))

    assert (spans[0].start, spans[-1].end) == (day(0), day(len(values)))
    for one, following in pairwise(spans):
        assert one.end == following.start
        assert one.value != following.value


def test_a_turn_that_does_not_say_what_was_before_continues_the_turn_before_it():
    turns = [Turn(day(5), "A", "B"), Turn(day(8), None, "C")]

    assert through_time("C", turns, start=day(0), end=FOREVER) == [
        Span("A", day(0), day(5)),
        Span("B", day(5), day(8)),
        Span("C", day(8), FOREVER),
    ]


def test_turns_outside_the_life_of_a_unit_are_none_of_it():
    turns = [Turn(day(-3), "X", "A"), Turn(day(20), "A", "Y")]

    assert through_time("A", turns, start=day(0), end=day(10)) == [Span("A", day(0), day(10))]


@st.composite
def trees(draw):
    """Units 1..n, each under a lower number, some of them moved once."""
    count = draw(st.integers(1, 8))
    stays = {1: [Span(None, day(0), FOREVER)]}
    for unit in range(2, count + 1):
        first, second = draw(st.integers(1, unit - 1)), draw(st.integers(1, unit - 1))
        moved = day(draw(st.integers(1, 20)))
        stays[unit] = (
            [Span(first, day(0), FOREVER)]
            if first == second
            else [Span(first, day(0), moved), Span(second, moved, FOREVER)]
        )
    return stays


@given(trees(), st.integers(0, 25))
def test_a_path_is_the_way_up_on_that_day(stays, number):
    on = day(number)
    paths = paths_through_time(stays, {unit: unit for unit in stays})

    def climbed(unit):
        above = next(stay.value for stay in stays[unit] if stay.start <= on < stay.end)
        return ("" if above is None else climbed(above)) + component(unit)

    assert {unit: next(s.value for s in spans if s.start <= on < s.end) for unit, spans in paths.items()} == {
        unit: climbed(unit) for unit in stays
    }


def test_a_unit_whose_parent_ended_before_it_stays_where_it_stood():
    stays = {1: [Span(None, day(0), FOREVER)], 2: [Span(1, day(0), day(5))], 3: [Span(2, day(1), day(9))]}

    paths = paths_through_time(stays, {1: 1, 2: 2, 3: 3})

    assert paths[3] == [Span(component(1) + component(2) + component(3), day(1), day(9))]


def test_a_circle_is_cut_where_it_is_entered():
    stays = {1: [Span(2, day(0), FOREVER)], 2: [Span(1, day(0), FOREVER)]}

    paths = paths_through_time(stays, {1: 1, 2: 2})

    assert sorted(len(spans[0].value) for spans in paths.values()) == [4, 8]


def test_circles_are_found_at_any_distance():
    parents = {"a": "b", "b": "c", "c": "a", "d": "a", "e": None, "f": "f", "g": "nobody"}

    assert in_circles(parents) == {"a", "b", "c", "f"}
