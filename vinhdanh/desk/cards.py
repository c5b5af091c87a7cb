"""Figures as cards: a value, its whole, and the address of where it comes from."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vinhdanh.desk.figures import Counted
from vinhdanh.directives.queries.cascade import Cascade
from vinhdanh.organisation.models import Unit
from vinhdanh.reports.catalogue import lines_for
from vinhdanh.web.templatetags.page import number


@dataclass(frozen=True)
class Card:
    """One figure: its value opens where it comes from."""

    title: str | Promise
    value: int
    url: str
    of: str = ""
    part: int = 0
    whole: int = 0
    tone: str = "brand"
    note: str = ""


@dataclass(frozen=True)
class Figures:
    """Counted figures as one user may open them: of the whole, or of the unit that he watches."""

    counted: Counted
    user: Any
    unit: Unit | None

    def value(self, key: str) -> int:
        return self.counted.get(key) or 0

    def url(self, key: str) -> str:
        asked = f"?{urlencode({'don-vi': self.unit.code})}" if self.unit is not None else ""
        return reverse("figure", args=[key]) + asked

    def may_open(self, key: str) -> bool:
        """A figure that this user could not open is not shown to him."""
        lines = lines_for(key)
        return bool(lines) and self.user.has_role(*lines[-1].facts.roles)


def cards_of(figures: Figures, cascade: Cascade) -> list[Card]:
    """Four figures: plans of the year, meetings, contest, what inspections asked to put right."""
    made = {
        f"plans.year.{figures.counted.year}": plans_card(figures, cascade),
        "act.meeting_cells": meetings_card(figures),
        "contest.entries": entries_card(figures),
        "control.closed": closed_card(figures),
        "control.overdue": overdue_card(figures),
    }
    return [card for key, card in made.items() if figures.may_open(key)][:4]


def plans_card(figures: Figures, cascade: Cascade) -> Card:
    directs, year = figures.value("org.direct"), figures.counted.year
    sent = figures.value(f"plans.year.{year}")
    due = next((r.due_on for r in cascade.requirements if r.kind == "year_plan" and r.year == year), None)
    note = gettext("%(missing)s chưa gửi · hạn %(due)s") if due else gettext("%(missing)s chưa gửi")
    return Card(
        title=gettext("Đơn vị có kế hoạch năm %(year)s") % {"year": year},
        value=sent,
        url=figures.url(f"plans.year.{year}"),
        of=f"/{number(directs)}",
        part=sent,
        whole=directs,
        note=note % {"missing": number(directs - sent), "due": f"{due:%d/%m}" if due else ""},
    )


def meetings_card(figures: Figures) -> Card:
    cells, met = figures.value("org.cells"), figures.value("act.meeting_cells")
    first, last = figures.counted.start, figures.counted.end
    return Card(
        title=_("Đơn vị có ghi sinh hoạt trong kỳ"),
        value=met,
        url=figures.url("act.meeting_cells"),
        of=gettext(" trên %(cells)s") % {"cells": number(cells)},
        part=met,
        whole=cells,
        note=gettext("Từ %(start)s đến %(end)s") % {"start": f"{first:%d/%m/%Y}", "end": f"{last:%d/%m/%Y}"},
    )


def entries_card(figures: Figures) -> Card:
    directs, senders = figures.value("org.direct"), figures.value("contest.committees")
    facts = {"committees": number(senders), "directs": number(directs)}
    return Card(
        title=_("Bài dự thi đã nhận"),
        value=figures.value("contest.entries"),
        url=figures.url("contest.entries"),
        of=gettext(" từ %(committees)s/%(directs)s đơn vị") % facts,
        part=senders,
        whole=directs,
        note=gettext("%(n)s bài gửi dự thi cấp trên") % {"n": number(figures.value("contest.forwarded"))},
    )


def closed_card(figures: Figures) -> Card:
    findings, closed = figures.value("control.findings"), figures.value("control.closed")
    facts = {"open": number(findings - closed), "late": number(figures.value("control.overdue"))}
    return Card(
        title=_("Kiến nghị đã khắc phục"),
        value=closed,
        url=figures.url("control.closed"),
        of=f"/{number(findings)}",
        part=closed,
        whole=findings,
        tone="ok",
        note=gettext("%(open)s còn mở, %(late)s quá hạn") % facts,
    )


def overdue_card(figures: Figures) -> Card:
    findings, late = figures.value("control.findings"), figures.value("control.overdue")
    return Card(
        title=_("Kiến nghị quá hạn"),
        value=late,
        url=figures.url("control.overdue"),
        of=f"/{number(findings)}",
        part=late,
        whole=findings,
        tone="bad",
    )


def funnel_of(figures: Figures) -> list[Card]:
    """From dossiers handed in to those that get the award, each figure with its source."""
    steps: list[tuple[str | Promise, str]] = [
        (_("Đề nghị"), "round.nominations"),
        (_("Xét tại Hội đồng"), "round.cells"),
        (_("Qua các điều kiện"), "round.to_council"),
        (_("Được tặng"), "round.decided"),
    ]
    whole = figures.value("round.nominations")
    return [
        Card(title=title, value=figures.value(key), url=figures.url(key), whole=whole, tone="gold")
        for title, key in steps
        if figures.counted.get(key) is not None and figures.may_open(key)
    ]
