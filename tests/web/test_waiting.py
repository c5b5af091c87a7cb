"""What waits for a user, gathered from every domain in the order of its days."""

import datetime as dt

from vinhdanh.web import waiting
from vinhdanh.web.waiting import Deadline, Waiting

TODAY = dt.date(2023, 5, 18)


def test_what_is_due_first_stands_first_and_what_has_no_day_last(monkeypatch):
    monkeypatch.setattr(waiting, "SOURCES", [])
    waiting.register(lambda user, today: [Waiting("Không hạn"), Waiting("Sau", due=TODAY)])
    waiting.register(lambda user, today: [Waiting("Trước", due=TODAY - dt.timedelta(days=1))])

    assert [item.title for item in waiting.waiting_for(None, TODAY)] == ["Trước", "Sau", "Không hạn"]


def test_deadlines_of_all_domains_stand_in_order(monkeypatch):
    monkeypatch.setattr(waiting, "DEADLINE_SOURCES", [])
    waiting.register_deadlines(lambda user, first, last: [Deadline(last, "Cuối")])
    waiting.register_deadlines(lambda user, first, last: [Deadline(first, "Đầu")])

    found = waiting.deadlines(None, TODAY, TODAY + dt.timedelta(days=20))

    assert [(deadline.on, deadline.title) for deadline in found] == [
        (TODAY, "Đầu"),
        (TODAY + dt.timedelta(days=20), "Cuối"),
    ]
