"""What waits: decisions to issue, certificates to make."""

import datetime as dt
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import ngettext

from vinhdanh.honours.models import Decision
from vinhdanh.honours.policies import KEEPERS
from vinhdanh.web.waiting import Waiting, register


@register
def decisions_to_issue(user: Any, today: dt.date) -> list[Waiting]:
    if not user.has_role(*KEEPERS, "leader"):
        return []
    drafts = Decision.objects.filter(state="draft").annotate(n=Count("awards")).filter(n__gt=0).order_by("pk")[:10]
    return [
        Waiting(
            title=ngettext("Ban hành quyết định khen %(n)s đối tượng", "Ban hành quyết định khen %(n)s đối tượng", d.n)
            % {"n": d.n},
            detail=d.title,
            url=reverse("decision", args=[d.pk]),
            icon="stamp",
        )
        for d in drafts
    ]


@register
def certificates_missing(user: Any, today: dt.date) -> list[Waiting]:
    """Only of decisions written here: those of the past came with papers of their own."""
    if not user.has_role(*KEEPERS):
        return []
    lacks = Q(awards__state="valid") & (Q(awards__certificate__isnull=True) | Q(awards__certificate__file__isnull=True))
    issued = Decision.objects.filter(state="issued", from_workbook=False)
    open_ones = issued.annotate(n=Count("awards", filter=lacks)).filter(n__gt=0).order_by("-dated_on", "-pk")[:10]
    return [
        Waiting(
            title=ngettext("Làm %(n)s bằng khen", "Làm %(n)s bằng khen", d.n) % {"n": d.n},
            detail=f"{d.number} {d.title}".strip(),
            url=reverse("decision", args=[d.pk]),
            icon="award",
            tone="gold",
            count=d.n,
        )
        for d in open_ones
    ]
