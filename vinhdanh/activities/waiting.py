"""What waits for those who keep activities: rows that came in with a warning and nobody looked at."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from vinhdanh.activities.kinds import RECORDS
from vinhdanh.activities.policies import WRITERS
from vinhdanh.activities.queries import rows_with_warnings
from vinhdanh.web.waiting import Waiting, register


@register
def warned_rows(user: Any, today: dt.date) -> list[Waiting]:
    """One line for each kind: the rows in the subtrees that this user keeps."""
    if not user.has_role(*WRITERS):
        return []
    found = rows_with_warnings(for_user=user)
    return [
        Waiting(
            title=ngettext(
                "Xem %(n)s dòng có cảnh báo khi nhập", "Xem %(n)s dòng có cảnh báo khi nhập", found[kind.code]
            )
            % {"n": found[kind.code]},
            detail=_("Hoạt động: %(kind)s") % {"kind": kind.title},
            url=reverse("activity_list", args=[kind.slug]) + "?canh_bao=1",
            icon="triangle-alert",
            tone="warn",
            count=found[kind.code],
        )
        for kind in RECORDS
        if found.get(kind.code)
    ]
