"""Contests: what there is, one contest with its rules and how far it is, its terms."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from vinhdanh.contests.actions import save_terms
from vinhdanh.contests.forms import TIES, TermsForm
from vinhdanh.contests.models import Contest
from vinhdanh.contests.policies import KEEP_CONTEST, KEEPERS, READERS
from vinhdanh.contests.queries import committees, contests, cut_line, progress
from vinhdanh.kernel.history import history_of
from vinhdanh.organisation.queries import day_of, direct_units, office
from vinhdanh.rules.reasons import Refused
from vinhdanh.web.doors import opens_to
from vinhdanh.web.paging import keyset_page
from vinhdanh.web.sentences import sentence


def contest_seen_by(user: Any, pk: int) -> Contest:
    return get_object_or_404(contests(for_user=user), pk=pk)


@opens_to(*READERS)
def contest_list(request: HttpRequest) -> HttpResponse:
    """Contests, the latest first."""
    page = keyset_page(request, contests(for_user=request.user), "-pk")
    context = {"page": page, "may_keep": request.user.has_role(*KEEPERS), "today": day_of(office())}
    return render(request, "contests/list.html", context)


@opens_to(*READERS)
def contest(request: HttpRequest, pk: int) -> HttpResponse:
    """The rules in words, how far the contest is, entries by direct unit."""
    row = contest_seen_by(request.user, pk)
    here = office()
    lines = committees(row, list(direct_units(day_of(here))))
    done = progress(row)
    taking_part = sum(line.entries > 0 for line in lines)
    return render(
        request,
        "contests/contest.html",
        {
            "contest": row,
            "tab": "contest",
            "progress": done,
            "units": len(lines),
            "lines": lines,
            "taking_part": taking_part,
            "ties": [TIES[name] for name in row.ties if name in TIES],
            "cut": cut_line(row, sent=done.forwarded),
            "today": day_of(here),
            "may_keep": KEEP_CONTEST.allows(request.user, row),
            "history": history_of(row)[:20],
        },
    )


def _terms_page(request: HttpRequest, form: TermsForm, contest: Contest | None) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "contests/terms.html", {"form": form, "contest": contest}, status=status)


@opens_to(*KEEPERS)
def new_contest(request: HttpRequest) -> HttpResponse:
    initial = {"marks_per_entry": 3, "scale": 100, "forward": 0, "year": day_of(office()).year}
    form = TermsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            ties = ["lowest_mark_desc", "received_asc", "code_asc"]
            row = save_terms(None, form.cleaned_data | {"ties": ties}, by=request.user)
        except Refused as refused:
            for reason in refused.reasons:
                form.add_error("code", sentence(reason))
        else:
            messages.success(request, gettext("Đã mở cuộc thi."))
            return redirect("contest", row.pk)
    return _terms_page(request, form, None)


@opens_to(*KEEPERS)
def change_terms(request: HttpRequest, pk: int) -> HttpResponse:
    row = contest_seen_by(request.user, pk)
    KEEP_CONTEST.demand(request.user, row)
    form = TermsForm(request.POST or None, contest=row)
    if request.method == "POST" and form.is_valid():
        save_terms(row, form.cleaned_data, by=request.user)
        messages.success(request, gettext("Đã lưu thể lệ. Thứ hạng được tính lại theo thể lệ mới."))
        return redirect("contest", row.pk)
    return _terms_page(request, form, row)
