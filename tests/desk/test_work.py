"""What waits, and deadlines laid out on days."""

import datetime as dt

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from vinhdanh.desk.calendar import laid_out, month_asked, three_weeks
from vinhdanh.desk.ical import MOST_OCTETS, calendar
from vinhdanh.desk.work import by_matter, by_span, due_by, due_words, line, lines_for, remembered_count
from vinhdanh.web import waiting
from vinhdanh.web.waiting import Deadline, Waiting

TODAY = dt.date(2023, 5, 18)  # a Thursday
days = st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31))
titles = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=200)


@pytest.fixture(autouse=True)
def _vietnamese():
    with translation.override("vi"):
        yield


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (dt.date(2023, 5, 17), ("Quá hạn 1 ngày", "17/05/2023")),
        (TODAY, ("Hôm nay", "")),
        (dt.date(2023, 5, 19), ("Mai", "19/05")),
        (dt.date(2023, 5, 22), ("22/05", "Thứ Hai")),
        (dt.date(2024, 1, 21), ("21/01/2024", "Chủ nhật")),
        (None, ("", "")),
    ],
)
def test_a_due_day_is_told_as_people_say_it(due, words):
    assert due_words(due, TODAY) == words


def test_lines_are_grouped_by_when_they_are_due():
    due = [None, dt.date(2023, 5, 10), dt.date(2023, 7, 1), TODAY, dt.date(2023, 5, 25)]
    lines = [line(Waiting(title=str(day), due=day), matter="directives", today=TODAY) for day in due]

    assert [(str(word), [str(one.item.due) for one in found]) for word, found in by_span(lines)] == [
        ("Quá hạn", ["2023-05-10"]),
        ("Hôm nay", ["2023-05-18"]),
        ("Bảy ngày tới", ["2023-05-25"]),
        ("Sau đó", ["2023-07-01"]),
        ("Không có hạn", ["None"]),
    ]
    assert (due_by(lines, "today"), due_by(lines, "late")) == (1, 1)


def test_matters_are_counted_in_the_order_of_the_side_bar():
    matters = ["inspections", "directives", "inspections"]
    lines = [line(Waiting(title="x"), matter=matter, today=TODAY) for matter in matters]

    assert [(matter, count) for matter, _, count in by_matter(lines)] == [("directives", 1), ("inspections", 2)]


def test_what_waits_comes_from_every_source_and_is_remembered_for_the_side_bar(monkeypatch):
    def source(user, today):
        return [Waiting(title="b", due=today), Waiting(title="a", due=dt.date(2023, 5, 1))]

    source.__module__ = "vinhdanh.contests.waiting"
    monkeypatch.setattr(waiting, "SOURCES", [source])

    class Somebody:
        pk = 7

    assert [(one.item.title, one.matter) for one in lines_for(Somebody(), TODAY)] == [
        ("a", "contests"),
        ("b", "contests"),
    ]
    assert remembered_count(Somebody()) == 2


@pytest.fixture
def ends(monkeypatch):
    """`ends(deadlines...)`: what the domains tell."""

    def tell(*found):
        monkeypatch.setattr(
            waiting, "DEADLINE_SOURCES", [lambda user, first, last: [d for d in found if first <= d.on <= last]]
        )

    return tell


def test_three_weeks_begin_on_this_monday(ends):
    ends(
        Deadline(dt.date(2023, 5, 14), "before"),
        Deadline(dt.date(2023, 5, 15), "Monday"),
        Deadline(TODAY, "today"),
        Deadline(dt.date(2023, 6, 4), "last Sunday", tone="bad"),
        Deadline(dt.date(2023, 6, 5), "after"),
    )

    weeks = three_weeks(None, TODAY)

    assert (weeks.first, weeks.last, [d.title for d in weeks.next]) == (
        dt.date(2023, 5, 15),
        dt.date(2023, 6, 4),
        ["today", "last Sunday"],
    )
    assert [(day.number, day.dots) for day in weeks.days if day.dots] == [
        (15, [("22.0", "f-ok")]),
        (18, [("154.0", "cut")]),
        (4, [("286.0", "f-bad")]),
    ]


def test_a_full_day_shows_three_dots(ends):
    ends(*[Deadline(TODAY, str(n)) for n in range(9)])

    assert [len(day.dots) for day in three_weeks(None, TODAY).days if day.is_today] == [3]


@given(first=days)
def test_a_month_is_whole_weeks_that_hold_every_day_of_it(first):
    month = laid_out(first.replace(day=1), lambda start, last: {})
    inside = [cell.on for week in month.weeks for cell in week if not cell.is_outside]
    assert {len(week) for week in month.weeks} == {7}
    assert (inside[0].day, (inside[-1] + dt.timedelta(days=1)).day, len(inside)) == (1, 1, inside[-1].day)


@pytest.mark.parametrize(
    ("text", "first"),
    [("2023-07", dt.date(2023, 7, 1)), ("2023-13", dt.date(2023, 5, 1)), ("", dt.date(2023, 5, 1))],
)
def test_a_month_that_cannot_be_read_is_this_month(text, first):
    assert month_asked(text, TODAY) == first


@given(on=days, title=titles)
def test_a_calendar_file_folds_lines_and_loses_no_letter(on, title):
    text = calendar([(on, title, "")], name="Hạn", stamp=dt.datetime(2023, 5, 18, tzinfo=dt.UTC))
    lines = text.split("\r\n")
    unfolded = text.replace("\r\n ", "").split("\r\n")
    summary = next(part for part in unfolded if part.startswith("SUMMARY:")).removeprefix("SUMMARY:")
    assert max(len(part.encode()) for part in lines) <= MOST_OCTETS
    assert summary.replace("\\;", ";").replace("\\,", ",").replace("\\\\", "\\") == title


def test_the_same_deadline_keeps_its_identity():
    stamp = dt.datetime(2023, 5, 18, tzinfo=dt.UTC)
    made = [calendar([(TODAY, "Hạn gửi", "/x/")], name="Hạn", stamp=stamp + dt.timedelta(n)) for n in (0, 1)]
    uids = [part for text in made for part in text.split("\r\n") if part.startswith("UID:")]
    assert (len(uids), uids[0]) == (2, uids[1])
