"""Adding and changing an activity, its files, its history; what is refused and why."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from vinhdanh.activities.models import Evidence, GoodModel, Meeting
from vinhdanh.kernel.history import history_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
MEETING = {
    "unit": "001001",
    "held_on": "04/03/2023",
    "kind": "regular",
    "topic": "",
    "total": "20",
    "present": "18",
    "chair": "Đỗ Thanh Đạt",
}


def typed(meeting, **changes):
    """The form of a meeting as the browser sends it."""
    return {
        "unit": meeting.unit.code,
        "held_on": f"{meeting.held_on:%d/%m/%Y}",
        "kind": meeting.kind,
        "topic": meeting.topic,
        "total": meeting.total,
        "present": meeting.present,
        "chair": meeting.chair,
        "version": meeting.version,
    } | changes


def errors(page):
    return {name: list(found) for name, found in page.context["form"].errors.items()}


@pytest.fixture
def files_here(settings, tmp_path):
    settings.FILES_DIR = tmp_path


def test_a_clerk_adds_a_meeting_of_her_own_unit(signed_in, clerk):
    answer = signed_in(clerk).post(reverse("activity_new", args=["sinh-hoat"]), MEETING)

    meeting = Meeting.objects.get()
    assert (answer.status_code, answer.url) == (302, reverse("activity", args=["sinh-hoat", meeting.pk]))
    assert (meeting.unit.code, meeting.held_on, meeting.present) == ("001001", dt.date(2023, 3, 4), 18)
    assert (meeting.entered_by_name, meeting.search_key) == ("Trần Kim Chi", "do thanh dat")
    assert [event.verb for event in history_of(meeting)] == ["activity.added"]


def test_a_unit_of_somebody_else_is_not_found(signed_in, stranger):
    page = signed_in(stranger).post(reverse("activity_new", args=["sinh-hoat"]), MEETING)

    assert page.status_code == 422
    assert errors(page) == {"unit": ["Không có đơn vị nào mang mã hoặc tên “001001” trong phạm vi của anh/chị."]}
    assert Meeting.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"present": "21"}, "present", "Có mặt 21 nhiều hơn tổng số 20. Sửa một trong hai số."),
        (
            {"kind": "thematic"},
            "topic",
            "Sinh hoạt chuyên đề cần tên chuyên đề, ví dụ “Nêu gương trong thi hành công vụ”.",
        ),
        ({"held_on": "19/05/2023"}, "held_on", "Ngày này sau hôm nay (18/05/2023). Chỉ ghi việc đã làm."),
        ({"held_on": "31/02/2023"}, "held_on", "Ghi ngày theo dạng ngày/tháng/năm, ví dụ 18/05/2023."),
        (
            {"held_on": "04/03/2009"},
            "held_on",
            "Đơn vị này hoạt động từ 01/01/2010; ngày ghi nằm trước ngày đó.",
        ),
        ({"unit": ""}, "unit", "Ghi mã hoặc tên đơn vị, ví dụ 001005."),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(signed_in, clerk, changes, field, sentence):
    page = signed_in(clerk).post(reverse("activity_new", args=["sinh-hoat"]), MEETING | changes)

    assert (page.status_code, errors(page)) == (422, {field: [sentence]})
    assert Meeting.objects.count() == 0


def test_several_units_of_one_name_are_listed(signed_in, clerk):
    page = signed_in(clerk).post(reverse("activity_new", args=["sinh-hoat"]), MEETING | {"unit": "chi bo"})

    assert errors(page)["unit"] == [
        "Có nhiều đơn vị khớp với “chi bo”. Anh/chị ghi mã: 001001 Chi bộ Phòng Số hóa; 001002 Chi bộ Văn phòng."
    ]


def test_the_same_meeting_is_not_written_twice(signed_in, clerk, new_meeting):
    twin = new_meeting("001001", held_on=dt.date(2023, 3, 4))

    page = signed_in(clerk).post(reverse("activity_new", args=["sinh-hoat"]), MEETING)

    assert (page.status_code, page.context["twin"], Meeting.objects.count()) == (422, twin, 1)
    assert errors(page)["__all__"] == [
        "Việc này đã được ghi: cùng đơn vị, cùng ngày, cùng loại. Mở dòng đã ghi để sửa."
    ]


def test_sending_the_form_twice_writes_one_row(signed_in, clerk):
    browser = signed_in(clerk)

    first = browser.post(reverse("activity_new", args=["sinh-hoat"]), MEETING | {"_once": "t1"})
    second = browser.post(reverse("activity_new", args=["sinh-hoat"]), MEETING | {"_once": "t1"})

    assert (second.url, Meeting.objects.count()) == (first.url, 1)


@pytest.mark.parametrize(
    ("slug", "form"),
    [
        ("hoc-tap", {"held_on": "04/03/2023", "content": "Học tập", "manner": "", "sites": "", "participants": "70"}),
        ("quy-che", {"title": "Quy chế làm việc", "outcome": "new", "dated_on": "04/03/2023"}),
        ("mo-hinh", {"title": "Tủ sách", "year": "2022", "is_spread": "on", "summary": ""}),
        ("tuyen-truyen", {"title": "Người giữ nhịp", "channel": "Bản tin", "dated_on": "04/03/2023", "quantity": "3"}),
        ("chuyen-de", MEETING | {"kind": "thematic", "topic": "Nêu gương"}),
    ],
)
def test_every_kind_can_be_added_and_opened(signed_in, clerk, slug, form):
    browser = signed_in(clerk)

    answer = browser.post(reverse("activity_new", args=[slug]), form | {"unit": "001"})

    assert answer.status_code == 302
    assert browser.get(answer.url).status_code == 200


def test_an_edit_keeps_the_old_value_in_the_history(signed_in, clerk, new_meeting):
    meeting = new_meeting(present=18)

    answer = signed_in(clerk).post(
        reverse("activity_edit", args=["sinh-hoat", meeting.pk]), typed(meeting, present="19")
    )

    meeting.refresh_from_db()
    assert (answer.status_code, meeting.present, meeting.version) == (302, 19, 2)
    assert [(event.verb, event.facts) for event in history_of(meeting)] == [("activity.edited", {"present": [18, 19]})]


def test_a_reader_of_another_unit_changes_nothing(signed_in, stranger, new_meeting):
    meeting = new_meeting()
    address = reverse("activity_edit", args=["sinh-hoat", meeting.pk])

    answer = signed_in(stranger).post(address, typed(meeting, present="1"))

    meeting.refresh_from_db()
    assert (answer.status_code, meeting.present) == (404, 18)


def test_the_second_of_two_people_sees_both_versions_and_nothing_is_lost(signed_in, clerk, officer, new_meeting):
    meeting = new_meeting(present=18)
    address = reverse("activity_edit", args=["sinh-hoat", meeting.pk])
    opened = typed(meeting)

    signed_in(clerk).post(address, opened | {"present": "17"})
    page = signed_in(officer).post(address, opened | {"present": "19", "chair": "Bùi Văn Quý"})

    meeting.refresh_from_db()
    assert (page.status_code, meeting.present, meeting.chair) == (409, 17, "")
    assert [(line["field"].name, line["stored"], line["typed"]) for line in page.context["differences"]] == [
        ("present", 17, 19),
        ("chair", "", "Bùi Văn Quý"),
    ]
    assert page.context["last"].actor_name == "Trần Kim Chi"

    again = signed_in(officer).post(address, page.context["form"].data.dict())
    meeting.refresh_from_db()
    assert (again.status_code, meeting.present, meeting.chair) == (302, 19, "Bùi Văn Quý")


def test_a_file_is_kept_and_opens_for_those_who_see_the_row(signed_in, clerk, stranger, new_meeting, files_here):
    meeting = new_meeting()
    upload = SimpleUploadedFile("biên bản.pdf", PDF)

    answer = signed_in(clerk).post(
        reverse("activity_evidence", args=["sinh-hoat", meeting.pk]), {"file": upload, "caption": "Biên bản"}
    )

    evidence = Evidence.objects.get()
    assert (answer.status_code, evidence.record_pk, evidence.added_by_name) == (302, meeting.pk, "Trần Kim Chi")
    address = reverse("evidence_file", args=[evidence.pk])
    assert b"".join(signed_in(clerk).get(address).streaming_content) == PDF
    assert signed_in(stranger).get(address).status_code == 404
    assert history_of(meeting).first().verb == "evidence.attached"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        (
            "hình.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
            "Tệp là trang web hoặc hình SVG, có thể chứa mã lệnh. Anh/chị gửi bản PDF, PNG hoặc JPG.",
        ),
        (
            "ảnh.png",
            b"MZ\x90\x00\x03\x00\x00\x00",
            "Không nhận loại tệp này. Hệ thống nhận PDF, DOCX, XLSX, ODS, CSV, TXT, PNG và JPG.",
        ),
        ("trống.pdf", b"", "Tệp không có nội dung. Chọn tệp khác."),
    ],
)
def test_a_file_that_is_refused_gets_a_sentence(signed_in, clerk, new_meeting, files_here, name, content, sentence):
    meeting = new_meeting()

    page = signed_in(clerk).post(
        reverse("activity_evidence", args=["sinh-hoat", meeting.pk]), {"file": SimpleUploadedFile(name, content)}
    )

    assert (page.status_code, errors(page)) == (422, {"file": [sentence]})
    assert Evidence.objects.count() == 0


def test_a_file_too_large_gets_a_sentence(signed_in, clerk, new_meeting, files_here, settings):
    settings.UPLOAD_MAX_BYTES = 2**20
    upload = SimpleUploadedFile("lớn.pdf", PDF + b" " * 2**20)

    page = signed_in(clerk).post(reverse("activity_evidence", args=["sinh-hoat", new_meeting().pk]), {"file": upload})

    assert errors(page) == {"file": ["Tệp lớn hơn 1 MB. Anh/chị chia nhỏ hoặc nén ảnh trong tệp rồi gửi lại."]}


def test_the_same_file_is_attached_once(signed_in, clerk, new_meeting, files_here):
    address = reverse("activity_evidence", args=["sinh-hoat", new_meeting().pk])
    browser = signed_in(clerk)

    browser.post(address, {"file": SimpleUploadedFile("a.pdf", PDF)})
    page = browser.post(address, {"file": SimpleUploadedFile("b.pdf", PDF)})

    assert errors(page) == {"file": ["Tệp này đã được đính kèm ở đây. Chọn tệp khác."]}


def test_a_file_is_taken_off_for_a_reason_that_the_history_keeps(signed_in, clerk, new_meeting, files_here):
    meeting = new_meeting()
    browser = signed_in(clerk)
    browser.post(
        reverse("activity_evidence", args=["sinh-hoat", meeting.pk]), {"file": SimpleUploadedFile("a.pdf", PDF)}
    )
    address = reverse("activity_evidence_off", args=["sinh-hoat", meeting.pk, Evidence.objects.get().pk])

    without = browser.post(address, {"reason": ""})
    browser.post(address, {"reason": "đính kèm nhầm"})

    assert without.status_code == 422
    assert Evidence.objects.count() == 0
    assert history_of(meeting).first().facts["reason"] == "đính kèm nhầm"


def test_the_model_of_another_kind_is_not_found_under_this_kind(signed_in, officer, one_of_each):
    assert signed_in(officer).get(reverse("activity", args=["mo-hinh", one_of_each["model"].pk])).status_code == 200
    assert GoodModel.objects.count() == 1
    assert signed_in(officer).get(reverse("activity", args=["khong-co", 1])).status_code == 404
    assert signed_in(officer).get(reverse("activity", args=["chuyen-de", one_of_each["meeting"].pk])).status_code == 404
