"""The words in which offices write whether an entry counts.

Of several words for one value the first is the canonical spelling; shades after a colon keep words apart
that an office tells apart and we do not.
"""

from vinhdanh.kernel.sheets.checks import said_as
from vinhdanh.kernel.sheets.context import Context


def entry_states(context: Context) -> dict[str, str]:
    """Valid, withdrawn, duplicate or invalid."""
    return said_as(
        {
            "valid": (
                "Hợp lệ",
                "Đúng thể lệ",
                "Valid",
            ),
            "valid:taken": (
                "Đạt yêu cầu",
                "Đủ điều kiện",
                "Được nhận",
                "Đã nhận",
                "Chấp nhận",
                "Được chấm",
                "Accepted",
                "Eligible",
            ),
            "withdrawn": (
                "Rút bài",
                "Rút",
                "Đã rút",
                "Xin rút",
                "Tự rút",
                "Rút lui",
                "Withdrawn",
            ),
            "duplicate": (
                "Trùng",
                "Bài trùng",
                "Trùng bài",
                "Trùng lặp",
                "Gửi trùng",
                "Nộp trùng",
                "Lặp",
                "Duplicate",
            ),
            "invalid": (
                "Không hợp lệ",
                "Sai thể lệ",
                "Không đúng thể lệ",
                "Không đạt",
                "Không đủ điều kiện",
                "Invalid",
                "Not eligible",
            ),
            "invalid:broken": (
                "Phạm quy",
                "Vi phạm",
                "Vi phạm thể lệ",
                "Disqualified",
            ),
            "invalid:out": (
                "Bị loại",
                "Loại",
                "Rejected",
            ),
        }
    )
