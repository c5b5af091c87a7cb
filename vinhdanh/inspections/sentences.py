"""Why an act on an inspection or a finding is refused, and how its history is told."""

from django.utils.translation import gettext_lazy as _

from vinhdanh.web.sentences import register

register(
    {
        "inspection.code_taken": _("Đã có cuộc kiểm tra mang mã %(code)s. Chọn mã khác."),
        "visit.written_already": _("Lần làm việc này đã được ghi: cùng đơn vị, cùng ngày, cùng cách làm việc."),
        "finding.code_taken": _("Đã có kiến nghị mang mã %(code)s. Chọn mã khác."),
        "finding.not_open": _("Kiến nghị này không chờ đơn vị trả lời: đơn vị đã trả lời, hoặc kiến nghị đã đóng."),
        "finding.closed_already": _("Kiến nghị này đã đóng."),
        "finding.not_answered": _("Đơn vị chưa trả lời kiến nghị này nên chưa có gì để trả lại."),
        "finding.not_now": _("Kiến nghị đã chuyển sang trạng thái khác. Tải lại trang để xem."),
        "finding.no_proof": _(
            "Kiến nghị chưa có minh chứng. Ghi minh chứng, hoặc ghi lý do đóng khi không có minh chứng."
        ),
        "finding.not_later": _("Hạn mới phải sau hạn hiện nay (%(due_on)s)."),
        "event.programme.planned": _("Lập chương trình năm %(year)s"),
        "event.programme.renamed": _("Đổi tên chương trình"),
        "event.inspection.opened": _("Ghi cuộc kiểm tra, giám sát theo quyết định %(decision)s"),
        "event.visit.added": _("Làm việc với %(unit)s ngày %(visited_on)s"),
        "event.finding.stated": _("Nêu kiến nghị với %(unit)s, hạn %(due_on)s"),
        "event.finding.answered": _("Đơn vị trả lời: làm xong ngày %(done_on)s"),
        "event.finding.closed": _("Chấp nhận khắc phục, đóng kiến nghị ngày %(closed_on)s"),
        "event.finding.sent_back": _("Trả lại đơn vị: %(reason)s"),
        "event.finding.extended": _("Gia hạn: %(reason)s"),
        "fact.finding.due_on": _("Hạn"),
        "fact.finding.file": _("Tệp"),
        "fact.finding.evidence": _("Minh chứng"),
        "fact.finding.reason": _("Lý do"),
        "fact.programme.title": _("Tên chương trình"),
    }
)
