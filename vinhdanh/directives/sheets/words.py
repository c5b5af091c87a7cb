"""The words in which offices write how far a task is.

Of several words for one value the first is the canonical spelling; shades after a colon keep words apart
that an office tells apart and we do not.
"""

from vinhdanh.kernel.sheets.checks import said_as
from vinhdanh.kernel.sheets.context import Context


def task_states(context: Context) -> dict[str, str]:
    """Open, in progress or done."""
    return said_as(
        {
            "done": (
                "Hoàn thành",
                "Đã hoàn thành",
                "Hoàn tất",
                "Đã xong",
                "Xong",
                "Đã làm xong",
                "Đã thực hiện",
                "Done",
                "Completed",
                "Finished",
                "Closed",
            ),
            "in_progress": (
                "Đang làm",
                "Đang thực hiện",
                "Đang triển khai",
                "Đang tiến hành",
                "Đang xử lý",
                "In progress",
                "Ongoing",
            ),
            "in_progress:unfinished": (
                "Chưa hoàn thành",
                "Chưa xong",
                "Not finished",
            ),
            "in_progress:late": (
                "Quá hạn",
                "Chậm",
                "Chậm tiến độ",
                "Overdue",
                "Late",
            ),
            "open": (
                "Chưa làm",
                "Chưa thực hiện",
                "Chưa triển khai",
                "Chưa bắt đầu",
                "Mới giao",
                "Not started",
                "Open",
                "To do",
            ),
        }
    )
