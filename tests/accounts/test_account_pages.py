"""Signing in, my account, my notices, the accounts of others."""

import pytest
from django.test import Client
from django.urls import reverse

from vinhdanh.accounts.actions import notify
from vinhdanh.accounts.models import Role, User
from vinhdanh.kernel.actor import Machine

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PASSWORD = "mat-khau-dai-123"


def sign_in(name, password, browser=None):
    return (browser or Client()).post(reverse("account_login"), {"login": name, "password": password})


@pytest.fixture
def administrator(new_user, tree, office):
    return new_user(Role.ADMINISTRATOR, over=tree["000"])


def test_the_right_password_opens_where_the_role_begins(officer):
    answer = sign_in(officer.username, PASSWORD)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/bat-dau/")


def test_a_wrong_password_and_an_unknown_name_are_told_alike(officer):
    wrong, unknown = sign_in(officer.username, "sai"), sign_in("nobody", "sai")

    assert [wrong.status_code, unknown.status_code] == [422, 422]
    assert wrong.context["tries_left"] == unknown.context["tries_left"] == 4
    assert wrong.context["form"].non_field_errors() == unknown.context["form"].non_field_errors()


def test_the_sixth_try_is_refused_even_with_the_right_password(officer):
    for _ in range(5):
        sign_in(officer.username, "sai")

    assert sign_in(officer.username, PASSWORD).status_code == 422


def test_passwords_are_kept_with_argon2(officer):
    assert officer.password.split("$")[0] == "argon2"


def test_a_locked_account_does_not_come_in(officer):
    User.objects.update(is_active=False)
    assert sign_in(officer.username, PASSWORD).status_code == 403


def test_nobody_signs_up_by_himself():
    assert Client().get("/tai-khoan/dang-ky/").status_code == 404
    assert Client().get("/tai-khoan/signup/").status_code == 404


def test_theme_and_language_of_the_account_come_along_at_sign_in(officer):
    User.objects.update(theme="dark", language="en")

    answer = sign_in(officer.username, PASSWORD)

    assert (answer.cookies["vd_theme"].value, answer.cookies["vd_lang"].value) == ("dark", "en")


def test_a_first_password_leads_to_its_change_from_every_page(officer, signed_in):
    User.objects.update(must_change_password=True)
    browser = signed_in(officer)

    assert browser.get("/").headers["Location"] == reverse("password")
    assert browser.get(reverse("password")).status_code == 200


def test_sign_ins_are_shown_only_while_the_day_of_a_demonstration_stands_still(officer, office):
    User.objects.filter(pk=officer.pk).update(shown_password=PASSWORD)
    shown = Client().get(reverse("account_login")).context["shown"]
    office.pinned_on = None
    office.save()

    assert shown == [officer]
    assert Client().get(reverse("account_login")).context["shown"] == []


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_only_administrators_open_the_accounts_of_others(new_user, tree, office, signed_in, role):
    browser = signed_in(new_user(role, over=tree["000"]))
    for name, args in (("users", []), ("new_user", []), ("user", [1])):
        assert browser.get(reverse(name, args=args)).status_code == 403


def test_an_account_above_one_s_part_is_not_found(administrator, new_user, tree, signed_in):
    part = new_user(Role.ADMINISTRATOR, over=tree["001"])
    below = new_user(Role.CLERK, over=tree["001001"])
    browser = signed_in(part)

    assert browser.get(reverse("user", args=[below.pk])).status_code == 200
    assert browser.get(reverse("user", args=[administrator.pk])).status_code == 404


def test_a_first_password_is_shown_once(administrator, signed_in):
    browser = signed_in(administrator)
    answer = browser.post(reverse("new_user"), {"name": "Lò Thị Ánh", "username": "Anh.LT"})
    page, again = browser.get(answer.headers["Location"]), browser.get(answer.headers["Location"])

    assert User.objects.get(username="anh.lt").check_password(page.context["password"])
    assert again.context["password"] == ""


def test_a_taken_name_is_refused_in_the_form(administrator, signed_in):
    answer = signed_in(administrator).post(reverse("new_user"), {"name": "A", "username": administrator.username})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["username"])


def test_a_notice_opens_its_page_and_counts_as_read(officer, signed_in):
    (notice,) = notify([officer], "Có thay đổi", url="/to-chuc/", by=Machine("máy"))
    browser = signed_in(officer)
    assert browser.get(reverse("notices")).context["unread"] == 1

    answer = browser.post(reverse("notice", args=[notice.pk]))

    assert answer.headers["Location"] == "/to-chuc/"
    assert browser.get(reverse("notices")).context["unread"] == 0


def test_a_notice_never_leads_away_from_the_site(officer, signed_in):
    (notice,) = notify([officer], "Có thay đổi", url="https://elsewhere.example/", by=Machine("máy"))
    answer = signed_in(officer).post(reverse("notice", args=[notice.pk]))
    assert answer.headers["Location"] == reverse("notices")


def test_somebody_else_s_notice_is_not_found(officer, new_user, signed_in):
    (notice,) = notify([new_user()], "Có thay đổi", by=Machine("máy"))
    assert signed_in(officer).post(reverse("notice", args=[notice.pk])).status_code == 404


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_of_users_costs_the_same_for_one_and_for_thirty(
    administrator, new_user, tree, signed_in, django_assert_num_queries, number
):
    for _ in range(number):
        new_user(Role.CLERK, over=tree["001"])
    browser = signed_in(administrator)
    browser.get("/tro-giup/")
    with django_assert_num_queries(6):
        page = browser.get(reverse("users"))
    assert len(page.context["page"].rows) == number + 1


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_of_notices_costs_the_same_for_one_and_for_thirty(
    officer, signed_in, django_assert_num_queries, number
):
    for n in range(number):
        notify([officer], f"Tin {n}", by=Machine("máy"))
    browser = signed_in(officer)
    browser.get("/tro-giup/")
    with django_assert_num_queries(5):
        page = browser.get(reverse("notices"))
    assert len(page.context["page"].rows) == number
