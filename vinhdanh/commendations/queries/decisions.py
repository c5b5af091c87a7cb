"""What can be asked before a decision is made: which dossiers, under which names."""

import datetime as dt

from django.db.models import QuerySet

from vinhdanh.commendations.models import Nomination, Round
from vinhdanh.honours.models import Decision
from vinhdanh.organisation.models import UnitName


def to_decide(round: Round) -> QuerySet[Nomination]:
    """Dossiers that the council approved, that meet every condition, and that no decision names yet."""
    return (
        Nomination.objects.filter(round=round, state="approved", result="pass", award__isnull=True)
        .select_related("round", "unit", "person", "person__unit", "submitter")
        .order_by("code")
    )


def names_on(nominations: list[Nomination], day: dt.date) -> dict[int, tuple[str, str]]:
    """Dossier -> the name of the nominee and of the unit under it, as they were on `day`."""
    units = {n.unit_id for n in nominations} | {n.person.unit_id for n in nominations if n.person}
    units |= {n.submitter_id for n in nominations}
    on_day = dict(
        UnitName.objects.filter(unit__in=units - {None}, valid_from__lte=day, valid_to__gt=day).values_list(
            "unit_id", "name"
        )
    )
    out = {}
    for nomination in nominations:
        if nomination.person is not None:
            unit = nomination.person.unit
            out[nomination.pk] = (nomination.name, on_day.get(unit.pk, unit.name))
            continue
        name = on_day.get(nomination.unit_id or 0, nomination.name)
        above = nomination.submitter
        under = on_day.get(above.pk, above.name) if above.pk != nomination.unit_id else ""
        out[nomination.pk] = (name, under)
    return out


def last_signer(issuer: str) -> tuple[str, str]:
    """Who signed this issuer's last decision: most likely he signs the next one too."""
    found = (
        Decision.objects.filter(issuer=issuer)
        .exclude(signer_name="")
        .order_by("-dated_on", "-pk")
        .values_list("signer_name", "signer_post")
        .first()
    )
    return found or ("", "")
