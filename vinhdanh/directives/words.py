"""Words for states and kinds, with the tone of their tags."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vinhdanh.rules.cascade import Cell

STEP_WORDS: dict[Cell, str | Promise] = {
    Cell.DONE: _("Xong đúng hạn"),
    Cell.DONE_LATE: _("Xong, trễ hạn"),
    Cell.IN_PROGRESS: _("Đang làm"),
    Cell.OVERDUE: _("Quá hạn"),
    Cell.NOT_DUE: _("Chưa đến hạn"),
    Cell.NOT_ASKED: _("Không yêu cầu"),
}
STEP_TONES = {Cell.DONE: "ok", Cell.DONE_LATE: "warn", Cell.IN_PROGRESS: "brand", Cell.OVERDUE: "bad"}

PLAN_STATES = {
    "draft": (_("Nháp"), ""),
    "sent": (_("Đã gửi"), "brand"),
    "returned": (_("Trả lại"), "warn"),
    "approved": (_("Đã duyệt"), "ok"),
}
PLAN_KINDS = {"year": _("Kế hoạch năm"), "term": _("Kế hoạch toàn khóa")}

TASK_STATES = {"open": (_("Chưa làm"), ""), "in_progress": (_("Đang làm"), "brand"), "done": (_("Hoàn thành"), "ok")}
