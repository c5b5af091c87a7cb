"""Receiving entries, taking them out, giving and correcting marks, conflicts, prizes, terms."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from vinhdanh.contests.actions import award_prizes, change_state, give_mark
from vinhdanh.contests.models import BlindCode, Contest, Entry, Mark, Prize
from vinhdanh.kernel.history import history_of
from vinhdanh.rules.reasons import Reason, Refused

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ENTRY = {
    "code": "B-7",
    "title": "Người giữ nhịp",
    "genre": "Bài báo",
    "words": "1200",
    "received_on": "15/08/2022",
    "person": "",
    "author": "Đỗ Thanh Đạt",
    "unit": "001",
}


def errors(page):
    return {name: list(found) for name, found in page.context["form"].errors.items()}


@pytest.fixture
def marked(signed_in, organiser, essay):
    """`marked("P999", "GK1", "70,5")`: a mark as the browser sends it."""

    def send(code, judge, score, **form):
        form = {"judge": judge, "score": score, "marked_on": "01/09/2022"} | form
        return signed_in(organiser).post(reverse("blind", args=[essay.pk, code]), form)

    return send


def test_an_entry_comes_in_with_its_author_apart_and_a_blind_code(signed_in, organiser, essay, tree):
    browser = signed_in(organiser)

    answer = browser.post(reverse("entry_new", args=[essay.pk]), ENTRY)

    entry = Entry.objects.get()
    assert answer.url == reverse("entry", args=[essay.pk, entry.pk])
    assert (entry.state, entry.title_key) == ("valid", "nguoi giu nhip")
    assert (entry.authorship.name, entry.authorship.unit.code) == ("Đỗ Thanh Đạt", "001")
    assert len(entry.blind.code) == 6
    assert [event.verb for event in history_of(entry)] == ["entry.received"]
    assert browser.get(reverse("entry_new", args=[essay.pk])).context["form"]["code"].value() == "B-8"


def test_what_comes_after_the_closing_day_is_kept_and_does_not_count(signed_in, organiser, essay, tree):
    signed_in(organiser).post(reverse("entry_new", args=[essay.pk]), ENTRY | {"received_on": "16/08/2022"})

    entry = Entry.objects.get()
    assert (entry.state, entry.state_reason) == ("invalid", "nhận sau hạn cuối")
    assert list(essay.entries.counted()) == []


def test_a_person_stands_for_his_name(signed_in, organiser, essay, tree, new_person):
    new_person("Bùi Văn Quý", tree["001001"], code="0000123")

    signed_in(organiser).post(reverse("entry_new", args=[essay.pk]), ENTRY | {"author": "", "person": "0000123"})

    assert Entry.objects.get().authorship.name == "Bùi Văn Quý"


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"author": ""}, "author", "Ghi họ tên hoặc mã nhân sự của tác giả."),
        ({"person": "99"}, "person", "Không có ai mang mã nhân sự 99."),
        ({"received_on": "19/05/2023"}, "received_on", "Ngày này sau hôm nay (18/05/2023). Chỉ ghi việc đã làm."),
        ({"code": "b-1"}, "code", "Đã có bài mang mã b-1. Chọn mã khác."),
    ],
)
def test_what_cannot_be_received_is_said(signed_in, organiser, essay, new_essay, changes, field, sentence):
    new_essay("B-1")

    page = signed_in(organiser).post(reverse("entry_new", args=[essay.pk]), ENTRY | changes)

    assert (page.status_code, errors(page)) == (422, {field: [sentence]})
    assert Entry.objects.count() == 1


@pytest.mark.parametrize(("act", "state"), [("rut", "withdrawn"), ("trung", "duplicate"), ("khong-hop-le", "invalid")])
def test_an_entry_taken_out_loses_its_place_and_may_come_back(signed_in, organiser, essay, new_essay, act, state):
    first, second = new_essay("B-1", 80, 80, 80), new_essay("B-2", 70, 70, 70)
    browser = signed_in(organiser)

    browser.post(
        reverse("entry_act", args=[essay.pk, first.pk, act]), {"reason": "tác giả xin rút", "version": first.version}
    )
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.rank, first.state_reason, second.rank) == (state, None, "tác giả xin rút", 1)

    browser.post(
        reverse("entry_act", args=[essay.pk, first.pk, "khoi-phuc"]), {"reason": "nhầm", "version": first.version}
    )
    first.refresh_from_db()
    assert (first.state, first.rank, first.state_reason) == ("valid", 1, "")


def test_no_entry_is_taken_out_without_a_reason(signed_in, organiser, essay, new_essay):
    entry = new_essay("B-1")

    page = signed_in(organiser).post(
        reverse("entry_act", args=[essay.pk, entry.pk, "rut"]), {"reason": "", "version": 1}
    )

    entry.refresh_from_db()
    assert (page.status_code, entry.state) == (422, "valid")


def test_an_entry_is_taken_out_once(organiser, essay, new_essay):
    entry = new_essay("B-1", state="withdrawn")

    with pytest.raises(Refused) as refused:
        change_state(entry, "withdraw", reason="x", version=1, by=organiser)

    assert refused.value.reasons == (Reason("entry.not_valid"),)


def test_what_came_late_does_not_come_back(organiser, essay, new_essay):
    entry = new_essay("B-1", state="invalid", received_on=dt.date(2022, 8, 16))

    with pytest.raises(Refused) as refused:
        change_state(entry, "restore", reason="x", version=1, by=organiser)

    assert refused.value.reasons == (Reason("entry.came_late"),)


def test_two_people_who_correct_an_entry_see_each_other(signed_in, organiser, officer, essay, new_essay):
    entry = new_essay("B-1")
    address = reverse("entry_edit", args=[essay.pk, entry.pk])
    opened = {"title": entry.title, "genre": "Bài báo", "words": "1200", "received_on": "15/08/2022", "version": 1}

    signed_in(organiser).post(address, opened | {"title": "Tựa mới"})
    page = signed_in(officer).post(address, opened | {"words": "1300"})

    entry.refresh_from_db()
    assert (page.status_code, entry.title, entry.title_key, entry.words) == (409, "Tựa mới", "tua moi", 1200)
    assert [(line["field"].name, line["stored"], line["typed"]) for line in page.context["differences"]] == [
        ("title", "Tựa mới", "Bài viết B-1"),
        ("words", 1200, 1300),
    ]


def test_a_third_mark_gives_a_place(marked, essay, new_essay):
    entry = new_essay("B-1", 70, 71)

    answer = marked(entry.blind.code, "gk3", "72,5")

    entry.refresh_from_db()
    assert (answer.status_code, entry.mean, entry.rank, entry.is_forwarded) == (302, "427/6", 1, True)
    assert [event.verb for event in history_of(entry.blind)] == ["mark.given"]


@pytest.mark.parametrize(
    ("judge", "score", "field", "sentence"),
    [
        ("GK9", "70", "judge", "Cuộc thi không có giám khảo mang mã GK9."),
        ("GK3", "101", "score", "Điểm từ 0 đến 100."),
        ("GK1", "70", "__all__", "Giám khảo GK1 đã chấm bài này. Sửa điểm đã ghi thay vì ghi lần nữa."),
    ],
)
def test_a_mark_that_cannot_be_is_refused_with_a_sentence(marked, essay, new_essay, judge, score, field, sentence):
    entry = new_essay("B-1", 70, 71)

    page = marked(entry.blind.code, judge, score)

    assert (page.status_code, errors(page), Mark.objects.count()) == (422, {field: [sentence]}, 2)


def test_an_entry_that_is_out_takes_no_mark(organiser, essay, new_essay, bench):
    entry = new_essay("B-1", state="withdrawn")

    with pytest.raises(Refused) as refused:
        give_mark(entry.blind, judge=bench["GK1"], score=Decimal(70), marked_on=dt.date(2022, 9, 1), by=organiser)

    assert refused.value.reasons == (Reason("mark.entry_out"),)


def test_a_corrected_mark_ranks_anew_and_keeps_the_old_one(signed_in, organiser, essay, new_essay):
    first, second = new_essay("B-1", 80, 80, 80), new_essay("B-2", 70, 70, 70)
    mark = first.blind.marks.first()
    address = reverse("mark_correct", args=[essay.pk, first.blind.code, mark.pk])

    without = signed_in(organiser).post(address, {"score": "20", "reason": "", "version": 1})
    signed_in(organiser).post(address, {"score": "20", "reason": "chép nhầm phiếu", "version": 1})
    late = signed_in(organiser).post(address, {"score": "30", "reason": "chép nhầm phiếu", "version": 1})

    first.refresh_from_db()
    second.refresh_from_db()
    assert (without.status_code, late.status_code) == (422, 409)
    assert (first.rank, second.rank, first.mean) == (2, 1, "60")
    assert history_of(first.blind).first().facts == {"judge": "GK1", "score": [80.0, 20.0], "reason": "chép nhầm phiếu"}


def test_a_judge_of_the_authors_unit_waits_for_a_decision(marked, signed_in, organiser, essay, new_essay):
    entry = new_essay("B-1", 70, 71, unit="001")
    marked(entry.blind.code, "GK4", "90")
    mark = Mark.objects.get(judge__code="GK4")
    entry.refresh_from_db()
    assert (mark.is_conflicted, entry.rank) == (True, 1)

    address = reverse("conflict", args=[essay.pk, mark.pk])
    signed_in(organiser).post(address, {"decision": "exclude", "reason": "cùng phòng với tác giả"})

    mark.refresh_from_db()
    entry.refresh_from_db()
    assert (mark.conflict_decision, entry.rank, entry.marks_count) == ("exclude", None, 2)
    marked(entry.blind.code, "GK3", "72")
    entry.refresh_from_db()
    assert (entry.rank, entry.mean) == (1, "71")


def test_a_mark_without_conflict_has_nothing_to_decide(signed_in, organiser, essay, new_essay):
    entry = new_essay("B-1", 70)

    answer = signed_in(organiser).get(reverse("conflict", args=[essay.pk, entry.blind.marks.get().pk]))

    assert answer.status_code == 404


def test_prizes_follow_the_places_and_say_when_they_do_not(signed_in, organiser, essay, new_essay):
    first = new_essay("B-1", 80, 80, 80)
    new_essay("B-2", 70, 70, 70)
    browser = signed_in(organiser)

    browser.post(reverse("prizes_give", args=[essay.pk]))
    assert list(Prize.objects.order_by("position").values_list("name", "entry__code")) == [
        ("Giải A", "B-1"),
        ("Giải B", "B-2"),
    ]

    browser.post(
        reverse("mark_correct", args=[essay.pk, first.blind.code, first.blind.marks.first().pk]),
        {"score": "0", "reason": "chép nhầm", "version": 1},
    )
    page = browser.get(reverse("prizes", args=[essay.pk]))
    assert [prize.entry.code for prize in page.context["out_of_rank"]] == ["B-1", "B-2"]


def test_no_prizes_while_marks_are_missing(organiser, essay, new_essay):
    new_essay("B-1", 80, 80, 80)
    new_essay("B-2", 70)

    with pytest.raises(Refused) as refused:
        award_prizes(essay, by=organiser)

    assert refused.value.reasons == (Reason("contest.marks_missing"),)


def test_new_terms_move_the_line_and_the_old_ones_stay_in_the_history(signed_in, organiser, essay, new_essay):
    new_essay("B-1", 80, 80, 80)
    second = new_essay("B-2", 70, 70, 70)
    form = {
        "name": essay.name,
        "year": "2022",
        "closes_on": "15/08/2022",
        "marks_per_entry": "3",
        "scale": "100",
        "forward": "1",
        "prizes": "Giải A: 1\nGiải B - 1",
    }

    wrong = signed_in(organiser).post(reverse("contest_terms", args=[essay.pk]), form | {"prizes": "Giải A"})
    signed_in(organiser).post(reverse("contest_terms", args=[essay.pk]), form)

    second.refresh_from_db()
    essay.refresh_from_db()
    assert errors(wrong) == {"prizes": ["Dòng “Giải A” thiếu số giải. Ghi như “Giải A: 3”."]}
    assert (second.is_forwarded, essay.prizes) == (False, [["Giải A", 1], ["Giải B", 1]])
    assert history_of(essay).filter(verb="contest.terms_changed").get().facts == {"forward": [2, 1]}


def test_a_contest_is_announced(signed_in, organiser, clerk, essay):
    form = {
        "code": "viet-2023",
        "name": "Cuộc thi viết năm 2023",
        "year": "2023",
        "closes_on": "15/08/2023",
        "marks_per_entry": "3",
        "scale": "100",
        "forward": "10",
        "prizes": "",
    }

    answer = signed_in(organiser).post(reverse("contest_new"), form)
    again = signed_in(organiser).post(reverse("contest_new"), form)

    made = Contest.objects.get(code="viet-2023")
    assert answer.url == reverse("contest", args=[made.pk])
    assert errors(again) == {"code": ["Đã có cuộc thi mang mã viet-2023. Chọn mã khác."]}
    assert signed_in(clerk).get(reverse("contest_new")).status_code == 403


def test_blind_codes_are_drawn_and_tell_no_order(signed_in, organiser, essay, tree):
    for n in range(20):
        signed_in(organiser).post(reverse("entry_new", args=[essay.pk]), ENTRY | {"code": f"B-{n:02}"})

    codes = list(BlindCode.objects.order_by("entry__code").values_list("code", flat=True))
    assert len(set(codes)) == 20
    assert codes != sorted(codes)
