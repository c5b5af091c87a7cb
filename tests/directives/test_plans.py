"""A unit's plan from draft to approval, and its commitments."""

import datetime as dt

import pytest

from vinhdanh.accounts.models import Notice, Role
from vinhdanh.directives import actions
from vinhdanh.directives.models import Commitment, Fulfilment, Plan
from vinhdanh.directives.queries.plans import plans_seen_by
from vinhdanh.kernel.history import history_of
from vinhdanh.rules.reasons import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TODAY = dt.date(2023, 5, 18)


@pytest.fixture
def clerk(tree, office, new_user):
    return new_user(Role.CLERK, over=tree["001"], name="Phạm Đức Bình")


@pytest.fixture
def draft(clerk, tree):
    return actions.record_plan(tree["001"], kind="year", year=2023, theme="Nêu gương", by=clerk)


@pytest.fixture
def complete(draft, clerk):
    actions.change_plan(draft, number="31-KH/ĐU", dated_on=dt.date(2023, 5, 2), theme="Nêu gương", summary="", by=clerk)
    return draft


def codes(refused):
    return [reason.code for reason in refused.value.reasons]


def test_a_draft_is_in_progress(draft):
    assert [(row.requirement.kind, row.state) for row in Fulfilment.objects.order_by("requirement")] == [
        ("year_plan", "in_progress"),
        ("theme", "in_progress"),
    ]


def test_a_draft_without_number_is_not_sent(draft, clerk):
    with pytest.raises(Refused) as refused:
        actions.send_plan(draft, by=clerk)

    assert codes(refused) == ["plan.without_number"]


def test_a_stranger_gets_every_reason_at_once(draft, tree, new_user):
    with pytest.raises(Refused) as refused:
        actions.send_plan(draft, by=new_user(Role.CLERK, over=tree["002"]))

    assert codes(refused) == ["role.clerk_or_office", "plan.without_number"]


def test_a_sent_plan_counts_from_the_offices_day(complete, clerk):
    actions.send_plan(complete, by=clerk)

    row = Fulfilment.objects.get(requirement__kind="year_plan")
    assert (row.state, row.sent_on, row.plan) == ("sent", TODAY, complete)


def test_the_office_approves_and_the_clerk_is_told(complete, clerk, officer):
    actions.send_plan(complete, by=clerk)

    actions.approve_plan(complete, by=officer)

    complete.refresh_from_db()
    assert (complete.state, [notice.text for notice in clerk.notices.all()]) == (
        "approved",
        ["Kế hoạch 31-KH/ĐU đã được duyệt."],
    )


def test_a_returned_plan_carries_its_reason_and_is_in_progress_again(complete, clerk, officer):
    actions.send_plan(complete, by=clerk)

    actions.return_plan(complete, reason="Thiếu phân công", by=officer)

    complete.refresh_from_db()
    row = Fulfilment.objects.get(requirement__kind="year_plan")
    assert (complete.state, complete.state_reason, row.state) == ("returned", "Thiếu phân công", "in_progress")
    assert [notice.text for notice in clerk.notices.all()] == ["Kế hoạch 31-KH/ĐU được trả lại: Thiếu phân công"]


def test_a_plan_sent_again_keeps_the_day_of_its_first_sending(complete, clerk, officer, office):
    actions.send_plan(complete, by=clerk)
    actions.return_plan(complete, reason="Thiếu phân công", by=officer)
    office.pinned_on = dt.date(2023, 6, 30)
    office.save()

    actions.send_plan(complete, by=clerk)

    complete.refresh_from_db()
    assert (complete.state, complete.sent_on, complete.state_reason) == ("sent", TODAY, "")


def test_a_return_needs_a_reason(complete, clerk, officer):
    actions.send_plan(complete, by=clerk)

    with pytest.raises(Refused) as refused:
        actions.return_plan(complete, reason=" ", by=officer)

    assert codes(refused) == ["plan.return_without_reason"]


def test_a_sent_plan_is_not_changed(complete, clerk):
    actions.send_plan(complete, by=clerk)

    with pytest.raises(Refused) as refused:
        actions.change_plan(complete, number="32", dated_on=TODAY, theme="", summary="", by=clerk)

    assert codes(refused) == ["plan.already_sent"]


def test_the_history_tells_what_was_changed(complete):
    assert history_of(complete)[0].facts == {"number": ["", "31-KH/ĐU"], "dated_on": [None, "2023-05-02"]}


def test_a_draft_is_seen_by_its_clerk_and_the_office_but_not_by_the_leader(draft, clerk, officer, tree, new_user):
    leader = new_user(Role.LEADER, over=tree["000"])
    neighbour = new_user(Role.CLERK, over=tree["002"])

    seen = [list(plans_seen_by(user)) for user in (clerk, officer, leader, neighbour)]

    assert seen == [[draft], [draft], [], []]


def test_commitments_registered_again_replace_the_numbers(clerk, tree):
    actions.register_commitments(tree["001"], year=2023, collectives=2, persons=30, by=clerk)
    row = actions.register_commitments(tree["001"], year=2023, collectives=3, persons=40, by=clerk)

    assert (row.collectives, row.persons, history_of(row)[0].facts["persons"]) == (3, 40, [30, 40])
    assert Fulfilment.objects.get(requirement__kind="commitment").state == "sent"


def test_a_unit_with_several_rows_of_a_year_is_mended_in_its_workbook(clerk, tree, new_commitment):
    new_commitment(tree["001"])
    Commitment.objects.create(key="another", unit=tree["001"], year=2023, persons=1)

    with pytest.raises(Refused) as refused:
        actions.register_commitments(tree["001"], year=2023, collectives=2, persons=30, by=clerk)

    assert codes(refused) == ["commitments.several_rows"]


def test_an_ended_unit_gets_no_plan(clerk, tree):
    tree["001"].ended_on = dt.date(2023, 1, 1)
    tree["001"].save()

    with pytest.raises(Refused) as refused:
        actions.record_plan(tree["001"], kind="year", year=2023, by=clerk)

    assert codes(refused) == ["unit.ended"]
    assert (Plan.objects.count(), Notice.objects.count()) == (0, 0)
