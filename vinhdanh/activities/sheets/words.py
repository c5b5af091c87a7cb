"""The words in which offices write kinds of meetings and what became of a regulation.

Of several words for one value the first is the canonical spelling; shades after a colon keep words apart
that an office tells apart and we do not.
"""

from vinhdanh.kernel.sheets.checks import said_as
from vinhdanh.kernel.sheets.context import Context


def meeting_kinds(context: Context) -> dict[str, str]:
    """Regular or thematic."""
    return said_as(
        {
            "regular": (
                "Thường kỳ",
                "Định kỳ",
                "Thường lệ",
                "Thông thường",
                "Hằng tháng",
                "Hàng tháng",
                "Tháng",
                "Hằng quý",
                "Sinh hoạt thường kỳ",
                "Sinh hoạt định kỳ",
                "Họp thường kỳ",
                "Họp định kỳ",
                "Regular",
                "Ordinary",
                "Monthly",
                "Routine",
            ),
            "regular:sudden": (
                "Đột xuất",
                "Bất thường",
                "Extraordinary",
                "Ad hoc",
            ),
            "regular:open": (
                "Mở rộng",
                "Giao ban",
                "Sơ kết",
                "Tổng kết",
            ),
            "thematic": (
                "Chuyên đề",
                "Sinh hoạt chuyên đề",
                "Họp chuyên đề",
                "Theo chuyên đề",
                "Chủ đề",
                "Theo chủ đề",
                "Thematic",
                "Themed",
                "Topic",
            ),
            "thematic:talk": (
                "Tọa đàm",
                "Hội thảo",
                "Seminar",
                "Workshop",
            ),
        }
    )


def regulation_outcomes(context: Context) -> dict[str, str]:
    """Reviewed and kept, amended, or newly made."""
    return said_as(
        {
            "reviewed": (
                "Rà soát",
                "Đã rà soát",
                "Soát xét",
                "Xem xét",
                "Reviewed",
                "Checked",
            ),
            "reviewed:kept": (
                "Giữ nguyên",
                "Không thay đổi",
                "Không sửa đổi",
                "Tiếp tục thực hiện",
                "Kept",
                "Unchanged",
            ),
            "amended": (
                "Sửa đổi, bổ sung",
                "Sửa đổi bổ sung",
                "Amended",
                "Revised",
                "Updated",
            ),
            "amended:changed": (
                "Sửa đổi",
                "Chỉnh sửa",
                "Điều chỉnh",
                "Cập nhật",
            ),
            "amended:added": ("Bổ sung",),
            "new": (
                "Xây dựng mới",
                "Ban hành mới",
                "Làm mới",
                "Soạn mới",
                "Lập mới",
                "Mới",
                "New",
                "Newly issued",
                "Issued",
                "Created",
            ),
            "new:replacing": (
                "Thay thế",
                "Ban hành thay thế",
                "Replaced",
            ),
        }
    )
