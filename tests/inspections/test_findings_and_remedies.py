"""From a finding to its end: the unit answers, the inspector accepts, sends back or gives more time."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from vinhdanh.accounts.models import Notice
from vinhdanh.inspections.actions import close_finding, respond
from vinhdanh.inspections.models import CorrectiveAction, Finding, Inspection, Programme, Visit
from vinhdanh.kernel.history import history_of
from vinhdanh.rules.reasons import Reason, Refused

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
TODAY = dt.date(2023, 5, 18)


@pytest.fixture
def acted(signed_in):
    """`acted(user, finding, "dong", closed_on="…")`: the act as the browser sends it."""

    def send(user, finding, act, **form):
        form.setdefault("version", finding.version)
        return signed_in(user).post(reverse("finding_act", args=[finding.pk, act]), form)

    return send


def errors(page, act):
    (form,) = [shown["form"] for shown in page.context["acts"] if shown["name"] == act]
    return {name: list(found) for name, found in form.errors.items()}


def test_the_unit_answers_with_a_file_and_the_inspector_accepts(
    acted, signed_in, clerk, stranger, inspector, new_finding, settings, tmp_path
):
    settings.FILES_DIR = tmp_path
    finding = new_finding()

    proof = SimpleUploadedFile("biên bản.pdf", PDF)
    acted(clerk, finding, "tra-loi", text="Đã họp, ghi lại biên bản", done_on="12/05/2023", file=proof)
    finding.refresh_from_db()
    assert finding.state == "answered"

    acted(inspector, finding, "dong", closed_on="18/05/2023", evidence="", reason="")
    finding.refresh_from_db()
    answer = CorrectiveAction.objects.get()
    assert (finding.state, finding.closed_on, finding.evidence) == ("closed", TODAY, "biên bản.pdf")
    assert (answer.state, answer.by_name) == ("accepted", "Trần Kim Chi")
    assert [event.verb for event in history_of(finding)] == ["finding.closed", "finding.answered"]
    assert [notice.user.name for notice in Notice.objects.order_by("pk")] == ["Phạm Đức Bình", "Trần Kim Chi"]

    address = reverse("corrective_file", args=[answer.pk])
    assert b"".join(signed_in(clerk).get(address).streaming_content) == PDF
    assert signed_in(stranger).get(address).status_code == 404


def test_without_proof_a_reason_closes_and_stays(acted, inspector, new_finding):
    finding = new_finding()

    without = acted(inspector, finding, "dong", closed_on="18/05/2023", evidence="", reason="")
    finding.refresh_from_db()
    assert (without.status_code, finding.state) == (422, "open")
    assert errors(without, "dong") == {
        "__all__": ["Kiến nghị chưa có minh chứng. Ghi minh chứng, hoặc ghi lý do đóng khi không có minh chứng."]
    }

    acted(inspector, finding, "dong", closed_on="18/05/2023", evidence="", reason="đơn vị đã giải thể")
    finding.refresh_from_db()
    assert (finding.state, finding.closing_reason) == ("closed", "đơn vị đã giải thể")


def test_an_answer_that_is_not_enough_goes_back_with_a_sentence(acted, clerk, inspector, new_finding):
    finding = new_finding()
    acted(clerk, finding, "tra-loi", text="Đã làm", done_on="12/05/2023")
    finding.refresh_from_db()

    acted(inspector, finding, "lam-lai", answer="Cần biên bản có chữ ký")

    finding.refresh_from_db()
    answer = CorrectiveAction.objects.get()
    assert (finding.state, answer.state, answer.answer) == ("open", "sent_back", "Cần biên bản có chữ ký")


def test_more_time_is_given_for_a_reason_and_the_old_day_is_kept(acted, inspector, new_finding):
    finding = new_finding(due_on=dt.date(2023, 6, 1))

    earlier = acted(inspector, finding, "gia-han", due_on="31/05/2023", reason="đang sáp nhập")
    acted(inspector, finding, "gia-han", due_on="01/08/2023", reason="đang sáp nhập")

    finding.refresh_from_db()
    assert errors(earlier, "gia-han") == {"__all__": ["Hạn mới phải sau hạn hiện nay (01/06/2023)."]}
    assert finding.due_on == dt.date(2023, 8, 1)
    assert history_of(finding).first().facts == {"due_on": ["2023-06-01", "2023-08-01"], "reason": "đang sáp nhập"}


@pytest.mark.parametrize("act", ["tra-loi", "dong", "lam-lai", "gia-han"])
def test_the_clerk_of_another_unit_does_not_learn_that_it_exists(acted, stranger, new_finding, act):
    assert acted(stranger, new_finding(), act).status_code == 404


def test_a_clerk_cannot_accept_her_own_answer(acted, clerk, new_finding):
    finding = new_finding(state="answered")

    answer = acted(clerk, finding, "dong", closed_on="18/05/2023", evidence="BC 1")

    finding.refresh_from_db()
    assert (answer.status_code, finding.state) == (403, "answered")


def test_a_closed_finding_refuses_a_stranger_for_both_reasons(clerk, new_finding):
    finding = new_finding(state="closed")

    with pytest.raises(Refused) as refused:
        close_finding(finding, closed_on=TODAY, evidence="BC 1", reason="", version=1, by=clerk)

    assert refused.value.reasons == (Reason("role.inspector"), Reason("finding.closed_already"))


def test_an_answered_finding_is_not_answered_again(clerk, new_finding):
    with pytest.raises(Refused) as refused:
        respond(new_finding(state="answered"), text="Đã làm", done_on=TODAY, version=1, by=clerk)

    assert refused.value.reasons == (Reason("finding.not_open"),)


def test_the_second_of_two_inspectors_is_told_and_keeps_what_he_typed(acted, inspector, new_finding):
    finding = new_finding(state="answered")
    acted(inspector, finding, "gia-han", due_on="01/08/2023", reason="đang sáp nhập")

    page = acted(inspector, finding, "lam-lai", answer="Cần biên bản", version=1)

    finding.refresh_from_db()
    (form,) = [shown["form"] for shown in page.context["acts"] if shown["name"] == "lam-lai"]
    assert (page.status_code, finding.state, finding.due_on) == (409, "answered", dt.date(2023, 8, 1))
    assert (form.data["answer"], form.data["version"]) == ("Cần biên bản", "2")


def test_days_that_cannot_be_are_refused_beside_their_field(acted, clerk, inspector, new_finding):
    finding = new_finding()

    done = acted(clerk, finding, "tra-loi", text="Đã làm", done_on="19/05/2023")
    due = acted(inspector, finding, "gia-han", due_on="17/05/2023", reason="x")

    assert errors(done, "tra-loi") == {"done_on": ["Ngày này sau hôm nay (18/05/2023). Chỉ ghi việc đã làm."]}
    assert errors(due, "gia-han") == {"due_on": ["Hạn này đã qua (hôm nay là 18/05/2023). Chọn một ngày sắp tới."]}


def test_an_inspection_its_visit_and_its_finding_are_written_down(signed_in, inspector, clerk, tree, bodies):
    browser = signed_in(inspector)
    browser.post(reverse("programme_new"), {"year": "2023", "body": "body", "title": "Chương trình 2023"})
    form = {
        "code": "KT31",
        "body": "body",
        "kind": "thematic",
        "decision_number": "12-QĐ/ĐU",
        "starts_on": "02/05/2023",
        "ends_on": "10/05/2023",
        "subject": "Quy chế làm việc",
        "leader": "",
    }

    browser.post(reverse("inspection_new"), form)
    inspection = Inspection.objects.get()
    browser.post(
        reverse("visit_new", args=[inspection.pk]), {"unit": "001", "visited_on": "03/05/2023", "manner": "direct"}
    )
    page = browser.get(reverse("finding_new", args=[inspection.pk]))
    browser.post(
        reverse("finding_new", args=[inspection.pk]),
        {
            "code": page.context["form"]["code"].value(),
            "unit": "001001",
            "text": "Thiếu biên bản",
            "due_on": "01/07/2023",
        },
    )

    finding = Finding.objects.get()
    assert (inspection.body_name, inspection.programme.title) == ("Ủy ban Kiểm tra mẫu", "Chương trình 2023")
    assert [visit.unit.code for visit in Visit.objects.all()] == ["001"]
    assert (finding.code, finding.state, finding.due_on) == ("KN-001", "open", dt.date(2023, 7, 1))
    assert [notice.user for notice in Notice.objects.all()] == [clerk]

    again = browser.post(reverse("inspection_new"), form)
    assert list(again.context["form"].errors["__all__"]) == ["Đã có cuộc kiểm tra mang mã KT31. Chọn mã khác."]


def test_a_programme_takes_in_the_inspections_of_its_year(signed_in, inspector, new_inspection):
    row = new_inspection(starts_on=dt.date(2022, 5, 1))

    signed_in(inspector).post(reverse("programme_new"), {"year": "2022", "body": "main", "title": "Chương trình 2022"})

    row.refresh_from_db()
    assert row.programme == Programme.objects.get()


def test_clerks_do_not_open_inspections(signed_in, clerk, new_inspection, new_visit):
    row = new_inspection()
    new_visit(row, "001")
    browser = signed_in(clerk)

    assert browser.get(reverse("inspection_new")).status_code == 403
    assert browser.get(reverse("finding_new", args=[row.pk])).status_code == 403
    assert browser.get(reverse("programmes")).status_code == 403
