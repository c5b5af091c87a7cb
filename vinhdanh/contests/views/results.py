"""Places, the line of what is sent on, prizes."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from vinhdanh.contests.actions import award_prizes
from vinhdanh.contests.forms import TIES
from vinhdanh.contests.models import Contest
from vinhdanh.contests.policies import KEEP_CONTEST, KEEPERS, READERS
from vinhdanh.contests.queries import awarded, cut_line, marks_of, out_of_rank, parted, progress, ranked_entries
from vinhdanh.contests.views.contests import contest_seen_by
from vinhdanh.web.doors import opens_to
from vinhdanh.web.paging import keyset_page

RANK_ROW = (
    "pk",
    "code",
    "title",
    "rank",
    "mean",
    "mean_sort",
    "lowest",
    "received_on",
    "is_forwarded",
    "authorship__name",
    "authorship__unit__name",
)


@opens_to(*KEEPERS)
def ranking(request: HttpRequest, pk: int) -> HttpResponse:
    """Fifty places a page, each tie with the rule that parted it, and the line of what is sent on."""
    contest = contest_seen_by(request.user, pk)
    rows = ranked_entries(contest, for_user=request.user).values(*RANK_ROW)
    done = progress(contest)
    page = keyset_page(request, rows, "rank", total=done.complete)
    above = rows.filter(rank=page.rows[0]["rank"] - 1).first() if page.rows else None
    cut = cut_line(contest, sent=done.forwarded)
    shown = [*([above] if above else []), *page.rows, *(cut.tied if cut else [])]
    marks = marks_of([row["pk"] for row in shown])
    lines = tie_reasons(contest, [*([above] if above else []), *page.rows], marks)[1 if above else 0 :]
    return render(
        request,
        "contests/ranking.html",
        {
            "contest": contest,
            "tab": "ranking",
            "page": page,
            "lines": lines,
            "cut": cut,
            "cut_ties": tie_reasons(contest, cut.tied, marks) if cut else [],
            "ties": [TIES[name] for name in contest.ties if name in TIES],
            "progress": done,
        },
    )


def tie_reasons(contest: Contest, rows: list[dict[str, Any]], marks: dict[int, list[Decimal]]) -> list[dict[str, Any]]:
    """Entries in the order of their places, each with the rule that parted it from an equal one above."""
    out, above = [], None
    for row in rows:
        rule = parted(contest, above, row, marks) if above else ""
        out.append({"row": row, "marks": marks[row["pk"]], "tie": TIES.get(rule, "")})
        above = row
    return out


@opens_to(*READERS)
def prizes(request: HttpRequest, pk: int) -> HttpResponse:
    """The prizes as they were given; whether they still agree with the places."""
    contest = contest_seen_by(request.user, pk)
    given = list(awarded(contest))
    keeps = KEEP_CONTEST.allows(request.user, contest)
    return render(
        request,
        "contests/prizes.html",
        {
            "contest": contest,
            "tab": "prizes",
            "given": given,
            "wanted": sum(int(how_many) for _, how_many in contest.prizes),
            "out_of_rank": out_of_rank(contest, given) if keeps else [],
            "may_keep": keeps,
        },
    )


@opens_to(*KEEPERS)
@require_POST
def give_prizes(request: HttpRequest, pk: int) -> HttpResponse:
    contest = contest_seen_by(request.user, pk)
    made = award_prizes(contest, by=request.user)
    messages.success(request, gettext("Đã lập danh sách %(n)s giải theo thứ hạng.") % {"n": len(made)})
    return redirect("prizes", pk)
