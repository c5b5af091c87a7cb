"""Units: the list, one unit through time, its plain facts."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from vinhdanh.kernel.actor import Actor
from vinhdanh.kernel.history import history_of
from vinhdanh.kernel.versions import ChangedMeanwhile
from vinhdanh.organisation.actions import correct_unit
from vinhdanh.organisation.forms import UnitFacts
from vinhdanh.organisation.models import FOREVER, Unit, UnitKind
from vinhdanh.organisation.policies import EDIT_UNIT, SEE_PERSON
from vinhdanh.organisation.queries import asked_day, today
from vinhdanh.organisation.units import changes_of_unit, successions_of, unit_facts, units_listed
from vinhdanh.web.conflict import conflict_page
from vinhdanh.web.doors import SignedIn, opens_to
from vinhdanh.web.paging import keyset_page


@opens_to()
def units(request: SignedIn) -> HttpResponse:
    now = today()
    day = asked_day(request.GET.get("ngay"), otherwise=now)
    asked, kind, state, under = (request.GET.get(name, "") for name in ("q", "loai", "trang_thai", "thuoc"))
    above = Unit.objects.filter(code=under.split(" ")[0]).first() if under else None
    rows = units_listed(day, asked=asked, kind=kind, state=state, under=above)
    page = keyset_page(request, rows, "sort_key", "id", total=rows.count())
    return render(
        request,
        "organisation/units.html",
        {
            "page": page,
            "day": day,
            "today": now,
            "asked": asked,
            "kind": kind,
            "state": state,
            "above": above,
            "kinds": UnitKind.objects.all(),
            "forever": FOREVER,
        },
    )


def reaches(user: Actor, unit: Unit, *roles: str) -> bool:
    """Whether one of these roles is held over the unit."""
    return any(unit.path.startswith(path) for path in user.paths(*roles))


@opens_to()
def unit(request: SignedIn, code: str) -> HttpResponse:
    """What is true of the unit on the day, its names, its places, its changes, its people."""
    now = today()
    day = asked_day(request.GET.get("ngay"), otherwise=now)
    shown = get_object_or_404(Unit.objects.select_related("kind"), code=code)
    people = SEE_PERSON.rows(shown.people.all(), request.user).order_by("sort_key", "pk")
    facts = unit_facts(shown, day, people=people)
    page = facts | {
        "day": day,
        "today": now,
        "forever": FOREVER,
        "names": shown.names.order_by("-valid_from"),
        "placements": shown.placements.select_related("parent").order_by("-valid_from"),
        "changes": changes_of_unit(shown),
        "successions": successions_of(shown),
        "people": people[:10],
        "people_number": people.count(),
        "can_see_people": reaches(request.user, shown, "office", "clerk", "leader", "secretary"),
        "can_see_work": reaches(request.user, shown, "office", "clerk", "leader", "inspector"),
        "can_edit": EDIT_UNIT.allows(request.user, shown),
        "history": history_of(shown)[:50],
    }
    return render(request, "organisation/unit.html", page)


@opens_to("office")
def edit_unit(request: SignedIn, code: str) -> HttpResponse:
    """Correct what was written wrongly; reorganisations come as changes with a date and a basis."""
    shown = get_object_or_404(EDIT_UNIT.rows(Unit.objects.all(), request.user), code=code)
    form = UnitFacts(request.POST or None, initial={f: getattr(shown, f) for f in UnitFacts.base_fields})
    if request.method == "POST" and form.is_valid():
        try:
            correct_unit(shown, form.facts(), version=form.cleaned_data["version"], by=request.user)
        except ChangedMeanwhile as changed:
            return conflict_page(request, form, changed.row)
        messages.success(request, gettext("Đã lưu thông tin đơn vị."))
        return redirect("unit", shown.code)
    status = 422 if form.errors else 200
    return render(request, "organisation/edit_unit.html", {"unit": shown, "form": form}, status=status)
