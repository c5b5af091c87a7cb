"""The tree on a day, a unit, people, the search: with a mouse, with keys alone, without JavaScript."""

import datetime as dt
import re

import pytest

from vinhdanh.organisation.models import OrgChange, OrgChangeSide
from vinhdanh.organisation.tallies import rebuild_tallies

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def grown(tree, office, new_person):
    """The small organisation with a change, people and counted branches."""
    change = OrgChange.objects.create(key="a", kind="rename", effective_on=dt.date(2023, 3, 15), basis="Số 12-QĐ/ĐU")
    for is_after, name in ((False, "Chi bộ Phòng Tin học"), (True, "Chi bộ Phòng Số hóa")):
        OrgChangeSide.objects.create(change=change, is_after=is_after, unit=tree["001001"], name=name)
    for name in ("Đỗ Thanh Đạt", "Lò Thị Ánh", "Lê Thị Ảnh"):
        new_person(name, tree["001001"])
    rebuild_tallies()
    return tree


PAGES = [
    "/to-chuc/?don_vi=001001&ngay=2023-03-15",
    "/to-chuc/?q=phong",
    "/to-chuc/don-vi/",
    "/to-chuc/don-vi/001001/",
    "/to-chuc/don-vi/001001/sua/",
    "/to-chuc/nhan-su/",
    "/to-chuc/nhan-su/0000001/",
    "/to-chuc/nhan-su/0000001/sua/",
    "/to-chuc/bien-dong/",
    "/to-chuc/tu-ngu/",
    "/tim/?q=anh",
    "/tim/?q=khong-co-gi",
]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pages_of_the_organisation_are_accessible(page_at, problems_of, grown, officer, theme):
    page = page_at(user=officer, theme=theme)
    found = []
    for path in PAGES:
        page.goto(path)
        found += problems_of(page)
    assert found == []


def test_a_branch_opens_in_place_and_the_chosen_unit_shows_its_facts(page_at, grown, officer):
    page = page_at(user=officer)
    page.goto("/to-chuc/")
    page.get_by_role("link", name="Đơn vị trực thuộc Đảng bộ Cục Lưu trữ").click()
    page.get_by_role("link", name="Chi bộ Phòng Số hóa", exact=True).click()
    page.locator("#unit-panel").get_by_role("heading", name="Chi bộ Phòng Số hóa").wait_for()
    assert "don_vi=001001" in page.url
    assert page.locator(".node[aria-current]").inner_text().startswith("Chi bộ Phòng Số hóa")


def test_the_tree_is_walked_with_arrow_keys(page_at, grown, officer):
    page = page_at(user=officer)
    page.goto("/to-chuc/")
    page.get_by_role("link", name="Đảng bộ Cục Lưu trữ", exact=True).focus()
    page.keyboard.press("ArrowRight")
    page.get_by_role("link", name="Chi bộ Phòng Số hóa", exact=True).wait_for()
    page.get_by_role("link", name="Đảng bộ Cục Lưu trữ", exact=True).focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent") == "Chi bộ Phòng Số hóa"
    page.keyboard.press("Enter")
    page.locator("#unit-panel").get_by_role("heading", name="Chi bộ Phòng Số hóa").wait_for()


def test_the_slider_moves_the_page_to_another_day(page_at, grown, officer):
    page = page_at(user=officer)
    page.goto("/to-chuc/?ngay=2023-03-15")
    assert page.get_by_label("Tại ngày").input_value() == "15/03/2023"
    slider = page.get_by_label("Kéo để xem ngày khác")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(re.compile("ngay=2023-03-14"))
    assert page.get_by_label("Tại ngày").input_value() == "14/03/2023"


def test_the_tree_is_read_without_javascript(page_at, grown, officer):
    page = page_at(user=officer, javascript=False)
    page.goto("/to-chuc/")
    page.get_by_role("link", name="Đơn vị trực thuộc Đảng bộ Cục Lưu trữ").click()
    page.get_by_role("link", name="Chi bộ Văn phòng", exact=True).click()
    assert page.locator("#unit-panel").get_by_role("heading").inner_text() == "Chi bộ Văn phòng"
    page.get_by_label("Tại ngày").fill("01/01/2020")
    page.get_by_role("button", name="Xem").click()
    assert "ngay=01%2F01%2F2020" in page.url


def test_ctrl_k_finds_a_person_without_marks(page_at, grown, officer):
    page = page_at(user=officer)
    page.goto("/to-chuc/")
    page.keyboard.press("Control+k")
    page.keyboard.type("dat thanh")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Đỗ Thanh Đạt").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Đỗ Thanh Đạt"


def test_cells_of_a_table_are_copied_for_a_spreadsheet(page_at, grown, officer):
    page = page_at(user=officer)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/to-chuc/nhan-su/")
    page.get_by_role("region", name="Nhân sự").focus()
    for key in ("ArrowDown", "Shift+ArrowDown", "Shift+ArrowRight", "Control+c"):
        page.keyboard.press(key)
    page.get_by_role("status").get_by_text("Đã chép 4 ô").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "Lê Thị Ảnh\t0000003\nLò Thị Ánh\t0000002"


def test_two_people_who_correct_one_person_see_both_versions(page_at, check_page, grown, officer):
    first, second = page_at(user=officer), page_at(user=officer)
    for page in (first, second):
        page.goto("/to-chuc/nhan-su/0000001/sua/")
    first.get_by_label("Chức vụ chính quyền").fill("Trưởng phòng")
    first.get_by_role("button", name="Lưu").click()
    first.wait_for_url("**/nhan-su/0000001/")

    second.get_by_label("Chức vụ chính quyền").fill("Phó phòng")
    second.get_by_role("button", name="Lưu").click()
    second.get_by_role("heading", name="Có người vừa lưu trước anh/chị").wait_for()
    check_page(second)
    assert second.locator(".versions tbody tr").inner_text().split("\t") == [
        "Chức vụ chính quyền",
        "Trưởng phòng",
        "Phó phòng",
    ]
    second.get_by_role("button", name="Ghi bản của tôi lên").click()
    second.wait_for_url("**/nhan-su/0000001/")
    assert second.locator(".change").all_inner_texts()[0].startswith("Chức vụ chính quyền: Trưởng phòng")


def test_words_are_pasted_from_a_spreadsheet_into_a_table(page_at, grown, officer):
    page = page_at(user=officer)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/to-chuc/tu-ngu/")
    page.evaluate(r"navigator.clipboard.writeText('Công đoàn\tUnion\nTổ công đoàn\tGroup')")
    first, second = page.locator("tbody tr").nth(0), page.locator("tbody tr").nth(1)
    first.locator("input").first.focus()
    page.keyboard.press("Control+v")

    page.get_by_role("status").get_by_text("Đã dán 4 ô").wait_for()
    words = [box.input_value() for row in (first, second) for box in row.locator("input").all()]
    assert words == ["Công đoàn", "Union", "Tổ công đoàn", "Group"]
