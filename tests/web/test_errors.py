"""What a visitor sees when something is not there, not allowed, too much or broken."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from vinhdanh.web import views
from vinhdanh.web.middleware import RefusalPages

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "429.html"])
def test_every_error_page_is_drawn_for_a_stranger_and_inside_the_shell(name, officer):
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    stranger = render_to_string(name, request=request)
    request.user = officer
    inside = render_to_string(name, request=request)

    assert (stranger.count("<h1>"), inside.count("<h1>")) == (1, 1)
    assert (stranger.count('class="side"'), inside.count('class="side"')) == (0, 1)


def test_a_broken_page_says_so_without_asking_anything_of_the_broken_system(officer, monkeypatch):
    def broken(*args, **options):
        raise ZeroDivisionError

    monkeypatch.setattr(views, "render", broken)
    browser = Client(raise_request_exception=False)
    browser.force_login(officer)

    answer = browser.get("/tro-giup/")

    assert answer.status_code == 500
    assert answer.content.decode().count("Hệ thống gặp lỗi") == 2


def test_a_form_without_its_token_is_refused_in_words(officer):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(officer)

    answer = browser.post("/tai-khoan/", {"language": "vi"})

    assert answer.status_code == 403
    assert "Trang đã mở quá lâu" in answer.content.decode()


def test_a_refusal_lists_its_reasons_and_is_json_for_programs(new_user, tree, office, signed_in):
    browser = signed_in(new_user())
    page = browser.get("/tai-khoan/nguoi-dung/")
    answer = browser.get("/tai-khoan/nguoi-dung/", headers={"Accept": "application/json"})

    assert (page.status_code, answer.status_code) == (403, 403)
    assert page.context["sentences"] == [answer.json()["reasons"][0]["text"]]


def test_a_visitor_is_sent_back_only_to_our_own_pages():
    for target, place in (
        ("/tro-giup/", "/tro-giup/"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example", "/"),
    ):
        answer = Client().post("/giao-dien/", {"theme": "dark", "next": target})
        assert answer.headers["Location"] == place


def test_only_known_themes_and_languages_are_kept():
    answer = Client().post("/giao-dien/", {"theme": "<script>"})
    assert answer.cookies["vd_theme"].value == ""
    assert "vd_lang" not in Client().post("/ngon-ngu/", {"language": "xx"}).cookies
    assert Client().post("/ngon-ngu/", {"language": "en"}).cookies["vd_lang"].value == "en"


def test_a_form_sent_twice_is_told_so_even_when_the_first_was_refused_meanwhile(officer):
    request = RequestFactory().post("/")
    request.user = officer

    answer = RefusalPages(lambda request: None).answered_before(request, "gone")

    assert answer.status_code == 409
