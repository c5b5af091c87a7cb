"""The words in which offices write kinds of inspections, ways of working and states of findings.

Of several words for one value the first is the canonical spelling; shades after a colon keep words apart
that an office tells apart and we do not.
"""

from vinhdanh.kernel.sheets.checks import said_as
from vinhdanh.kernel.sheets.context import Context


def kinds(context: Context) -> dict[str, str]:
    """Inspection, thematic supervision or regular supervision."""
    return said_as(
        {
            "inspection": (
                "Kiểm tra",
                "Inspection",
            ),
            "inspection:thematic": (
                "Kiểm tra chuyên đề",
                "Kiểm tra theo chuyên đề",
            ),
            "inspection:signs": (
                "Kiểm tra khi có dấu hiệu vi phạm",
                "Kiểm tra dấu hiệu vi phạm",
            ),
            "inspection:planned": (
                "Kiểm tra định kỳ",
                "Kiểm tra thường xuyên",
                "Kiểm tra theo kế hoạch",
            ),
            "inspection:sudden": (
                "Kiểm tra đột xuất",
                "Phúc tra",
            ),
            "inspection:state": ("Thanh tra",),
            "inspection:audit": (
                "Kiểm toán",
                "Kiểm toán nội bộ",
                "Audit",
            ),
            "thematic": (
                "Giám sát chuyên đề",
                "Giám sát theo chuyên đề",
                "Thematic supervision",
            ),
            "thematic:plain": (
                "Giám sát",
                "Supervision",
            ),
            "regular": (
                "Giám sát thường xuyên",
                "Giám sát định kỳ",
                "Giám sát thường kỳ",
                "Regular supervision",
                "Routine supervision",
            ),
        }
    )


def manners(context: Context) -> dict[str, str]:
    """On the spot, or from papers."""
    return said_as(
        {
            "direct": (
                "Trực tiếp",
                "Làm việc trực tiếp",
                "Gặp trực tiếp",
                "Direct",
                "In person",
            ),
            "direct:there": (
                "Tại chỗ",
                "Tại đơn vị",
                "Tại cơ sở",
                "Đến tận nơi",
                "On the spot",
                "On site",
            ),
            "report": (
                "Qua báo cáo",
                "Bằng báo cáo",
                "Nghe báo cáo",
                "By report",
                "Report",
            ),
            "report:papers": (
                "Qua hồ sơ",
                "Qua văn bản",
                "Bằng văn bản",
                "Gián tiếp",
                "Desk review",
                "On paper",
            ),
            "report:remote": (
                "Từ xa",
                "Trực tuyến",
                "Remote",
                "Online",
            ),
        }
    )


def finding_states(context: Context) -> dict[str, str]:
    """Open, answered or closed."""
    return said_as(
        {
            "closed": (
                "Đã khắc phục",
                "Đã khắc phục xong",
                "Khắc phục xong",
                "Đã xong",
                "Xong",
                "Hoàn thành",
                "Đã hoàn thành",
                "Hoàn tất",
                "Đã xử lý",
                "Đã thực hiện",
                "Đã sửa",
                "Đã đóng",
                "Đóng",
                "Closed",
                "Done",
                "Resolved",
                "Completed",
                "Fixed",
            ),
            "open:begun": (
                "Đang khắc phục",
                "Đang thực hiện",
                "Đang xử lý",
                "Đang làm",
                "In progress",
                "Ongoing",
            ),
            "open": (
                "Chưa khắc phục",
                "Chưa thực hiện",
                "Chưa xử lý",
                "Chưa làm",
                "Not started",
                "Open",
            ),
            "open:unfinished": (
                "Chưa xong",
                "Chưa hoàn thành",
                "Chưa khắc phục xong",
                "Not finished",
            ),
            "open:late": (
                "Quá hạn",
                "Chậm",
                "Overdue",
                "Late",
            ),
            "answered": (
                "Đã báo cáo",
                "Đã giải trình",
                "Chờ xác nhận",
                "Answered",
                "Reported",
            ),
        }
    )
