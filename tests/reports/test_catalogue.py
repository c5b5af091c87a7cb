"""How figures are counted."""

import datetime as dt
import hashlib

import pytest

from vinhdanh.contests.models import Entry
from vinhdanh.organisation.models import Placement, UnitPath
from vinhdanh.reports.catalogue import INDICATORS, Facts, compute_all, figure, scope_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def value(scope, key):
    return figure(scope, key).value


def end(unit, day):
    unit.ended_on = day
    unit.save()
    UnitPath.objects.filter(unit=unit).update(valid_to=day)
    Placement.objects.filter(unit=unit).update(valid_to=day)


def test_a_cell_counts_from_its_first_day_until_the_day_before_it_ends(new_unit, tree, answered):
    new_unit("001003", "Chi bộ mới", parent=tree["001"], started_on=dt.date(2023, 5, 18))
    end(tree["001001"], dt.date(2023, 5, 18))

    on = {day: value(scope_of(as_of=day), "org.cells") for day in (dt.date(2023, 5, 17), dt.date(2023, 5, 18))}

    assert on == {dt.date(2023, 5, 17): 3, dt.date(2023, 5, 18): 3}
    assert figure(scope_of(), "org.cells").ids == ("001002", "001003", "002001")


def test_cells_that_ended_in_the_period_are_those_that_ended_after_its_first_day(new_unit, tree, answered):
    end(tree["001001"], dt.date(2021, 5, 18))
    end(tree["001002"], dt.date(2023, 5, 18))

    assert figure(scope_of(), "org.merged").ids == ("001002",)


def test_a_unit_that_moved_counts_where_it_stood_on_the_day(tree, answered):
    moved, day = tree["001001"], dt.date(2022, 7, 1)
    UnitPath.objects.filter(unit=moved).update(valid_to=day)
    UnitPath.objects.create(unit=moved, path=tree["002"].path + "0009", valid_from=day)
    scope = scope_of()

    cells = {key: value(scope, key) for key in ("org.cells.001.2021-12-31", "org.cells.001.2023-05-18")}

    assert cells == {"org.cells.001.2021-12-31": 2, "org.cells.001.2023-05-18": 1}
    assert value(scope, "org.cells.002.2022-07-01") == 2


def test_a_unit_with_two_meetings_is_one_unit(tree, scope, new_meeting):
    new_meeting(tree["001001"])
    new_meeting(tree["001001"], held_on=dt.date(2022, 4, 1), kind="thematic")

    found = compute_all(scope, with_records=True)

    assert (found["act.meetings"].value, found["act.thematic"].value, found["act.meeting_cells"].value) == (2, 1, 1)
    assert found["act.meeting_cells"].ids == ("001001",)


def test_a_meeting_outside_the_period_is_kept_but_not_counted(tree, scope, new_meeting):
    new_meeting(tree["001001"], held_on=dt.date(2021, 5, 17))
    new_meeting(tree["001001"], held_on=dt.date(2021, 5, 18), key="first")
    new_meeting(tree["001001"], held_on=dt.date(2023, 5, 18), key="last")

    assert figure(scope, "act.meetings").ids == ("first", "last")


def test_an_empty_cell_adds_nothing_and_is_told(tree, scope, new_study):
    new_study(tree["001"], participants=120)
    new_study(tree["001"], participants=None)

    found = figure(scope, "act.study_people")

    assert (found.value, found.records, found.note) == (120, 2, "Có 1 ô trống, tính là 0.")


def test_attendance_is_rounded_to_one_digit_and_nothing_without_meetings(tree, scope, new_meeting):
    assert value(scope, "act.attendance_pct") is None

    new_meeting(tree["001001"], total=31, present=30)

    assert value(scope_of(), "act.attendance_pct") == 96.8


def test_the_second_plan_of_a_year_is_a_supplement_and_the_first_one_decides_if_it_was_late(tree, scope, new_plan):
    new_plan(tree["001"], sent_on=dt.date(2023, 2, 14))
    new_plan(tree["001"], sent_on=dt.date(2023, 3, 20))
    found = compute_all(scope)

    assert (found["plans.year.2023"].value, found["plans.late.2023"].value) == (1, 0)
    assert found["plans.missing.2023"].value == ["002"]
    assert found["plans.missing.2022"].value == ["001", "002"]


def test_a_plan_of_a_unit_that_is_not_direct_is_not_a_plan_of_a_direct_unit(tree, scope, new_plan):
    new_plan(tree["001001"])

    assert value(scope, "plans.year.2023") == 0


def test_withdrawn_late_and_duplicate_entries_do_not_count(tree, scope, new_entry):
    new_entry(tree["001"])
    new_entry(tree["002"], state="withdrawn")
    new_entry(tree["002"], received_on=dt.date(2022, 8, 16))
    new_entry(tree["002"], state="duplicate")
    found = compute_all(scope, with_records=True)

    assert {key: found[key].value for key in ("contest.entries", "contest.committees", "contest.withdrawn")} == {
        "contest.entries": 1,
        "contest.committees": 1,
        "contest.withdrawn": 1,
    }
    assert {key: found[f"contest.entries.{key}"].value for key in ("001", "002")} == {"001": 1, "002": 0}
    assert found["contest.committees_pct"].value == 50.0


def test_the_cut_names_the_last_one_in_and_the_first_one_out(tree, scope, new_entry):
    for rank, mean in enumerate(("80", "72", "72", "72", "60"), start=1):
        new_entry(tree["001"], rank=rank, mean=mean, is_forwarded=rank <= 2)
    found = compute_all(scope)
    asked = ("cut_score", "cut_ties", "cut_ties_in", "last_in", "first_out")

    assert {key: found[f"contest.{key}"].value for key in asked} == {
        "cut_score": 72.0,
        "cut_ties": 3,
        "cut_ties_in": 1,
        "last_in": "BDT-0002",
        "first_out": "BDT-0003",
    }


def test_a_report_of_one_unit_counts_only_what_stands_below_it(tree, answered, new_meeting, new_entry):
    new_meeting(tree["001001"])
    new_meeting(tree["002001"])
    new_entry(tree["002"])
    found = compute_all(scope_of(tree["001"]), with_records=True)

    assert {key: found[key].value for key in ("act.meetings", "contest.entries", "org.cells", "org.direct")} == {
        "act.meetings": 1,
        "contest.entries": 0,
        "org.cells": 2,
        "org.direct": 2,
    }


def test_facts_of_a_unit_that_ended_stay_with_the_committee_where_it_last_stood(tree, answered, new_meeting):
    new_meeting(tree["001001"], held_on=dt.date(2022, 1, 1))
    end(tree["001001"], dt.date(2022, 6, 1))

    assert value(scope_of(tree["001"]), "act.meetings") == 1


def test_the_hash_is_over_the_sorted_public_ids_one_a_line(tree, scope, new_meeting):
    new_meeting(tree["001001"], key="b")
    new_meeting(tree["001001"], held_on=dt.date(2022, 3, 2), key="a")

    assert figure(scope, "act.meetings").sha256 == hashlib.sha256(b"a\nb").hexdigest()


def test_a_figure_nobody_knows_is_nothing(scope):
    assert (figure(scope, "no.such"), figure(scope, "org.cells.001.tomorrow")) == (None, None)


def test_one_figure_alone_is_the_figure_of_the_whole_report(tree, scope, new_meeting, new_entry, new_plan):
    new_meeting(tree["001001"])
    new_entry(tree["001"], rank=1, mean="70", is_forwarded=True)
    new_plan(tree["001"])
    together = compute_all(scope, with_records=True)

    alone = {key: figure(scope_of(), key) for key in together}

    assert {key: (one.value, one.ids, one.rule) for key, one in alone.items()} == {
        key: (one.value, one.ids, one.rule) for key, one in together.items()
    }


def test_every_line_of_the_catalogue_has_words_in_which_no_gap_is_left(scope):
    told = compute_all(scope)

    assert [key for key, one in told.items() if "{" in f"{one.label}{one.rule}{one.word}"] == []
    assert len({line.key for line in INDICATORS}) == len(INDICATORS)


def test_a_contest_without_entries_has_zeros_and_no_cut(scope, contest):
    found = compute_all(scope)

    assert (found["contest.entries"].value, "contest.cut_score" in found, Entry.objects.count()) == (0, False, 0)


class Watched:
    """A scope that remembers which of its costly answers were asked for."""

    COSTLY = {"contest", "round", "issuer_spellings", "root_path"}

    def __init__(self, scope):
        self.__dict__["scope"], self.__dict__["asked"] = scope, set()

    def __getattr__(self, name):
        if name in self.COSTLY:
            self.asked.add(name)
        return getattr(self.scope, name)


@pytest.mark.parametrize("facts", {line.facts.name: line.facts for line in INDICATORS}.values(), ids=lambda f: f.name)
def test_facts_say_all_that_their_statement_depends_on(scope, contest, facts):
    if not isinstance(facts, Facts):
        return
    watched = Watched(scope)

    facts.annotated(watched, facts.dims)

    assert watched.asked - set(facts.needs) == set()
