"""What waits for organisers: conflicts to decide, entries without all their marks; the day a contest closes."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from vinhdanh.contests.policies import KEEPERS
from vinhdanh.contests.queries import conflicts, contests, progress
from vinhdanh.web.waiting import Deadline, Waiting, register, register_deadlines

LATEST = 3


@register
def contests_waiting(user: Any, today: dt.date) -> list[Waiting]:
    """For organisers: judges from the author's own unit, and marks that are missing after the closing day."""
    if not user.has_role(*KEEPERS):
        return []
    waiting = []
    for contest in contests(for_user=user)[:LATEST]:
        undecided = conflicts(contest).filter(conflict_decision="").count()
        if undecided:
            waiting.append(
                Waiting(
                    title=gettext("Quyết định %(n)s điểm chấm của giám khảo cùng đơn vị với tác giả")
                    % {"n": undecided},
                    detail=contest.name,
                    url=reverse("judges", args=[contest.pk]),
                    icon="gavel",
                    tone="warn",
                    count=undecided,
                )
            )
        if contest.closes_on is None or contest.closes_on < today:
            done = progress(contest)
            missing = done.entries - done.complete
            if missing:
                waiting.append(
                    Waiting(
                        title=gettext("%(n)s bài chưa đủ điểm") % {"n": missing},
                        detail=contest.name,
                        url=reverse("blind_entries", args=[contest.pk]) + "?loc=thieu",
                        icon="pen-line",
                        count=missing,
                    )
                )
    return waiting


@register_deadlines
def contests_closing(user: Any, first: dt.date, last: dt.date) -> list[Deadline]:
    """The days on which contests close."""
    return [
        Deadline(
            on=contest.closes_on,
            title=gettext("Hạn nhận bài: %(name)s") % {"name": contest.name},
            url=reverse("contest", args=[contest.pk]),
        )
        for contest in contests(for_user=user).filter(closes_on__range=(first, last))[:20]
        if contest.closes_on is not None
    ]
