"""An older list does not undo what was decided here since."""

import csv
import datetime as dt

import pytest

from vinhdanh.commendations.models import Nomination, Nominee, Round, Session
from vinhdanh.contests.models import Contest, Entry
from vinhdanh.inspections.models import Finding

pytestmark = [pytest.mark.case, pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def load_rows(case, tmp_path, answer_of):
    """`load_rows(title, [headings], [row], ...)`: one sheet loaded into the office's case; its problems."""

    def loading(name, headings, *rows):
        with (tmp_path / f"{name}.csv").open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([headings, *rows])
        (sheet,) = answer_of("load", str(tmp_path / f"{name}.csv"), "--json")["files"][0]["sheets"]
        return [(problem["row"], problem["severity"], problem["code"]) for problem in sheet["problems"]]

    return loading


BALLOT = ["Phiên", "Mã đề nghị", "Phát ra", "Thu về", "Hợp lệ", "Không hợp lệ", "Đồng ý", "Không đồng ý"]


def test_the_counts_of_a_closed_session_stay(load_rows):
    found = load_rows("Kết quả kiểm phiếu", BALLOT, ["P1", "DN-002", 13, 13, 13, 0, 13, 0])

    assert found == [(2, "reject", "ballot.session_closed")]
    assert Nominee.objects.get(nomination__code="DN-002").yes == 12


def test_the_same_counts_again_are_no_fault(load_rows):
    assert load_rows("Kết quả kiểm phiếu", BALLOT, ["P1", "DN-002", 13, 13, 13, 0, 12, 1]) == []


def test_who_came_to_a_closed_session_stays(load_rows):
    found = load_rows(
        "Các phiên họp hội đồng", ["Phiên", "Ngày họp", "Tổng số thành viên", "Có mặt"], ["P2", "15/05/2023", 15, 12]
    )

    assert found == [(2, "reject", "session.closed")]
    assert Session.objects.get(code="P2").present == 9


def test_a_decided_dossier_stays_as_it_was_decided(load_rows):
    dossier = Nomination.objects.get(code="DN-003")
    Nomination.objects.filter(pk=dossier.pk).update(state="decided")

    found = load_rows(
        "Đề nghị khen thưởng",
        ["Mã đề nghị", "Ngày nộp", "Mã đơn vị trình", "Được đề nghị - Mã", "Được đề nghị - Tên", "Hình thức"],
        ["DN-003", "01/04/2023", dossier.submitter.code, dossier.unit.code, dossier.name, dossier.form],
    )

    assert found == [(2, "reject", "nomination.decided")]
    assert Nomination.objects.get(code="DN-003").summary == dossier.summary


def test_a_finding_that_an_inspector_closed_is_not_opened_again(load_rows):
    Finding.objects.filter(code="KN-003").update(
        state="closed", closed_on=dt.date(2023, 6, 1), closing_reason="Đã xem sổ", evidence="BC 300"
    )

    found = load_rows(
        "Kiến nghị, khắc phục",
        ["Mã kiến nghị", "Mã cuộc", "Mã đơn vị", "Nội dung", "Hạn", "Trạng thái"],
        ["KN-003", "KT03", "03903002", "Hồ sơ khen thưởng lưu chưa đầy đủ", "28/06/2023", "Đang khắc phục"],
    )

    assert found == [(2, "warn", "finding.closed_here")]
    kept = Finding.objects.get(code="KN-003")
    assert (kept.state, kept.closed_on, kept.evidence) == ("closed", dt.date(2023, 6, 1), "BC 300")


def test_terms_changed_on_the_page_outlive_a_list_of_prizes(load_rows):
    Contest.objects.update(forward=400)

    assert load_rows("Giải thưởng", ["Giải", "Mã bài"], ["Giải Đặc biệt", "BDT-0539"]) == []

    assert Contest.objects.get().forward == 400
    assert Entry.objects.filter(is_forwarded=True).count() == 396  # the ranking is not touched by prizes


def test_a_closed_round_takes_no_more_dossiers(load_rows):
    Round.objects.update(state="closed")
    dossier = Nomination.objects.get(code="DN-003")

    found = load_rows(
        "Đề nghị khen thưởng",
        ["Mã đề nghị", "Mã đơn vị trình", "Được đề nghị - Mã", "Được đề nghị - Tên", "Hình thức"],
        ["DN-999", dossier.submitter.code, dossier.unit.code, dossier.name, dossier.form],
    )

    assert found == [(2, "reject", "nomination.round_closed")]


def test_days_set_on_the_page_outlive_a_list_of_dossiers(load_rows):
    dossier = Nomination.objects.get(code="DN-003")
    Round.objects.update(decision_on=dt.date(2023, 6, 1))

    load_rows(
        "Đề nghị khen thưởng",
        ["Mã đề nghị", "Ngày nộp", "Mã đơn vị trình", "Được đề nghị - Mã", "Được đề nghị - Tên", "Hình thức"],
        ["DN-500", "12/05/2023", dossier.submitter.code, dossier.unit.code, dossier.name, dossier.form],
    )

    assert Round.objects.get().decision_on == dt.date(2023, 6, 1)
    assert Nomination.objects.get(code="DN-500").result == "return"  # neither ratings nor evidence were sent
