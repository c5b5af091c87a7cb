"""Directives, what they require, and what units record."""

import datetime as dt

import pytest

from vinhdanh.accounts.models import Role
from vinhdanh.directives import actions
from vinhdanh.directives.models import Fulfilment, Requirement
from vinhdanh.directives.queries.cascade import cascade_of, cascade_seen_by
from vinhdanh.kernel.history import history_of
from vinhdanh.organisation.models import Unit
from vinhdanh.rules.reasons import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TODAY = dt.date(2023, 5, 18)


def codes(refused):
    return [reason.code for reason in refused.value.reasons]


def new_directive(by, number="12-CT/ĐU"):
    return actions.create_directive(
        kind="Chỉ thị", number=number, issued_on=dt.date(2023, 1, 5), issuer="Đảng ủy Khối", title="Về nêu gương", by=by
    )


def test_the_office_enters_a_directive(officer):
    made = new_directive(officer)

    assert (made.number, [event.verb for event in history_of(made)]) == ("12-CT/ĐU", ["directive.created"])


def test_the_same_number_of_the_same_day_is_refused(officer):
    new_directive(officer)

    with pytest.raises(Refused) as refused:
        new_directive(officer)

    assert codes(refused) == ["directive.stands_already"]


def test_a_clerk_enters_no_directive(tree, office, new_user):
    clerk = new_user(Role.CLERK, over=tree["001"])

    with pytest.raises(Refused) as refused:
        new_directive(clerk)

    assert codes(refused) == ["role.office"]


def test_a_requirement_asks_every_direct_unit_or_chosen_ones(officer, tree):
    directive = new_directive(officer)
    actions.require_of_units(
        directive, kind="other", year=2023, title="Báo cáo quý", due_on=dt.date(2023, 5, 1), by=officer
    )
    actions.require_of_units(
        directive, kind="review", year=2023, title="", due_on=None, units=[tree["001"]], by=officer
    )

    cascade = cascade_seen_by(officer, today=TODAY)

    assert {column.unit.code: [step.state.value for step in column.steps] for column in cascade.columns} == {
        "001": ["not_due", "overdue"],
        "002": ["not_asked", "overdue"],
    }


def test_a_plan_of_a_year_is_required_once(officer):
    directive = new_directive(officer)
    actions.require_of_units(directive, kind="year_plan", year=2024, title="", due_on=None, by=officer)

    with pytest.raises(Refused) as refused:
        actions.require_of_units(directive, kind="year_plan", year=2024, title="", due_on=None, by=officer)

    assert codes(refused) == ["requirement.stands_already"]


def test_all_that_is_missing_in_a_requirement_is_said_at_once(officer):
    directive = new_directive(officer)

    with pytest.raises(Refused) as refused:
        actions.require_of_units(directive, kind="other", year=0, title="", due_on=None, by=officer)

    assert codes(refused) == ["requirement.without_title"]


def test_plans_that_came_before_the_requirement_answer_it(officer, tree, new_plan):
    new_plan(tree["001"], year=2024, due_on=None, sent_on=dt.date(2023, 5, 2))

    made = actions.require_of_units(
        new_directive(officer), kind="year_plan", year=2024, title="", due_on=dt.date(2023, 5, 1), by=officer
    )

    column = cascade_of(Unit.objects.filter(code="001").select_related("kind"), today=TODAY).columns[0]
    assert [(step.requirement, step.state.value, step.days_late) for step in column.steps] == [(made, "done_late", 1)]


def test_a_requirement_with_answers_cannot_be_dropped(officer, tree, new_plan):
    new_plan(tree["001"], year=2024)
    made = actions.require_of_units(
        new_directive(officer), kind="year_plan", year=2024, title="", due_on=None, by=officer
    )

    with pytest.raises(Refused) as refused:
        actions.drop_requirement(made, by=officer)

    assert codes(refused) == ["requirement.has_answers"]


def test_a_requirement_without_answers_can_be_dropped(officer):
    made = actions.require_of_units(
        new_directive(officer), kind="other", year=0, title="Tờ trình", due_on=None, by=officer
    )

    actions.drop_requirement(made, by=officer)

    assert Requirement.objects.count() == 0


def test_a_unit_records_that_it_sent_its_review(officer, tree, new_user):
    clerk = new_user(Role.CLERK, over=tree["001"])
    review = actions.require_of_units(
        new_directive(officer), kind="review", year=2023, title="", due_on=dt.date(2023, 5, 10), by=officer
    )
    actions.record_fulfilment(review, tree["001"], sent_on=None, by=clerk)
    actions.record_fulfilment(review, tree["001"], sent_on=dt.date(2023, 5, 12), note="12-BC/ĐU", by=clerk)

    row = Fulfilment.objects.get()
    assert (row.state, row.sent_on, row.note) == ("sent", dt.date(2023, 5, 12), "12-BC/ĐU")
    assert [event.verb for event in history_of(tree["001"])] == ["fulfilment.sent", "fulfilment.begun"]


def test_deriving_leaves_a_recorded_review_alone(officer, tree, loader, new_plan):
    new_plan(tree["001"])
    review = actions.require_of_units(
        new_directive(officer), kind="review", year=2023, title="", due_on=None, by=officer
    )
    actions.record_fulfilment(review, tree["001"], sent_on=dt.date(2023, 5, 12), by=officer)

    actions.derive_fulfilments(by=loader)

    assert Fulfilment.objects.filter(requirement=review).count() == 1


def test_what_follows_from_plans_is_not_recorded_by_hand(officer, tree, new_user):
    stranger = new_user(Role.CLERK, over=tree["002"])
    asked = actions.require_of_units(
        new_directive(officer), kind="year_plan", year=2024, title="", due_on=None, units=[tree["002"]], by=officer
    )

    with pytest.raises(Refused) as refused:
        actions.record_fulfilment(asked, tree["001"], sent_on=TODAY, by=stranger)

    assert codes(refused) == ["role.clerk_or_office", "fulfilment.follows_from_records", "fulfilment.not_asked"]


def test_the_theme_of_a_year_is_said_once_and_can_be_put_otherwise(officer):
    actions.set_theme(2023, title="Nêu gương", by=officer)
    theme = actions.set_theme(2023, title="Tiết kiệm trong việc nhỏ", document="32-KH/ĐU", by=officer)

    assert (theme.title, [event.facts["title"] for event in history_of(theme)]) == (
        "Tiết kiệm trong việc nhỏ",
        [["Nêu gương", "Tiết kiệm trong việc nhỏ"], [None, "Nêu gương"]],
    )


def test_a_clerk_sees_the_progress_of_his_own_unit_only(officer, tree, new_user):
    actions.require_of_units(new_directive(officer), kind="other", year=0, title="Tờ trình", due_on=None, by=officer)

    seen = cascade_seen_by(new_user(Role.CLERK, over=tree["002"]), today=TODAY)

    assert [column.unit.code for column in seen.columns] == ["002"]
