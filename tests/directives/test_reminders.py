"""Reminders reach those who act for the unit, and nobody else."""

import datetime as dt

import pytest

from vinhdanh.accounts.models import Notice, Role
from vinhdanh.directives import actions
from vinhdanh.directives.actions import Letter
from vinhdanh.directives.models import Reminder
from vinhdanh.directives.queries.cascade import cascade_seen_by
from vinhdanh.directives.queries.reminders import late_columns, late_units
from vinhdanh.directives.wording import reminder_text
from vinhdanh.kernel.history import history_of
from vinhdanh.rules.reasons import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TODAY = dt.date(2023, 5, 18)


@pytest.fixture
def late_column(directive, tree, new_plan, loader, officer):
    """001 sent its plan, 002 did not."""
    new_plan(tree["001"])
    actions.derive_fulfilments(by=loader)
    return late_columns(cascade_seen_by(officer, today=TODAY))[0]


def letter(column, text="Đề nghị gửi kế hoạch."):
    return Letter(column.unit, tuple(step.requirement for step in column.overdue), text)


def test_only_the_clerks_of_the_late_unit_are_told(late_column, officer, tree, new_user):
    own = new_user(Role.CLERK, over=tree["002"])
    new_user(Role.CLERK, over=tree["001"])
    new_user(Role.CLERK, over=tree["002001"])
    new_user(Role.LEADER, over=tree["002"])

    actions.remind_units([letter(late_column)], by=officer)

    assert [(notice.user, notice.text) for notice in Notice.objects.all()] == [(own, "Đề nghị gửi kế hoạch.")]


def test_a_reminder_is_kept_with_what_it_was_about(late_column, officer, tree):
    sent = actions.remind_units([letter(late_column)], by=officer)

    assert [(r.unit, r.by_name, r.sent_on, [q.kind for q in r.requirements.all()]) for r in sent] == [
        (tree["002"], "Nguyễn Thu Hạnh", TODAY, ["year_plan"])
    ]
    assert [event.verb for event in history_of(tree["002"])] == ["unit.reminded"]


def test_a_leader_reminds_nobody(late_column, tree, new_user):
    with pytest.raises(Refused) as refused:
        actions.remind_units([letter(late_column)], by=new_user(Role.LEADER, over=tree["000"]))

    assert [reason.code for reason in refused.value.reasons] == ["role.office"]
    assert Reminder.objects.count() == 0


def test_an_empty_letter_stops_all_letters(late_column, officer):
    with pytest.raises(Refused) as refused:
        actions.remind_units([letter(late_column), letter(late_column, text="  ")], by=officer)

    assert [reason.code for reason in refused.value.reasons] == ["reminder.without_text"]
    assert Reminder.objects.count() == 0


def test_the_proposed_letter_says_what_is_missing_since_when_and_until_when(late_column):
    assert reminder_text(late_column, today=TODAY, language="vi") == (
        "Đến ngày 18/05/2023, Đảng bộ Viện Đo đạc còn 1 nội dung quá hạn: Kế hoạch năm 2023 (hạn 15/02/2023). "
        "Đề nghị hoàn thành và gửi lại trước ngày 25/05/2023; nếu có vướng mắc, đề nghị trả lời để được hướng dẫn."
    )


def test_the_list_of_late_units_knows_the_contact_and_the_last_reminder(late_column, officer, tree, new_user):
    own = new_user(Role.CLERK, over=tree["002"])
    actions.remind_units([letter(late_column)], by=officer)

    assert [(one.unit, one.contacts, one.reminded_on) for one in late_units([late_column])] == [
        (tree["002"], [own], TODAY)
    ]


def test_the_whole_way_takes_two_screens(late_column, officer, signed_in, tree):
    browser = signed_in(officer)
    review = browser.get("/chi-thi/nhac/")
    unit = tree["002"].pk
    text = review.context["rows"][0]["text"]

    answer = browser.post("/chi-thi/nhac/", {"don_vi": [unit], f"text_{unit}": text})

    assert (answer.status_code, [reminder.text for reminder in Reminder.objects.all()]) == (302, [text])


def test_a_letter_wiped_clean_is_not_sent(late_column, officer, signed_in, tree):
    unit = tree["002"].pk

    answer = signed_in(officer).post("/chi-thi/nhac/", {"don_vi": [unit], f"text_{unit}": " "})

    assert (answer.status_code, Reminder.objects.count()) == (409, 0)
