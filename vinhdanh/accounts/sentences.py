"""What accounts refuse and how their history reads."""

from django.utils.translation import gettext_lazy as _

from vinhdanh.web.sentences import register

register(
    {
        "user.not_yourself": _("Chỉ chủ tài khoản tự làm được việc này."),
        "user.above_you": _("Tài khoản này giữ vai trò ngoài phạm vi anh/chị quản trị."),
        "user.is_yourself": _("Anh/chị không khóa được tài khoản của chính mình."),
        "user.off_already": _("Tài khoản này đã khóa."),
        "user.last_administrator": _(
            "Đây là quản trị viên cuối cùng. Anh/chị giao vai trò quản trị cho người khác trước."
        ),
        "grant.last_administrator": _(
            "Không còn ai khác quản trị đơn vị này. Anh/chị giao vai trò quản trị cho người khác trước."
        ),
        "grant.ended_already": _("Vai trò này đã kết thúc."),
        "grant.ends_before_it_starts": _("Ngày kết thúc phải sau ngày bắt đầu."),
        "grant.held_already": _("Người này đang giữ vai trò ấy tại đơn vị đó trong thời gian đã chọn."),
        "event.user.created": _("Tạo tài khoản %(username)s"),
        "event.user.changed": _("Sửa thông tin tài khoản"),
        "event.user.password_reset": _("Cấp lại mật khẩu dùng một lần"),
        "event.user.password_changed": _("Đổi mật khẩu"),
        "event.user.turned_off": _("Khóa tài khoản"),
        "event.user.turned_on": _("Mở lại tài khoản"),
        "event.user.role_given": _("Giao vai trò %(role)s"),
        "event.user.role_ended": _("Kết thúc vai trò %(role)s"),
        "fact.user.name": _("Họ và tên"),
        "fact.user.email": _("Thư điện tử"),
        "fact.user.valid_from": _("Từ ngày"),
        "fact.user.valid_to": _("Đến ngày"),
    }
)
