"""The council of a round and its sessions: members, agenda, quorum, what tellers enter, results, minutes."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from vinhdanh.commendations.actions import (
    add_member,
    close_session,
    open_session,
    plan_session,
    put_on_agenda,
    remove_member,
    set_up_council,
    sign_minutes,
    take_off_agenda,
)
from vinhdanh.commendations.forms import COUNT_LABELS, MemberForm, SessionForm
from vinhdanh.commendations.models import Council, CouncilMember, Nominee, Round, Session, TellerCount
from vinhdanh.commendations.policies import (
    CLOSE_SESSION,
    OPEN_SESSION,
    SET_UP_COUNCIL,
    SIGN_MINUTES,
)
from vinhdanh.commendations.queries.ballots import (
    Sitting,
    agenda,
    articles_of,
    kin_of,
    may_be_heard,
    members_of,
    open_counts,
    progress_of,
    seats,
    session_of_now,
    sitting_of,
    tally_of_counts,
)
from vinhdanh.commendations.queries.verdicts import latest_round
from vinhdanh.commendations.wording import VERDICTS
from vinhdanh.kernel.history import history_of
from vinhdanh.rules.reasons import Refused
from vinhdanh.rules.tally import Tally
from vinhdanh.web.doors import opens_to
from vinhdanh.web.paging import keyset_page
from vinhdanh.web.sentences import sentence

ROOM = ("office", "secretary", "teller", "leader")
KEEPERS = ("office", "secretary")
CHOSEN_AT_ONCE = 500
ROUND_OF_RING = 389.6  # circumference of the ring, radius 62


@opens_to(*ROOM)
def council(request: HttpRequest) -> HttpResponse:
    """The session that matters now: the open one, else the next, else the last; else the council itself."""
    session = session_of_now()
    if session is not None:
        return redirect("session", pk=session.pk)
    round = latest_round()
    if round is None:
        return render(request, "commendations/no_council.html")
    return redirect("round_council", code=round.code)


@opens_to(*ROOM)
def round_council(request: HttpRequest, code: str) -> HttpResponse:
    """Who sits in the council, its sessions, what waits for it."""
    round = get_object_or_404(Round, code=code)
    return council_page(request, round)


def council_page(
    request: HttpRequest, round: Round, *, member_form: Any = None, session_form: Any = None, status: int = 200
) -> HttpResponse:
    found = Council.objects.filter(round=round).first()
    return render(
        request,
        "commendations/council.html",
        {
            "round": round,
            "council": found,
            "members": found.members.select_related("person") if found else [],
            "sessions": found.sessions.all() if found else [],
            "waiting": may_be_heard(round).count(),
            "articles": articles_of(round),
            "may_change": SET_UP_COUNCIL.allows(request.user, round),
            "member_form": member_form or MemberForm(),
            "session_form": session_form or SessionForm(initial={"held_on": round.council_on}),
            "history": history_of(found)[:20] if found else [],
        },
        status=status,
    )


@opens_to(*KEEPERS)
@require_POST
def member_new(request: HttpRequest, code: str) -> HttpResponse:
    round = get_object_or_404(Round, code=code)
    form = MemberForm(request.POST)
    if not form.is_valid():
        return council_page(request, round, member_form=form, status=422)
    try:
        found = set_up_council(round, name="", by=request.user)
        data = form.cleaned_data
        add_member(found, name=data["name"], role=data["role"], person=data["person"], by=request.user)
    except Refused as refused:
        for reason in refused.reasons:
            form.add_error(None, sentence(reason))
        return council_page(request, round, member_form=form, status=422)
    messages.success(request, gettext("Đã thêm thành viên."))
    return redirect("round_council", code=round.code)


@opens_to(*KEEPERS)
@require_POST
def member_off(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    member = get_object_or_404(CouncilMember.objects.select_related("council__round"), council__round__code=code, pk=pk)
    remove_member(member, by=request.user)
    messages.success(request, gettext("Đã bớt thành viên."))
    return redirect("round_council", code=code)


@opens_to(*KEEPERS)
@require_POST
def session_new(request: HttpRequest, code: str) -> HttpResponse:
    round = get_object_or_404(Round, code=code)
    form = SessionForm(request.POST)
    if not form.is_valid():
        return council_page(request, round, session_form=form, status=422)
    found = set_up_council(round, name="", by=request.user)
    session = plan_session(found, held_on=form.cleaned_data["held_on"], by=request.user)
    return redirect("session", pk=session.pk)


def session_called(pk: int) -> Session:
    return get_object_or_404(Session.objects.select_related("council", "council__round"), pk=pk)


@opens_to(*ROOM)
def session(request: HttpRequest, pk: int) -> HttpResponse:
    return session_page(request, session_called(pk))


def session_page(
    request: HttpRequest,
    row: Session,
    *,
    refused: Refused | None = None,
    typed: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """One session, as far as it is: its agenda, the count, the results."""
    sitting = sitting_of(row)
    page = keyset_page(request, agenda(row), "position", "pk")
    is_teller, is_secretary = bool(request.user.paths("teller")), bool(request.user.paths("secretary"))
    members, counts = members_of(row), open_counts(row)
    progress = progress_of(row, counts)
    kin = kin_of(members, page.rows)
    shown = [
        nominee_line(
            request,
            nominee,
            counts.get(nominee.pk, []),
            sitting,
            typed or {},
            kin=kin.get(nominee.pk, []),
            is_open=row.state == "open",
            sees_differences=is_secretary,
        )
        for nominee in page.rows
    ]
    return render(
        request,
        "commendations/session.html",
        {
            "session": row,
            "round": row.council.round,
            "sitting": sitting,
            "ring": ring(row.present or 0, sitting.members, sitting.quorum),
            "seats": seats(row, members),
            "articles": articles_of(row.council.round),
            "page": page,
            "lines": shown,
            "progress": progress,
            "verdicts": progress.verdicts,
            "is_teller": is_teller,
            "is_secretary": is_secretary,
            "to_enter": sum(line["may_enter"] for line in shown) if is_teller and row.state == "open" else 0,
            "may": may_do(request.user, row),
            "candidates": may_be_heard(row.council.round).select_related("submitter")[:CHOSEN_AT_ONCE]
            if row.state == "planned"
            else [],
            "history": history_of(row)[:30],
            "reasons": [sentence(reason) for reason in refused.reasons] if refused else [],
        },
        status=status,
    )


def ring(part: int, whole: int, mark: int) -> dict[str, str]:
    """Numbers of the quorum ring: the length of its arc, and the angle of the mark."""
    share = part / whole if whole else 0
    angle = 360 * mark / whole if whole else 0
    return {"arc": f"{ROUND_OF_RING * min(1, share):.1f} {ROUND_OF_RING}", "angle": f"{angle:.1f}"}


def may_do(user: Any, row: Session) -> dict[str, bool]:
    flags = {
        "open": OPEN_SESSION.flag(user),
        "close": CLOSE_SESSION.flag(user),
        "sign": SIGN_MINUTES.flag(user),
    }
    return Session.objects.filter(pk=row.pk).annotate(**flags).values(*flags).get()


def nominee_line(
    request: HttpRequest,
    nominee: Nominee,
    entered: list[TellerCount],
    sitting: Sitting,
    typed: dict[str, str],
    *,
    kin: list[str],
    is_open: bool,
    sees_differences: bool,
) -> dict[str, Any]:
    """A dossier on the table with what this user may see of its count.

    Before two people have counted nobody sees any number but his own; a difference is shown to the
    secretary only.
    """
    mine = next((count for count in reversed(entered) if count.teller_pk == request.user.pk), None)
    state = Tally.AGREED if nominee.yes is not None else tally_of_counts(entered)
    return {
        "nominee": nominee,
        "dossier": nominee.nomination,
        "kin": kin,
        "tally": state.value,
        "entered": len({count.teller_pk for count in entered}),
        "mine": mine,
        "may_enter": is_open and nominee.yes is None and mine is None,
        "different": entered if state is Tally.DIFFERENT and sees_differences else [],
        "verdict": VERDICTS.get(nominee.verdict),
        "bar": bar_of(nominee.yes, sitting),
        "fields": [(name, label, typed.get(f"{name}_{nominee.pk}", "")) for name, label in COUNT_LABELS.items()],
        "own": [(name, label, getattr(mine, name)) for name, label in COUNT_LABELS.items()] if mine else [],
    }


def bar_of(yes: int | None, sitting: Sitting) -> dict[str, int] | None:
    """Widths of a result's bar, in 300ths of all members."""
    if yes is None or not sitting.members:
        return None
    return {
        "yes": min(300, round(300 * yes / sitting.members)),
        "mark": max(0, min(298, round(300 * sitting.pass_mark / sitting.members) - 1)),
    }


@opens_to("secretary")
@require_POST
def session_agenda(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the chosen dossiers on the table, or all that wait."""
    row = session_called(pk)
    waiting = may_be_heard(row.council.round)
    chosen = waiting if request.POST.get("tat_ca") else waiting.filter(code__in=request.POST.getlist("chon"))
    added = put_on_agenda(row, chosen, by=request.user)
    told = ngettext("Đã đưa %(n)s hồ sơ ra phiên.", "Đã đưa %(n)s hồ sơ ra phiên.", added)
    messages.success(request, told % {"n": added})
    return redirect("session", pk=row.pk)


@opens_to("secretary")
@require_POST
def session_take_off(request: HttpRequest, pk: int, nominee: int) -> HttpResponse:
    found = get_object_or_404(Nominee.objects.select_related("session", "nomination"), session=pk, pk=nominee)
    take_off_agenda(found, by=request.user)
    messages.success(request, gettext("Đã rút hồ sơ khỏi phiên."))
    return redirect("session", pk=pk)


@opens_to("secretary")
@require_POST
def session_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Attendance, then the session is open."""
    row = session_called(pk)
    attendance = {
        member: request.POST.get(f"co_mat_{member}", "") for member in row.council.members.values_list("pk", flat=True)
    }
    try:
        open_session(row, attendance, by=request.user)
    except Refused as refused:
        return session_page(request, row, refused=refused, status=422)
    messages.success(request, gettext("Đã mở phiên. Người kiểm phiếu có thể nhập kết quả."))
    return redirect("session", pk=row.pk)


@opens_to("secretary")
@require_POST
def session_close(request: HttpRequest, pk: int) -> HttpResponse:
    row = session_called(pk)
    close_session(row, by=request.user)
    messages.success(request, gettext("Đã đóng phiên. Kết quả tính trên tổng số thành viên Hội đồng."))
    return redirect("session", pk=row.pk)


@opens_to("secretary", "leader")
@require_POST
def session_sign(request: HttpRequest, pk: int) -> HttpResponse:
    row = session_called(pk)
    sign_minutes(row, note=request.POST.get("ghi_chu", ""), by=request.user)
    messages.success(request, gettext("Đã ký biên bản. Kết quả của phiên không đổi nữa."))
    return redirect("session", pk=row.pk)


@opens_to(*ROOM)
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes from the record, for paper."""
    row = session_called(pk)
    sitting = sitting_of(row)
    nominees = list(agenda(row))
    return render(
        request,
        "commendations/minutes.html",
        {
            "session": row,
            "round": row.council.round,
            "sitting": sitting,
            "seats": seats(row, members_of(row)),
            "nominees": [(nominee, VERDICTS.get(nominee.verdict)) for nominee in nominees],
            "verdicts": progress_of(row, {}).verdicts,
            "articles": articles_of(row.council.round),
            "is_draft": row.state in ("planned", "open"),
        },
    )


@opens_to(*KEEPERS)
def paper_ballots(request: HttpRequest, pk: int) -> HttpResponse:
    """The ballot paper of the session, to be printed once for each member."""
    row = session_called(pk)
    nominees = list(agenda(row))
    return render(
        request,
        "commendations/ballot_paper.html",
        {"session": row, "round": row.council.round, "nominees": nominees},
    )
