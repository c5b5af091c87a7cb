"""How values and stored words look to a person."""

import datetime as dt
from typing import Any

from django.utils import formats
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vinhdanh.organisation.models import FOREVER

MOST_LISTED = 6
CODE_WORDS = {
    "regular": _("thường kỳ, thường xuyên"),
    "thematic": _("chuyên đề"),
    "inspection": _("kiểm tra"),
    "reviewed": _("rà soát"),
    "amended": _("sửa đổi, bổ sung"),
    "new": _("xây dựng mới"),
    "direct": _("trực tiếp"),
    "report": _("qua báo cáo"),
    "open": _("chưa khắc phục, chưa làm"),
    "answered": _("đã báo cáo khắc phục"),
    "closed": _("đã khắc phục"),
    "in_progress": _("đang làm"),
    "done": _("hoàn thành"),
    "valid": _("hợp lệ"),
    "withdrawn": _("đã rút"),
    "duplicate": _("trùng"),
    "invalid": _("không hợp lệ"),
    "pass": _("được tặng"),
    "fail": _("chưa đủ điều kiện"),
    "hold": _("tạm dừng"),
    "return": _("trả lại bổ sung"),
    "review": _("cần xem lại"),
    "waiting": _("chờ"),
}


def shown(value: Any) -> str:
    """A figure on a page: 1.108 or 93,8 in Vietnamese; a few codes one after the other; a dash for nothing."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return gettext("có") if value else gettext("không")
    if isinstance(value, (list, tuple)):
        return ", ".join(str(part) for part in value) if 0 < len(value) <= MOST_LISTED else shown(len(value))
    if isinstance(value, str):
        return value
    return formats.number_format(value, use_l10n=True, force_grouping=True)


def formal(value: Any) -> str:
    """The same in an official document, where a count below ten is written with two digits: 06."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10:
        return f"{value:02d}"
    return shown(value)


def cell_text(value: Any) -> str:
    """One cell of a page of rows."""
    if value is None or value == FOREVER:
        return ""
    if isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, str):
        return str(CODE_WORDS.get(value, value))
    return plain_number(value)


def plain_number(value: Any) -> str:
    if isinstance(value, bool):
        return gettext("có") if value else gettext("không")
    return f"{value:f}".rstrip("0").rstrip(".") if hasattr(value, "as_tuple") else str(value)


def inert(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula."""
    text = value if isinstance(value, str) else ""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r", "\n") else value
