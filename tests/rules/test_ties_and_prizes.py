"""Why one of two equal entries comes first, and which prize a place gives; by properties."""

import datetime as dt
import itertools
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from vinhdanh.rules.scoring import TIE_RULES, Marked, ScoringRule, parted_by, prizes_by_rank, ranked

marks = st.lists(st.integers(0, 4).map(Fraction), min_size=3, max_size=3).map(tuple)
entries = st.lists(
    st.builds(Marked, st.uuids().map(str), st.dates(dt.date(2022, 8, 1), dt.date(2022, 8, 3)), marks),
    min_size=2,
    max_size=12,
    unique_by=lambda entry: entry.code,
)
ties = st.permutations(["lowest_mark_desc", "highest_mark_desc", "spread_asc", "received_asc"])


@given(entries=entries, ties=ties)
def test_the_rule_that_parts_two_equal_entries_favours_the_one_above(entries, ties):
    by_code = {entry.code: entry for entry in entries}
    placed = ranked(entries, rule=ScoringRule(ties=(*ties, "code_asc")))
    for better, other in itertools.pairwise(placed):
        if better.mean != other.mean:
            continue
        above, below = by_code[better.code], by_code[other.code]
        rule = parted_by(above, below, ties=(*ties, "code_asc"))
        assert TIE_RULES[rule](above) < TIE_RULES[rule](below)
        before = (*ties, "code_asc")[: (*ties, "code_asc").index(rule)]
        assert all(TIE_RULES[name](above) == TIE_RULES[name](below) for name in before)


@given(
    codes=st.lists(st.uuids().map(str), max_size=20, unique=True),
    prizes=st.lists(st.tuples(st.sampled_from("ABCDE"), st.integers(0, 5)), max_size=5, unique_by=lambda p: p[0]),
)
def test_prizes_go_to_the_first_in_turn_and_never_more_than_there_are(codes, prizes):
    given_out = prizes_by_rank(codes, prizes=prizes)

    most = min(len(codes), sum(number for _, number in prizes))
    assert [code for _, code in given_out] == codes[:most]
    for name, number in prizes:
        assert sum(prize == name for prize, _ in given_out) <= number
    order = [name for name, _ in prizes]
    assert [order.index(prize) for prize, _ in given_out] == sorted(order.index(prize) for prize, _ in given_out)
