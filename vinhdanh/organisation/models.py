"""Units through time, people, posts, and the office's own words.

The truth about a unit is dated: what it was called, which code and kind it had, under whom it
stood. Dates are half-open, `valid_from <= day < valid_to`, and what is still true ends at
`FOREVER`. The columns on `Unit` itself (code, name, kind, parent, path) repeat the latest dated
values, so that a list of today needs no join through history.
"""

import datetime as dt

from django.db import models
from django.db.models import F, Q

from vinhdanh.rules.paths import after

FOREVER = dt.date(9999, 12, 31)


class Office(models.Model):
    """The one installation: its root, its words and the answers of the first run (`office.yaml`)."""

    name = models.CharField(max_length=300)
    office_name = models.CharField(max_length=300, blank=True)
    root_code = models.CharField(max_length=40, blank=True)
    layout = models.CharField(max_length=10, default="plain")  # party, state, plain
    language = models.CharField(max_length=5, default="vi")
    answers = models.JSONField(default=dict)
    # A demonstration year stands still on one day; a real office leaves this empty.
    pinned_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class UnitKind(models.Model):
    """A level of the organisation and this office's word for it (vocabulary as data)."""

    code = models.CharField(max_length=40, unique=True)  # root, above_base, base, part, base_cell, cell, ...
    word = models.CharField(max_length=120)
    word_en = models.CharField(max_length=120, blank=True)
    is_cell = models.BooleanField(default=False)
    is_base = models.BooleanField(default=False)
    rank = models.IntegerField(default=0)

    class Meta:
        ordering = ["rank", "id"]

    def __str__(self) -> str:
        return self.word


class UnitQuerySet(models.QuerySet["Unit"]):
    def alive_on(self, day: dt.date) -> "UnitQuerySet":
        """Units that exist on `day`: started by then, and not ended by then."""
        return self.filter(started_on__lte=day, ended_on__gt=day)

    def under(self, path: str) -> "UnitQuerySet":
        """The unit at `path` (today's tree) and everything below it."""
        return self.filter(path__gte=path, path__lt=after(path))


class Unit(models.Model):
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=300)
    name_key = models.CharField(max_length=300)
    sort_key = models.CharField(max_length=600)
    kind = models.ForeignKey(UnitKind, on_delete=models.PROTECT)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    path = models.CharField(max_length=80, default="")
    started_on = models.DateField()
    ended_on = models.DateField(default=FOREVER)
    basis = models.CharField(max_length=300, blank=True)
    version = models.IntegerField(default=1, db_default=1)

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ["path"]
        indexes = [
            models.Index(fields=["path"], name="unit_path"),
            models.Index(fields=["parent", "sort_key"], name="unit_child"),
            models.Index(fields=["name_key"], name="unit_name_key"),
            models.Index(fields=["sort_key", "id"], name="unit_sort_key"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(started_on__lt=F("ended_on")), name="unit_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_alive(self) -> bool:
        return self.ended_on == FOREVER


class Dated(models.Model):
    valid_from = models.DateField()
    valid_to = models.DateField(default=FOREVER)

    class Meta:
        abstract = True


class UnitName(Dated):
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(valid_from__lt=F("valid_to")), name="name_dates_in_order"),
            models.UniqueConstraint(fields=["unit", "valid_from"], name="one_name_starts_on_a_day"),
            models.UniqueConstraint(fields=["unit"], condition=Q(valid_to=FOREVER), name="one_name_is_open"),
        ]


class Placement(Dated):
    """Under whom a unit stood. The truth from which paths are derived."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="placements")
    parent = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="placed_children")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(valid_from__lt=F("valid_to")), name="placement_dates_in_order"),
            models.CheckConstraint(condition=~Q(unit=F("parent")), name="no_unit_under_itself"),
            models.UniqueConstraint(fields=["unit", "valid_from"], name="one_placement_starts_on_a_day"),
            models.UniqueConstraint(fields=["unit"], condition=Q(valid_to=FOREVER), name="one_placement_is_open"),
        ]


class UnitPath(Dated):
    """Derived from placements: where in the tree a unit stood, as a range-searchable text."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="paths")
    path = models.CharField(max_length=80)

    class Meta:
        indexes = [
            models.Index(fields=["path", "valid_to", "valid_from"], name="path_on_day"),
            models.Index(fields=["unit", "valid_to"], name="path_of_unit"),
        ]
        constraints = [models.UniqueConstraint(fields=["unit", "valid_from"], name="one_path_starts_on_a_day")]


class UnitTally(Dated):
    """Derived from paths: how many units and cells stood below a unit, so that no page counts the whole tree."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="tallies")
    units = models.IntegerField()
    cells = models.IntegerField()
    children = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "valid_from"], name="one_tally_starts_on_a_day"),
        ]


class OrgChange(models.Model):
    """A reorganisation with its legal basis: merge, unite, divide, split off, rename, move, found, dissolve."""

    class Kind(models.TextChoices):
        FOUND = "found"
        RENAME = "rename"
        MOVE = "move"
        MERGE = "merge"  # sáp nhập: into one that lives on
        UNITE = "unite"  # hợp nhất: into a new one
        DIVIDE = "divide"  # chia: ends, becomes several
        SPLIT_OFF = "split_off"  # tách: lives on, a part becomes new
        DISSOLVE = "dissolve"

    key = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=12, choices=Kind)
    effective_on = models.DateField(db_index=True)
    basis = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["effective_on", "id"]


class OrgChangeSide(models.Model):
    """A unit before or after a change, with the name and parent of that day."""

    change = models.ForeignKey(OrgChange, on_delete=models.CASCADE, related_name="sides")
    is_after = models.BooleanField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="changes")
    name = models.CharField(max_length=300, blank=True)
    parent = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["change", "is_after", "unit"], name="one_side_of_a_change"),
        ]


class Succession(models.Model):
    """What became of a unit: its successor, since when."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="successions")
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="predecessions")
    on_date = models.DateField()
    change = models.ForeignKey(OrgChange, null=True, on_delete=models.CASCADE)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "successor", "on_date"], name="succession_stated_once"),
        ]


class Person(models.Model):
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=200)
    sort_key = models.CharField(max_length=400)
    gender = models.CharField(max_length=6, blank=True)  # female, male, or not known
    birth_date = models.DateField(null=True)
    birth_year = models.IntegerField(null=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="people")
    work_post = models.CharField(max_length=200, blank=True)
    organisation_post = models.CharField(max_length=200, blank=True)
    joined_on = models.DateField(null=True)
    is_leader = models.BooleanField(default=False)
    status = models.CharField(max_length=60)  # this office's word; which words mean "active" is in its answers
    is_active = models.BooleanField(default=True)
    version = models.IntegerField(default=1, db_default=1)

    class Meta:
        indexes = [
            models.Index(fields=["name_key", "id"], name="person_name_key"),
            models.Index(fields=["sort_key", "id"], name="person_sort_key"),
            models.Index(fields=["unit", "sort_key"], name="person_of_unit"),
        ]

    def __str__(self) -> str:
        return self.name
