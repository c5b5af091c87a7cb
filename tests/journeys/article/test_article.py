"""The round of the article, played in a browser on a running site: from the heatmap to the stale sentence."""

import re

import openpyxl
import pytest

pytestmark = pytest.mark.case


def number(text):
    return int(re.sub(r"\D", "", text))


def test_a_workbook_comes_in_on_the_web_and_a_bad_row_is_mended(enter, tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Học tập"
    book.active.append(["STT", "Mã đơn vị", "Ngày", "Nội dung", "Hình thức", "Số điểm cầu", "Số người dự"])
    for number, unit in enumerate(["001", "002", "944"], 1):
        book.active.append([number, unit, "01/03/2022", f"Học tập bổ sung {number}", "Trực tiếp", 2, 100])
    book.save(tmp_path / "bo-sung.xlsx")
    page = enter("vanphong")
    page.goto("/nhap/")
    page.set_input_files("input[name=tep]", tmp_path / "bo-sung.xlsx")
    page.get_by_role("button", name="Đọc tệp").click()
    page.get_by_role("button", name="Tiếp tục").click()
    page.locator("input[aria-invalid=true]").fill("003")
    page.get_by_role("button", name="Kiểm tra lại").last.click()

    page.get_by_role("button", name="Nhập 3 dòng").click()

    assert page.get_by_role("status").first.inner_text() == "Đã nhập: 3 tạo mới, 0 cập nhật, 0 không đổi."


def test_the_office_sees_sixty_one_committees_by_seven_steps(enter):
    page = enter("vanphong")

    cells = page.locator("svg.hm").nth(1).locator("a")

    assert cells.count() == 61 * 7
    page.get_by_role("link", name="Xem dạng bảng").click()
    assert page.locator("tbody tr").count() >= 61


def test_late_units_are_reminded_after_the_text_was_read(enter):
    page = enter("vanphong")
    page.get_by_role("link", name=re.compile(r"^Nhắc cả \d+$")).or_(
        page.get_by_role("button", name=re.compile(r"^Nhắc cả \d+$"))
    ).first.click()
    assert "nhac" in page.url

    page.get_by_role("button", name=re.compile("^Gửi")).click()

    assert page.get_by_role("status").first.is_visible()


def test_dossiers_are_verified_together_and_one_is_held_with_its_reason(enter):
    page = enter("vanphong")
    page.goto("/khen-thuong/")
    page.locator("main a[href*='/khen-thuong/vong/']").first.click()
    page.get_by_role("link", name=re.compile("^Của tôi")).click()
    mine = page.locator("tbody input[name=chon]")
    chosen = [mine.nth(n).get_attribute("value") for n in range(3)]
    for n in range(2):
        mine.nth(n).check()

    page.get_by_role("button", name="Đạt thẩm định").click()

    assert page.get_by_role("status").first.is_visible()
    page.goto(f"/khen-thuong/ho-so/{chosen[0]}/")
    assert page.locator("main .head .tag").first.inner_text() == "Đạt thẩm định"
    page.goto(f"/khen-thuong/ho-so/{chosen[2]}/")
    page.locator("details.pop summary").click()
    page.fill("#tam-dung", "Đang chờ kết luận kiểm tra.")
    page.get_by_role("button", name="Tạm dừng").click()
    assert "Đang chờ kết luận kiểm tra." in page.locator("main").inner_text()


def counted(page, *, yes):
    """Fill the count of every dossier on this teller's page and save it."""
    for line in page.locator("table.counts tbody tr").all():
        for name, value in (
            ("issued", 13), ("returned", 13), ("valid", 13), ("invalid", 0), ("yes", yes), ("no", 13 - yes),
        ):  # fmt: skip
            line.locator(f"input[name^='{name}_']").fill(str(value))
    page.get_by_role("button", name="Lưu kết quả tôi đếm").click()
    assert page.get_by_role("status").first.is_visible()


def open_session(page):
    page.goto("/khen-thuong/hoi-dong/")
    if "/phien/" not in page.url:
        page.get_by_role("link", name=re.compile("P2|phiên", re.I)).first.click()
    return page


def test_two_tellers_count_apart_and_the_decision_reaches_a_phone(enter):
    first, second, secretary = (open_session(enter(name)) for name in ("kiemphieu1", "kiemphieu2", "thuky"))
    counted(first, yes=12)
    assert "12" not in second.locator("table.counts tbody").inner_text()
    counted(second, yes=12)

    secretary.reload()
    secretary.get_by_role("button", name=re.compile("^Đóng phiên")).click()
    assert "20 đạt" in secretary.locator("main").inner_text()
    secretary.get_by_role("button", name=re.compile("^Ký biên bản")).click()

    office = enter("vanphong")
    office.goto("/khen-thuong/")
    office.locator("main a[href*='/khen-thuong/vong/']").first.click()
    office.goto(office.url.split("?")[0] + "quyet-dinh/")
    office.fill("input[name=title]", "Về việc tặng Bằng khen, đợt 2")
    office.fill("input[name=dated_on]", "18/05/2023")
    for field, value in (("reason", "Có thành tích xuất sắc"), ("signer_name", "Lê Văn Ký"), ("signer_post", "Bí thư")):
        office.fill(f"[name={field}]", value)
    office.get_by_role("button", name=re.compile("^Ban hành quyết định khen 20")).click()
    office.goto("/quyet-dinh/")
    office.locator("main tbody a").first.click()
    office.get_by_role("button", name=re.compile("bằng khen", re.I)).first.click()
    for _ in range(60):
        office.wait_for_timeout(1000)
        office.reload()
        if office.locator("tbody a[href$='.pdf']").count() == 20:
            break
    assert office.locator("tbody a[href$='.pdf']").count() == 20

    phone = enter(width=390)
    phone.goto("/vinh-danh/")
    phone.locator("a[href^='/v/']").filter(has_not_text=re.compile("Xác thực")).first.click()
    assert "Bằng khen này là thật" in phone.locator("main").inner_text()


def test_where_a_figure_comes_from_is_one_click_and_its_rows_are_two(enter):
    page = enter("lanhdao")
    page.goto("/bao-cao/")
    page.locator("main a[href*='/bao-cao/']").filter(has_text=re.compile("ơ kết")).first.click()

    page.locator("a.fig[href*='nguon=contest.entries']").filter(has_text="1.108").first.click()
    page.get_by_role("heading", name="1.108 từ đâu ra?").wait_for()
    page.get_by_role("link", name="Mở 1.108 bản ghi").click()

    assert page.locator("tbody tr").count() == 50
    assert "1.108" in page.locator("main").inner_text()


def test_a_frozen_report_says_which_sentence_no_longer_holds(enter):
    office = enter("vanphong")
    office.goto("/bao-cao/")
    office.locator("main a[href*='/bao-cao/']").filter(has_text=re.compile("ơ kết")).first.click()
    address = office.url
    office.get_by_role("button", name="Chốt số liệu").click()
    organiser = enter("cuocthi")
    organiser.goto("/cuoc-thi/")
    organiser.goto("/cuoc-thi/1/bai/?q=BDT-0100")
    organiser.locator("tbody a.name").first.click()
    withdrawing = organiser.locator("#rut")
    withdrawing.locator("summary").click()
    withdrawing.locator("textarea, input[type=text]").first.fill("Tác giả xin rút.")
    withdrawing.get_by_role("button").click()

    office.goto(address)

    assert re.search(r"\d+ con số đã đổi từ khi chốt", office.locator("main").inner_text())
    assert "1.108" in office.locator("main").inner_text()
