"""Writing a dossier in four short parts: who, what, evidence, vote. Every part is saved by itself."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from vinhdanh.commendations.actions import attach_file, create_nomination, detach_file, edit_nomination
from vinhdanh.commendations.actions.assessing import clause_json
from vinhdanh.commendations.forms import EvidenceForm, PartForm, VoteForm, WhatForm, WhoForm
from vinhdanh.commendations.models import Nomination, NominationFile, Round
from vinhdanh.commendations.policies import EDIT_NOMINATION, SUBMIT_NOMINATION
from vinhdanh.commendations.queries.facts import judged
from vinhdanh.commendations.views.dossiers import dossier_seen_by
from vinhdanh.commendations.views.showing import shown_clauses
from vinhdanh.kernel.history import history_of
from vinhdanh.kernel.versions import ChangedMeanwhile
from vinhdanh.rules.reasons import Refused
from vinhdanh.web.doors import opens_to
from vinhdanh.web.sentences import sentence

PARTS: dict[str, tuple[Any, type[PartForm]]] = {
    "thanh-tich": (_("Thành tích"), WhatForm),
    "minh-chung": (_("Minh chứng"), EvidenceForm),
    "bieu-quyet": (_("Biểu quyết"), VoteForm),
}
ORDER = [*PARTS, "gui"]


@opens_to("office", "clerk")
def new_nomination(request: HttpRequest, code: str) -> HttpResponse:
    """Part one: which form and for whom; saving it begins the dossier."""
    round = get_object_or_404(Round, code=code)
    form = WhoForm(request.POST or None, round=round, paths=request.user.paths("office", "clerk"))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            row = create_nomination(round, form=data["form"], unit=data["unit"], person=data["person"], by=request.user)
        except Refused as refused:
            told(form, refused)
        else:
            messages.success(
                request, gettext("Đã lập hồ sơ %(code)s. Phần nào lưu xong thì không mất.") % {"code": row.code}
            )
            return redirect("nomination_edit", code=row.code, part="thanh-tich")
    context = {"round": round, "form": form, "steps": steps("ai"), "part": "ai"}
    return render(request, "commendations/write.html", context, status=422 if form.errors else 200)


def told(form: Any, refused: Refused) -> None:
    for reason in refused.reasons:
        form.add_error(None, sentence(reason))


def steps(current: str) -> list[dict[str, Any]]:
    """The four parts with their place in the row."""
    names = {"ai": pgettext("nominee", "Đối tượng"), **{name: str(label) for name, (label, _form) in PARTS.items()}}
    names["gui"] = gettext("Gửi")
    place = list(names).index(current)
    return [
        {"name": name, "label": label, "done": number < place, "current": name == current}
        for number, (name, label) in enumerate(names.items())
    ]


@opens_to("office", "clerk")
def edit(request: HttpRequest, code: str, part: str) -> HttpResponse:
    """Write one part of a dossier. When somebody saved it meanwhile, both versions are shown."""
    row = dossier_seen_by(request.user, code)
    if part == "gui":
        return review(request, row)
    if part not in PARTS:
        raise Http404(part)
    EDIT_NOMINATION.demand(request.user, row)
    form = PARTS[part][1](request.POST or None, nomination=row)
    if request.method == "POST" and form.is_valid():
        try:
            edit_nomination(row, form.values(), version=form.cleaned_data["version"], by=request.user)
        except ChangedMeanwhile as changed:
            return both_versions(request, changed.row, form, part)  # type: ignore[arg-type]
        except Refused as refused:
            told(form, refused)
        else:
            following = ORDER[ORDER.index(part) + 1] if row.state in ("draft", "returned") else ""
            messages.success(request, gettext("Đã lưu."))
            if following:
                return redirect("nomination_edit", code=row.code, part=following)
            return redirect("nomination", code=row.code)
    return part_page(request, row, form, part, status=422 if form.errors else 200)


def part_page(
    request: HttpRequest, row: Nomination, form: Any, part: str, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "round": row.round,
        "row": row,
        "form": form,
        "part": part,
        "steps": steps(part),
        "files": row.files.select_related("file").order_by("pk") if part == "minh-chung" else [],
        **more,
    }
    return render(request, "commendations/write.html", context, status=status)


def both_versions(request: HttpRequest, current: Nomination, typed: PartForm, part: str) -> HttpResponse:
    """What stands now beside what was typed; saving again writes the typed one over the current one, knowingly."""
    fresh = PARTS[part][1](nomination=current)
    data = typed.data.copy()
    data["version"] = str(current.version)
    again = PARTS[part][1](data, nomination=current)
    differences = []
    for field in again.visible_fields():
        stands = fresh[field.name].initial
        stands = stands.strftime("%d/%m/%Y") if hasattr(stands, "strftime") else "" if stands is None else str(stands)
        mine = str(field.value() or "")
        if stands.split() != mine.split():
            differences.append({"label": field.label, "stored": stands, "typed": mine})
    last = history_of(current).first()
    return part_page(request, current, again, part, status=409, differences=differences, last=last, conflict=True)


def review(request: HttpRequest, row: Nomination) -> HttpResponse:
    """The last part: what the conditions would say, and the button that hands the dossier in."""
    found = judged(row.round, only=[row.pk])
    clauses = [clause_json(clause) for clause in found[0].assessed.clauses] if found else []
    return render(
        request,
        "commendations/review.html",
        {
            "round": row.round,
            "row": row,
            "steps": steps("gui"),
            "clauses": shown_clauses(clauses, row.accepted),
            "met": found[0].assessed.met if found else 0,
            "asked": found[0].assessed.asked if found else 0,
            "obstacles": [sentence(reason) for reason in SUBMIT_NOMINATION.obstacles(request.user, row)],
        },
    )


@opens_to("office", "clerk")
@require_POST
def add_file(request: HttpRequest, code: str) -> HttpResponse:
    """Attach a paper; its content is checked before it is kept."""
    row = dossier_seen_by(request.user, code)
    sent = request.FILES.getlist("tep")
    if not sent:
        messages.error(request, gettext("Chưa chọn tệp nào."))
    for file in sent:
        attach_file(row, file, name=file.name or "tep", caption=request.POST.get("ghi_chu", ""), by=request.user)
        messages.success(request, gettext("Đã thêm minh chứng %(name)s.") % {"name": file.name})
    return redirect("nomination_edit", code=row.code, part="minh-chung")


@opens_to("office", "clerk")
@require_POST
def remove_file(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take a paper off the dossier."""
    row = dossier_seen_by(request.user, code)
    attached = get_object_or_404(NominationFile.objects.select_related("file", "nomination"), nomination=row, pk=pk)
    name = attached.file.name
    detach_file(attached, by=request.user)
    messages.success(request, gettext("Đã bỏ minh chứng %(name)s.") % {"name": name})
    return redirect("nomination_edit", code=row.code, part="minh-chung")
