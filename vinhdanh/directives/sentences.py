"""What refusals and events of directives, plans and tasks say to people."""

from django.utils.translation import gettext_lazy as _

from vinhdanh.web.sentences import register

register(
    {
        "organisation.empty": _("Chưa có cơ cấu tổ chức. Anh/chị nhập danh sách đơn vị trước."),
        "unit.ended": _("Đơn vị này đã thôi hoạt động, không ghi thêm được."),
        "directive.stands_already": _("Văn bản %(number)s của cơ quan này, ngày này đã có rồi."),
        "requirement.has_answers": _("Đã có đơn vị trả lời yêu cầu này, nên không bỏ được. Anh/chị có thể đổi hạn."),
        "requirement.without_title": _("Ghi tên văn bản đơn vị phải gửi, ví dụ “Báo cáo chuyên sâu quý III”."),
        "requirement.without_year": _("Ghi năm của yêu cầu, ví dụ 2023."),
        "requirement.stands_already": _("Yêu cầu này của năm này đã có. Anh/chị mở yêu cầu đó để đổi hạn."),
        "fulfilment.follows_from_records": _(
            "Bước này tính từ kế hoạch, chuyên đề, cam kết của đơn vị. Anh/chị ghi kế hoạch hoặc cam kết."
        ),
        "fulfilment.not_asked": _("Yêu cầu này không áp dụng cho đơn vị đã chọn."),
        "plan.not_now": _("Kế hoạch đang ở trạng thái khác, nên chưa làm được việc này."),
        "plan.already_sent": _("Kế hoạch đã gửi. Muốn sửa, đề nghị văn phòng trả lại kèm lý do."),
        "plan.not_sent": _("Kế hoạch chưa được gửi, hoặc đã duyệt rồi."),
        "plan.without_number": _("Thêm số và ngày của kế hoạch, ví dụ 31-KH/ĐU ngày 31/01/2023."),
        "plan.return_without_reason": _("Ghi lý do trả lại để đơn vị biết phải sửa gì."),
        "commitments.several_rows": _(
            "Đơn vị có %(rows)s dòng cam kết của năm này trong bảng nhập. Sửa ở bảng Excel rồi nhập lại."
        ),
        "reminder.to_nobody": _("Không có đơn vị nào để nhắc: mọi đơn vị đã gửi, hoặc ô lời nhắc đều trống."),
        "reminder.without_text": _("Lời nhắc gửi %(unit)s đang trống."),
        "task.not_now": _("Nhiệm vụ đang ở trạng thái khác, nên chưa làm được việc này."),
        "task.not_open": _("Nhiệm vụ đã bắt đầu hoặc đã xong."),
        "task.already_done": _("Nhiệm vụ đã hoàn thành."),
        "task.not_done": _("Nhiệm vụ chưa hoàn thành nên không cần mở lại."),
        "task.done_in_the_future": _("Ngày hoàn thành không được sau hôm nay."),
        "task.without_proof": _("Nêu kết quả hoặc đính kèm minh chứng, ví dụ số văn bản đã ban hành."),
        "task.reopen_without_reason": _("Ghi lý do mở lại nhiệm vụ."),
        "event.directive.created": _("Thêm văn bản %(object)s: %(title)s"),
        "event.requirement.derived": _("Lập yêu cầu “%(object)s” từ số liệu của đơn vị, hạn %(due_on)s"),
        "event.requirement.due_moved": _("Đổi hạn của “%(object)s”: %(due_on)s"),
        "event.requirement.recounted": _(
            "Tính lại tiến độ “%(object)s”: thêm %(added)s, đổi %(changed)s, bớt %(removed)s đơn vị"
        ),
        "event.requirement.asked": _("Yêu cầu đơn vị gửi “%(object)s”, hạn %(due_on)s"),
        "event.requirement.dropped": _("Bỏ yêu cầu “%(object)s”"),
        "event.fulfilment.sent": _("%(object)s gửi %(step)s ngày %(sent_on)s"),
        "event.fulfilment.begun": _("%(object)s bắt đầu làm %(step)s"),
        "event.theme.set": _("Đặt chuyên đề năm"),
        "event.plan.recorded": _("Lập bản nháp"),
        "event.plan.changed": _("Sửa kế hoạch"),
        "event.plan.sent": _("Gửi kế hoạch"),
        "event.plan.approved": _("Duyệt kế hoạch"),
        "event.plan.returned": _("Trả lại kế hoạch: %(reason)s"),
        "event.commitments.registered": _("Đăng ký cam kết năm %(object)s của %(unit)s"),
        "event.unit.reminded": _("Nhắc %(object)s: %(steps)s"),
        "event.task.started": _("Bắt đầu làm"),
        "event.task.finished": _("Hoàn thành ngày %(done_on)s. %(note)s"),
        "event.task.reopened": _("Mở lại: %(reason)s"),
        "fact.plan.number": _("Số kế hoạch"),
        "fact.plan.dated_on": _("Ngày kế hoạch"),
        "fact.plan.theme": _("Chuyên đề"),
        "fact.plan.summary": _("Nội dung chính"),
        "fact.plan.file": _("Tệp"),
        "fact.yeartheme.title": _("Tên chuyên đề"),
        "fact.commitment.collectives": _("Bản của tập thể"),
        "fact.commitment.persons": _("Bản của cá nhân"),
    }
)
