"""Screens for those who signed in: the history of awards, decisions and their papers."""

import json
import re
import subprocess
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from vinhdanh.accounts.models import Role
from vinhdanh.honours.actions import issue_certificates
from vinhdanh.honours.models import Award, Certificate, Decision
from vinhdanh.kernel.models import Job
from vinhdanh.kernel.worker import Worker
from vinhdanh.organisation.queries import today
from vinhdanh.web.waiting import waiting_for

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def browser(signed_in, officer):
    return signed_in(officer)


@pytest.fixture
def clerk(new_user, tree, office):
    return new_user(Role.CLERK, over=tree["001"])


def rows(response):
    return re.findall(r"<tr><td[^>]*>.*?<a[^>]*>(.*?)</a>", response.content.decode(), re.DOTALL)


def test_awards_are_found_by_name_without_marks_year_form_and_state(issued, browser):
    issued("Chi bộ Phượng", number="1-QĐ/ĐU")
    issued("Chi bộ Hồng", number="2-QĐ/ĐU", form="Giấy khen")

    def found(**asked):
        return rows(browser.get(reverse("awards"), asked))

    assert found(q="phuong") == ["Chi bộ Phượng"]
    assert found(q="2-QĐ/ĐU") == ["Chi bộ Hồng"]
    assert found(hinh_thuc="Giấy khen") == ["Chi bộ Hồng"]
    assert found(nam="2023", trang_thai="valid") == ["Chi bộ Hồng", "Chi bộ Phượng"]
    assert found(trang_thai="withdrawn") == []


def test_withdrawing_on_the_page_needs_both_texts_and_then_shows_everywhere(issued, browser):
    award = issued("Chi bộ Một").awards.get()
    address = reverse("withdraw_award", args=[award.pk])
    assert browser.post(address, {"reason": "Kê khai sai"}).status_code == 422

    browser.post(address, {"reason": "Kê khai sai", "decision": "301-QĐ/ĐU"})

    page = browser.get(reverse("award", args=[award.pk])).content.decode()
    assert "Thu hồi theo Quyết định số 301-QĐ/ĐU: Kê khai sai" in page
    assert reverse("withdraw_award", args=[award.pk]) not in page
    assert "Đã thu hồi" in browser.get(reverse("awards")).content.decode()
    assert "Đã thu hồi" in browser.get(reverse("decision", args=[award.decision_id])).content.decode()


def test_a_clerk_sees_issued_decisions_but_no_drafts_and_may_change_nothing(issued, draft, signed_in, clerk):
    shown, hidden = issued("Chi bộ Một"), draft("Chi bộ Hai")
    browser = signed_in(clerk)

    assert browser.get(reverse("decision", args=[shown.pk])).status_code == 200
    assert browser.get(reverse("decision", args=[hidden.pk])).status_code == 404
    assert browser.get(reverse("award", args=[hidden.awards.get().pk])).status_code == 404
    assert rows(browser.get(reverse("awards"))) == ["Chi bộ Một"]
    for name in ("issue_certificates", "order_print_run", "issue_decision"):
        assert browser.post(reverse(name, args=[shown.pk])).status_code == 403
    assert browser.post(reverse("withdraw_award", args=[shown.awards.get().pk])).status_code == 403
    assert (Job.objects.count(), Award.objects.filter(state="withdrawn").count()) == (0, 0)


def test_a_draft_is_issued_on_its_page_under_the_number_typed(draft, browser):
    decision = draft("Chi bộ Một")
    browser.post(reverse("issue_decision", args=[decision.pk]), {"dated_on": "2023-05-18", "number": "247-QĐ/ĐU"})
    decision = Decision.objects.get(pk=decision.pk)
    assert (decision.state, decision.number) == ("issued", "247-QĐ/ĐU")


def test_the_decision_page_makes_papers_shows_progress_and_gives_them_out(issued, browser):
    decision = issued("Chi bộ Một", "Chi bộ Hai")
    browser.post(reverse("issue_certificates", args=[decision.pk]))
    job = Job.objects.get()
    assert "Đang chờ" in browser.get(reverse("decision", args=[decision.pk])).content.decode()
    assert "HX-Refresh" not in browser.get(reverse("job_progress", args=[job.pk])).headers

    Worker().work_until_idle()

    assert browser.get(reverse("job_progress", args=[job.pk])).headers["HX-Refresh"] == "true"
    page = browser.get(reverse("decision", args=[decision.pk])).content.decode()
    assert ["BK-2023-0001" in page, "BK-2023-0002" in page, "Đang chờ" in page] == [True, True, False]
    paper = Certificate.objects.first()
    response = browser.get(reverse("certificate_file", args=[paper.pk]))
    assert b"".join(response.streaming_content)[:5] == b"%PDF-"


def test_pressing_the_button_twice_is_one_job(issued, browser):
    decision = issued("Chi bộ Một")
    for _ in range(2):
        browser.post(reverse("issue_certificates", args=[decision.pk]), {"_once": "same-token"})
    assert Job.objects.count() == 1


def test_a_job_is_seen_and_stopped_by_the_office_not_by_a_stranger(issued, browser, signed_in, clerk):
    browser.post(reverse("issue_certificates", args=[issued("Chi bộ Một").pk]))
    job = Job.objects.get()
    stranger = signed_in(clerk)
    assert stranger.get(reverse("job", args=[job.pk])).status_code == 404
    assert stranger.post(reverse("cancel_job", args=[job.pk])).status_code == 404

    browser.post(reverse("cancel_job", args=[job.pk]))

    assert Job.objects.get().state == "cancelled"
    assert "Đã dừng" in browser.get(reverse("job", args=[job.pk])).content.decode()


def test_the_document_of_a_decision_lists_whom_it_honours(issued, browser, tmp_path):
    decision = issued("Chi bộ Một", "Chi bộ Hai", number="247-QĐ/ĐU")
    response = browser.get(reverse("decision_document", args=[decision.pk]))
    (tmp_path / "a.pdf").write_bytes(response.content)
    run = subprocess.run(["pdftotext", tmp_path / "a.pdf", "-"], capture_output=True, check=True)
    text = " ".join(run.stdout.decode().split())
    for expected in ("ĐẢNG CỘNG SẢN VIỆT NAM", "Số: 247-QĐ/ĐU", "cho 2 tập thể", "Chi bộ Hai", "Phạm Đức Bình"):
        assert expected in text
    assert response.content == browser.get(reverse("decision_document", args=[decision.pk])).content


def test_papers_and_drafts_that_are_missing_wait_for_the_office(issued, draft, officer, clerk):
    issued("Chi bộ Một", "Chi bộ Hai", number="247-QĐ/ĐU")
    draft("Chi bộ Ba")

    def waits(user):
        return sorted(str(item.title) for item in waiting_for(user, today()) if "quyet-dinh" in item.url)

    assert waits(officer) == ["Ban hành quyết định khen 1 đối tượng", "Làm 2 bằng khen"]
    assert waits(clerk) == []


def test_lists_cost_the_same_for_one_and_for_thirty(issued, officer, browser, django_assert_max_num_queries):
    def costs(decision):
        pages = (reverse("awards"), reverse("decisions"), reverse("decision", args=[decision.pk]), reverse("jobs"))
        asked = []
        for address in pages:
            browser.get(address)
            with django_assert_max_num_queries(12) as captured:
                assert browser.get(address).status_code == 200
            asked.append(len(captured))
        return asked

    one = issued("Chi bộ Một")
    issue_certificates(one, by=officer)
    for_one = costs(one)
    thirty = issued(*(f"Chi bộ {n}" for n in range(30)))
    issue_certificates(thirty, by=officer)
    for _ in range(28):
        issue_certificates(issued("Chi bộ khác"), by=officer)

    assert costs(thirty) == for_one


def run(*command):
    out = StringIO()
    code = 0
    try:
        call_command(*command, stdout=out, stderr=StringIO())
    except SystemExit as left:
        code = left.code
    except CommandError as error:
        code = error.returncode
    return code, out.getvalue()


def test_the_command_makes_what_is_missing_and_writes_the_papers(issued, tmp_path):
    issued("Chi bộ Một", "Chi bộ Hai", number="247-QĐ/ĐU")

    code, out = run("certificates", "247-QĐ/ĐU", "-o", str(tmp_path / "out"), "--json")
    again = run("certificates", "--latest", "-o", str(tmp_path / "out"), "--json")

    answer = json.loads(out)
    assert code == 0
    assert [(c["number"], c["name"]) for c in answer["certificates"]] == [
        ("BK-2023-0001", "Chi bộ Một"),
        ("BK-2023-0002", "Chi bộ Hai"),
    ]
    assert again == (0, out)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["BK-2023-0001.pdf", "BK-2023-0002.pdf"]


def test_the_command_names_the_certificate_that_cannot_be_made(issued, tmp_path):
    issued("Chi bộ Một", "W" * 120, number="247-QĐ/ĐU")
    code, out = run("certificates", "--latest", "-o", str(tmp_path), "--json")
    (refused,) = json.loads(out)["refused"]
    assert (code, refused["name"]) == (1, "W" * 120)
    assert refused["reasons"] == ["Tên quá dài, không vừa khung bằng khen ở cỡ chữ nhỏ nhất. Cần rút gọn."]


def test_an_unknown_decision_is_refused(tmp_path, office):
    assert run("certificates", "999-QĐ", "-o", str(tmp_path))[0] == 1


def test_verify_tells_valid_altered_and_unknown_by_its_exit_code(issued, tmp_path):
    issued("Chi bộ Một", number="247-QĐ/ĐU")
    run("certificates", "--latest", "-o", str(tmp_path))
    paper, changed = tmp_path / "BK-2023-0001.pdf", tmp_path / "changed.pdf"
    content = bytearray(paper.read_bytes())
    content[3000] ^= 1
    changed.write_bytes(content)
    code = Certificate.objects.get().code

    told = [run("verify", str(what), "--json") for what in (paper, code, changed, "0" * 26)]

    assert [(exit_code, json.loads(out)["state"]) for exit_code, out in told] == [
        (0, "valid"),
        (0, "valid"),
        (1, "altered"),
        (1, "unknown"),
    ]
