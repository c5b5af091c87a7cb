"""What can be asked of the organisation: its office, its day, its units and their subtrees on a day."""

import datetime as dt

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from vinhdanh.kernel.permissions import within
from vinhdanh.organisation.answers import Answers
from vinhdanh.organisation.models import (
    Office,
    OrgChange,
    OrgChangeSide,
    Person,
    Unit,
    UnitKind,
    UnitPath,
    UnitQuerySet,
)
from vinhdanh.rules import paths
from vinhdanh.rules.text import clean, fold


def office() -> Office | None:
    """The one installation, or None before the first run."""
    return Office.objects.order_by("pk").first()


def answers() -> Answers:
    """The office's answers; empty before the first run."""
    here = office()
    return Answers(here.answers if here is not None else {})


def today() -> dt.date:
    """The office's pinned day when a demonstration stands still, else the local date."""
    return day_of(office())


def day_of(office: Office | None) -> dt.date:
    return office.pinned_on if office is not None and office.pinned_on else timezone.localdate()


def asked_day(text: str | None, *, otherwise: dt.date) -> dt.date:
    """The day of `?ngay=`, written 2022-07-01 or 01/07/2022; the given one when none or no such day is written."""
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return dt.datetime.strptime((text or "").strip(), form).date()  # noqa: DTZ007 a day has no time zone
        except ValueError:
            continue
    return otherwise


def unit_by_code(code: str) -> Unit | None:
    return Unit.objects.filter(code=code).first()


def root_unit(here: Office | None = None) -> Unit | None:
    """The top of the tree: the unit that the office named, else the first one without a parent."""
    here = here or office()
    if here is not None and here.root_code:
        return Unit.objects.select_related("kind").filter(code=here.root_code).first()
    return Unit.objects.select_related("kind").filter(parent=None).order_by("path", "pk").first()


def units_alive(day: dt.date) -> UnitQuerySet:
    return Unit.objects.alive_on(day)


def direct_units(day: dt.date) -> UnitQuerySet:
    """The units that stood right under the root on `day`, in the order of their names."""
    root = root_unit()
    return tree_children(root, day) if root is not None else Unit.objects.none()


def tree_children(unit: Unit, day: dt.date) -> UnitQuerySet:
    """The units that stood right under `unit` on `day`, by name of today."""
    return (
        Unit.objects.alive_on(day)
        .filter(placements__parent=unit, placements__valid_from__lte=day, placements__valid_to__gt=day)
        .order_by("sort_key", "pk")
    )


def named_on(units: UnitQuerySet, day: dt.date) -> UnitQuerySet:
    """Each unit with `name_on_day`: what it was called on `day`."""
    on_day = Q(names__valid_from__lte=day, names__valid_to__gt=day)
    return units.annotate(
        named=FilteredRelation("names", condition=on_day),
        name_on_day=Coalesce(F("named__name"), F("name")),
    )


def path_on(unit: Unit, day: dt.date) -> str:
    """Where `unit` stood in the tree on `day`; its latest path when it stood nowhere that day."""
    path = (
        UnitPath.objects.filter(unit=unit, valid_from__lte=day, valid_to__gt=day).values_list("path", flat=True).first()
    )
    return path or unit.path


def ancestors(unit: Unit, day: dt.date) -> list[Unit]:
    """The units above `unit` on `day`, from the root down."""
    above = paths.ancestors(path_on(unit, day))
    if not above:
        return []
    found = Unit.objects.filter(paths__path__in=above, paths__valid_from__lte=day, paths__valid_to__gt=day)
    return list(named_on(found, day).order_by("paths__path"))


def under(unit: Unit, day: dt.date) -> UnitQuerySet:
    """`unit` and everything that stood below it on `day`."""
    path = path_on(unit, day)
    return Unit.objects.alive_on(day).filter(
        paths__path__gte=path,
        paths__path__lt=paths.after(path),
        paths__valid_from__lte=day,
        paths__valid_to__gt=day,
    )


def cell_kinds() -> list[UnitKind]:
    """The levels that count as cells, in this office's words."""
    return list(UnitKind.objects.filter(is_cell=True))


def called(asked: str, *, key: str = "name_key", code: str = "code") -> Q:
    """Rows whose name holds every word of `asked`, in any order and without marks, or whose code begins with it."""
    words = fold(asked).split()
    if not words:
        return Q(pk__in=[])
    named = Q()
    for word in words:
        named &= Q(**{f"{key}__startswith": word}) | Q(**{f"{key}__contains": f" {word}"})
    return named | Q(**{f"{code}__startswith": clean(asked).split(" ")[0]})


def units_called(asked: str, day: dt.date) -> UnitQuerySet:
    """Units alive on `day` by name or code."""
    return Unit.objects.alive_on(day).filter(called(asked)).order_by("sort_key", "pk")


def people_listed(
    people: QuerySet[Person], *, asked: str = "", under: Unit | None = None, state: str = "", leaders: bool = False
) -> QuerySet[Person]:
    """People by parts of their name or by code, of one unit and those below it, active ones unless asked otherwise."""
    if asked.strip():
        people = people.filter(called(asked))
    if under is not None:
        people = people.filter(within([under.path], "unit__path"))
    if state != "all":
        people = people.filter(is_active=state != "left")
    return people.filter(is_leader=True) if leaders else people


def changes_listed(*, kind: str = "", year: str = "", asked: str = "") -> QuerySet[OrgChange]:
    """Reorganisations of one kind, of one year, of units called so."""
    changes = OrgChange.objects.all()
    if kind:
        changes = changes.filter(kind=kind)
    if year.isdecimal() and 1000 < int(year) < 9999:
        changes = changes.filter(
            effective_on__gte=dt.date(int(year), 1, 1), effective_on__lte=dt.date(int(year), 12, 31)
        )
    if asked.strip():
        units = Unit.objects.filter(called(asked))
        changes = changes.filter(Exists(OrgChangeSide.objects.filter(change=OuterRef("pk"), unit__in=units)))
    return changes
