"""The map of progress under the keyboard, reminding in two screens, a plan from draft to approval."""

import datetime as dt
import re

import pytest

from vinhdanh.accounts.models import Notice, Role
from vinhdanh.directives.actions import derive_fulfilments
from vinhdanh.directives.models import Commitment, Conclusion, Directive, Limitation, Plan, Reminder, Task, YearTheme
from vinhdanh.kernel.actor import Machine

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sent(tree, office):
    """Unit 001 sent its plan of 2023, unit 002 did not."""
    Directive.objects.create(
        key="1", kind="Kết luận", number="01-KL/TM", issued_on=dt.date(2021, 5, 18), title="Về nêu gương"
    )
    for year in (2022, 2023):
        Plan.objects.create(
            key=str(year),
            unit=tree["001"],
            kind="year",
            year=year,
            number=f"{year}-KH/ĐU",
            due_on=dt.date(year, 2, 15),
            sent_on=dt.date(year, 2, 1),
            theme="Nêu gương",
        )
    YearTheme.objects.create(key="2023", year=2023, title="Tiết kiệm trong việc nhỏ")
    Commitment.objects.create(key="2023", unit=tree["001"], year=2023, collectives=3, persons=40)
    conclusion = Conclusion.objects.create(key="KL1", code="KL1", text="Nâng chất lượng sinh hoạt")
    task = Task.objects.create(
        key="1", code="NV01", text="Sửa quy chế", lead=tree["001"], state="open", conclusion=conclusion,
        due_on=dt.date(2023, 5, 1),
    )  # fmt: skip
    Limitation.objects.create(key="1", text="Kế hoạch chậm", remedy="Nhắc trước hạn", task=task)
    derive_fulfilments(by=Machine("Nạp dữ liệu"))


def active(page):
    return page.evaluate("document.activeElement.querySelector('title')?.textContent")


def test_the_map_is_walked_with_arrow_keys_and_enter_opens_the_plan(page_at, officer, sent):
    page = page_at(user=officer)
    page.goto("/")
    page.locator("vd-heatmap a").first.focus()
    page.keyboard.press("ArrowDown")
    assert active(page) == "Đảng bộ Viện Đo đạc · Kế hoạch năm 2023: quá hạn, 15/02/2023"

    page.keyboard.press("ArrowRight")
    assert active(page) == "Đảng bộ Cục Lưu trữ · Kế hoạch năm 2023: xong đúng hạn, 01/02/2023"
    assert page.locator("[data-chosen]").inner_text() == "Đang chọn: Đảng bộ Cục Lưu trữ – 4/4 bước xong"

    page.keyboard.press("ArrowRight")
    assert active(page).startswith("Đảng bộ Cục Lưu trữ")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/chi-thi/ke-hoach/"))
    assert page.get_by_role("heading", level=1).inner_text() == "Kế hoạch năm 2023 – Đảng bộ Cục Lưu trữ"


def test_the_map_takes_one_stop_of_the_tab_key(page_at, officer, sent):
    page = page_at(user=officer)
    page.goto("/")

    assert page.locator("vd-heatmap a[tabindex='0']").count() == 1


def test_without_javascript_the_table_tells_the_same(page_at, officer, sent):
    page = page_at(user=officer, javascript=False)
    page.goto("/")
    page.get_by_role("link", name="Xem dạng bảng").click()

    row = page.get_by_role("row", name=re.compile("Đảng bộ Viện Đo đạc")).first
    assert row.get_by_text("Quá hạn").count() == 4


def test_late_units_are_reminded_in_two_screens(page_at, officer, sent, tree, new_user):
    clerk = new_user(Role.CLERK, over=tree["002"], name="Lò Thị Ánh")
    page = page_at(user=officer)
    page.goto("/")
    page.get_by_role("link", name="Nhắc cả 1").click()
    page.get_by_text("Gửi tới: Lò Thị Ánh").wait_for()
    page.get_by_role("button", name="Gửi 1 lời nhắc").click()
    page.get_by_text("Đã nhắc 1 đơn vị.").wait_for()

    assert [reminder.unit for reminder in Reminder.objects.all()] == [tree["002"]]
    assert [notice.user for notice in Notice.objects.all()] == [clerk]


def test_a_plan_goes_from_the_clerks_draft_to_the_offices_approval(page_at, officer, sent, tree, new_user):
    clerk = page_at(390, user=new_user(Role.CLERK, over=tree["002"]))
    clerk.goto("/viec/")
    clerk.get_by_role("link", name="Gửi kế hoạch năm 2023").click()
    clerk.get_by_role("link", name="Lập kế hoạch").click()
    clerk.get_by_label("Số kế hoạch").fill("5-KH/ĐU")
    clerk.get_by_label("Ngày kế hoạch").fill("31/02/2023")
    clerk.get_by_role("button", name="Lưu bản nháp").click()
    clerk.get_by_role("alert").get_by_text("Viết ngày dạng 18/05/2023.").wait_for()
    clerk.get_by_label("Ngày kế hoạch").fill("02/05/2023")
    clerk.get_by_role("button", name="Lưu bản nháp").click()
    clerk.get_by_role("button", name="Gửi kế hoạch").click()
    clerk.get_by_text("Đã gửi kế hoạch.").wait_for()

    office = page_at(user=officer)
    office.goto(f"/chi-thi/ke-hoach/{Plan.objects.get(number='5-KH/ĐU').pk}/")
    office.get_by_role("button", name="Duyệt").click()
    office.get_by_text("Đã duyệt kế hoạch.").wait_for()

    assert Plan.objects.get(number="5-KH/ĐU").state == "approved"


def test_the_map_is_readable_in_the_dark(page_at, check_page, officer, sent):
    page = page_at(user=officer, theme="dark")
    for url in ("/", f"/chi-thi/{Directive.objects.get().pk}/"):
        page.goto(url)
        check_page(page, widths=(1440,))


def test_every_page_is_readable_for_all_on_every_screen(page_at, check_page, officer, sent, tree):
    page = page_at(user=officer)
    plan, directive, task = Plan.objects.first(), Directive.objects.get(), Task.objects.get()
    for url in (
        "/", "/?xem=bang", "/viec/", "/lich/", "/chi-thi/", f"/chi-thi/{directive.pk}/", "/chi-thi/them/",
        f"/chi-thi/{directive.pk}/yeu-cau/", f"/chi-thi/don-vi/{tree['002'].pk}/", "/chi-thi/chua-gui/",
        "/chi-thi/nhac/", "/chi-thi/ke-hoach/", "/chi-thi/ke-hoach/them/", f"/chi-thi/ke-hoach/{plan.pk}/",
        "/chi-thi/chuyen-de/", "/chi-thi/cam-ket/", "/chi-thi/cam-ket/dang-ky/", "/chi-thi/nhiem-vu/",
        f"/chi-thi/nhiem-vu/{task.pk}/", "/chi-thi/han-che/",
    ):  # fmt: skip
        page.goto(url)
        check_page(page)
