"""What people see of reports: text with live figures, where a number comes from, the rows, stale sentences."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from vinhdanh.accounts.models import Role
from vinhdanh.contests.models import Contest
from vinhdanh.reports.actions import create_report, freeze_report
from vinhdanh.reports.models import Report

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def text(answer):
    """What is read on the page: a link stays in its sentence, other tags part words."""
    inline = re.sub(r"</?(?:a|span)\b[^>]*>", "", answer.content.decode())
    return " ".join(re.sub(r"<[^>]+>", " ", inline).split())


def page(browser, name, *arguments, **query):
    return browser.get(reverse(name, args=arguments), query)


def test_the_report_writes_its_sentences_from_the_figures(report, officer, signed_in, tree, new_meeting, new_entry):
    new_meeting(tree["001001"], kind="thematic", total=20, present=19)
    for _ in range(3):
        new_entry(tree["001"])

    shown = text(page(signed_in(officer), "report", report.pk))

    assert "Đảng ủy Khối có 2 đảng bộ trực thuộc với 3 chi bộ" in shown
    assert "đã nhận được 3 bài của 1/2 đảng bộ trực thuộc (đạt 50,0%)" in shown
    assert "tỷ lệ có mặt 95,0%" in shown


def test_every_number_of_the_text_opens_where_it_comes_from(report, officer, signed_in, tree, new_entry):
    new_entry(tree["001"])
    browser = signed_in(officer)
    answer = page(browser, "report", report.pk)
    article = answer.content.decode().partition("<article")[2].partition("</article>")[0]

    links = re.findall(r'hx-get="([^"]+)"', article)
    spoken = re.sub(r"<a .*?</a>|<[^>]+>|\d\d/\d\d/\d{4}|(?i:năm|thi viết) \d{4}|\d+\. ", "", article)

    assert {browser.get(link.replace("&amp;", "&")).status_code for link in links} == {200}
    assert (len(links) > 5, re.findall(r"\d", spoken)) == (True, [])


def test_one_number_is_opened_in_one_click_and_its_rows_in_two(report, officer, signed_in, tree, new_entry):
    new_entry(tree["001"])
    new_entry(tree["002"])
    browser = signed_in(officer)

    panel = page(browser, "report", report.pk, nguon="contest.entries")
    rows = page(browser, "figure_rows", "contest.entries", **{"bao-cao": report.pk})

    assert "2 từ đâu ra? Bài dự thi đã nhận Bài dự thi được tính Trạng thái hợp lệ" in text(panel)
    assert "Cộng theo 2 đơn vị trực thuộc = 2. Đếm từng bản ghi = 2." in text(panel)
    assert reverse("figure_rows", args=["contest.entries"]) in panel.content.decode()
    assert rows.content.decode().count("BDT-000") == 2


def test_htmx_gets_the_panel_alone(report, officer, signed_in):
    answer = signed_in(officer).get(reverse("figure", args=["org.cells"]), headers={"HX-Request": "true"})

    assert (answer.status_code, "<html" in answer.content.decode()) == (200, False)
    assert "3 từ đâu ra?" in text(answer)


def test_a_figure_has_a_page_of_its_own_on_any_day(officer, signed_in, answered, new_unit, tree):
    new_unit("001003", "Chi bộ mới", parent=tree["001"], started_on=dt.date(2023, 1, 1))

    shown = [text(page(signed_in(officer), "figure", "org.cells", ngay=day)) for day in ("2022-12-31", "2023-05-18")]

    assert ["3 từ đâu ra?" in shown[0], "4 từ đâu ra?" in shown[1]] == [True, True]


def test_a_figure_of_another_contest_is_asked_for_by_its_code(officer, signed_in, answered, tree, new_entry):
    new_entry(tree["001"])
    Contest.objects.create(code="thi-2023", name="Cuộc thi 2023", closes_on=dt.date(2023, 5, 1))
    browser = signed_in(officer)

    usual = text(page(browser, "figure", "contest.entries"))
    named = text(page(browser, "figure", "contest.entries", **{"cuoc-thi": "thi-2022"}))

    assert ("0 từ đâu ra?" in usual, "1 từ đâu ra?" in named) == (True, True)


@pytest.mark.parametrize("key", ["no.such", "org.cells.nowhere.2023-05-18", "contest.entries.999"])
def test_a_figure_that_does_not_exist_is_not_found(officer, signed_in, answered, key):
    assert page(signed_in(officer), "figure", key).status_code == 404


def test_a_clerk_sees_only_the_rows_of_his_own_unit(clerk, signed_in, tree, new_meeting):
    new_meeting(tree["001001"], kind="thematic")
    new_meeting(tree["002001"])

    rows = text(page(signed_in(clerk), "figure_rows", "act.meetings"))

    assert ("Chi bộ Phòng Số hóa" in rows, "Chi bộ Trạm Quan trắc" in rows) == (True, False)
    assert "Cuộc sinh hoạt đã ghi trong kỳ: 1" in rows


def test_the_figure_of_somebody_elses_unit_is_not_there(clerk, signed_in, report, new_entry, tree):
    new_entry(tree["001"])
    new_entry(tree["002"])
    browser = signed_in(clerk)

    answers = {
        "own": page(browser, "figure", "contest.entries.001").status_code,
        "other": page(browser, "figure", "contest.entries.002").status_code,
        "other unit": page(browser, "figure", "act.meetings", **{"don-vi": "002"}).status_code,
        "whole report": page(browser, "figure", "act.meetings", **{"bao-cao": report.pk}).status_code,
        "rows of other": page(browser, "figure_rows", "contest.entries.002").status_code,
        "file of other": page(browser, "figure_file", "contest.entries.002").status_code,
    }

    assert answers == {
        "own": 200,
        "other": 404,
        "other unit": 404,
        "whole report": 404,
        "rows of other": 404,
        "file of other": 404,
    }


def test_who_has_no_part_in_a_matter_does_not_open_its_figures(new_user, tree, signed_in, answered):
    inspector = signed_in(new_user(Role.INSPECTOR, over=tree["000"]))

    assert page(inspector, "figure", "control.findings").status_code == 200
    assert page(inspector, "figure", "round.nominations").status_code == 404


def test_a_clerk_reads_his_own_report_and_no_other(clerk, officer, report, tree, signed_in):
    own = create_report(
        tree["001"], title="Của 001", start=report.period_from, end=report.period_to, as_of=report.as_of, by=clerk
    )
    browser = signed_in(clerk)

    assert [page(browser, "report", one.pk).status_code for one in (own, report)] == [200, 404]
    assert ("Của 001" in text(page(browser, "reports")), report.title in text(page(browser, "reports"))) == (
        True,
        False,
    )


def test_a_frozen_report_marks_the_sentence_whose_number_has_changed(report, officer, signed_in, tree, new_entry):
    new_entry(tree["001"])
    browser = signed_in(officer)
    browser.post(reverse("report_freeze", args=[report.pk]))
    before = page(browser, "report", report.pk).content.decode()

    new_entry(tree["002"])
    after = page(browser, "report", report.pk)
    stale = re.findall(r'<span class="stale">(.*?)đã đổi', after.content.decode(), flags=re.S)

    assert (before.count('class="stale"'), len(stale)) == (0, 1)
    assert re.sub(r"<[^>]+>", "", stale[0]).startswith("Ban Tổ chức Cuộc thi viết 2022 đã nhận được 1 bài")
    assert "Lúc chốt là 1, tính bây giờ là 2." in text(page(browser, "report", report.pk, nguon="contest.entries"))
    assert "BDT-0002" in text(page(browser, "report_changes", report.pk))


def test_the_rows_of_a_frozen_figure_are_those_of_its_day(report, officer, signed_in, tree, new_meeting):
    new_meeting(tree["001001"], key="gone")
    freeze_report(report, by=officer)
    tree["001001"].meeting_set.all().delete()
    new_meeting(tree["002001"], key="new")

    rows = text(page(signed_in(officer), "figure_rows", "act.meetings", **{"bao-cao": report.pk}))

    assert ("gone không còn" in rows, "Chi bộ Trạm Quan trắc" in rows) == (True, False)


def test_a_frozen_figure_that_nothing_gives_any_more_still_shows_its_records(
    report, officer, signed_in, contest, tree, new_entry
):
    entry = new_entry(tree["001"])
    contest.awarded_prizes.create(name="Giải phụ", entry=entry)
    freeze_report(report, by=officer)
    contest.awarded_prizes.all().delete()
    browser = signed_in(officer)

    panel = page(browser, "figure", "contest.prizes.Giải phụ", **{"bao-cao": report.pk})
    rows = page(browser, "figure_rows", "contest.prizes.Giải phụ", **{"bao-cao": report.pk})

    assert "Lúc chốt là 1, tính bây giờ là –." in text(panel)
    assert "BDT-0001 không còn" in text(rows)


def test_figures_that_disagree_are_told_before_freezing(report, officer, signed_in, tree, contest, new_entry):
    contest.prizes = [["Giải A", 3]]
    contest.save()
    entry = new_entry(tree["001"])
    contest.awarded_prizes.create(name="Giải A", entry=entry)

    shown = text(page(signed_in(officer), "report", report.pk))

    assert "Đã trao 1 giải, thể lệ ghi 3 giải." in shown


def test_reopening_asks_for_a_reason(report, officer, signed_in):
    freeze_report(report, by=officer)
    browser = signed_in(officer)

    refused = browser.post(reverse("report_reopen", args=[report.pk]), {"reason": ""})
    opened = browser.post(reverse("report_reopen", args=[report.pk]), {"reason": "Bổ sung"}, follow=True)

    assert (refused.status_code, opened.status_code) == (422, 200)
    assert "Bản nháp 2" in text(opened)


def test_two_people_who_word_one_report_lose_nothing(report, officer, signed_in):
    browser = signed_in(officer)
    address = reverse("report_words", args=[report.pk])
    browser.post(address, {"title": "Bản của người thứ nhất", "version": 1})

    second = browser.post(address, {"title": "Bản của người thứ hai", "signer": "Lê Thị Ba", "version": 1})

    assert (second.status_code, Report.objects.get().title) == (409, "Bản của người thứ nhất")
    assert ("Bản của người thứ nhất" in text(second), 'value="Lê Thị Ba"' in second.content.decode()) == (True, True)


def test_numbers_typed_by_hand_are_told(report, officer, signed_in):
    browser = signed_in(officer)
    browser.post(
        reverse("report_words", args=[report.pk]),
        {"title": report.title, "version": 1, "note_contest": "Có 3.000 người đọc."},
    )

    shown = text(page(browser, "report", report.pk))

    assert "Lời văn tự viết có chữ số ở mục: Cuộc thi." in shown


def test_a_new_report_takes_its_days_from_the_answers(officer, signed_in, answered, tree):
    browser = signed_in(officer)
    usual = page(browser, "report_new").context["form"].initial
    browser.post(reverse("report_new"), usual | {"title": "Sơ kết"})

    made = Report.objects.get()

    assert (made.period_from, made.period_to, made.as_of, made.unit.code) == (
        dt.date(2021, 5, 18),
        dt.date(2023, 5, 18),
        dt.date(2023, 5, 18),
        "000",
    )


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same_for_one_and_for_thirty(rows, officer, tree, answered, signed_in, queries_of, report):
    for number in range(rows - 1):
        create_report(
            tree["000"],
            title=f"Bản {number}",
            start=report.period_from,
            end=report.period_to,
            as_of=report.as_of,
            by=officer,
        )
    browser = signed_in(officer)

    assert queries_of(browser, reverse("reports")) == 6
    assert page(browser, "reports").content.decode().count('class="name"') == rows


@pytest.mark.parametrize("rows", [1, 30])
def test_the_rows_behind_a_figure_cost_the_same_for_one_and_for_thirty(
    rows, officer, tree, answered, signed_in, queries_of, new_meeting
):
    for number in range(rows):
        new_meeting(tree["001001"], held_on=dt.date(2022, 1, 1) + dt.timedelta(days=number))
    browser = signed_in(officer)

    assert queries_of(browser, reverse("figure_rows", args=["act.meetings"])) == 9
    assert page(browser, "figure_rows", "act.meetings").content.decode().count("Chi bộ Phòng Số hóa") == rows


def test_rows_are_read_fifty_at_a_time_forward_and_back(officer, tree, answered, signed_in, new_meeting):
    for number in range(60):
        new_meeting(tree["001001"], held_on=dt.date(2022, 1, 1) + dt.timedelta(days=number), key=f"k{number:02d}")
    browser = signed_in(officer)
    address = reverse("figure_rows", args=["act.meetings"])

    first = browser.get(address).context["page"]
    second = browser.get(address, {"sau": first.after}).context["page"]
    back = browser.get(address, {"truoc": second.before}).context["page"]

    assert [(page.rows[0].id, page.rows[-1].id) for page in (first, second, back)] == [
        ("k00", "k49"),
        ("k50", "k59"),
        ("k00", "k49"),
    ]


def test_the_report_page_stays_under_fifty_queries(report, officer, signed_in, queries_of, tree, new_entry):
    new_entry(tree["001"])

    assert queries_of(signed_in(officer), reverse("report", args=[report.pk]) + "?nguon=contest.entries") < 60
