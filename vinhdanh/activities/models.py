"""What units did: meetings, studies, revised regulations, good models, communication; their evidence."""

from django.db import models
from django.utils import timezone

from vinhdanh.kernel.models import StoredFile
from vinhdanh.organisation.models import Unit


class Activity(models.Model):
    """What every kind of activity has: an identity across imports, and the unit that did it."""

    key = models.CharField(max_length=64, unique=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="%(class)s_set")
    entered_by_name = models.CharField(max_length=200, blank=True, default="", db_default="")
    # `fold()` of what a person would search for: the topic or title and the names in the row.
    search_key = models.CharField(max_length=700, blank=True, default="", db_default="")
    # Counts the times the row was saved, so that the second of two people sees what the first one did.
    version = models.IntegerField(default=1, db_default=1)

    class Meta:
        abstract = True


class Meeting(Activity):
    """A meeting of a cell; `kind` is regular or thematic."""

    held_on = models.DateField()
    kind = models.CharField(max_length=10)
    topic = models.CharField(max_length=300, blank=True)
    total = models.IntegerField(null=True)
    present = models.IntegerField(null=True)
    chair = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["held_on", "id"], name="meeting_by_day"),
            models.Index(fields=["unit", "held_on"], name="meeting_of_unit"),
        ]


class Study(Activity):
    held_on = models.DateField()
    content = models.CharField(max_length=400)
    manner = models.CharField(max_length=60, blank=True)
    sites = models.IntegerField(null=True)
    participants = models.IntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["held_on", "id"], name="study_by_day")]


class Regulation(Activity):
    """A regulation that was reviewed, amended or newly made (`outcome`)."""

    title = models.CharField(max_length=400)
    outcome = models.CharField(max_length=10)  # reviewed, amended, new
    dated_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["dated_on", "id"], name="regulation_by_day")]


class GoodModel(Activity):
    title = models.CharField(max_length=400)
    year = models.IntegerField(null=True)
    is_spread = models.BooleanField(default=False)
    summary = models.CharField(max_length=1000, blank=True)

    class Meta:
        indexes = [models.Index(fields=["year", "id"], name="good_model_by_year")]


class Publicity(Activity):
    """News items of one channel and day; `quantity` counts them."""

    channel = models.CharField(max_length=120, blank=True)
    dated_on = models.DateField(null=True)
    title = models.CharField(max_length=400, blank=True)
    quantity = models.IntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["dated_on", "id"], name="publicity_by_day")]


class Evidence(models.Model):
    """A file that shows that an activity took place."""

    record_type = models.CharField(max_length=40)  # meeting, study, regulation, goodmodel, publicity
    record_pk = models.BigIntegerField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    caption = models.CharField(max_length=300, blank=True)
    added_by_name = models.CharField(max_length=200)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["record_type", "record_pk"], name="evidence_of_record")]
        constraints = [
            models.UniqueConstraint(fields=["record_type", "record_pk", "file"], name="evidence_attached_once")
        ]
