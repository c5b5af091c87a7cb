"""Lists of activities: who sees which rows, what filters find, what a page costs."""

import datetime as dt
import io

import pytest
import python_calamine
from django.urls import reverse

from vinhdanh.activities.kinds import KINDS
from vinhdanh.activities.waiting import warned_rows
from vinhdanh.kernel.models import Intake, IntakeProblem

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def shown(page):
    return [row.pk for row in page.context["page"].rows]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_tab_shows_its_rows_and_counts_all_tabs(signed_in, officer, one_of_each, kind):
    page = signed_in(officer).get(reverse("activity_list", args=[kind.slug]))

    assert page.status_code == 200
    expected = {"meeting", "thematic"} if kind.code == "meeting" else {kind.code}
    assert set(shown(page)) == {one_of_each[code].pk for code in expected}
    assert [rows for _, rows in page.context["tabs"]] == [2, 1, 1, 1, 1, 1]


def test_a_clerk_sees_what_lies_below_his_unit_and_nothing_else(signed_in, clerk, new_meeting):
    mine, other = new_meeting("001002"), new_meeting("002001")

    page = signed_in(clerk).get(reverse("activities"))

    assert shown(page) == [mine.pk]
    assert signed_in(clerk).get(reverse("activity", args=["sinh-hoat", other.pk])).status_code == 404


def test_the_newest_comes_first_and_the_next_page_goes_on(signed_in, officer, new_meeting):
    rows = [new_meeting(held_on=dt.date(2022, 1, 1) + dt.timedelta(days=n // 2)) for n in range(60)]
    browser = signed_in(officer)

    first = browser.get(reverse("activities"))
    second = browser.get(reverse("activities") + "?sau=" + first.context["page"].after)
    back = browser.get(reverse("activities") + "?truoc=" + second.context["page"].before)

    newest_first = [row.pk for row in reversed(rows)]
    assert shown(first) == newest_first[:50]
    assert shown(second) == newest_first[50:]
    assert shown(back) == newest_first[:50]


@pytest.mark.parametrize("kind", ["quy-che", "mo-hinh", "tuyen-truyen"])
def test_rows_without_a_day_stand_last(signed_in, officer, one_of_each, tree, kind):
    known = {"quy-che": "regulation", "mo-hinh": "model", "tuyen-truyen": "publicity"}[kind]
    first = one_of_each[known]
    second = type(first).objects.create(key="without", unit=tree["001"], title="Không rõ ngày")

    page = signed_in(officer).get(reverse("activity_list", args=[kind]))

    assert shown(page) == [first.pk, second.pk]


@pytest.mark.parametrize(
    ("address", "codes"),
    [
        ("?don_vi=001", ["001002", "001001"]),
        ("?don_vi=chi bo tram quan trac", ["002001"]),
        ("?tu=05/03/2023", ["002001"]),
        ("?den=03/03/2023", ["001002"]),
        ("?q=neu guong", ["001001"]),
        ("?q=van phong", ["001002"]),
        ("?tu=khong-phai-ngay", ["002001", "001001", "001002"]),
    ],
)
def test_filters_find_rows_by_unit_period_and_text_without_marks(signed_in, officer, new_meeting, address, codes):
    new_meeting("001001", topic="Nêu gương trong công vụ", held_on=dt.date(2023, 3, 4))
    new_meeting("001002", held_on=dt.date(2023, 3, 3))
    new_meeting("002001", held_on=dt.date(2023, 3, 5))

    page = signed_in(officer).get(reverse("activities") + address)

    assert sorted(row.unit.code for row in page.context["page"].rows) == sorted(codes)


def test_an_unreadable_filter_is_said(signed_in, officer, new_meeting):
    page = signed_in(officer).get(reverse("activities") + "?don_vi=phong%20khong%20co&tu=31/02/2023")

    assert list(page.context["form"].errors) == ["don_vi", "tu"]


def test_rows_that_came_in_with_a_warning_wait_until_somebody_looked_at_them(signed_in, officer, new_meeting):
    warned, _ = new_meeting(), new_meeting("001002")
    intake = Intake.objects.create(file_name="hoat-dong.xlsx", state="loaded")
    IntakeProblem.objects.create(
        intake=intake,
        sheet="Sinh hoạt",
        row=59,
        column="E",
        severity="warn",
        code="meeting.no_topic",
        problem="sinh hoạt chuyên đề thiếu tên chuyên đề",
        record_type="activities.meetings",
        record_key=warned.key,
    )
    browser = signed_in(officer)

    page = browser.get(reverse("activities") + "?canh_bao=1")
    waiting = warned_rows(officer, dt.date(2023, 5, 18))
    record = browser.get(reverse("activity", args=["sinh-hoat", warned.pk]))
    browser.post(reverse("activity_confirm", args=["sinh-hoat", warned.pk]), {"version": "1"})
    afterwards = browser.get(reverse("activities") + "?canh_bao=1")

    assert (shown(page), [item.count for item in waiting]) == ([warned.pk], [1])
    assert record.content.decode().count("dòng 59, cột E") == 1
    assert shown(afterwards) == []


def test_a_list_costs_the_same_for_one_and_for_thirty(signed_in, officer, new_meeting, queries_of):
    new_meeting()
    one = queries_of(signed_in(officer), reverse("activities"))
    for n in range(29):
        new_meeting(held_on=dt.date(2022, 1, 1) + dt.timedelta(days=n))

    thirty = queries_of(signed_in(officer), reverse("activities"))

    assert (thirty, thirty <= 12) == (one, True)


def test_totals_cost_the_same_for_one_and_for_thirty_units(signed_in, officer, new_unit, tree, queries_of):
    few = queries_of(signed_in(officer), reverse("activity_totals"))
    for n in range(30):
        new_unit(f"1{n:02}", f"Đơn vị {n}", parent=tree["000"], kind="base")

    many = queries_of(signed_in(officer), reverse("activity_totals"))

    assert many == few


def test_totals_count_each_branch_and_add_up(signed_in, officer, one_of_each, new_meeting):
    new_meeting("002001")

    page = signed_in(officer).get(reverse("activity_totals"))

    lines = {line.unit.code: line for line in page.context["lines"]}
    assert lines["001"].rows == {"meeting": 2, "thematic": 1, "study": 1, "regulation": 1, "model": 1, "publicity": 1}
    assert lines["001"].sums == {"study": 70, "publicity": 3}
    assert lines["002"].rows["meeting"] == 1
    assert {kind.code: rows for kind, rows in page.context["all_numbers"]}["meeting"] == 3


def test_what_was_done_at_the_unit_itself_has_its_own_line(signed_in, clerk, one_of_each):
    page = signed_in(clerk).get(reverse("activity_totals"))
    above = signed_in(clerk).get(reverse("activity_totals") + "?don_vi=000")

    assert (page.context["base"].code, page.context["parent"]) == ("001", None)
    assert above.context["base"].code == "001"
    assert page.context["own"].rows["study"] == 1
    assert {line.unit.code: line.rows["meeting"] for line in page.context["lines"]} == {"001001": 2, "001002": 0}


def test_the_excel_holds_the_filtered_rows_and_no_formula(signed_in, officer, new_meeting):
    new_meeting("001001", topic='=HYPERLINK("http://xau.vn","x")')
    new_meeting("002001", topic="Ở đơn vị khác")

    answer = signed_in(officer).get(reverse("activity_export", args=["sinh-hoat"]) + "?don_vi=001")
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer.streaming_content)))

    rows = book.get_sheet_by_index(0).to_python()
    assert rows[0][0] == "Sinh hoạt"
    assert rows[1][0] == "Bộ lọc: đơn vị Đảng bộ Cục Lưu trữ và các đơn vị trực thuộc"
    assert rows[3] == [
        "001001",
        "Chi bộ Phòng Số hóa",
        dt.date(2023, 3, 4),
        "Chuyên đề",
        '=HYPERLINK("http://xau.vn","x")',
        20,
        18,
        "",
    ]
    assert len(rows) == 4
