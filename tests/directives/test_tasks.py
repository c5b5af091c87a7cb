"""Tasks of a conference: begun, done with proof, opened again."""

import datetime as dt

import pytest

from vinhdanh.accounts.models import Role
from vinhdanh.directives import actions
from vinhdanh.directives.models import Conclusion, Task
from vinhdanh.directives.queries.tasks import conclusions_with_counts, task_counts, tasks_filtered, tasks_seen_by
from vinhdanh.kernel.history import history_of
from vinhdanh.rules.reasons import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TODAY = dt.date(2023, 5, 18)


@pytest.fixture
def new_task(office):
    def make(lead=None, *, code="NV01", state="open", due_on=TODAY, conclusion=None):
        return Task.objects.create(
            key=code, code=code, text="Sửa quy chế", lead=lead, state=state, due_on=due_on, conclusion=conclusion
        )

    return make


@pytest.fixture
def clerk(tree, office, new_user):
    return new_user(Role.CLERK, over=tree["001"])


def codes(refused):
    return [reason.code for reason in refused.value.reasons]


def test_the_unit_that_leads_begins_and_finishes_its_task(new_task, clerk, tree):
    task = new_task(tree["001"])
    actions.start_task(task, by=clerk)
    actions.finish_task(task, done_on=dt.date(2023, 5, 16), note="Ban hành 12-QC/ĐU", by=clerk)

    task.refresh_from_db()
    assert (task.state, task.done_on, task.note) == ("done", dt.date(2023, 5, 16), "Ban hành 12-QC/ĐU")
    assert [event.verb for event in history_of(task)] == ["task.finished", "task.started"]


def test_done_without_proof_is_refused(new_task, clerk, tree):
    with pytest.raises(Refused) as refused:
        actions.finish_task(new_task(tree["001"]), done_on=TODAY, note=" ", by=clerk)

    assert codes(refused) == ["task.without_proof"]


def test_nobody_finishes_tomorrow_today(new_task, clerk, tree):
    with pytest.raises(Refused) as refused:
        actions.finish_task(new_task(tree["001"]), done_on=dt.date(2023, 5, 19), note="x", by=clerk)

    assert codes(refused) == ["task.done_in_the_future"]


def test_another_units_clerk_gets_every_reason(new_task, tree, new_user):
    task = new_task(tree["001"], state="done")

    with pytest.raises(Refused) as refused:
        actions.start_task(task, by=new_user(Role.CLERK, over=tree["002"]))

    assert codes(refused) == ["role.clerk_or_office", "task.not_open"]


def test_a_task_without_a_unit_is_the_offices(new_task, clerk, officer):
    task = new_task(None)

    actions.start_task(task, by=officer)

    assert (list(tasks_seen_by(clerk)), [row.state for row in tasks_seen_by(officer)]) == ([], ["in_progress"])


def test_the_office_opens_a_task_again_with_a_reason(new_task, officer, tree):
    task = new_task(tree["001"], state="done")
    actions.reopen_task(task, reason="Chưa đúng sản phẩm", by=officer)

    task.refresh_from_db()
    assert (task.state, history_of(task)[0].facts) == ("in_progress", {"reason": "Chưa đúng sản phẩm"})


def test_overdue_is_undone_after_its_day(new_task, officer, tree):
    conclusion = Conclusion.objects.create(key="KL1", code="KL1", text="Nâng chất lượng sinh hoạt")
    new_task(tree["001"], code="1", due_on=dt.date(2023, 5, 17), conclusion=conclusion)
    new_task(tree["001"], code="2", due_on=TODAY, conclusion=conclusion)
    new_task(tree["001"], code="3", due_on=dt.date(2023, 5, 1), state="done", conclusion=conclusion)

    seen = tasks_seen_by(officer)

    assert [task.code for task in tasks_filtered(seen, "overdue", today=TODAY)] == ["1"]
    assert task_counts(seen, today=TODAY) == {"all": 3, "overdue": 1, "open": 2, "in_progress": 0, "done": 1}
    assert [(row.total, row.done, row.overdue) for row in conclusions_with_counts(TODAY)] == [(3, 1, 1)]
