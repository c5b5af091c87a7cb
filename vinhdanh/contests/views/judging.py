"""What a judge sees: a blind code, the genre, the length, the marks so far. No author, unit, title or entry code.

Nothing on these pages reads `Authorship`; a test looks at the queries and at the text of the pages.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from vinhdanh.contests.actions import correct_mark, give_mark
from vinhdanh.contests.forms import MarkCorrectionForm, MarkForm
from vinhdanh.contests.models import BlindCode, Contest
from vinhdanh.contests.policies import GIVE_MARK, KEEPERS, SEE_BLIND
from vinhdanh.contests.queries import BLIND_ROW, blind_counts, blind_entries, marks_on
from vinhdanh.contests.views.contests import contest_seen_by
from vinhdanh.kernel.history import history_of
from vinhdanh.kernel.versions import ChangedMeanwhile
from vinhdanh.organisation.queries import today
from vinhdanh.rules.reasons import Refused
from vinhdanh.web.doors import opens_to
from vinhdanh.web.paging import keyset_page
from vinhdanh.web.sentences import sentence


@opens_to(*KEEPERS)
def blind_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Blind codes in their own order, which says nothing about who wrote or when it came."""
    contest = contest_seen_by(request.user, pk)
    missing = request.GET.get("loc") == "thieu"
    numbers = blind_counts(contest)
    rows = blind_entries(contest, for_user=request.user, missing=missing).values(*BLIND_ROW, "code")
    asked = request.GET.get("q", "").strip()[:20]
    if asked:
        rows = rows.filter(code__icontains=asked)
    total = None if asked else numbers["missing" if missing else "all"]
    return render(
        request,
        "contests/judging/list.html",
        {
            "contest": contest,
            "tab": "judging",
            "page": keyset_page(request, rows, "code", total=total),
            "numbers": numbers,
            "missing": missing,
            "asked": asked,
        },
    )


def blind_seen_by(user: Any, contest: Contest, code: str) -> BlindCode:
    rows = SEE_BLIND.rows(BlindCode.objects.filter(entry__contest=contest), user)
    return get_object_or_404(rows.select_related("entry"), code=code)


@opens_to(*KEEPERS)
def blind(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """One blind entry: its marks so far, and the next one from a judge's paper sheet."""
    contest = contest_seen_by(request.user, pk)
    row = blind_seen_by(request.user, contest, code)
    form = MarkForm(request.POST or None, contest=contest, today=today(), initial={"marked_on": today()})
    if request.method == "POST" and form.is_valid():
        got = form.cleaned_data
        try:
            give_mark(row, judge=got["judge"], score=got["score"], marked_on=got["marked_on"], by=request.user)
        except Refused as refused:
            for reason in refused.reasons:
                form.add_error(None, sentence(reason))
        else:
            messages.success(request, gettext("Đã ghi điểm. Thứ hạng đã tính lại."))
            return redirect("blind", pk, code)
    return show(request, contest, row, form=form, status=422 if form.is_bound and form.errors else 200)


def show(
    request: HttpRequest,
    contest: Contest,
    row: BlindCode,
    *,
    form: MarkForm | None = None,
    correcting: int = 0,
    correction: MarkCorrectionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    marks = list(marks_on(row))
    lines = [
        {
            "mark": mark,
            "form": correction
            if mark.pk == correcting and correction is not None
            else MarkCorrectionForm(
                contest=contest,
                auto_id=f"mark{mark.pk}_%s",
                initial={"score": mark.score, "version": mark.version},
            ),
            "is_open": mark.pk == correcting,
        }
        for mark in marks
    ]
    counted = [mark.score for mark in marks if mark.conflict_decision != "exclude"]
    context = {
        "contest": contest,
        "tab": "judging",
        "blind": {"code": row.code, "genre": row.entry.genre, "words": row.entry.words},
        "lines": lines,
        "counted": len(counted),
        "mean": sum(counted) / len(counted) if counted else None,
        "is_open": len(counted) < contest.marks_per_entry and GIVE_MARK.allows(request.user, row),
        "form": form or MarkForm(contest=contest, today=today(), initial={"marked_on": today()}),
        "judges": contest.judges.order_by("code").values_list("code", flat=True),
        "history": history_of(row)[:50],
    }
    return render(request, "contests/judging/blind.html", context, status=status)


@opens_to(*KEEPERS)
def correct(request: HttpRequest, pk: int, code: str, mark_pk: int) -> HttpResponse:
    """Put one mark right, with a reason."""
    contest = contest_seen_by(request.user, pk)
    row = blind_seen_by(request.user, contest, code)
    mark = get_object_or_404(row.marks, pk=mark_pk)
    form = MarkCorrectionForm(request.POST or None, contest=contest, auto_id=f"mark{mark.pk}_%s")
    if request.method != "POST":
        return show(request, contest, row, correcting=mark.pk)
    if not form.is_valid():
        return show(request, contest, row, correcting=mark.pk, correction=form, status=422)
    got = form.cleaned_data
    try:
        correct_mark(mark, score=got["score"], reason=got["reason"], version=got["version"], by=request.user)
    except Refused as refused:
        for reason in refused.reasons:
            form.add_error(None, sentence(reason))
        if isinstance(refused, ChangedMeanwhile):
            form.data = form.data.copy()
            form.data["version"] = str(refused.row.version)
        return show(request, contest, row, correcting=mark.pk, correction=form, status=409)
    messages.success(request, gettext("Đã sửa điểm. Điểm cũ nằm trong lịch sử, thứ hạng đã tính lại."))
    return redirect("blind", pk, code)
