"""One finding: the unit answers, an inspector accepts, sends back or gives more time."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from vinhdanh.inspections.actions import close_finding, extend_finding, respond, send_back_finding
from vinhdanh.inspections.forms import CloseForm, ExtendForm, RespondForm, SendBackForm, VersionForm
from vinhdanh.inspections.models import CorrectiveAction, Finding
from vinhdanh.inspections.policies import (
    CLOSE_FINDING,
    EXTEND_FINDING,
    READERS,
    RESPOND_FINDING,
    SEE_FINDING,
    SEND_BACK_FINDING,
)
from vinhdanh.kernel.files import file_response
from vinhdanh.kernel.history import history_of
from vinhdanh.kernel.problems import problems_of
from vinhdanh.kernel.versions import ChangedMeanwhile
from vinhdanh.organisation.queries import today
from vinhdanh.rules.reasons import Refused
from vinhdanh.web.doors import opens_to
from vinhdanh.web.sentences import sentence

FORMS: dict[str, type[VersionForm]] = {
    "tra-loi": RespondForm,
    "dong": CloseForm,
    "lam-lai": SendBackForm,
    "gia-han": ExtendForm,
}
PERMISSIONS = {
    "tra-loi": RESPOND_FINDING,
    "dong": CLOSE_FINDING,
    "lam-lai": SEND_BACK_FINDING,
    "gia-han": EXTEND_FINDING,
}
WORDS = {
    "tra-loi": (_("Trả lời kiến nghị"), _("Gửi trả lời"), _("Đã gửi trả lời. Đoàn kiểm tra sẽ xem.")),
    "dong": (_("Chấp nhận khắc phục"), _("Đóng kiến nghị"), _("Đã đóng kiến nghị.")),
    "lam-lai": (_("Yêu cầu làm thêm"), _("Trả lại đơn vị"), _("Đã trả lại đơn vị.")),
    "gia-han": (_("Gia hạn"), _("Gia hạn"), _("Đã gia hạn. Hạn cũ nằm trong lịch sử.")),
}


def finding_seen_by(user: Any, pk: int) -> Finding:
    rows = SEE_FINDING.rows(Finding.objects.select_related("unit", "inspection"), user)
    return get_object_or_404(rows, pk=pk)


@opens_to(*READERS)
def finding(request: HttpRequest, pk: int) -> HttpResponse:
    return show(request, finding_seen_by(request.user, pk))


def show(
    request: HttpRequest, row: Finding, *, act: str = "", form: VersionForm | None = None, status: int = 200
) -> HttpResponse:
    """The page with the acts that are open to this user; `form` is the one that came back with errors."""
    day = today()
    flags = {f"may_{n}": permission.flag(request.user) for n, permission in enumerate(PERMISSIONS.values())}
    allowed = Finding.objects.filter(pk=row.pk).annotate(**flags).values(*flags).get()
    acts = [
        {
            "name": name,
            "title": WORDS[name][0],
            "button": WORDS[name][1],
            "form": form
            if name == act and form is not None
            else FORMS[name](today=day, auto_id=f"{name}_%s", initial={"version": row.version}),
            "is_open": name == act,
        }
        for n, name in enumerate(PERMISSIONS)
        if allowed[f"may_{n}"] or name == act
    ]
    context = {
        "row": row,
        "today": day,
        "is_late": row.state != "closed" and row.due_on is not None and row.due_on < day,
        "answers": row.actions.select_related("file").order_by("-pk"),
        "acts": acts,
        "problems": problems_of("inspections.findings", row.code),
        "history": history_of(row)[:50],
    }
    return render(request, "inspections/finding.html", context, status=status)


@opens_to(*READERS)
def act_on_finding(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """One of the four acts. What was typed comes back when it is refused."""
    row = finding_seen_by(request.user, pk)
    if act not in FORMS:
        raise Http404(act)
    if request.method != "POST":
        return show(request, row, act=act)
    form = FORMS[act](request.POST, request.FILES, today=today(), auto_id=f"{act}_%s")
    PERMISSIONS[act].demand(request.user, row)
    if not form.is_valid():
        return show(request, row, act=act, form=form, status=422)
    try:
        DO[act](row, form, request.user)
    except ChangedMeanwhile as changed:
        form.data = form.data.copy()
        form.data["version"] = str(changed.row.version)
        form.add_error(None, sentence(changed.reasons[0]))
        return show(request, finding_seen_by(request.user, pk), act=act, form=form, status=409)
    except Refused as refused:
        for reason in refused.reasons:
            form.add_error(None, sentence(reason))
        return show(request, finding_seen_by(request.user, pk), act=act, form=form, status=422)
    messages.success(request, WORDS[act][2])
    return redirect("finding", row.pk)


def _respond(row: Finding, form: VersionForm, user: Any) -> None:
    got = form.cleaned_data
    respond(row, text=got["text"], done_on=got["done_on"], upload=got["file"], version=form.opened, by=user)


def _close(row: Finding, form: VersionForm, user: Any) -> None:
    got = form.cleaned_data
    close_finding(
        row,
        closed_on=got["closed_on"],
        evidence=got["evidence"],
        reason=got["reason"],
        version=form.opened,
        by=user,
    )


def _send_back(row: Finding, form: VersionForm, user: Any) -> None:
    send_back_finding(row, answer=form.cleaned_data["answer"], version=form.opened, by=user)


def _extend(row: Finding, form: VersionForm, user: Any) -> None:
    got = form.cleaned_data
    extend_finding(row, due_on=got["due_on"], reason=got["reason"], version=form.opened, by=user)


DO: dict[str, Callable[[Finding, VersionForm, Any], None]] = {
    "tra-loi": _respond,
    "dong": _close,
    "lam-lai": _send_back,
    "gia-han": _extend,
}


@opens_to(*READERS)
def action_file(request: HttpRequest, pk: int) -> FileResponse:
    """The proof that a unit sent, for those who see the finding."""
    action = get_object_or_404(CorrectiveAction.objects.select_related("file"), pk=pk, file__isnull=False)
    finding_seen_by(request.user, action.finding_id)
    return file_response(action.file)
