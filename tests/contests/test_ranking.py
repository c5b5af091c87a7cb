"""Marks become means, places and the cut; what does not count has no place."""

import datetime as dt
from decimal import Decimal

import pytest

from vinhdanh.contests.actions import rank_contest
from vinhdanh.contests.models import Authorship, BlindCode, Contest, Entry, Judge, Mark
from vinhdanh.kernel.actor import Machine
from vinhdanh.kernel.models import Event

pytestmark = [pytest.mark.django_db, pytest.mark.database]
MACHINE = Machine("bộ chấm thử")
CLOSES = dt.date(2022, 8, 15)


@pytest.fixture
def contest():
    contest = Contest.objects.create(
        code="viet-2022",
        name="Cuộc thi viết",
        closes_on=CLOSES,
        marks_per_entry=3,
        forward=1,
        ties=["lowest_mark_desc", "received_asc", "code_asc"],
    )
    for number in range(1, 5):
        Judge.objects.create(contest=contest, code=f"GK{number}", name=f"Giám khảo {number}")
    return contest


@pytest.fixture
def new_entry(contest, tree):
    def make(code, *scores, state="valid", received_on=CLOSES):
        entry = Entry.objects.create(contest=contest, code=code, title=code, received_on=received_on, state=state)
        Authorship.objects.create(entry=entry, name="Tác giả", unit=tree["001"])
        blind = BlindCode.objects.create(entry=entry, code=f"P-{code}")
        for turn, (judge, score) in enumerate(zip(contest.judges.all(), scores, strict=False), start=1):
            Mark.objects.create(blind=blind, judge=judge, turn=turn, score=Decimal(str(score)))
        return entry

    return make


def places(contest):
    return list(contest.entries.order_by("code").values_list("code", "mean", "mean_sort", "rank", "is_forwarded"))


def test_the_best_exact_mean_comes_first_and_the_cut_is_kept(contest, new_entry):
    new_entry("B-1", 70, 70, 71)
    new_entry("B-2", 70, 70, 70.5)

    rank_contest(contest, by=MACHINE)

    assert places(contest) == [
        ("B-1", "211/3", Decimal("70.3333"), 1, True),
        ("B-2", "421/6", Decimal("70.1667"), 2, False),
    ]


@pytest.mark.parametrize("state", ["withdrawn", "duplicate", "invalid"])
def test_what_does_not_count_has_no_place_even_with_marks(contest, new_entry, state):
    new_entry("B-1", 90, 90, 90, state=state)
    new_entry("B-2", 60, 60, 60)

    rank_contest(contest, by=MACHINE)

    assert places(contest) == [("B-1", "", None, None, False), ("B-2", "60", Decimal(60), 1, True)]


def test_an_entry_that_is_withdrawn_after_the_ranking_gives_its_place_up(contest, new_entry):
    first = new_entry("B-1", 90, 90, 90)
    new_entry("B-2", 60, 60, 60)
    rank_contest(contest, by=MACHINE)

    first.state = "withdrawn"
    first.save(update_fields=["state"])
    rank_contest(contest, by=MACHINE)

    assert places(contest) == [("B-1", "", None, None, False), ("B-2", "60", Decimal(60), 1, True)]


def test_an_entry_after_the_closing_day_or_short_of_a_mark_has_no_place(contest, new_entry):
    new_entry("B-1", 90, 90, 90, received_on=CLOSES + dt.timedelta(days=1))
    new_entry("B-2", 90, 90)
    new_entry("B-3", 60, 60, 60)

    placed = rank_contest(contest, by=MACHINE)

    assert [place.code for place in placed] == ["B-3"]
    assert Entry.objects.get(code="B-2").marks_count == 2


def test_ranking_again_writes_nothing_and_leaves_no_history(contest, new_entry, django_assert_num_queries):
    new_entry("B-1", 90, 90, 90)
    rank_contest(contest, by=MACHINE)

    with django_assert_num_queries(5):  # marks, entries, places; and the two ends of the transaction
        rank_contest(contest, by=MACHINE)

    assert Event.objects.filter(verb="contest.ranked").count() == 1
