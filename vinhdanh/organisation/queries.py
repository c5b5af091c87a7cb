"""What can be asked of the organisation: its office, its day, its units and their subtrees."""

import datetime as dt

from django.utils import timezone

from vinhdanh.organisation.models import Office, Unit, UnitQuerySet


def office() -> Office | None:
    """The one installation, or None before the first run."""
    return Office.objects.order_by("pk").first()


def today() -> dt.date:
    """The office's pinned day when a demonstration stands still, else the local date."""
    return day_of(office())


def day_of(office: Office | None) -> dt.date:
    return office.pinned_on if office is not None and office.pinned_on else timezone.localdate()


def unit_by_code(code: str) -> Unit | None:
    return Unit.objects.filter(code=code).first()


def direct_units(day: dt.date) -> UnitQuerySet:
    """The units right under the root that exist on `day`, in the order of the tree."""
    here = office()
    root = Unit.objects.filter(code=here.root_code) if here and here.root_code else Unit.objects.filter(parent=None)
    return Unit.objects.filter(parent__in=root).alive_on(day)
