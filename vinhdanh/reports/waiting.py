"""What waits for who writes reports: drafts whose figures are not frozen yet."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vinhdanh.reports.models import Report
from vinhdanh.reports.policies import FREEZE_REPORT
from vinhdanh.web.waiting import Waiting, register

SHOWN = 5


@register
def drafts_to_freeze(user: Any, today: dt.date) -> list[Waiting]:
    """The newest drafts that this user may freeze."""
    drafts = FREEZE_REPORT.rows(Report.objects.order_by("-pk"), user)[:SHOWN]
    return [
        Waiting(_("Chốt số liệu báo cáo"), report.title, url=reverse("report", args=[report.pk]), icon="file-text")
        for report in drafts
    ]
