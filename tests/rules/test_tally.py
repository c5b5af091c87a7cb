"""When two tellers agree."""

from hypothesis import given
from hypothesis import strategies as st

from vinhdanh.rules.ballot import Box
from vinhdanh.rules.tally import Count, Tally, tally

boxes = st.integers(0, 3).map(lambda yes: Box(3, 3, 3, 0, yes, 3 - yes))
counts = st.lists(st.builds(Count, teller=st.integers(1, 3), box=boxes, attempt=st.integers(1, 3)), max_size=6)


def box(yes):
    return Box(13, 13, 13, 0, yes, 13 - yes)


@given(counts=counts)
def test_nobody_agrees_with_himself(counts):
    mine = [Count(1, count.box, number) for number, count in enumerate(counts, 1)]
    assert tally(mine) == ((Tally.ONE, None) if mine else (Tally.NOBODY, None))


@given(counts=counts)
def test_an_agreed_box_was_counted_last_by_two_people(counts):
    state, agreed = tally(counts)
    last = {count.teller: count.box for count in sorted(counts, key=lambda count: count.attempt)}
    assert (state is Tally.AGREED) == (len(set(last.values())) < len(last))
    if agreed is not None:
        assert list(last.values()).count(agreed) >= 2


def test_a_third_count_settles_a_difference():
    first = [Count(1, box(12)), Count(2, box(11))]
    assert tally(first) == (Tally.DIFFERENT, None)
    assert tally([*first, Count(3, box(12))]) == (Tally.AGREED, box(12))
    assert tally([*first, Count(2, box(12), 2)]) == (Tally.AGREED, box(12))
    assert tally([*first, Count(3, box(10))]) == (Tally.DIFFERENT, None)
