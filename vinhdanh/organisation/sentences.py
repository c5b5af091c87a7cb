"""How the history of units and people reads."""

from django.utils.translation import gettext_lazy as _

from vinhdanh.web.sentences import register

register(
    {
        "office.unreadable": _("Không đọc được %(file)s: cần tệp YAML với các câu trả lời của văn phòng."),
        "office.wrong_sections": _("%(file)s: các mục %(sections)s phải là bảng khóa và giá trị."),
        "event.office.answered": _("Ghi câu trả lời của lần thiết lập đầu"),
        "event.office.stands_still": _("Bản minh họa đứng ở ngày %(on)s"),
        "event.unit.corrected": _("Sửa thông tin đơn vị"),
        "event.person.corrected": _("Sửa thông tin nhân sự"),
        "event.kind.worded": _("Đổi từ ngữ của cấp tổ chức"),
        "fact.unit.name": _("Tên đơn vị"),
        "fact.unit.basis": _("Căn cứ thành lập"),
        "fact.person.name": _("Họ và tên"),
        "fact.person.unit": _("Đơn vị"),
        "fact.person.gender": _("Giới tính"),
        "fact.person.birth_date": _("Ngày sinh"),
        "fact.person.work_post": _("Chức vụ chính quyền"),
        "fact.person.organisation_post": _("Chức vụ trong tổ chức"),
        "fact.person.joined_on": _("Ngày vào tổ chức"),
        "fact.person.is_leader": _("Là lãnh đạo đơn vị"),
        "fact.person.status": _("Trạng thái"),
        "fact.unitkind.word": _("Từ tiếng Việt"),
        "fact.unitkind.word_en": _("Từ tiếng Anh"),
    }
)
