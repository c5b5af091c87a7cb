"""Anybody may ask whether a certificate is real and read the roll; he learns what is on the paper, no more."""

import re
import time

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from vinhdanh.honours.actions import issue_certificates, withdraw_award
from vinhdanh.honours.models import Certificate, HonourListing
from vinhdanh.honours.views.public import SAME_TIME
from vinhdanh.kernel.files import open_file, path_of
from vinhdanh.kernel.worker import Worker
from vinhdanh.rules.certificates import in_groups, new_code, read_code

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def paper(issued, officer):
    issue_certificates(issued("Chi bộ Phòng Số hóa", number="247-QĐ/ĐU"), by=officer)
    Worker().work_until_idle()
    return Certificate.objects.select_related("award").get()


@pytest.fixture
def visitor():
    """A browser that never signed in."""
    return Client()


def heading(response):
    found = re.search("<h1[^>]*>(.*?)</h1>", response.content.decode(), re.DOTALL)
    return re.sub("<[^>]+>", "", found[1]).strip()


def ask(visitor, code, **more):
    return visitor.get(reverse("verify", args=[code]), **more)


def withdraw(paper, officer):
    withdraw_award(paper.award, reason="Lý do riêng của cơ quan", decision="301-QĐ/ĐU", by=officer)


def test_three_answers_look_alike_and_each_says_its_own(paper, visitor, officer):
    valid = ask(visitor, paper.code)
    unknown = ask(visitor, new_code())
    withdraw(paper, officer)
    withdrawn = ask(visitor, paper.code)

    assert [heading(r) for r in (valid, withdrawn, unknown)] == [
        "Bằng khen này là thật",
        "Bằng khen này đã bị thu hồi",
        "Không có bằng khen nào mang mã này",
    ]
    assert {r.status_code for r in (valid, withdrawn, unknown)} == {200}
    assert [len(r.cookies) for r in (valid, withdrawn, unknown)] == [0, 0, 0]
    assert valid.headers.keys() == withdrawn.headers.keys() == unknown.headers.keys()


def test_every_answer_takes_at_least_the_same_time(paper, visitor):
    ask(visitor, paper.code)
    for code in (paper.code, new_code(), "x"):
        started = time.monotonic()
        ask(visitor, code)
        assert time.monotonic() - started >= SAME_TIME


def test_the_page_shows_what_is_on_the_paper_and_not_why_it_was_withdrawn(paper, visitor, officer):
    withdraw(paper, officer)
    page = ask(visitor, paper.code).content.decode()

    assert [text in page for text in ("Chi bộ Phòng Số hóa", "247-QĐ/ĐU", "BK-2023-0001", "301-QĐ/ĐU")] == [True] * 4
    assert "Lý do riêng" not in page


def test_a_code_may_be_typed_with_dashes_capitals_and_look_alike_letters(paper, visitor):
    typed = in_groups(paper.code).upper().replace("0", "O").replace("1", "I")
    assert read_code(typed) == paper.code
    assert heading(visitor.get(reverse("verify_form"), {"ma": typed})) == "Bằng khen này là thật"
    assert heading(visitor.get(reverse("verify_form"), {"ma": f"https://khen.example.vn/v/{paper.code}"})) == (
        "Bằng khen này là thật"
    )


def test_the_page_speaks_english_when_asked_without_a_cookie(paper, visitor):
    response = ask(visitor, paper.code, data={"lang": "en"})
    assert heading(response) == "This certificate is genuine"
    assert (response.headers["Content-Language"], len(response.cookies)) == ("en", 0)


def test_the_page_is_light_enough_for_a_telephone(paper, visitor):
    assert len(ask(visitor, paper.code).content) < 20_000


def test_the_eleventh_question_of_a_minute_has_to_wait(visitor, monkeypatch):
    monkeypatch.setattr("vinhdanh.honours.views.public.time.time", lambda: 1_700_000_000.0)

    answers = [ask(visitor, new_code()).status_code for _ in range(11)]
    assert answers == [200] * 10 + [429]
    assert visitor.get(reverse("verify_form")).status_code == 200


def test_the_signed_file_is_given_while_the_award_is_valid(paper, visitor, officer):
    address = reverse("verify_file", args=[paper.code])
    response = visitor.get(address)
    assert b"".join(response.streaming_content) == open_file(paper.file).read()
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"

    withdraw(paper, officer)
    assert visitor.get(address).status_code == 404


def compare(visitor, content):
    return visitor.post(reverse("verify_upload"), {"file": SimpleUploadedFile("a.pdf", content, "application/pdf")})


def test_an_uploaded_file_is_compared_byte_by_byte(paper, visitor, officer):
    pdf = open_file(paper.file).read()
    changed = bytearray(pdf)
    changed[2000] ^= 1

    answers = [heading(compare(visitor, content)) for content in (pdf, bytes(changed), b"%PDF-1.7 nothing %%EOF")]
    withdraw(paper, officer)
    answers.append(heading(compare(visitor, pdf)))

    assert answers == [
        "Tệp này là thật",
        "Nội dung tệp không còn nguyên vẹn",
        "Nội dung tệp không còn nguyên vẹn",
        "Bằng khen này đã bị thu hồi",
    ]


def test_an_upload_without_a_file_is_told_so(visitor):
    response = visitor.post(reverse("verify_upload"))
    assert response.status_code == 422
    assert "Chưa có tệp, hoặc tệp lớn hơn 8 MB." in response.content.decode()


def test_a_stored_file_that_was_changed_on_the_disk_is_not_called_genuine(paper, visitor):
    place = path_of(paper.sha256)
    place.write_bytes(place.read_bytes() + b"%")
    assert heading(ask(visitor, paper.code)) == "Nội dung tệp không còn nguyên vẹn"


def test_the_roll_is_searched_without_marks_and_shows_withdrawn_awards_as_such(issued, visitor, officer):
    issued("Chi bộ Phượng", "Chi bộ Hồng", number="1-QĐ/ĐU")
    withdrawn = issued("Chi bộ Phương Nam", number="2-QĐ/ĐU").awards.get()
    withdraw_award(withdrawn, reason="Kê khai sai", decision="3-QĐ/ĐU", by=officer)

    page = visitor.get(reverse("roll"), {"q": "phuong", "nam": "moi"}).content.decode()

    names = re.findall(r'class="n"[^>]*>(.*?)<', page)
    assert names == ["Chi bộ Phương Nam", "Chi bộ Phượng"] or names == ["Chi bộ Phượng", "Chi bộ Phương Nam"]
    assert page.count("Đã thu hồi 18/05/2023") == 1
    assert "Kê khai sai" not in page


@pytest.mark.parametrize("asked", [{"nam": "²"}, {"nam": "moi", "sau": "WyJ4IiwieCIsIngiLCJ4Il0"}])
def test_an_address_that_somebody_made_up_shows_the_roll(issued, visitor, asked):
    assert visitor.get(reverse("roll"), asked).status_code == 200


def test_drafts_are_not_on_the_roll(draft, visitor):
    draft("Chi bộ Chưa ban hành")
    assert "Chi bộ Chưa ban hành" not in visitor.get(reverse("roll"), {"nam": "moi"}).content.decode()


def test_the_roll_tells_collectives_people_and_programmes_apart(issued, new_person, tree, visitor):
    person = new_person("Lê An", tree["001001"])
    issued("Chi bộ Một", number="1-QĐ/ĐU")
    issued("Lê An", number="2-QĐ/ĐU", person=person)
    HonourListing.objects.create(key="a", programme="Hành trình mẫu", name="Tập thể Cánh chim")

    def named(kind):
        page = visitor.get(reverse("roll"), {"loai": kind, "nam": "moi"}).content.decode()
        return re.findall(r'class="n"[^>]*>(.*?)<', page)

    assert [named("tap-the"), named("ca-nhan"), named("chuong-trinh")] == [
        ["Chi bộ Một"],
        ["Lê An"],
        ["Tập thể Cánh chim"],
    ]


@pytest.mark.parametrize("count", [1, 30])
def test_the_roll_costs_the_same_for_one_and_for_thirty(issued, visitor, django_assert_num_queries, count):
    issued(*(f"Chi bộ {n}" for n in range(count)))
    cache.clear()
    with django_assert_num_queries(6):
        page = visitor.get(reverse("roll"), {"nam": "moi"}).content.decode()
    assert page.count('class="idx"') == count
