"""Why an activity cannot be written or changed, and how its history is told."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vinhdanh.web.sentences import register

FACTS = {
    "meeting": {
        "held_on": _("Ngày"),
        "kind": _("Loại sinh hoạt"),
        "topic": _("Chuyên đề"),
        "total": _("Tổng số"),
        "present": _("Có mặt"),
        "chair": _("Người chủ trì"),
    },
    "study": {
        "held_on": _("Ngày"),
        "content": _("Nội dung"),
        "manner": _("Cách tổ chức"),
        "sites": _("Số điểm cầu"),
        "participants": _("Số người dự"),
    },
    "regulation": {"title": _("Tên quy chế, quy định"), "outcome": _("Kết quả"), "dated_on": _("Ngày")},
    "goodmodel": {
        "title": _("Tên mô hình"),
        "year": _("Năm"),
        "is_spread": _("Đã nhân rộng"),
        "summary": _("Tóm tắt"),
    },
    "publicity": {
        "channel": _("Kênh"),
        "dated_on": _("Ngày"),
        "title": _("Tên tin, bài"),
        "quantity": _("Số lượng"),
    },
}

register(
    {
        "activity.written_already": _(
            "Việc này đã được ghi: cùng đơn vị, cùng ngày, cùng loại. Mở dòng đã ghi để sửa."
        ),
        "activity.unit_not_begun": _("Đơn vị này chưa hoạt động nên chưa ghi được việc của đơn vị."),
        "evidence.attached_already": _("Tệp này đã được đính kèm ở đây. Chọn tệp khác."),
        "evidence.no_reason": _("Ghi lý do gỡ tệp, ví dụ “đính kèm nhầm buổi”."),
        "event.activity.added": _("Ghi hoạt động của %(unit)s"),
        "event.activity.edited": _("Sửa nội dung"),
        "event.activity.confirmed": _("Xem cảnh báo khi nhập và giữ nguyên"),
        "event.evidence.attached": _("Đính kèm minh chứng %(file)s"),
        "event.evidence.removed": _("Gỡ minh chứng %(file)s: %(reason)s"),
        "word.meeting.kind.regular": _("Thường kỳ"),
        "word.meeting.kind.thematic": pgettext_lazy("kind", "Chuyên đề"),
        "word.regulation.outcome.reviewed": _("Rà soát"),
        "word.regulation.outcome.amended": _("Sửa đổi, bổ sung"),
        "word.regulation.outcome.new": _("Xây dựng mới"),
        **{
            f"fact.{noun}.{name}": words
            for noun, facts in FACTS.items()
            for name, words in ({"unit": _("Đơn vị")} | facts).items()
        },
    }
)

register(
    {
        "intake.no_spreadsheet": _("%(file)s không phải bảng tính. Chọn tệp XLSX, ODS hoặc CSV."),
        "intake.not_checked": _("Tệp này chưa được kiểm tra. Anh/chị ghép cột rồi bấm Tiếp tục trước khi nhập."),
        "intake.taken_in_already": _("Tệp này đã nhập rồi. Muốn nhập lại, anh/chị chọn tệp từ đầu."),
        "event.intake.begun": _("Gửi tệp để nhập: %(file)s"),
        "event.intake.taken_in": _("Nhập %(accepted)s dòng từ %(file)s, %(rejected)s dòng chưa nhận"),
    }
)
