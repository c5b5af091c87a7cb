"""Entries with their authors: for organisers alone."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vinhdanh.contests.actions import change_state, receive_entry, rename_entry
from vinhdanh.contests.actions.entries import PERMISSIONS
from vinhdanh.contests.forms import CorrectionForm, EntryForm, FilterForm, StateForm
from vinhdanh.contests.models import Entry
from vinhdanh.contests.policies import KEEP_CONTEST, KEEPERS, SEE_ENTRY
from vinhdanh.contests.queries import ROW, entries, entry_counts, marks_of, next_entry_code
from vinhdanh.contests.views.contests import contest_seen_by
from vinhdanh.kernel.history import history_of
from vinhdanh.kernel.problems import problems_of
from vinhdanh.kernel.versions import ChangedMeanwhile
from vinhdanh.organisation.queries import today
from vinhdanh.rules.reasons import Refused
from vinhdanh.web.doors import opens_to
from vinhdanh.web.excel import Column, excel_response
from vinhdanh.web.paging import keyset_page
from vinhdanh.web.sentences import sentence

STATE_WORDS = {
    "valid": _("Hợp lệ"),
    "withdrawn": _("Đã rút"),
    "duplicate": _("Trùng"),
    "invalid": _("Không hợp lệ"),
}
ACTS = {
    "rut": ("withdraw", _("Rút bài"), _("Đã ghi: bài được rút. Thứ hạng đã tính lại.")),
    "trung": ("mark_duplicate", _("Ghi bài trùng"), _("Đã ghi: bài trùng. Thứ hạng đã tính lại.")),
    "khong-hop-le": ("declare_invalid", _("Ghi không hợp lệ"), _("Đã ghi: bài không hợp lệ. Thứ hạng đã tính lại.")),
    "khoi-phuc": ("restore", _("Tính lại bài này"), _("Bài được tính lại. Thứ hạng đã tính lại.")),
}


@opens_to(*KEEPERS)
def entry_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Fifty entries in the order of their codes; counts come from one grouped query."""
    contest = contest_seen_by(request.user, pk)
    form = FilterForm(request.GET)
    asked = form.asked()
    numbers = entry_counts(contest)
    rows = entries(contest, asked, for_user=request.user)
    total = numbers.of(asked) if asked.is_counted else rows.count()
    chips = [("", _("Tất cả"), sum(group[3] for group in numbers.groups))]
    chips += [(s, word, sum(g[3] for g in numbers.groups if g[0] == s)) for s, word in STATE_WORDS.items()]
    chips += [("gui", _("Gửi cấp trên"), sum(group[3] for group in numbers.groups if group[2]))]
    return render(
        request,
        "contests/entries.html",
        {
            "contest": contest,
            "tab": "entries",
            "form": form,
            "asked": asked,
            "chips": chips,
            "pressed": request.GET.get("loc", ""),
            "genres": numbers.genres,
            "page": keyset_page(request, rows.values(*ROW), "code", total=total),
        },
    )


COLUMNS = (
    Column(_("Mã bài"), 12),
    Column(_("Tên tác phẩm"), 60),
    Column(_("Thể loại"), 20),
    Column(_("Số từ"), 8),
    Column(_("Ngày nhận"), 12),
    Column(_("Trạng thái"), 14),
    Column(_("Điểm trung bình"), 12),
    Column(_("Số điểm"), 8),
    Column(_("Hạng"), 8),
    Column(_("Gửi cấp trên"), 10),
    Column(_("Tác giả"), 26),
    Column(_("Đơn vị"), 40),
    Column(_("Mã đơn vị"), 12),
)


@opens_to(*KEEPERS)
def export_entries(request: HttpRequest, pk: int) -> FileResponse:
    """The entries of the list under its filter, as Excel."""
    contest = contest_seen_by(request.user, pk)
    asked = FilterForm(request.GET).asked()
    rows = entries(contest, asked, for_user=request.user).order_by("code").values_list(*ROW[1:])
    in_words = ((*row[:5], str(STATE_WORDS.get(row[5], row[5])), *row[6:]) for row in rows.iterator(2000))
    return excel_response(
        in_words, columns=COLUMNS, name="bai-du-thi.xlsx", sheet=_("Bài dự thi"), lines=[contest.name]
    )


def entry_seen_by(user: Any, pk: int, entry_pk: int) -> Entry:
    rows = SEE_ENTRY.rows(Entry.objects.filter(contest=pk), user)
    return get_object_or_404(rows.select_related("contest", "authorship__unit", "authorship__person"), pk=entry_pk)


@opens_to(*KEEPERS)
def entry(request: HttpRequest, pk: int, entry_pk: int) -> HttpResponse:
    return show(request, entry_seen_by(request.user, pk, entry_pk))


def show(
    request: HttpRequest, row: Entry, *, act: str = "", form: StateForm | None = None, status: int = 200
) -> HttpResponse:
    """The entry, its author, and what may be done with it. Marks show only when all are there."""
    flags = {name: permission.flag(request.user) for name, permission in PERMISSIONS.items()}
    may = Entry.objects.filter(pk=row.pk).annotate(**{f"may_{n}": f for n, f in flags.items()}).values().get()
    acts = [
        {
            "slug": slug,
            "title": title,
            "form": form
            if slug == act and form is not None
            else StateForm(auto_id=f"{slug}_%s", initial={"version": row.version}),
            "is_open": slug == act,
        }
        for slug, (name, title, _done) in ACTS.items()
        if may[f"may_{name}"] or slug == act
    ]
    context = {
        "contest": row.contest,
        "tab": "entries",
        "row": row,
        "authorship": row.authorship,
        "marks": marks_of([row.pk])[row.pk] if row.rank else [],
        "acts": acts,
        "problems": problems_of("contests.entries", row.code),
        "history": history_of(row)[:50],
    }
    return render(request, "contests/entry.html", context, status=status)


@opens_to(*KEEPERS)
def act_on_entry(request: HttpRequest, pk: int, entry_pk: int, act: str) -> HttpResponse:
    """Withdraw, mark as a copy, declare invalid, restore: each with a reason."""
    row = entry_seen_by(request.user, pk, entry_pk)
    if act not in ACTS:
        raise Http404(act)
    name, _title, done = ACTS[act]
    if request.method != "POST":
        return show(request, row, act=act)
    form = StateForm(request.POST, auto_id=f"{act}_%s")
    PERMISSIONS[name].demand(request.user, row)
    if not form.is_valid():
        return show(request, row, act=act, form=form, status=422)
    try:
        change_state(
            row, name, reason=form.cleaned_data["reason"], version=form.cleaned_data["version"], by=request.user
        )
    except Refused as refused:
        for reason in refused.reasons:
            form.add_error(None, sentence(reason))
        if isinstance(refused, ChangedMeanwhile):
            form.data = form.data.copy()
            form.data["version"] = str(refused.row.version)
        return show(request, entry_seen_by(request.user, pk, entry_pk), act=act, form=form, status=409)
    messages.success(request, done)
    return redirect("entry", pk, entry_pk)


@opens_to(*KEEPERS)
def new_entry(request: HttpRequest, pk: int) -> HttpResponse:
    contest = contest_seen_by(request.user, pk)
    KEEP_CONTEST.demand(request.user, contest)
    day = today()
    started = {"code": next_entry_code(contest), "received_on": day}
    form = EntryForm(request.POST or None, today=day, initial=started)
    if request.method == "POST" and form.is_valid():
        try:
            row = receive_entry(contest, **form.cleaned_data, by=request.user)
        except Refused as refused:
            for reason in refused.reasons:
                form.add_error("code", sentence(reason))
        else:
            late = row.state != "valid"
            told = gettext("Bài nhận sau hạn nên được ghi là không hợp lệ.") if late else gettext("Đã nhận bài.")
            messages.success(request, told)
            return redirect("entry", pk, row.pk)
    context = {"contest": contest, "form": form, "genres": entry_counts(contest).genres}
    return render(request, "contests/entry_form.html", context, status=422 if form.is_bound and form.errors else 200)


@opens_to(*KEEPERS)
def correct_entry(request: HttpRequest, pk: int, entry_pk: int) -> HttpResponse:
    row = entry_seen_by(request.user, pk, entry_pk)
    names = ("title", "genre", "words", "received_on", "version")
    form = CorrectionForm(request.POST or None, today=today(), initial={name: getattr(row, name) for name in names})
    differences: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            rename_entry(row, form.values(), version=form.cleaned_data["version"], by=request.user)
        except ChangedMeanwhile as changed:
            differences = [
                {"field": form[name], "stored": getattr(changed.row, name), "typed": value}
                for name, value in form.values().items()
                if getattr(changed.row, name) != value
            ]
            form.data = form.data.copy()
            form.data["version"] = str(changed.row.version)  # type: ignore[attr-defined]
        else:
            messages.success(request, gettext("Đã lưu. Giá trị cũ vẫn nằm trong lịch sử."))
            return redirect("entry", pk, entry_pk)
    status = 409 if differences else 422 if form.is_bound and form.errors else 200
    context = {
        "contest": row.contest,
        "row": row,
        "form": form,
        "differences": differences,
        "last": history_of(row).first() if differences else None,
        "genres": entry_counts(row.contest).genres,
    }
    return render(request, "contests/entry_form.html", context, status=status)
