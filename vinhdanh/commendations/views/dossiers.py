"""One dossier: what it says, what the conditions answer, what was attached, what happened to it; the acts on it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from vinhdanh.accounts.models import User
from vinhdanh.commendations.actions import (
    accept_clause,
    assign_many,
    assign_nomination,
    hold_nomination,
    refuse_nomination,
    resume_nomination,
    send_back_many,
    send_back_nomination,
    submit_nomination,
    verify_many,
    verify_nomination,
    withdraw_nomination,
)
from vinhdanh.commendations.actions.verification import Done
from vinhdanh.commendations.models import Nomination, NominationFile, Round
from vinhdanh.commendations.policies import (
    ACCEPT_CLAUSE,
    ASSIGN_NOMINATION,
    EDIT_NOMINATION,
    HOLD_NOMINATION,
    READERS,
    REFUSE_NOMINATION,
    RESUME_NOMINATION,
    SEND_BACK_NOMINATION,
    SUBMIT_NOMINATION,
    VERIFY_NOMINATION,
    WITHDRAW_NOMINATION,
    nominations_visible_to,
)
from vinhdanh.commendations.queries.dossiers import (
    assessment_of,
    clauses_of_code,
    neighbours,
    office_people,
    text_of,
)
from vinhdanh.commendations.queries.facts import evidence_items
from vinhdanh.commendations.queries.rounds import asked_of, narrowed, rows_of, tally_of
from vinhdanh.commendations.views.rounds import back_to_table
from vinhdanh.commendations.views.showing import shown_clauses
from vinhdanh.commendations.wording import RESULTS, STATES
from vinhdanh.kernel.files import file_response
from vinhdanh.kernel.history import history_of
from vinhdanh.kernel.permissions import Permission
from vinhdanh.rules.reasons import Refused
from vinhdanh.rules.similarity import passages
from vinhdanh.web.doors import opens_to
from vinhdanh.web.sentences import sentence

MEMBERS = (*READERS, "clerk")
MOST_AT_ONCE = 200
ACTS: dict[str, Permission] = {
    "verify": VERIFY_NOMINATION,
    "send_back": SEND_BACK_NOMINATION,
    "hold": HOLD_NOMINATION,
    "resume": RESUME_NOMINATION,
    "refuse": REFUSE_NOMINATION,
    "assign": ASSIGN_NOMINATION,
    "accept": ACCEPT_CLAUSE,
    "submit": SUBMIT_NOMINATION,
    "withdraw": WITHDRAW_NOMINATION,
    "edit": EDIT_NOMINATION,
}


def dossier_seen_by(user: Any, code: str) -> Nomination:
    rows = nominations_visible_to(user).select_related("round", "submitter", "unit", "person", "person__unit", "award")
    return get_object_or_404(rows, code=code)


@opens_to(*MEMBERS)
def nomination(request: HttpRequest, code: str) -> HttpResponse:
    row = dossier_seen_by(request.user, code)
    return show(request, row)


def show(request: HttpRequest, row: Nomination, *, refused: Refused | None = None, status: int = 200) -> HttpResponse:
    """The page of a dossier; after a refused act with its reasons above."""
    assessment = assessment_of(row)
    rows = rows_of(row.round, request.user)
    flags = may_do(request.user, row)
    before, after = neighbours(same_list(request, row.round, rows), row.code)
    return render(
        request,
        "commendations/nomination.html",
        {
            "row": row,
            "state": STATES[row.state],
            "result": RESULTS.get(row.result),
            "clauses": shown_clauses(assessment.clauses if assessment else [], row.accepted),
            "assessment": assessment,
            "alike": alike(request.user, row, assessment.like_code) if assessment and assessment.like_code else None,
            "papers": evidence_items(row.evidence),
            "files": row.files.select_related("file").order_by("pk"),
            "history": history_of(row)[:60],
            "hearings": row.hearings.select_related("session").order_by("-session__held_on"),
            "may": flags,
            "why_not": [sentence(r) for r in VERIFY_NOMINATION.obstacles(request.user, row)]
            if flags["send_back"] and not flags["verify"]
            else [],
            "colleagues": office_people() if flags["assign"] else [],
            "before": before,
            "after": after,
            "list_filter": request.GET.get("loc", ""),
            "reasons": [sentence(reason) for reason in refused.reasons] if refused else [],
        },
        status=status,
    )


def may_do(user: Any, row: Nomination) -> dict[str, bool]:
    """Which acts this user may do on this dossier, in one question."""
    flags = {name: permission.flag(user) for name, permission in ACTS.items()}
    return Nomination.objects.filter(pk=row.pk).annotate(**flags).values(*flags).get()


def same_list(request: HttpRequest, round: Round, rows: Any) -> Any:
    """The rows among which "next" is looked for: those of the filter from which the user came."""
    from_list = request.GET.get("loc", "")
    if not from_list:
        return rows
    params = type(request.GET)(from_list)
    return narrowed(rows, round, asked_of(params), tally_of(rows), request.user)


def alike(user: Any, row: Nomination, like_code: str) -> dict[str, Any] | None:
    """The two texts beside each other, cut where they say the same; for whoever may read both."""
    other = text_of(nominations_visible_to(user), row.round, like_code)
    if other is None:
        return None
    name, text = other
    mine = passages(row.summary, text)
    words = sum(len(piece.text.split()) for piece in mine)
    shared = sum(len(piece.text.split()) for piece in mine if piece.shared)
    return {
        "code": like_code,
        "name": name,
        "mine": mine,
        "theirs": passages(text, row.summary),
        "pieces": sum(piece.shared for piece in mine),
        "percent": round(100 * shared / words) if words else 0,
        "clause": next((id for id, body in row.round.conditions.items() if body.get("rule") == "text_not_copied"), ""),
    }


@opens_to(*MEMBERS)
def nomination_clauses(request: HttpRequest, code: str) -> HttpResponse:
    """The conditions of one row, opened in the table of the round."""
    rows = nominations_visible_to(request.user)
    row = get_object_or_404(rows.only("pk", "code", "name", "round"), code=code)
    clauses = shown_clauses(*clauses_of_code(rows, row.code))
    if not getattr(request, "htmx", False):
        return redirect(reverse("nomination", args=[row.code]) + "#dieu-kien")
    return render(request, "commendations/clauses_row.html", {"code": row.code, "name": row.name, "clauses": clauses})


def reason_of(request: HttpRequest) -> str:
    return request.POST.get("ly_do", "")


def colleague_of(request: HttpRequest) -> User:
    return get_object_or_404(User, pk=request.POST.get("nguoi") if request.POST.get("nguoi", "").isdecimal() else None)


ON_ONE: dict[str, tuple[Callable[[HttpRequest, Nomination], Any], Any]] = {
    "dat": (lambda request, row: verify_nomination(row, by=request.user), _("Hồ sơ %(code)s đạt thẩm định.")),
    "bo-sung": (
        lambda request, row: send_back_nomination(row, reason=reason_of(request), by=request.user),
        _("Đã yêu cầu đơn vị bổ sung hồ sơ %(code)s."),
    ),
    "tam-dung": (
        lambda request, row: hold_nomination(row, reason=reason_of(request), by=request.user),
        _("Đã tạm dừng hồ sơ %(code)s."),
    ),
    "xet-tiep": (
        lambda request, row: resume_nomination(row, reason=reason_of(request), by=request.user),
        _("Hồ sơ %(code)s được xét tiếp."),
    ),
    "dung-xet": (
        lambda request, row: refuse_nomination(row, reason=reason_of(request), by=request.user),
        _("Đã dừng xét hồ sơ %(code)s."),
    ),
    "giao": (
        lambda request, row: assign_nomination(row, to=colleague_of(request), by=request.user),
        _("Đã giao người phụ trách hồ sơ %(code)s."),
    ),
    "chap-nhan": (
        lambda request, row: accept_clause(
            row, request.POST.get("dieu", ""), reason=reason_of(request), by=request.user
        ),
        _("Đã ghi lý do chấp nhận vào hồ sơ %(code)s."),
    ),
    "gui": (lambda request, row: submit_nomination(row, by=request.user), _("Đã gửi hồ sơ %(code)s.")),
    "rut": (
        lambda request, row: withdraw_nomination(row, reason=reason_of(request), by=request.user),
        _("Đã rút hồ sơ %(code)s."),
    ),
}


@opens_to("office", "clerk")
@require_POST
def nomination_act(request: HttpRequest, code: str, act: str) -> HttpResponse:
    """One act on one dossier; a refusal shows the same page with all the reasons."""
    if act not in ON_ONE:
        raise Http404(act)
    row = dossier_seen_by(request.user, code)
    do, told = ON_ONE[act]
    try:
        do(request, row)
    except Refused as refused:
        return show(request, dossier_seen_by(request.user, code), refused=refused, status=409)
    messages.success(request, str(told) % {"code": row.code})
    after = request.POST.get("tiep", "")
    if after and nominations_visible_to(request.user).filter(code=after).exists():
        return redirect("nomination", code=after)
    return redirect("nomination", code=row.code)


@opens_to("office")
@require_POST
def bulk(request: HttpRequest, code: str) -> HttpResponse:
    """One act on the rows that were chosen in the table; those that refuse are named with their reasons."""
    round = get_object_or_404(Round, code=code)
    chosen = list(
        rows_of(round, request.user).filter(code__in=request.POST.getlist("chon")[:MOST_AT_ONCE]).order_by("code")
    )
    if not chosen:
        messages.error(request, gettext("Chưa chọn hồ sơ nào."))
        return back_to_table(request, round)
    act = request.POST.get("viec", "")
    if act == "dat":
        done = verify_many(chosen, by=request.user)
        told = ngettext("%(n)s hồ sơ đạt thẩm định.", "%(n)s hồ sơ đạt thẩm định.", len(done.rows))
    elif act == "bo-sung":
        done = send_back_many(chosen, reason=reason_of(request), by=request.user)
        told = ngettext("Đã yêu cầu bổ sung %(n)s hồ sơ.", "Đã yêu cầu bổ sung %(n)s hồ sơ.", len(done.rows))
    elif act == "giao":
        done = assign_many(chosen, to=colleague_of(request), by=request.user)
        told = ngettext("Đã phân công %(n)s hồ sơ.", "Đã phân công %(n)s hồ sơ.", len(done.rows))
    else:
        raise Http404(act)
    tell(request, done, told)
    return back_to_table(request, round)


def tell(request: HttpRequest, done: Done, told: str) -> None:
    if done.rows:
        messages.success(request, told % {"n": len(done.rows)})
    for row, reasons in done.refused[:10]:
        messages.error(request, f"{row.code} {row.name}: {' '.join(sentence(reason) for reason in reasons)}")
    if len(done.refused) > 10:
        rest = len(done.refused) - 10
        messages.error(
            request,
            ngettext("Và %(n)s hồ sơ khác chưa làm được.", "Và %(n)s hồ sơ khác chưa làm được.", rest) % {"n": rest},
        )


@opens_to(*MEMBERS)
def nomination_file(request: HttpRequest, code: str, pk: int) -> FileResponse:
    """Download one attached paper."""
    row = dossier_seen_by(request.user, code)
    attached = get_object_or_404(NominationFile.objects.select_related("file"), nomination=row, pk=pk)
    return file_response(attached.file)


@opens_to(*MEMBERS)
def compare(request: HttpRequest, code: str) -> HttpResponse:
    """Two whole texts beside each other."""
    row = dossier_seen_by(request.user, code)
    assessment = assessment_of(row)
    found = alike(request.user, row, assessment.like_code) if assessment and assessment.like_code else None
    if found is None:
        raise Http404("nothing alike")
    return render(request, "commendations/compare.html", {"row": row, "alike": found})
