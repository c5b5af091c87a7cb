"""The office's case as a union would have written it: other levels, words and headings, the same facts.

Every fault must be found in the same cell, and every dossier must get the same verdict.
"""

from pathlib import Path

import pytest
import yaml
from openpyxl import load_workbook

from vinhdanh.commendations.models import Nomination
from vinhdanh.contests.models import Entry
from vinhdanh.honours.models import Award
from vinhdanh.organisation.models import UnitKind

pytestmark = [pytest.mark.case, pytest.mark.database, pytest.mark.django_db]
CASE = Path(__file__).parent.parent
LIKE_E78 = {("08-nhiem-vu.xlsx", "Nhiệm vụ", row, "F", "warn") for row in (8, 13, 14)}

# In cells and in the office's answers; longer words first.
WORDS = (
    ("Đảng bộ cấp trên trực tiếp cơ sở", "Công đoàn ngành"),
    ("Đảng bộ Khối", "Công đoàn Tổng công ty"),
    ("Đảng bộ cơ sở", "Công đoàn cơ sở"),
    ("Đảng bộ bộ phận", "Công đoàn bộ phận"),
    ("Chi bộ cơ sở", "Nghiệp đoàn cơ sở"),
    ("Đảng ủy Khối", "Ban Chấp hành Tổng công ty"),
    ("Chi bộ", "Tổ công đoàn"),
    ("CHI BỘ", "TỔ CÔNG ĐOÀN"),
    ("chi bộ", "tổ công đoàn"),
    ("chi bô", "tô công đoàn"),
    ("Đảng bộ", "Công đoàn"),
    ("đảng viên", "đoàn viên"),
    ("Thường kỳ", "Định kỳ"),
    ("thường kì", "đinh kỳ"),
    ("Không hợp lệ", "Phạm quy"),
    ("Hợp lệ", "Đạt yêu cầu"),
    ("hợp lệ ", "đạt yêu câu "),
    ("Rút bài", "Xin rút"),
    ("Trùng", "Nộp trùng"),
    ("Đã khắc phục", "Đã xử lý"),
    ("Đang khắc phục", "Đang xử lý"),
    ("Chưa khắc phục", "Chưa xử lý"),
    ("Rà soát", "Soát xét"),
    ("Sửa đổi, bổ sung", "Chỉnh sửa"),
    ("Xây dựng mới", "Ban hành mới"),
    ("xd mới", "bh mới"),
    ("Qua báo cáo", "Qua hồ sơ"),
    ("Giám sát chuyên đề", "Giám sát theo chuyên đề"),
    ("Giám sát thường xuyên", "Giám sát định kỳ"),
    ("Hiệu lực", "Còn hiệu lực"),
    ("Hủy bỏ", "Bãi bỏ"),
    ("Đang làm", "Đang triển khai"),
    ("Chưa làm", "Chưa bắt đầu"),
    ("Đang công tác", "Đang làm việc"),
    ("Nghỉ hưu", "Hưu trí"),
    ("Hoàn thành xuất sắc", "Xuất sắc"),
    ("Hoàn thành tốt", "Tốt"),
    ("Hoàn  thành tốt", "Tốt"),
    ("HTT nhiệm vụ", "Tôt"),
    ("Không hoàn thành", "Yếu"),
)
HEADINGS = {
    "Mã đơn vị": "Mã công đoàn",
    "Tên đơn vị": "Tên công đoàn",
    "Mã đơn vị cấp trên": "Mã cấp trên",
    "Căn cứ": "Quyết định thành lập",
    "Mã nhân sự": "Mã đoàn viên",
    "Họ và tên": "Họ tên",
    "Ngày vào Đảng": "Ngày vào công đoàn",
    "Chức vụ - Đảng": "Chức vụ - Công đoàn",
    "Trạng thái": "Tình trạng",
    "Số, ký hiệu": "Số hiệu",
    "Trích yếu": "Về việc",
    "Cơ quan ban hành": "Nơi ban hành",
    "Loại kế hoạch": "Kỳ kế hoạch",
    "Hạn gửi": "Hạn nộp",
    "Ngày gửi": "Ngày nộp",
    "Văn bản kế hoạch": "Kế hoạch",
    "Ngày sinh hoạt": "Ngày họp",
    "Loại sinh hoạt": "Loại cuộc họp",
    "Chuyên đề": "Chủ đề",
    "Số đảng viên": "Số đoàn viên",
    "Có mặt": "Dự họp",
    "Số người dự": "Lượt người",
    "Tên quy chế": "Quy chế, quy định",
    "Tên mô hình": "Tên sáng kiến",
    "Đã nhân rộng": "Được nhân rộng",
    "Kênh": "Phương tiện",
    "Số lượng": "Số tin, bài",
    "Mã bài": "Mã tác phẩm",
    "Tên tác phẩm": "Tên bài",
    "Ngày nhận": "Ngày nộp bài",
    "Mã đơn vị trực thuộc": "Mã công đoàn trực thuộc",
    "Số phách": "Mã phách",
    "Mã giám khảo": "Mã GK",
    "Lần chấm": "Lượt chấm",
    "Điểm": "Điểm số",
    "Giải": "Đạt giải",
    "Quy định": "Chi tiết",
    "Mã cuộc": "Mã đợt",
    "Chủ thể tiến hành": "Cơ quan tiến hành",
    "Số quyết định": "Số QĐ",
    "Bắt đầu": "Từ ngày",
    "Kết thúc": "Đến ngày",
    "Cách làm việc": "Hình thức làm việc",
    "Mã kiến nghị": "Số kiến nghị",
    "Mức độ": "Tính chất",
    "Minh chứng": "Tài liệu kèm theo",
    "Hạn": "Thời hạn",
    "Cấp khen": "Cấp quyết định",
    "Hình thức": "Danh hiệu",
    "Đối tượng": "Loại đối tượng",
    "Mã": "Mã số",
    "Tên được khen": "Tên tập thể, cá nhân",
    "Loại khen": "Loại hình khen",
    "Số sổ vàng": "Số vào sổ",
    "Mã đề nghị": "Mã hồ sơ",
    "Mã đơn vị trình": "Đơn vị đề nghị",
    "Tóm tắt thành tích": "Thành tích",
    "Xếp loại các năm": "Đánh giá các năm",
    "Mã điều kiện": "Mã tiêu chuẩn",
    "Vai trò": "Chức danh",
    "Phiên": "Kỳ họp",
    "Tổng số thành viên": "Số thành viên",
    "Số kết luận": "Mã kết luận",
    "Mã nhiệm vụ": "Mã việc",
    "Nhiệm vụ": "Nội dung công việc",
    "Chủ trì (mã)": "Đơn vị chủ trì",
    "Phối hợp": "Đơn vị phối hợp",
    "Hạn hoàn thành": "Thời hạn",
    "Hạn chế": "Tồn tại",
    "Biện pháp khắc phục": "Giải pháp",
}


def in_union_words(text):
    for word, other in WORDS:
        text = text.replace(word, other)
    return text


def rewrite(page):
    """Headings and cells of one sheet in the union's words."""
    head = next(row for row in range(1, 12) if page.cell(row, 1).value == "STT")
    lines = (head, head + 1) if page.cell(head + 1, 1).value is None else (head,)
    for row in page.iter_rows(min_row=head):
        for cell in row:
            if isinstance(cell.value, str):
                cell.value = HEADINGS.get(cell.value, cell.value) if cell.row in lines else in_union_words(cell.value)


@pytest.fixture(scope="module")
def union(load, tmp_path_factory):
    folder = tmp_path_factory.mktemp("union")
    for path in CASE.glob("*.xlsx"):
        book = load_workbook(path)
        for page in book:
            rewrite(page)
        book.save(folder / path.name)
    answers = (CASE / "office.yaml").read_text(encoding="utf-8")
    (folder / "office.yaml").write_text(in_union_words(answers), encoding="utf-8")
    with load(folder) as answer:
        yield answer


def test_every_planted_fault_is_found_in_the_same_cell(union):
    errors = yaml.safe_load((CASE / "expected-errors.yaml").read_text(encoding="utf-8"))["errors"]
    planted = {(e["file"], e["sheet"], e["row"], e["column"], e["action"]) for e in errors}
    found = {
        (file["file"], sheet["sheet"], problem["row"], problem["column"], problem["severity"])
        for file in union["files"]
        for sheet in file["sheets"]
        for problem in sheet["problems"]
    }
    assert found == planted | LIKE_E78


def test_the_verdicts_and_the_cut_are_the_same(union):
    expected = yaml.safe_load((CASE / "expected.yaml").read_text(encoding="utf-8"))["nominations"]
    found = {
        code: (result, open_clauses.split())
        for code, result, open_clauses in Nomination.objects.values_list("code", "result", "open_clauses")
    }
    assert found == {one["ma"]: (one["result"], one["clauses"]) for one in expected}
    assert Entry.objects.filter(is_forwarded=True).order_by("-rank")[0].code == "BDT-1070"


def test_the_words_on_the_pages_are_the_union_s(union):
    assert UnitKind.objects.get(code="cell").word == "Tổ công đoàn"
    assert Award.objects.filter(decision__issuer="Ban Chấp hành Tổng công ty", form="Bằng khen").exists()
