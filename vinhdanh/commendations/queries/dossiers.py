"""What can be asked of single dossiers: their names, neighbours, codes, the unit that sends them."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from vinhdanh.accounts.models import Role, User
from vinhdanh.commendations.models import Assessment, Nomination, Round
from vinhdanh.organisation.models import Person, Unit, UnitName
from vinhdanh.rules.paths import WIDTH


def address_of(nomination: Nomination) -> str:
    return reverse("nomination", args=[nomination.code])


def direct_unit_above(unit: Unit) -> Unit:
    """The unit right under the root that sends for `unit`: itself when it stands there, or above."""
    path = unit.path[: 2 * WIDTH]
    return unit if path == unit.path else Unit.objects.filter(path=path).first() or unit


def name_on(unit: Unit, day: dt.date) -> str:
    """What the unit was called on `day`; its name of today when nothing is written of that day."""
    named = UnitName.objects.filter(unit=unit, valid_from__lte=day, valid_to__gt=day)
    return named.values_list("name", flat=True).first() or unit.name


def name_and_unit(*, unit: Unit | None, person: Person | None, day: dt.date) -> tuple[str, str]:
    """The name of the nominee as it is printed on `day`, and the unit printed under it.

    Under a person stands his own unit, under a unit the one that sends for it.
    """
    if person is not None:
        return person.name, name_on(person.unit, day)
    if unit is None:
        return "", ""
    above = direct_unit_above(unit)
    return name_on(unit, day), name_on(above, day) if above.pk != unit.pk else ""


def last_codes(round: Round) -> list[str]:
    """Codes of the round, the last ones by their text and by their entry."""
    codes = Nomination.objects.filter(round=round)
    by_text = codes.order_by("-code").values_list("code", flat=True)[:5]
    by_entry = codes.order_by("-pk").values_list("code", flat=True)[:5]
    return [*by_text, *by_entry]


def neighbours(rows: QuerySet[Nomination], code: str) -> tuple[str, str]:
    """Codes of the dossier before and after in these rows, by code; empty at the ends."""
    codes = rows.order_by("code").values_list("code", flat=True)
    before = codes.filter(code__lt=code).order_by("-code").first()
    after = codes.filter(code__gt=code).first()
    return before or "", after or ""


def clauses_of_code(rows: QuerySet[Nomination], code: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The clauses of one of these dossiers as they were written down last, and those a person accepted."""
    found = rows.filter(code=code).values_list("assessment__clauses", "accepted").first()
    return (found[0] or [], found[1]) if found else ([], {})


def office_people() -> list[User]:
    """Who may be given dossiers to verify, by name."""
    today = timezone.localdate()
    grants = {"grants__role": Role.OFFICE, "grants__valid_from__lte": today, "grants__valid_to__gt": today}
    return list(User.objects.filter(is_active=True, **grants).distinct().order_by("name", "pk"))


def text_of(rows: QuerySet[Nomination], round: Round, code: str) -> tuple[str, str] | None:
    """Name and summary of another dossier of the round among these rows, to be read beside this one."""
    return rows.filter(round=round, code=code).values_list("name", "summary").first()


def assessment_of(nomination: Nomination) -> Assessment | None:
    return Assessment.objects.filter(nomination=nomination).first()
