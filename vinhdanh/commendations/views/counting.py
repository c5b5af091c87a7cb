"""What a teller enters, and what is counted again after two counts differ."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from vinhdanh.commendations.actions import count_again, enter_counts
from vinhdanh.commendations.models import Nominee
from vinhdanh.commendations.queries.ballots import COUNTS
from vinhdanh.commendations.views.council import session_called, session_page
from vinhdanh.rules.ballot import Box
from vinhdanh.rules.reasons import Reason, Refused
from vinhdanh.rules.tally import Tally
from vinhdanh.web.doors import opens_to


def box_from(data: Mapping[str, str], nominee: Nominee) -> Box | None:
    """The six numbers typed for one dossier; None when the row was left empty."""
    typed = {name: data.get(f"{name}_{nominee.pk}", "").strip() for name in COUNTS}
    if not (typed["yes"] or typed["no"] or typed["valid"]):
        return None
    wrong = [name for name, text in typed.items() if not text.isdecimal() or len(text) > 6]
    if wrong:
        raise Refused(Reason("count.not_a_number", {"name": nominee.nomination.name}))
    return Box(**{name: int(text) for name, text in typed.items()})


@opens_to("teller")
@require_POST
def session_counts(request: HttpRequest, pk: int) -> HttpResponse:
    """A teller's sheet. Rows left empty are for later; one wrong row keeps the whole sheet back."""
    row = session_called(pk)
    boxes: dict[Nominee, Box] = {}
    reasons: list[Reason] = []
    for nominee in row.nominees.select_related("nomination", "session").order_by("position", "pk"):
        try:
            box = box_from(request.POST, nominee)
        except Refused as refused:
            reasons.extend(refused.reasons)
            continue
        if box is not None:
            boxes[nominee] = box
    if not boxes and not reasons:
        reasons.append(Reason("count.nothing_typed"))
    try:
        if reasons:
            raise Refused(*reasons)
        enter_counts(boxes, by=request.user)
    except Refused as refused:
        return session_page(request, row, refused=refused, typed=request.POST.dict(), status=422)
    told = ngettext("Đã nhập kết quả %(n)s hồ sơ.", "Đã nhập kết quả %(n)s hồ sơ.", len(boxes))
    messages.success(request, told % {"n": len(boxes)})
    return redirect("session", pk=row.pk)


@opens_to("teller", "secretary")
@require_POST
def session_recount(request: HttpRequest, pk: int, nominee: int) -> HttpResponse:
    """One dossier counted again, because the two tellers differ."""
    row = session_called(pk)
    found = get_object_or_404(Nominee.objects.select_related("nomination", "session"), session=row, pk=nominee)
    try:
        box = box_from(request.POST, found)
        if box is None:
            raise Refused(Reason("count.nothing_typed"))
        state = count_again(found, box, by=request.user)
    except Refused as refused:
        return session_page(request, row, refused=refused, typed=request.POST.dict(), status=422)
    if state is Tally.AGREED:
        messages.success(request, gettext("Kết quả đã khớp."))
    else:
        messages.error(request, gettext("Kết quả vẫn khác nhau, cần đếm lại lần nữa."))
    return redirect("session", pk=row.pk)
