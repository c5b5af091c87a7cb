"""Rounds: their list, one round with its table, its calendar, its rows as Excel and on paper."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from vinhdanh.commendations.actions import ask_to_assess, change_days, open_round
from vinhdanh.commendations.actions.rounds import DAYS
from vinhdanh.commendations.forms import DaysForm, RoundForm
from vinhdanh.commendations.models import Round
from vinhdanh.commendations.policies import CHANGE_ROUND, READERS
from vinhdanh.commendations.queries.dossiers import clauses_of_code, office_people
from vinhdanh.commendations.queries.rounds import (
    SORTS,
    STEP_NAMES,
    Asked,
    Tally,
    asked_of,
    balance_of,
    count_asked,
    has_open,
    ids_of_rule,
    lines,
    narrowed,
    papers_of,
    rows_of,
    rules_by_id,
    tally_of,
)
from vinhdanh.commendations.views.showing import shown_clauses, tag_of
from vinhdanh.commendations.wording import RESULTS, STATES, VERIFICATION
from vinhdanh.organisation.queries import answers, day_of, office
from vinhdanh.rules.reasons import Refused
from vinhdanh.web.doors import opens_to
from vinhdanh.web.excel import Column, excel_response
from vinhdanh.web.paging import keyset_page
from vinhdanh.web.sentences import sentence

MEMBERS = (*READERS, "clerk")
ON_PAPER = 2000


@opens_to(*MEMBERS)
def round_list(request: HttpRequest) -> HttpResponse:
    """Every round with its days and how many dossiers this user sees in it."""
    rounds = list(Round.objects.order_by("-decision_on", "-pk")[:50])
    tallies = {round.pk: tally_of(rows_of(round, request.user)) for round in rounds[:12]}
    return render(
        request,
        "commendations/rounds.html",
        {
            "lines": [(round, tallies.get(round.pk)) for round in rounds],
            "today": day_of(office()),
            "may_open": bool(request.user.paths("office")),
        },
    )


@opens_to(*MEMBERS)
def round_page(request: HttpRequest, code: str) -> HttpResponse:
    """One round: where its dossiers stand, the table under a filter, its balance and its days."""
    round = get_object_or_404(Round, code=code)
    here = office()
    today = day_of(here)
    rows = rows_of(round, request.user)
    tally = tally_of(rows)
    asked = asked_of(request.GET)
    found = narrowed(rows, round, asked, tally, request.user)
    page = keyset_page(request, lines(found), *SORTS[asked.sort], total=count_asked(round, asked, tally, request.user))
    rules = rules_by_id(round)
    is_office = bool(request.user.paths("office"))
    opened = request.GET.get("mo", "")
    return render(
        request,
        "commendations/round.html",
        {
            "round": round,
            "today": today,
            "steps": steps_of(round, tally, request.user, asked),
            "chips": chips_of(round, tally, request.user, asked),
            "asked": asked,
            "page": page,
            "shown": [(line, tag_of(line, rules), papers_of(line)) for line in page.rows],
            "opened": opened,
            "clauses": shown_clauses(*clauses_of_code(rows, opened)) if opened else [],
            "balance": balance_of(rows, tally, day=today),
            "total": tally.total,
            "days": calendar_of(round, today),
            "results": RESULTS,
            "rules": VERIFICATION.get(round.pack_facts.get("state", ""), ""),
            "is_office": is_office,
            "colleagues": office_people() if is_office else [],
            "may_create": round.state == "open" and bool(request.user.paths("office", "clerk")),
            "approved": tally.count(lambda group: (group.state, group.result) == ("approved", "pass")),
            "may_decide": round.state == "open" and bool(request.user.paths("office", "secretary")),
            "narrowed": address_of_filter(request),
        },
    )


def address_of_filter(request: HttpRequest) -> str:
    """The filter as an address, without the place in the list and the opened row."""
    asked = request.GET.copy()
    for name in ("sau", "truoc", "mo"):
        asked.pop(name, None)
    return asked.urlencode()


def steps_of(round: Round, tally: Tally, user: Any, asked: Asked) -> list[dict[str, Any]]:
    """The pipeline: each step with its number and the one thing to know about it."""
    counts = tally.steps()
    back = tally.on_step("nhan", lambda group: group.state == "returned")
    held = tally.on_step("dieu-kien", lambda group: group.result in ("fail", "hold"))
    mine = tally.on_step("tham-dinh", lambda group: group.assignee == user.pk)
    decided = tally.on_step("quyet-dinh", lambda group: group.state == "decided")
    labels = {
        "nhan": (gettext("Tiếp nhận"), gettext("%(n)s trả bổ sung") % {"n": back} if back else gettext("đang lập")),
        "dieu-kien": (gettext("Điều kiện"), gettext("%(n)s vướng") % {"n": held}),
        "tham-dinh": (gettext("Thẩm định"), gettext("%(n)s của tôi") % {"n": mine}),
        "dat": (
            gettext("Công khai lấy ý kiến") if round.comment_from else gettext("Đạt thẩm định"),
            gettext("đến %(day)s") % {"day": f"{round.comment_until:%d/%m}"} if round.comment_until else "",
        ),
        "hoi-dong": (
            gettext("Hội đồng"),
            gettext("phiên %(day)s") % {"day": f"{round.council_on:%d/%m}"} if round.council_on else "",
        ),
        "quyet-dinh": (
            pgettext("one", "Quyết định"),
            gettext("%(n)s đã có số") % {"n": decided}
            if decided
            else gettext("dự kiến %(day)s") % {"day": f"{round.decision_on:%d/%m}"}
            if round.decision_on
            else "",
        ),
    }
    return [
        {
            "name": name,
            "label": labels[name][0],
            "detail": labels[name][1],
            "count": counts[name],
            "current": asked.step == name,
        }
        for name in STEP_NAMES
    ]


def chips_of(round: Round, tally: Tally, user: Any, asked: Asked) -> list[dict[str, Any]]:
    """Saved views, the ones without a row left out."""
    numbers = {
        "": (gettext("Tất cả"), tally.total),
        "cua-toi": (gettext("Của tôi"), tally.count(lambda group: group.assignee == user.pk)),
        "thieu-minh-chung": (gettext("Thiếu minh chứng"), tally.count(has_open(ids_of_rule(round, "has_evidence")))),
        "giong": (gettext("Giống hồ sơ khác"), tally.count(has_open(ids_of_rule(round, "text_not_copied")))),
        "tam-dung": (gettext("Tạm dừng"), tally.count(lambda group: group.state == "on_hold")),
        "khong-xet": (
            gettext("Không xét tiếp"),
            tally.count(lambda group: group.state in ("rejected", "refused", "withdrawn")),
        ),
    }
    chips = []
    if asked.step:
        label = next(step["label"] for step in steps_of(round, tally, user, asked) if step["current"])
        chips.append({"name": None, "label": label, "count": tally.steps()[asked.step], "current": not asked.view})
    for name, (label, count) in numbers.items():
        if count or name == "":
            current = asked.view == name and (bool(name) or not asked.step)
            chips.append({"name": name, "label": label, "count": count, "current": current})
    return chips


def calendar_of(round: Round, today: Any) -> list[dict[str, Any]]:
    """The round's days in their order, those that are set."""
    spans = (
        (gettext("Nhận đề nghị"), round.opens_on, round.closes_on),
        (gettext("Thẩm định"), None, round.verify_by),
        (gettext("Công khai lấy ý kiến"), round.comment_from, round.comment_until),
        (gettext("Họp Hội đồng"), None, round.council_on),
        (pgettext("one", "Quyết định"), None, round.decision_on),
    )
    return [
        {"label": label, "start": start, "end": end, "over": (end or start) < today}
        for label, start, end in spans
        if start or end
    ]


COLUMNS = (
    Column(_("Mã đề nghị"), 14),
    Column(_("Được đề nghị"), 40),
    Column(pgettext_lazy("nominee", "Đối tượng"), 12),
    Column(_("Đơn vị"), 36),
    Column(_("Hình thức"), 24),
    Column(_("Ngày nộp"), 12),
    Column(_("Bước"), 22),
    Column(_("Kết quả"), 16),
    Column(_("Điều vướng"), 14),
    Column(_("Minh chứng"), 11),
    Column(_("Số ngày"), 9),
    Column(_("Phụ trách"), 22),
)


def cells(found: Any) -> Iterator[tuple[Any, ...]]:
    for line in found:
        yield (
            line["code"],
            line["name"],
            pgettext("one", "Tập thể") if line["is_collective"] else pgettext("one", "Cá nhân"),
            line["unit_name"] or line["submitter_name"],
            line["form"],
            line["submitted_on"],
            str(STATES[line["state"]][0]),
            str(RESULTS[line["result"]][0]) if line["result"] else "",
            line["open_clauses"].replace(" ", ", "),
            papers_of(line),
            line["days"] if line["days"] >= 0 else None,
            line["assignee_name"],
        )


@opens_to(*MEMBERS)
def round_excel(request: HttpRequest, code: str) -> FileResponse:
    """The rows of the filter as Excel; of the chosen ones only when some were chosen."""
    round = get_object_or_404(Round, code=code)
    rows = rows_of(round, request.user)
    found = narrowed(rows, round, asked_of(request.GET), tally_of(rows), request.user)
    chosen = request.POST.getlist("chon")
    if chosen:
        found = found.filter(code__in=chosen)
    return excel_response(
        cells(lines(found).order_by("code").iterator(chunk_size=2000)),
        columns=COLUMNS,
        name=f"{round.code}.xlsx",
        sheet=gettext("Đề nghị"),
        lines=[round.name],
    )


@opens_to(*MEMBERS)
def round_paper(request: HttpRequest, code: str) -> HttpResponse:
    """The rows of the filter as one long table for paper."""
    round = get_object_or_404(Round, code=code)
    rows = rows_of(round, request.user)
    found = narrowed(rows, round, asked_of(request.GET), tally_of(rows), request.user)
    shown = list(lines(found).order_by("code")[:ON_PAPER])
    rules = rules_by_id(round)
    return render(
        request,
        "commendations/paper.html",
        {
            "round": round,
            "shown": [(line, tag_of(line, rules)) for line in shown],
            "most": ON_PAPER if len(shown) == ON_PAPER else 0,
            "today": day_of(office()),
        },
    )


@opens_to("office")
def new_round(request: HttpRequest) -> HttpResponse:
    """Open a round under a pack, or under the office's own answers."""
    own = answers()
    start = {"issuer": own.issuers.get("own", ""), "decision_on": None}
    form = RoundForm(request.POST or None, initial=start, has_own=bool(own.round.get("conditions")))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            round = open_round(
                code=data["code"],
                name=data["name"],
                pack=data["pack"],
                days=form.days(),
                issuer=data["issuer"],
                by=request.user,
            )
        except Refused as refused:
            for reason in refused.reasons:
                form.add_error(None, sentence(reason))
        else:
            messages.success(request, gettext("Đã mở vòng “%(name)s”.") % {"name": round.name})
            return redirect("round", code=round.code)
    status = 422 if form.errors else 200
    return render(request, "commendations/round_form.html", {"form": form}, status=status)


@opens_to("office")
def round_days(request: HttpRequest, code: str) -> HttpResponse:
    """Set the calendar of a round anew."""
    round = get_object_or_404(Round, code=code)
    CHANGE_ROUND.demand(request.user, round)
    form = DaysForm(request.POST or None, initial={day: getattr(round, day) for day in DAYS})
    if request.method == "POST" and form.is_valid():
        try:
            change_days(round, form.days(), by=request.user)
        except Refused as refused:
            for reason in refused.reasons:
                form.add_error(None, sentence(reason))
        else:
            messages.success(request, gettext("Đã lưu lịch của vòng."))
            return redirect("round", code=round.code)
    status = 422 if form.errors else 200
    return render(request, "commendations/round_form.html", {"form": form, "round": round}, status=status)


@opens_to("office")
@require_POST
def round_assess(request: HttpRequest, code: str) -> HttpResponse:
    """Ask the conditions of the whole round again, for example after findings were closed."""
    round = get_object_or_404(Round, code=code)
    job = ask_to_assess(round, by=request.user)
    if job is not None:
        return redirect("job", pk=job.pk)
    total = round.nominations.exclude(result="").count()
    messages.success(request, ngettext("Đã xét lại %(n)s hồ sơ.", "Đã xét lại %(n)s hồ sơ.", total) % {"n": total})
    return redirect("round", code=round.code)


def back_to_table(request: HttpRequest, round: Round) -> HttpResponse:
    """The table under the filter from which the user came."""
    asked = request.POST.get("loc", "")
    return redirect(reverse("round", args=[round.code]) + (f"?{asked}" if asked else ""))
