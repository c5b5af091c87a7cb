"""What of rounds, dossiers and sessions waits for somebody, and which days of a round are deadlines."""

import datetime as dt
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from vinhdanh.commendations.models import Nominee, Round, Session
from vinhdanh.commendations.policies import nominations_visible_to
from vinhdanh.web.waiting import Deadline, Waiting, register, register_deadlines

SOON = dt.timedelta(days=3)


def tone(due: dt.date | None, today: dt.date) -> str:
    if due is None:
        return ""
    return "bad" if due < today else "warn" if due <= today + SOON else ""


@register
def of_the_office(user: Any, today: dt.date) -> list[Waiting]:
    """Dossiers to verify, those given to this user first; what the council approved and no decision names."""
    if not user.paths("office"):
        return []
    out = []
    rows = nominations_visible_to(user).filter(round__state="open")
    for round in Round.objects.filter(state="open"):
        counted = rows.filter(round=round).aggregate(
            mine=Count("pk", filter=Q(state="submitted", assignee_pk=user.pk)),
            ready=Count("pk", filter=Q(state="submitted", result__in=("pass", "waiting"))),
            approved=Count("pk", filter=Q(state="approved", result="pass", award__isnull=True)),
        )
        table = reverse("round", args=[round.code])
        if n := counted["mine"]:
            title = ngettext("Thẩm định %(n)s hồ sơ được giao", "Thẩm định %(n)s hồ sơ được giao", n)
            out.append(round_item(round, title, n, f"{table}?xem=cua-toi", due=round.verify_by, today=today))
        elif n := counted["ready"]:
            title = ngettext("%(n)s hồ sơ đủ điều kiện chờ thẩm định", "%(n)s hồ sơ đủ điều kiện chờ thẩm định", n)
            out.append(round_item(round, title, n, f"{table}?buoc=tham-dinh", due=round.verify_by, today=today))
        if n := counted["approved"]:
            title = ngettext("Ra quyết định cho %(n)s hồ sơ", "Ra quyết định cho %(n)s hồ sơ", n)
            page = reverse("round_decide", args=[round.code])
            out.append(round_item(round, title, n, page, due=round.decision_on, today=today, icon="stamp"))
    return out


def round_item(
    round: Round, title: str, n: int, url: str, *, due: dt.date | None, today: dt.date, icon: str = "file-check"
) -> Waiting:
    return Waiting(title % {"n": n}, round.name, due, url, icon, tone(due, today), n)


@register
def of_the_clerk(user: Any, today: dt.date) -> list[Waiting]:
    """Dossiers that came back, and drafts not yet sent."""
    if not user.paths("clerk"):
        return []
    rows = nominations_visible_to(user).filter(round__state="open", state__in=("returned", "draft"))
    out = []
    for row in rows.select_related("round").order_by("state", "code")[:20]:
        back = row.state == "returned"
        title = gettext("Bổ sung hồ sơ %(code)s") if back else gettext("Hoàn thành và gửi hồ sơ %(code)s")
        due = row.round.verify_by if back else row.round.closes_on
        out.append(
            Waiting(
                title % {"code": row.code},
                f"{row.name}: {row.state_reason}" if back else row.name,
                due,
                reverse("nomination", args=[row.code]),
                "undo-2" if back else "pen-line",
                "warn" if back else tone(due, today),
            )
        )
    return out


@register
def of_the_council(user: Any, today: dt.date) -> list[Waiting]:
    """Tellers who have not counted, sessions to close, minutes to sign."""
    out = []
    if user.paths("teller"):
        for session in Session.objects.filter(state="open"):
            left = Nominee.objects.filter(session=session, yes__isnull=True).exclude(counts__teller_pk=user.pk).count()
            if left:
                title = ngettext("Nhập kết quả kiểm phiếu %(n)s hồ sơ", "Nhập kết quả kiểm phiếu %(n)s hồ sơ", left)
                out.append(session_item(session, title % {"n": left}, icon="vote", tone="warn"))
    if user.paths("secretary"):
        for session in Session.objects.filter(state__in=("planned", "open", "closed")):
            title = {
                "planned": gettext("Chuẩn bị phiên %(code)s"),
                "open": gettext("Kiểm phiếu và đóng phiên %(code)s"),
                "closed": gettext("Ký biên bản phiên %(code)s"),
            }[session.state] % {"code": session.code}
            out.append(session_item(session, title, icon="gavel", tone=tone(session.held_on, today)))
    return out


def session_item(session: Session, title: str, *, icon: str, tone: str) -> Waiting:
    return Waiting(title, "", session.held_on, reverse("session", args=[session.pk]), icon, tone)


@register_deadlines
def days_of_rounds(user: Any, first: dt.date, last: dt.date) -> list[Deadline]:
    """The days of open rounds that concern this user."""
    if not user.paths("office", "clerk", "secretary", "leader", "teller"):
        return []
    out = []
    for round in Round.objects.filter(state="open"):
        named = (
            (round.closes_on, gettext("Hết hạn nhận đề nghị")),
            (round.verify_by, gettext("Thẩm định xong")),
            (round.comment_until, gettext("Hết thời gian công khai lấy ý kiến")),
            (round.council_on, gettext("Họp Hội đồng")),
            (round.decision_on, gettext("Ngày quyết định")),
        )
        out += [
            Deadline(on, f"{title} · {round.name}", reverse("round", args=[round.code]))
            for on, title in named
            if on and first <= on <= last
        ]
    return out
