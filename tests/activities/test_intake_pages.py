"""A spreadsheet comes in on the web: guessed, mended, reviewed, imported; twice without effect."""

import io
import re

import openpyxl
import pytest
from django.db import connection
from django.urls import reverse

from vinhdanh.accounts.models import Role
from vinhdanh.activities import actions_intake
from vinhdanh.activities.models import Study
from vinhdanh.kernel.models import Event, Intake, Job

pytestmark = [pytest.mark.django_db, pytest.mark.database]

HEADINGS = ["STT", "Mã đơn vị", "Ngày", "Nội dung", "Hình thức", "Số điểm cầu", "Số người dự"]


def workbook(*rows):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Học tập"
    sheet.append(["HỘI NGHỊ, LỚP HỌC TẬP"])
    sheet.append([])
    sheet.append(HEADINGS)
    for number, row in enumerate(rows, 1):
        sheet.append([number, *row])
    sheet.append(["Ghi chú: ô trống là chưa có thông tin."])
    content = io.BytesIO()
    book.save(content)
    content.seek(0)
    content.name = "hoc-tap.xlsx"
    return content


def row(unit, *, content="Học tập chuyên đề", day="01/03/2022"):
    return [unit, day, content, "Trực tiếp", 2, 120]


def sent(browser, file):
    """Steps 1 and 2 with the guess as it is; the address of the step that follows."""
    answer = browser.post(reverse("intake"), {"tep": file})
    page = browser.get(answer.headers["Location"]).content.decode()
    said = {}
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        said[name] = chosen.group(1) if chosen else ""
    said |= dict(re.findall(r'name="(dau_\d+)" value="([^"]*)"', page))
    return browser.post(answer.headers["Location"], said).headers["Location"]


def places(page):
    """Which row stands where on the page of bad rows."""
    return dict(re.findall(r'name="(dong_\d+)" value="([^"]*)"', page))


def test_a_good_file_is_reviewed_and_imported_and_again_changes_nothing(officer, signed_in):
    browser = signed_in(officer)
    rows = [row("001", content="Lớp một"), row("002", content="Lớp hai")]

    review = sent(browser, workbook(*rows))
    nothing_yet = Study.objects.count()
    browser.post(review)
    browser.post(sent(browser, workbook(*rows)))

    again = Intake.objects.filter(file__isnull=False).latest("pk").summary["done"]["total"]
    assert review.endswith("/xem/")
    assert nothing_yet == 0
    assert sorted(Study.objects.values_list("unit__code", "participants")) == [("001", 120), ("002", 120)]
    assert (again["created"], again["changed"], again["unchanged"]) == (0, 0, 2)


def test_a_bad_row_is_mended_in_place_and_holds_up_no_other(officer, signed_in):
    browser = signed_in(officer)
    mend = sent(browser, workbook(row("001"), row("999", content="Lớp khác")))
    page = browser.get(mend).content.decode()
    field = re.search(r'name="(o_0_B)" value="999"', page).group(1)

    answer = browser.post(mend, {field: "002", **places(page), "kiem_tra": "1"})
    browser.post(answer.headers["Location"])

    assert mend.endswith("/sua/")
    assert "Mã đơn vị không có trong danh sách" in page
    assert sorted(Study.objects.values_list("unit__code", flat=True)) == ["001", "002"]
    assert Event.objects.filter(verb="intake.taken_in").count() == 1


def test_good_rows_go_in_first_and_the_bad_ones_stay_to_be_downloaded(officer, signed_in):
    browser = signed_in(officer)
    mend = sent(browser, workbook(row("001"), row("001", day="31/02/2022")))

    browser.post(mend.replace("/sua/", "/xem/"))
    download = browser.get(f"{mend}dong-loi.xlsx")

    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(download.streaming_content))).active
    assert Study.objects.count() == 1
    assert [cell.value for cell in sheet[2]][:3] == ["Học tập", 5, "ngày không có thật"]


def test_a_row_can_be_left_out(officer, signed_in):
    browser = signed_in(officer)
    mend = sent(browser, workbook(row("001"), row("999")))

    answer = browser.post(mend, {**places(browser.get(mend).content.decode()), "bo": "0"})

    assert answer.headers["Location"].endswith("/xem/")
    assert Intake.objects.latest("pk").summary["check"]["total"]["rejected"] == 0


def test_a_page_older_than_the_last_correction_touches_no_other_row(officer, signed_in):
    browser = signed_in(officer)
    mend = sent(browser, workbook(row("001"), row("998", content="Lớp hai"), row("999", content="Lớp ba")))
    older = places(browser.get(mend).content.decode())
    browser.post(mend, {"o_0_B": "002", "o_1_B": "999", **older})

    answer = browser.post(mend, {"o_0_B": "002", **older})
    browser.post(mend, {"bo": "0", **older})

    draft = Intake.objects.latest("pk")
    assert answer.headers["Location"] == mend
    assert draft.mapping["fixes"] == {"Học tập": {"5": {"B": "002"}}}
    assert not draft.mapping["left_out"]
    assert draft.summary["check"]["total"]["rejected"] == 1


def test_a_file_is_judged_and_read_before_any_lock_is_taken(officer, monkeypatch):
    outside, depths = len(connection.atomic_blocks), []
    for name in ("store_file", "columns_seen"):
        real = getattr(actions_intake, name)

        def seen(*given, real=real, **said):
            depths.append(len(connection.atomic_blocks))
            return real(*given, **said)

        monkeypatch.setattr(actions_intake, name, seen)

    actions_intake.begin_intake(workbook(row("001")), name="a.xlsx", by=officer)

    assert depths == [outside, outside]


def test_cells_are_pasted_instead_of_a_file(officer, signed_in):
    browser = signed_in(officer)
    pasted = "\n".join(
        "\t".join(map(str, line)) for line in [HEADINGS, [1, *row("001")], [2, *row("002", content="B")]]
    )

    answer = browser.post(reverse("intake"), {"dan": pasted})

    sheet = Intake.objects.latest("pk").summary["sheets"][0]
    assert (answer.status_code, sheet["kind"], sheet["rows"]) == (302, "activities.studies", 2)


def test_what_is_no_spreadsheet_gets_a_sentence_and_leaves_nothing(officer, signed_in):
    file = io.BytesIO(b"MZ\x90\x00 not a table")
    file.name = "bang.xlsx"

    answer = signed_in(officer).post(reverse("intake"), {"tep": file})

    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert Intake.objects.count() == 0


@pytest.mark.parametrize("role", [Role.CLERK, Role.LEADER, Role.ORGANISER])
def test_tables_of_the_whole_are_not_for_every_role(role, new_user, tree, office, signed_in):
    browser = signed_in(new_user(role, over=tree["000"]))
    assert browser.get(reverse("intake")).status_code == 403


def test_an_office_over_a_part_does_not_import_for_the_whole(new_user, tree, office, signed_in):
    browser = signed_in(new_user(Role.OFFICE, over=tree["001"]))

    answer = browser.post(reverse("intake"), {"tep": workbook(row("001"))})

    assert answer.status_code == 403
    assert Intake.objects.count() == 0


def test_somebody_of_a_part_does_not_see_what_the_whole_prepares(officer, new_user, tree, office, signed_in):
    mend = sent(signed_in(officer), workbook(row("001"), row("999")))
    browser = signed_in(new_user(Role.OFFICE, over=tree["001"]))

    assert [browser.get(address).status_code for address in (mend, reverse("intake"))] == [403, 403]


def test_a_large_import_that_was_stopped_can_be_tried_again(officer, signed_in, monkeypatch):
    browser = signed_in(officer)
    monkeypatch.setattr("vinhdanh.activities.actions_intake.BIG", 1)
    review = sent(browser, workbook(row("001"), row("002", content="Lớp khác")))
    browser.post(review)
    draft = Intake.objects.latest("pk")
    Job.objects.filter(key=f"intake:{draft.pk}").update(state="failed")

    told = browser.get(reverse("intake_result", args=[draft.pk])).content.decode()
    browser.post(review)

    assert "Lần nhập này đã dừng" in told
    assert Job.objects.get(key=f"intake:{draft.pk}").state == "waiting"
    assert Study.objects.count() == 0
