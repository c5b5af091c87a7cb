"""How far a unit is with what was required of it."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vinhdanh.rules.cascade import DONE, Cell, Sending, Standing, Tally, cell, counted, days_late, tally, usual_day

days = st.dates(dt.date(2021, 1, 1), dt.date(2023, 12, 31))
maybe_days = st.none() | days
standings = st.builds(
    Standing,
    due_on=maybe_days,
    is_sent=st.booleans(),
    sent_on=maybe_days,
    has_begun=st.booleans(),
    is_asked=st.just(True),
)
sendings = st.builds(Sending, is_sent=st.booleans(), sent_on=maybe_days, due_on=maybe_days)
DUE = dt.date(2023, 2, 15)
LATER = dt.date(2023, 5, 18)


@pytest.mark.parametrize(
    ("standing", "state"),
    [
        (Standing(due_on=DUE, is_sent=True, sent_on=DUE), Cell.DONE),
        (Standing(due_on=DUE, is_sent=True, sent_on=dt.date(2023, 2, 16)), Cell.DONE_LATE),
        (Standing(due_on=DUE, is_sent=True), Cell.DONE),
        (Standing(due_on=DUE), Cell.OVERDUE),
        (Standing(due_on=DUE, has_begun=True), Cell.OVERDUE),
        (Standing(due_on=LATER, has_begun=True), Cell.IN_PROGRESS),
        (Standing(due_on=LATER), Cell.NOT_DUE),
        (Standing(), Cell.NOT_DUE),
        (Standing(due_on=DUE, is_asked=False), Cell.NOT_ASKED),
    ],
)
def test_each_state_of_a_cell_has_its_reason(standing, state):
    assert cell(standing, today=LATER) == state


@given(standing=standings, today=days, later=days)
def test_what_was_done_stays_done_as_days_pass(standing, today, later):
    first, last = min(today, later), max(today, later)
    seen_first, seen_last = cell(standing, today=first), cell(standing, today=last)
    assert seen_first not in DONE or seen_last == seen_first


@given(standing=standings, today=days)
def test_nothing_is_overdue_before_or_on_its_day(standing, today):
    state = cell(standing, today=today)
    assert state != Cell.OVERDUE or (standing.due_on is not None and standing.due_on < today)


@given(standing=standings, today=days, more_days=st.integers(0, 400))
def test_a_later_due_day_never_makes_a_unit_late(standing, today, more_days):
    if standing.due_on is None:
        return
    eased = Standing(
        due_on=standing.due_on + dt.timedelta(days=more_days),
        is_sent=standing.is_sent,
        sent_on=standing.sent_on,
        has_begun=standing.has_begun,
    )
    bad = (Cell.OVERDUE, Cell.DONE_LATE)
    assert cell(standing, today=today) in bad or cell(eased, today=today) not in bad


@given(standing=standings, today=days)
def test_what_is_sent_after_the_day_of_looking_is_not_there_yet(standing, today):
    if standing.sent_on is not None and standing.sent_on > today:
        assert cell(standing, today=today) not in DONE


@given(standing=standings, today=days)
def test_late_means_more_than_no_days(standing, today):
    assert (cell(standing, today=today) == Cell.DONE_LATE) <= (days_late(standing) > 0)


@given(papers=st.lists(sendings, max_size=6))
def test_the_first_paper_sent_counts_and_supplements_do_not(papers):
    chosen = counted(papers)
    sent_days = [one.sent_on for one in papers if one.is_sent and one.sent_on]
    if not papers:
        assert chosen is None
    elif sent_days:
        assert chosen.sent_on == min(sent_days)
    else:
        assert chosen.is_sent == any(one.is_sent for one in papers)


@given(known=st.lists(days, min_size=1), unknown=st.integers(0, 5))
def test_the_usual_day_is_one_that_was_named_most(known, unknown):
    found = usual_day([*known, *[None] * unknown])
    assert known.count(found) == max(known.count(day) for day in known)


def test_of_equally_usual_days_the_later_is_taken():
    assert usual_day([DUE, LATER]) == LATER


def test_without_any_day_there_is_no_usual_day():
    assert usual_day([None]) is None


@given(cells=st.lists(st.tuples(st.sampled_from(Cell), st.integers(0, 100))))
def test_a_tally_loses_and_invents_no_unit(cells):
    counts = tally(cells)
    assert counts.asked == sum(units for state, units in cells if state is not Cell.NOT_ASKED)
    assert counts.finished == sum(units for state, units in cells if state in DONE)


def test_no_unit_is_an_empty_tally():
    assert tally([]) == Tally()


def test_a_tally_refuses_a_negative_count():
    with pytest.raises(ValueError, match="-1 units"):
        tally([(Cell.DONE, -1)])
