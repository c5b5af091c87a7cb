"""Signing in, one's own account, and what stands around every page."""

import re

import pytest

from vinhdanh.accounts.models import Role, User
from vinhdanh.organisation.models import Office

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_user_signs_in_by_keyboard_alone_and_signs_out(page_at, check_page, officer):
    page = page_at()
    page.goto("/to-chuc/")
    check_page(page)

    page.keyboard.type("user1")
    page.keyboard.press("Tab")
    page.keyboard.type("mat-khau-dai-123")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r":\d+/to-chuc/$"))

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Bỏ qua đến nội dung chính"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.get_by_role("link", name=re.compile("Tài khoản của")).click()
    page.get_by_role("button", name="Đăng xuất").click()
    page.wait_for_url("**/dang-nhap/")


def test_a_wrong_password_says_how_many_tries_are_left_and_then_locks(page_at, check_page, officer):
    page = page_at()
    page.goto("/tai-khoan/dang-nhap/")
    for left in ("Còn 4 lần thử", "Còn 3 lần thử", "Còn 2 lần thử", "Còn 1 lần thử", "tạm khóa"):
        page.get_by_label("Tên đăng nhập").fill("user1")
        page.get_by_label("Mật khẩu", exact=True).fill("sai-mat-khau")
        page.get_by_role("button", name="Đăng nhập", exact=True).click()
        page.get_by_role("alert").get_by_text(left).wait_for()
    check_page(page)

    page.get_by_label("Tên đăng nhập").fill("user1")
    page.get_by_label("Mật khẩu", exact=True).fill("mat-khau-dai-123")
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.get_by_role("alert").get_by_text("thử sai quá nhiều lần").wait_for()


def test_the_demonstration_shows_its_sign_ins_and_a_real_office_does_not(page_at, check_page, officer):
    User.objects.update(shown_password="mat-khau-dai-123")
    page = page_at(390)
    page.goto("/tai-khoan/dang-nhap/")
    check_page(page)
    page.get_by_role("button", name=re.compile("Nguyễn Thu Hạnh")).click()
    page.get_by_role("link", name=re.compile("Tài khoản của Nguyễn Thu Hạnh")).wait_for()

    Office.objects.update(pinned_on=None)
    stranger = page_at(390)
    stranger.goto("/tai-khoan/dang-nhap/")
    assert stranger.get_by_role("button", name=re.compile("Nguyễn Thu Hạnh")).count() == 0


def test_a_first_password_opens_only_the_page_that_changes_it(page_at, check_page, officer):
    User.objects.update(must_change_password=True)
    page = page_at(user=officer)
    page.goto("/to-chuc/")
    page.wait_for_url("**/mat-khau/")
    check_page(page)

    page.get_by_label("Mật khẩu hiện tại").fill("mat-khau-dai-123")
    page.get_by_label("Mật khẩu mới", exact=True).fill("rừng ngập mặn xanh")
    page.get_by_label("Nhập lại mật khẩu mới").fill("rừng ngập mặn xanh")
    page.get_by_role("main").get_by_role("button", name="Đổi mật khẩu").click()
    page.wait_for_url("**/tai-khoan/")
    page.goto("/to-chuc/")
    assert page.get_by_role("heading", level=1).inner_text() == "Cơ cấu tổ chức"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pages_of_one_s_own_are_accessible_in_both_themes(page_at, problems_of, officer, theme):
    page = page_at(user=officer, theme=theme)
    found = []
    for path in ("/tai-khoan/", "/tai-khoan/thong-bao/", "/tai-khoan/mat-khau/", "/them/", "/tro-giup/"):
        page.goto(path)
        found += problems_of(page)
    assert found == []


def test_language_and_theme_change_and_stay(page_at, officer):
    page = page_at(user=officer)
    page.goto("/tro-giup/")
    page.get_by_role("button", name="Đổi giao diện sáng hoặc tối").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.get_by_role("button", name="English").click()
    page.get_by_role("heading", level=1, name="Help and shortcuts").wait_for()
    assert page.evaluate("document.documentElement.lang") == "en"


def test_a_page_that_is_not_there_says_who_helps(page_at, check_page, officer):
    page = page_at(user=officer)
    page.goto("/khong-co-trang-nay/")
    check_page(page)
    assert page.get_by_role("heading", level=1).inner_text() == "Không có trang này"


def test_an_administrator_makes_an_account_and_sees_its_password_once(page_at, check_page, new_user, tree, office):
    page = page_at(user=new_user(Role.ADMINISTRATOR, over=tree["000"]))
    page.goto("/tai-khoan/nguoi-dung/")
    check_page(page)
    page.get_by_role("link", name="Thêm người dùng").click()
    check_page(page)
    page.get_by_label("Họ và tên").fill("Lò Thị Ánh")
    page.get_by_label("Tên đăng nhập").fill("anh.lt")
    page.get_by_role("button", name="Tạo tài khoản").click()

    shown = page.locator(".first-password").inner_text()
    assert re.fullmatch(r"([a-z2-9]{4}-){3}[a-z2-9]{4}", shown)
    check_page(page)
    page.get_by_label("Vai trò").select_option("clerk")
    page.get_by_label("Đơn vị", exact=True).fill("001")
    page.get_by_role("button", name="Giao vai trò").click()
    page.get_by_text("Đã giao vai trò Văn thư đơn vị: Đảng bộ Cục Lưu trữ.").wait_for()
    assert page.locator(".first-password").count() == 0
    assert User.objects.get(username="anh.lt").check_password(shown)
