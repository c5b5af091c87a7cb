"""A spreadsheet comes in: choose or paste, match columns, mend rows, review and import."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from vinhdanh.activities.actions_intake import (
    CHECKED,
    DRAFT,
    WAITING,
    begin_intake,
    demand_intake,
    has_stopped,
    job_of,
    mend_cells,
    say_columns,
    take_in,
)
from vinhdanh.activities.drafts import bad_rows_table, checked
from vinhdanh.activities.policies import TAKE_IN
from vinhdanh.kernel.history import history_of
from vinhdanh.kernel.models import Intake
from vinhdanh.kernel.sheets.kinds import KINDS
from vinhdanh.rules.reasons import Refused
from vinhdanh.web.doors import opens_to
from vinhdanh.web.excel import Column, excel_response
from vinhdanh.web.sentences import sentence

RECENT = 20


def draft_called(request: HttpRequest, pk: int) -> Intake:
    """The draft, for whoever answers for the whole organisation: its cells are of all units."""
    demand_intake(request.user)
    return get_object_or_404(Intake.objects.select_related("file").filter(file__isnull=False), pk=pk)


@opens_to(*TAKE_IN)
def start(request: HttpRequest) -> HttpResponse:
    demand_intake(request.user)
    reasons: list[str] = []
    if request.method == "POST":
        pasted = request.POST.get("dan", "").strip("\r\n")
        sent = request.FILES.get("tep")
        try:
            if sent is not None:
                draft = begin_intake(sent, name=sent.name or "", by=request.user)
            else:
                draft = begin_intake(pasted.encode("utf-8-sig"), name="dan-tu-bang-tinh.tsv", by=request.user)
            return redirect("intake_columns", pk=draft.pk)
        except Refused as refused:
            reasons = [sentence(reason) for reason in refused.reasons]
    recent = Intake.objects.filter(file__isnull=False).order_by("-pk")[:RECENT]
    context = {"reasons": reasons, "recent": recent, "step": 1, "pasted": request.POST.get("dan", "")}
    return render(request, "activities/intake/start.html", context, status=422 if reasons else 200)


@opens_to(*TAKE_IN)
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    draft = draft_called(request, pk)
    if draft.state not in (DRAFT, CHECKED):
        return redirect("intake_result", pk=pk)
    sheets = draft.summary["sheets"]
    reasons: list[str] = []
    if request.method == "POST":
        try:
            draft = say_columns(draft, [said_of(request, n, sheet) for n, sheet in enumerate(sheets)], by=request.user)
            return redirect("intake_mend" if draft.summary["check"]["bad"] else "intake_review", pk=pk)
        except Refused as refused:
            reasons = [sentence(reason) for reason in refused.reasons]
            sheets = [sheet | said_of(request, n, sheet) for n, sheet in enumerate(sheets)]
    context = {
        "draft": draft,
        "sheets": [sheet | {"fields": fields_of(sheet)} for sheet in sheets],
        "kinds": sorted(((kind.code, kind.title) for kind in KINDS.values()), key=lambda pair: str(pair[1])),
        "reasons": reasons,
        "step": 2,
    }
    return render(request, "activities/intake/columns.html", context, status=422 if reasons else 200)


def fields_of(sheet: dict[str, Any]) -> list[tuple[str, str]]:
    """What a column of this sheet may be: the fields of its kind, a year series once for each year found."""
    kind = KINDS.get(sheet["kind"])
    if kind is None:
        return []
    found = [(column.name, column.headers[0]) for column in kind.columns if not column.series]
    taken = dict.fromkeys(entry["field"] for entry in sheet["columns"] if "." in entry["field"])
    return found + [
        (name, f"{kind.column(name.partition('.')[0]).headers[0]} {name.partition('.')[2]}") for name in taken
    ]


def said_of(request: HttpRequest, number: int, sheet: dict[str, Any]) -> dict[str, Any]:
    """One sheet of the form of step 2, as a mapping; the guess stays where nothing was said."""
    kind = request.POST.get(f"loai_{number}", sheet["kind"])
    is_same = kind == sheet["kind"]
    rows = [int(row) for row in request.POST.get(f"dau_{number}", "").replace("-", " ").split() if row.isdecimal()]
    said = {
        "sheet": sheet["sheet"],
        "kind": kind,
        "header_rows": list(range(rows[0], rows[-1] + 1)) if rows else sheet["header_rows"],
        "columns": [
            entry | {"field": request.POST.get(f"cot_{number}_{entry['column']}", entry["field"]) if is_same else ""}
            for entry in sheet["columns"]
        ],
    }
    if is_same and said["header_rows"] == sheet["header_rows"] and sheet.get("first_row"):
        said |= {"first_row": sheet["first_row"], "last_row": sheet["last_row"]}
    return said


@opens_to(*TAKE_IN)
def mend(request: HttpRequest, pk: int) -> HttpResponse:
    draft = draft_called(request, pk)
    if draft.state != CHECKED:
        return redirect("intake_columns", pk=pk)
    if request.method == "POST":
        bad = draft.summary["check"]["bad"]
        fixes, left_out = mended(request, bad)
        draft = mend_cells(draft, fixes, left_out, by=request.user)
        left = len(draft.summary["check"]["bad"])
        if left:
            messages.info(request, gettext("Còn %(n)s dòng cần sửa.") % {"n": left})
        return redirect("intake_mend" if left else "intake_review", pk=pk)
    context = {"draft": draft, "check": draft.summary["check"], "step": 3}
    return render(request, "activities/intake/mend.html", context)


def mended(request: HttpRequest, bad: list[dict[str, Any]]) -> tuple[list[Any], list[Any]]:
    """Cells that were typed anew, suggestions that were taken, rows that were left out.

    Only for rows that still stand where the page showed them: a page that is older than the last
    correction must not touch another row.
    """
    asked = request.POST
    fixes: list[tuple[str, int, str, str]] = []
    left_out: list[tuple[str, int]] = []
    for number, row in enumerate(bad):
        if asked.get(f"dong_{number}") != f"{row['row']} {row['sheet']}":
            continue
        for cell in row["cells"]:
            text = asked.get(f"o_{number}_{cell['column']}")
            if cell["column"] and text is not None and text != cell["value"]:
                fixes.append((row["sheet"], row["row"], cell["column"], text))
        if "goi_y_ca" in asked or asked.get("goi_y") == str(number):
            fixes += [(row["sheet"], row["row"], column, text) for column, text in row["suggestions"].items()]
        if asked.get("bo") == str(number):
            left_out.append((row["sheet"], row["row"]))
    return fixes, left_out


@opens_to(*TAKE_IN)
def bad_rows(request: HttpRequest, pk: int) -> FileResponse:
    """The bad rows as a spreadsheet: where they stand, why, and every cell."""
    draft = draft_called(request, pk)
    tables = bad_rows_table(checked(draft, by=request.user))
    width = max((len(row) for rows in tables.values() for row in rows), default=2) - 2
    heads = [Column(gettext("Bảng")), Column(gettext("Dòng")), Column(gettext("Vì sao chưa nhận"), 60)]
    heads += [Column(gettext("Cột %(n)s") % {"n": n + 1}) for n in range(width)]
    rows = ([sheet, *row] for sheet, found in tables.items() for row in found)
    return excel_response(rows, columns=heads, name="dong-can-sua.xlsx", sheet=gettext("Cần sửa"))


@opens_to(*TAKE_IN)
def review(request: HttpRequest, pk: int) -> HttpResponse:
    draft = draft_called(request, pk)
    if draft.state == DRAFT:
        return redirect("intake_columns", pk=pk)
    stopped = draft.state == WAITING and has_stopped(job_of(draft))
    if draft.state != CHECKED and not stopped:
        return redirect("intake_result", pk=pk)
    if request.method == "POST":
        take_in(draft, by=request.user)
        return redirect("intake_result", pk=pk)
    return render(
        request, "activities/intake/review.html", {"draft": draft, "check": draft.summary["check"], "step": 4}
    )


@opens_to(*TAKE_IN)
def result(request: HttpRequest, pk: int) -> HttpResponse:
    draft = draft_called(request, pk)
    if draft.state in (DRAFT, CHECKED):
        return redirect("intake_columns" if draft.state == DRAFT else "intake_review", pk=pk)
    job = job_of(draft)
    context = {
        "draft": draft,
        "done": draft.summary.get("done"),
        "job": job,
        "stopped": draft.state == WAITING and has_stopped(job),
        "history": history_of(draft)[:20],
    }
    return render(request, "activities/intake/result.html", context)
