"""Judges: how much each marked, and the conflicts of interest that the organiser decides."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from vinhdanh.contests.actions import decide_conflict
from vinhdanh.contests.forms import ConflictForm
from vinhdanh.contests.policies import KEEPERS
from vinhdanh.contests.queries import conflicts, judges
from vinhdanh.contests.views.contests import contest_seen_by
from vinhdanh.web.doors import opens_to

SHOWN = 100


@opens_to(*KEEPERS)
def judge_list(request: HttpRequest, pk: int) -> HttpResponse:
    contest = contest_seen_by(request.user, pk)
    rows = list(judges(contest))
    found = list(conflicts(contest)[:SHOWN])
    return render(
        request,
        "contests/judges.html",
        {
            "contest": contest,
            "tab": "judges",
            "judges": rows,
            "conflicts": found,
            "undecided": sum(row.undecided for row in rows),
        },
    )


@opens_to(*KEEPERS)
def decide(request: HttpRequest, pk: int, mark_pk: int) -> HttpResponse:
    """Keep the mark of a judge from the author's own unit, or leave it out."""
    contest = contest_seen_by(request.user, pk)
    mark = get_object_or_404(conflicts(contest), pk=mark_pk)
    form = ConflictForm(request.POST or None, initial={"decision": mark.conflict_decision or "keep"})
    if request.method == "POST" and form.is_valid():
        got = form.cleaned_data
        decide_conflict(mark, keep=got["decision"] == "keep", reason=got["reason"], by=request.user)
        messages.success(request, gettext("Đã ghi quyết định. Thứ hạng đã tính lại."))
        return redirect("judges", pk)
    context = {"contest": contest, "tab": "judges", "mark": mark, "form": form}
    return render(request, "contests/conflict.html", context, status=422 if form.is_bound else 200)
