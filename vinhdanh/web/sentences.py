"""How a reason looks to a person: one sentence for each code, Vietnamese here, English in the catalogue."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vinhdanh.kernel.sentences import SENTENCES as KERNEL_SENTENCES
from vinhdanh.rules.reasons import Reason

SENTENCES: dict[str, str | Promise] = {
    **KERNEL_SENTENCES,
    "row.gone": _("Bản ghi này không còn nữa."),
    "row.changed_meanwhile": _(
        "Có người vừa lưu bản ghi này sau khi anh/chị mở nó. Anh/chị mở lại để xem bản mới rồi sửa tiếp."
    ),
    "form.sent_twice": _("Yêu cầu này đang được xử lý. Anh/chị tải lại trang sau vài giây để xem kết quả."),
    "role.missing": _("Việc này thuộc vai trò khác. Quản trị hệ thống có thể cấp quyền cho anh/chị."),
}


def register(sentences: Mapping[str, str | Promise]) -> None:
    """Add a domain's sentences. Gaps are written `%(name)s` and filled from the reason's facts."""
    doubled = SENTENCES.keys() & sentences.keys()
    if doubled:
        raise ValueError(f"two sentences for {sorted(doubled)}")
    SENTENCES.update(sentences)


def sentence(reason: Reason) -> str:
    """The sentence for `reason` in the language of the request."""
    known = SENTENCES.get(reason.code)
    if known is None:
        if reason.code.startswith("role."):
            return str(SENTENCES["role.missing"])
        return gettext("Chưa làm được việc này (%(code)s).") % {"code": reason.code}
    return str(known) % reason.facts if reason.facts else str(known)
