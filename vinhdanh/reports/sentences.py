"""Why something cannot be done with a report, and how its history is told."""

from django.utils.translation import gettext_lazy as _

from vinhdanh.web.sentences import register

register(
    {
        "report.frozen_already": _("Báo cáo này đã chốt số liệu. Mở lại để lập bản mới; bản đã chốt được giữ nguyên."),
        "report.not_frozen": _("Báo cáo này chưa chốt, hoặc đã có bản sau. Mở bản mới nhất để làm tiếp."),
        "report.not_now": _("Báo cáo không ở trạng thái làm được việc này."),
        "report.period_backwards": _("Ngày cuối kỳ trước ngày đầu kỳ. Sửa lại, ví dụ từ 18/05/2021 đến 18/05/2023."),
        "report.unknown_unit": _("Không có đơn vị mã %(code)s."),
        "report.no_office": _("Chưa có dữ liệu đơn vị. Nạp dữ liệu bằng lệnh load trước khi lập báo cáo."),
        "figure.key_missing": _("Ghi mã số liệu trước --rows, ví dụ: figures contest.entries --rows"),
        "figure.unknown": _("Không có số liệu “%(key)s”. Chạy lệnh figures không kèm mã để xem các mã."),
        "event.report.created": _("Lập báo cáo"),
        "event.report.worded": _("Sửa lời văn và thể thức"),
        "event.report.frozen": _("Chốt %(figures)s số liệu"),
        "event.report.reopened": _("Mở lại thành bản %(edition)s: %(reason)s"),
    }
)
