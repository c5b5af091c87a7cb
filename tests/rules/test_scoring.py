"""The ranking of a contest, by properties."""

import datetime as dt
import random
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vinhdanh.rules.scoring import TIE_RULES, Marked, ScoringRule, cut, natural, ranked

DAY = dt.date(2022, 6, 1)
halves = st.integers(min_value=0, max_value=20).map(lambda n: Fraction(n, 2))
dates = st.integers(min_value=0, max_value=3).map(lambda n: DAY + dt.timedelta(days=n))
drawn = st.lists(st.tuples(dates, st.lists(halves, min_size=0, max_size=4).map(tuple)), max_size=12).map(
    lambda rows: [Marked(f"B-{number}", day, marks) for number, (day, marks) in enumerate(rows, start=1)]
)
rules = st.builds(
    ScoringRule,
    marks_per_entry=st.integers(min_value=1, max_value=3),
    forward=st.integers(min_value=0, max_value=14),
    ties=st.lists(st.sampled_from(sorted(TIE_RULES)), max_size=3).map(tuple),
)


def entry(code, *marks, received=DAY):
    return Marked(code, received, tuple(Fraction(mark) for mark in marks))


@given(entries=drawn, rule=rules, seed=st.integers())
def test_the_order_in_which_rows_were_read_never_changes_the_ranking(entries, rule, seed):
    shuffled = list(entries)
    random.Random(seed).shuffle(shuffled)
    assert ranked(shuffled, rule=rule) == ranked(entries, rule=rule)


@given(entries=drawn, rule=rules)
def test_places_have_no_gaps_and_no_doubles_and_means_never_rise(entries, rule):
    placed = ranked(entries, rule=rule)
    assert [place.rank for place in placed] == list(range(1, len(placed) + 1))
    assert all(better.mean >= worse.mean for better, worse in pairwise(placed))


@given(entries=drawn, rule=rules)
def test_an_entry_without_all_its_marks_has_no_place(entries, rule):
    placed = {place.code for place in ranked(entries, rule=rule)}
    assert placed == {one.code for one in entries if len(one.marks) >= rule.marks_per_entry}


@given(entries=drawn, rule=rules)
def test_as_many_are_sent_on_as_the_terms_say_and_always_from_the_top(entries, rule):
    placed = ranked(entries, rule=rule)
    sent = [place.rank for place in placed if place.is_forwarded]
    assert sent == list(range(1, min(rule.forward, len(placed)) + 1))


@given(entries=drawn, rule=rules)
def test_a_higher_mark_never_costs_a_place(entries, rule):
    placed = {place.code: place.rank for place in ranked(entries, rule=rule)}
    for code, rank in placed.items():
        lifted = [
            Marked(one.code, one.received_on, tuple(mark + 1 for mark in one.marks)) if one.code == code else one
            for one in entries
        ]
        assert next(place.rank for place in ranked(lifted, rule=rule) if place.code == code) <= rank


@given(entries=drawn, rule=rules)
def test_the_line_lies_between_its_neighbours(entries, rule):
    placed = ranked(entries, rule=rule)
    line = cut(placed)
    sent = [place for place in placed if place.is_forwarded]
    assert (line is None) == (not sent)
    if line:
        assert (line.score, line.last_in) == (sent[-1].mean, sent[-1].code)
        assert line.first_out == (placed[len(sent)].code if len(placed) > len(sent) else "")
        assert 1 <= line.ties_in <= line.ties


def test_a_third_of_a_point_is_not_rounded_away():
    placed = ranked([entry("B-1", 70, 70, 71), entry("B-2", 70, 70, Fraction("70.9"))], rule=ScoringRule())
    assert [(place.code, place.mean) for place in placed] == [("B-1", Fraction(211, 3)), ("B-2", Fraction(703, 10))]


def test_ties_are_parted_by_the_list_one_rule_after_the_other():
    tied = [
        entry("B-10", 70, 70, 70),
        entry("B-9", 70, 70, 70),
        entry("B-3", 70, 70, 70, received=DAY - dt.timedelta(days=1)),
        entry("B-1", 60, 70, 80),
    ]
    assert [place.code for place in ranked(tied, rule=ScoringRule())] == ["B-3", "B-9", "B-10", "B-1"]
    assert [place.code for place in ranked(tied, rule=ScoringRule(ties=("highest_mark_desc",)))] == [
        "B-1",
        "B-3",
        "B-9",
        "B-10",
    ]


def test_a_tie_rule_that_nobody_wrote_is_an_error_and_not_ignored():
    with pytest.raises(ValueError, match="no such tie rule: by_mood"):
        ranked([], rule=ScoringRule(ties=("by_mood",)))


def test_codes_count_like_people_do():
    assert sorted(["B-10", "B-9", "A", "B-9a"], key=natural) == ["A", "B-9", "B-9a", "B-10"]
