"""The organisation as it stood on a day."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext

from vinhdanh.organisation import tree
from vinhdanh.organisation.answers import Answers
from vinhdanh.organisation.models import FOREVER, Office, OrgChange, Unit, UnitKind
from vinhdanh.organisation.policies import EDIT_UNIT, SEE_PERSON
from vinhdanh.organisation.queries import asked_day, day_of, office, root_unit
from vinhdanh.organisation.tallies import cells_around
from vinhdanh.organisation.templatetags.organisation_words import word
from vinhdanh.organisation.units import unit_facts
from vinhdanh.web.doors import SignedIn, opens_to

LEFT, RIGHT = 12, 988


@opens_to()
def tree_page(request: SignedIn) -> HttpResponse:
    """The tree, open down to the chosen unit, with the day it shows and what changed on that day."""
    here = office()
    today = day_of(here)
    day = asked_day(request.GET.get("ngay"), otherwise=today)
    root = root_unit(here)
    if root is None:
        return render(request, "organisation/tree_empty.html", {"can_import": request.user.has_role("office")})
    code = request.GET.get("don_vi", root.code)
    chosen = Unit.objects.select_related("kind").filter(code=code).first() or root
    days = tree.days_of_change()
    asked = request.GET.get("q", "").strip()
    page: dict[str, Any] = {"today": today, "day": day, "root": root, "chosen": chosen, "asked": asked, **words(here)}
    page["can_import"] = request.user.has_role("office")
    if asked:
        page["found"] = tree.found(asked, day)
        shown = page["found"].nodes
    else:
        page["top"], shown = tree.open_tree(root, chosen, day)
    tree.dress(shown, day, with_people=day == today)
    page |= {"scale": scale(days, day, today), "facts": facts_for(request, chosen, day)}
    page |= changes_of(days, day, root)
    return render(request, "organisation/tree.html", page)


@opens_to()
def tree_branch(request: SignedIn, code: str) -> HttpResponse:
    """One branch, when it is opened."""
    here = office()
    today = day_of(here)
    day = asked_day(request.GET.get("ngay"), otherwise=today)
    unit = get_object_or_404(Unit, code=code)
    node = tree.node_of(unit, day)
    node.branch = tree.branch(unit, day)
    tree.dress([node, *node.branch.nodes], day, with_people=day == today)
    page = {"nodes": [node], "day": day, "today": today, "chosen": None, **words(here)}
    return render(request, "organisation/tree_node.html", page)


@opens_to()
def tree_panel(request: SignedIn, code: str) -> HttpResponse:
    """The facts of one unit, when it is chosen."""
    day = asked_day(request.GET.get("ngay"), otherwise=day_of(office()))
    unit = get_object_or_404(Unit, code=code)
    return render(request, "organisation/panel.html", {"facts": facts_for(request, unit, day), "day": day})


def words(here: Office | None) -> dict[str, str]:
    """What this office calls its people and its smallest units."""
    cell = UnitKind.objects.filter(is_cell=True).order_by("-rank", "-pk").first()
    said = word(cell) if cell else gettext("đơn vị cấp cuối")
    return {
        "person_word": Answers(here.answers if here else {}).person_word or gettext("người"),
        "cell_word": said[:1].lower() + said[1:],
    }


def facts_for(request: SignedIn, unit: Unit, day: dt.date):  # type: ignore[no-untyped-def]
    return unit_facts(unit, day, people=SEE_PERSON.rows(unit.people.all(), request.user)) | {
        "can_edit": EDIT_UNIT.allows(request.user, unit),
        "forever": FOREVER,
    }


def changes_of(days: tree.Days, day: dt.date, root: Unit) -> dict[str, object]:
    """What happened on the day itself, and the number of cells before and after it."""
    number = days.on(day)
    before, after = cells_around(root, day)
    return {
        "day_changes": tree.told(OrgChange.objects.filter(effective_on=day).order_by("pk")[:30]) if number else [],
        "day_changes_number": number,
        "cells_before": before,
        "cells_after": after,
        "earlier": days.before(day),
        "later": days.after(day),
    }


@dataclass(frozen=True)
class Scale:
    """The line of time above the tree, in the units of its drawing."""

    first: dt.date
    days: int
    value: int
    marks: list[dict[str, Any]]
    labels: list[dict[str, Any]]
    at: float
    changes: int


def scale(days_of_change: tree.Days, day: dt.date, today: dt.date) -> Scale:
    """The line from the first change (at most six years back, or the day itself) until today."""
    earliest = min(days_of_change.first() or today, day, today - dt.timedelta(days=365))
    first = max(earliest, today - dt.timedelta(days=6 * 366)).replace(day=1) if day >= earliest else earliest
    first = min(first, day)
    last = max(today, day)
    days = max(1, (last - first).days)

    def x(on: dt.date) -> float:
        return round(LEFT + (RIGHT - LEFT) * (on - first).days / days, 1)

    marks = days_of_change.marks(first, last)
    dots = [
        {"x": str(x(mark.last)), "r": str(3 if mark.changes < 5 else 4 if mark.changes < 20 else 5), "on": mark.last}
        for mark in marks
    ]
    years = [dt.date(year, 1, 1) for year in range(first.year + 1, last.year + 1)]
    labels = [{"x": str(x(on)), "text": str(on.year)} for on in years if 70 < x(on) < 930]
    return Scale(first, days, (day - first).days, dots, labels, x(day), sum(mark.changes for mark in marks))
