"""The kernel's sentences, for `web.sentences` to take in: the kernel itself knows no screens."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "file.empty": _("Tệp không có nội dung. Anh/chị kiểm tra lại tệp rồi gửi lại."),
    "file.too_large": _("Tệp lớn hơn %(most)s MB. Anh/chị chia nhỏ hoặc nén ảnh trong tệp rồi gửi lại."),
    "file.unknown_type": _("Không nhận loại tệp này. Hệ thống nhận PDF, DOCX, XLSX, ODS, CSV, TXT, PNG và JPG."),
    "file.old_office": _(
        "Tệp ở định dạng Office cũ hoặc có mật khẩu. "
        "Anh/chị mở tệp, bỏ mật khẩu, lưu lại thành .docx hoặc .xlsx rồi gửi."
    ),
    "file.locked": _("Tệp có mật khẩu nên không kiểm tra được. Anh/chị bỏ mật khẩu rồi gửi lại."),
    "file.macro": _("Tệp có macro. Anh/chị lưu lại thành tệp không có macro (.docx hoặc .xlsx) rồi gửi."),
    "file.script_inside": _("Tệp là trang web hoặc hình SVG, có thể chứa mã lệnh. Anh/chị gửi bản PDF, PNG hoặc JPG."),
    "file.entities": _("Tệp chứa khai báo thực thể XML, dấu hiệu của tệp gây hại. Tệp không được nhận."),
    "file.pulls_in": _(
        "Tệp tự gọi nội dung từ nơi khác khi mở. Anh/chị bỏ mẫu hoặc đối tượng liên kết ngoài rồi gửi lại."
    ),
    "file.bomb": _("Tệp nén bung ra quá lớn so với kích thước của nó. Tệp không được nhận."),
    "file.two_in_one": _("Tệp chứa hai loại nội dung lồng nhau. Anh/chị xuất lại tệp từ chương trình gốc rồi gửi."),
    "file.damaged": _("Tệp bị hỏng hoặc thiếu nội dung. Anh/chị mở thử, lưu lại rồi gửi."),
    "file.too_slow": _("Xử lý tệp mất quá nhiều thời gian nên đã dừng. Anh/chị chia nhỏ tệp rồi gửi lại."),
    "file.too_heavy": _("Xử lý tệp cần quá nhiều bộ nhớ nên đã dừng. Anh/chị chia nhỏ tệp rồi gửi lại."),
    "event.job.cancelled": _("Dừng công việc khi đã xong %(done)s trên %(total)s"),
    "job.not_now": _("Công việc đã kết thúc nên không dừng được nữa."),
    "job.not_yours": _("Công việc này do người khác yêu cầu."),
    "file.no_spreadsheet": _("Tệp không phải bảng tính. Hệ thống đọc XLSX, ODS và CSV."),
    "mapping.no_files": _("Bản khai cột không đúng mẫu: thiếu mục files. Mẫu do lệnh load --guess in ra."),
    "mapping.unreadable": _("Không đọc được tệp khai cột %(file)s: cần YAML như lệnh load --guess in ra."),
    "mapping.unknown_kind": _("Bảng “%(sheet)s”: không có loại bảng nào tên là %(kind)s."),
    "mapping.missing_columns": _("Bảng “%(sheet)s”: chưa chỉ ra cột bắt buộc: %(columns)s."),
    "mapping.bad_header_rows": _("Bảng “%(sheet)s”: dòng tiêu đề không nằm trong bảng hoặc không liền nhau."),
    "mapping.bad_column": _("Bảng “%(sheet)s”: cột %(column)s không gán được vào mục “%(field)s”."),
    "event.intake.loaded": _("Nhập bảng tính"),
}
