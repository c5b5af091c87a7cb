"""What this domain says when it refuses, and how its history reads."""

from django.utils.translation import gettext_lazy as _

from vinhdanh.web.sentences import register

register(
    {
        "decision.is_draft": _("Quyết định này chưa ban hành nên chưa xem được."),
        "decision.already_issued": _("Quyết định đã ban hành nên không sửa được nữa."),
        "decision.not_issued": _("Quyết định chưa ban hành. Cần ban hành trước khi làm bằng khen."),
        "decision.without_awards": _("Quyết định chưa có khen nào trong danh sách."),
        "decision.number_used": _("Số %(number)s đã dùng cho một quyết định khác trong năm %(year)s."),
        "award.already_withdrawn": _("Khen này đã được thu hồi trước đó."),
        "award.reason_missing": _("Cần ghi lý do thu hồi."),
        "award.decision_missing": _("Cần ghi số quyết định thu hồi."),
        "certificate.name_too_long": _("Tên quá dài, không vừa khung bằng khen ở cỡ chữ nhỏ nhất. Cần rút gọn."),
        "certificate.unit_too_long": _("Tên đơn vị quá dài, không vừa khung bằng khen. Cần rút gọn."),
        "certificate.reason_too_long": _("Thành tích quá dài, không vừa khung bằng khen. Cần rút gọn."),
        "certificate.does_not_fit": _("Chữ quá dài, không vừa ô “%(slot)s” trên bằng khen. Cần rút gọn."),
        "certificate.not_made": _("Không dựng được bằng khen này. Quản trị hệ thống xem nguyên nhân trong nhật ký."),
        "certificate.letter_unknown": _("Phông chữ của bằng khen không có ký tự “%(letter)s”. Cần gõ lại tên."),
        "event.decision.drafted": _("Soạn dự thảo quyết định"),
        "event.decision.issued": _("Ban hành quyết định số %(number)s, ngày %(dated_on)s"),
        "event.award.added": _("Thêm vào danh sách khen"),
        "event.award.withdrawn": _("Thu hồi theo Quyết định số %(decision)s: %(reason)s"),
        "event.award.certificate_issued": _("Ký số và cấp bằng khen"),
        "event.certificates.asked": _("Yêu cầu làm %(missing)s bằng khen"),
    }
)
