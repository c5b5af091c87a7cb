"""The council's arithmetic, by properties."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vinhdanh.rules.ballot import BallotRule, Box, Verdict, at_least, verdict

counts = st.integers(min_value=0, max_value=60)
shares = st.fractions(min_value=0, max_value=1, max_denominator=200)


def box(*, yes, no, blank=0):
    papers = yes + no + blank
    return Box(issued=papers, returned=papers, valid=papers, invalid=0, yes=yes, no=no)


@given(yes=counts, no=counts, blank=counts, absent=counts)
def test_a_no_that_becomes_a_yes_never_costs_the_nominee_the_award(yes, no, blank, absent):
    members = yes + no + blank + 1 + absent
    present = members - absent
    before = verdict(box(yes=yes, no=no + 1, blank=blank), members=members, present=present, rule=BallotRule())
    after = verdict(box(yes=yes + 1, no=no, blank=blank), members=members, present=present, rule=BallotRule())
    assert (before, after) != (Verdict.APPROVED, Verdict.REJECTED)


@given(share=shares, members=counts)
def test_the_number_needed_is_the_smallest_that_reaches_the_share(share, members):
    needed = at_least(share, of=members)
    assert Fraction(needed) >= share * members
    assert needed == 0 or Fraction(needed - 1) < share * members


@given(share=shares, members=counts)
def test_a_strict_share_is_passed_and_not_only_reached(share, members):
    needed = at_least(share, of=members, strict=True)
    assert Fraction(needed) > share * members >= Fraction(needed - 1)


def test_fifteen_members_need_ten_present_and_twelve_yes():
    rule = BallotRule(quorum=Fraction(2, 3), majority=Fraction(80, 100))
    assert verdict(box(yes=12, no=1), members=15, present=12, rule=rule) == Verdict.APPROVED
    assert verdict(box(yes=11, no=2), members=15, present=12, rule=rule) == Verdict.REJECTED
    assert verdict(box(yes=9, no=0), members=15, present=9, rule=rule) == Verdict.NO_QUORUM


def test_a_count_that_contradicts_itself_gives_no_verdict():
    with pytest.raises(ValueError, match="more_votes_than_valid"):
        verdict(Box(13, 13, 13, 0, 15, 0), members=15, present=12, rule=BallotRule())
