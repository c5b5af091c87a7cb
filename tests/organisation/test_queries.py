"""What the tree looked like on a day."""

import datetime as dt

import pytest

from vinhdanh.organisation import queries
from vinhdanh.organisation.models import FOREVER, Office, Placement, UnitName, UnitPath
from vinhdanh.rules.text import text_key

pytestmark = [pytest.mark.django_db, pytest.mark.database]
MOVED = dt.date(2022, 7, 1)
BEFORE = dt.date(2022, 6, 30)


@pytest.fixture
def moved_cell(tree):
    """The cell 001002 stood under 001 until 30/06/2022 and stands under 002, with a new name, since."""
    cell = tree["001002"]
    old, new = cell.path, tree["002"].path + cell.path[-4:]
    Placement.objects.filter(unit=cell).update(valid_to=MOVED)
    Placement.objects.create(unit=cell, parent=tree["002"], valid_from=MOVED)
    UnitPath.objects.filter(unit=cell).update(valid_to=MOVED)
    UnitPath.objects.create(unit=cell, path=new, valid_from=MOVED)
    UnitName.objects.filter(unit=cell).update(valid_to=MOVED)
    UnitName.objects.create(unit=cell, name="Chi bộ Kho 2", valid_from=MOVED)
    cell.name, cell.sort_key, cell.path, cell.parent = "Chi bộ Kho 2", text_key("Chi bộ Kho 2"), new, tree["002"]
    cell.save()
    assert old != new
    return cell


def test_direct_units_stand_right_under_the_root_in_the_order_of_their_names(office, tree):
    assert [unit.code for unit in queries.direct_units(BEFORE)] == ["001", "002"]


def test_without_an_office_the_unit_without_a_parent_is_the_root(tree):
    assert queries.office() is None
    assert queries.root_unit() == tree["000"]


def test_a_moved_unit_stands_under_its_parent_of_the_day(office, tree, moved_cell):
    def children(code, day):
        return [unit.code for unit in queries.tree_children(tree[code], day)]

    assert children("001", BEFORE) == ["001002", "001001"]  # by the names of today
    assert children("001", MOVED) == ["001001"]
    assert children("002", MOVED) == ["001002", "002001"]


def test_a_unit_is_called_by_its_name_of_the_day(office, tree, moved_cell):
    def names(day):
        return [unit.name_on_day for unit in queries.named_on(queries.under(moved_cell, day), day)]

    assert names(BEFORE) == ["Chi bộ Văn phòng"]
    assert names(MOVED) == ["Chi bộ Kho 2"]


def test_ancestors_are_those_of_the_day_from_the_root_down(office, tree, moved_cell):
    assert [unit.code for unit in queries.ancestors(moved_cell, BEFORE)] == ["000", "001"]
    assert [unit.code for unit in queries.ancestors(moved_cell, MOVED)] == ["000", "002"]


def test_a_subtree_holds_what_stood_below_on_the_day(office, tree, moved_cell):
    assert {unit.code for unit in queries.under(tree["002"], BEFORE)} == {"002", "002001"}
    assert {unit.code for unit in queries.under(tree["002"], MOVED)} == {"002", "002001", "001002"}


def test_an_ended_unit_is_not_alive_on_its_last_day(office, tree):
    tree["002001"].ended_on = MOVED
    tree["002001"].save()

    assert [u.code for u in queries.tree_children(tree["002"], BEFORE)] == ["002001"]
    assert [u.code for u in queries.tree_children(tree["002"], MOVED)] == []


def test_a_pinned_office_lives_on_its_day(office):
    assert queries.today() == dt.date(2023, 5, 18)


def test_the_answers_give_days_and_words(office):
    Office.objects.update(
        answers={
            "report": {"period": ["2021-05-18", "2023-05-18"], "as_of": "2023-05-18"},
            "people": {"word": "đảng viên", "active": ["Đang công tác"]},
            "cells": ["base_cell", "cell"],
        }
    )

    answers = queries.answers()

    assert answers.report_period == (dt.date(2021, 5, 18), dt.date(2023, 5, 18))
    assert (answers.person_word, answers.active_words) == ("đảng viên", ("Đang công tác",))
    assert answers.cell_kinds == ("base_cell", "cell")
    assert answers.inspections_period is None
    assert FOREVER.year == 9999
