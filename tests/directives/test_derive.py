"""Requirements and fulfilments follow what units sent."""

import datetime as dt

import pytest

from vinhdanh.directives.actions import derive_fulfilments
from vinhdanh.directives.models import Fulfilment, Requirement
from vinhdanh.directives.queries.cascade import cascade_of
from vinhdanh.kernel.models import Event
from vinhdanh.organisation.models import Unit
from vinhdanh.rules.cascade import Cell

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TODAY = dt.date(2023, 5, 18)


def asked():
    return [(row.kind, row.year, row.due_on) for row in Requirement.objects.all()]


def states(*codes):
    units = Unit.objects.filter(code__in=codes).select_related("kind").order_by("code")
    return {
        column.unit.code: [str(step.state) for step in column.steps]
        for column in cascade_of(units, today=TODAY).columns
    }


def test_what_was_required_is_read_from_what_units_sent(directive, tree, new_plan, new_commitment, new_theme, loader):
    new_plan(tree["001"], kind="term", due_on=dt.date(2021, 8, 16), sent_on=dt.date(2021, 8, 1))
    new_plan(tree["001"], year=2022, due_on=dt.date(2022, 2, 15), sent_on=dt.date(2022, 2, 1))
    new_plan(tree["001"], year=2023, theme="Giữ lời hứa với cơ sở")
    new_commitment(tree["001"])
    new_theme()

    derive_fulfilments(by=loader)

    assert asked() == [
        ("term_plan", 0, dt.date(2021, 8, 16)),
        ("year_plan", 2022, dt.date(2022, 2, 15)),
        ("year_plan", 2023, dt.date(2023, 2, 15)),
        ("theme", 2023, dt.date(2023, 2, 15)),
        ("commitment", 2023, dt.date(2023, 2, 15)),
        ("review", 2023, None),
    ]
    assert {row.directive for row in Requirement.objects.all()} == {directive}


def test_one_unit_sent_everything_and_another_is_overdue(directive, tree, new_plan, new_commitment, new_theme, loader):
    new_plan(tree["001"], theme="Giữ lời hứa với cơ sở", sent_on=dt.date(2023, 2, 20))
    new_commitment(tree["001"])

    derive_fulfilments(by=loader)

    assert states("001", "002") == {
        "001": ["done_late", "done_late", "done", "not_due"],
        "002": ["overdue", "overdue", "overdue", "not_due"],
    }


def test_deriving_twice_changes_nothing(directive, tree, new_plan, new_commitment, loader):
    new_plan(tree["001"], theme="Giữ lời hứa với cơ sở")
    new_plan(tree["002"], due_on=dt.date(2023, 3, 1))
    new_commitment(tree["002"])
    derive_fulfilments(by=loader)
    events = Event.objects.count()

    changed = derive_fulfilments(by=loader)

    assert (changed, Event.objects.count()) == (0, events)


def test_a_supplement_does_not_replace_the_first_sending(directive, tree, new_plan, loader):
    new_plan(tree["001"], sent_on=dt.date(2023, 4, 1))
    first = new_plan(tree["001"], sent_on=dt.date(2023, 2, 10))

    derive_fulfilments(by=loader)

    found = Fulfilment.objects.get(requirement__kind="year_plan")
    assert (found.plan, found.sent_on) == (first, dt.date(2023, 2, 10))


def test_a_plan_without_a_theme_does_not_answer_for_the_theme(directive, tree, new_plan, new_theme, loader):
    new_theme()
    new_plan(tree["001"], theme="")

    derive_fulfilments(by=loader)

    assert states("001") == {"001": ["done", "overdue", "not_due"]}


def test_a_draft_is_in_progress_until_its_day_and_overdue_after(directive, tree, new_plan, loader):
    new_plan(tree["001"], state="draft", sent_on=None, due_on=dt.date(2023, 6, 1))
    new_plan(tree["002"], state="draft", sent_on=None, due_on=dt.date(2023, 5, 1))

    derive_fulfilments(by=loader)

    assert states("001", "002") == {"001": ["in_progress", "not_due"], "002": ["overdue", "not_due"]}


def test_a_plan_that_goes_leaves_no_fulfilment(directive, tree, new_plan, loader):
    plan = new_plan(tree["001"])
    new_plan(tree["002"])
    derive_fulfilments(by=loader)
    plan.delete()

    derive_fulfilments(by=loader)

    assert [row.unit for row in Fulfilment.objects.all()] == [tree["002"]]


def test_a_day_that_the_office_set_is_not_moved_by_plans(directive, tree, new_plan, loader):
    new_plan(tree["001"])
    derive_fulfilments(by=loader)
    Requirement.objects.filter(kind="year_plan").update(due_on=TODAY, due_by_hand=True)

    derive_fulfilments(by=loader)

    assert Requirement.objects.get(kind="year_plan").due_on == TODAY


def test_a_unit_with_another_day_keeps_it(directive, tree, new_plan, loader):
    new_plan(tree["002"])
    new_plan(tree["002"], number="2", sent_on=dt.date(2023, 3, 3))
    new_plan(tree["001"], due_on=dt.date(2023, 3, 31), sent_on=dt.date(2023, 3, 30))

    derive_fulfilments(by=loader)

    assert states("001") == {"001": ["done", "not_due"]}


def test_without_records_nothing_was_required(directive, loader):
    derive_fulfilments(by=loader)

    assert asked() == []


def test_a_requirement_of_chosen_units_is_not_asked_of_others(directive, tree, loader):
    only = Requirement.objects.create(kind="other", title="Báo cáo chuyên sâu", due_on=dt.date(2023, 5, 1))
    only.units.add(tree["001"])

    assert states("001", "002") == {"001": [Cell.OVERDUE], "002": [Cell.NOT_ASKED]}
