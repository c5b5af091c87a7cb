"""What every domain shares: history, stored files, numbers, jobs, and what an import found."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Event(models.Model):
    """One thing that a person (or a named machine actor) did to one object, and why."""

    at = models.DateTimeField(default=timezone.now, db_index=True)
    actor_pk = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    verb = models.CharField(max_length=80)
    object_type = models.CharField(max_length=80)
    object_pk = models.BigIntegerField()
    object_name = models.CharField(max_length=400)
    facts = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["object_type", "object_pk", "-id"], name="event_of_object")]
        ordering = ["-id"]


class StoredFile(models.Model):
    """A file kept once under the hash of its content, in `FILES_DIR`."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.BigIntegerField()
    content_type = models.CharField(max_length=120)
    name = models.CharField(max_length=255)
    stored_at = models.DateTimeField(default=timezone.now)


class NumberSeries(models.Model):
    """A row to lock while the next number of a series is taken."""

    name = models.CharField(max_length=120, unique=True)
    last = models.IntegerField(default=0)


class IssuedNumber(models.Model):
    """A number given once, to one purpose: asking again for the same purpose gives the same number."""

    series = models.ForeignKey(NumberSeries, on_delete=models.PROTECT)
    number = models.IntegerField()
    purpose = models.CharField(max_length=200, unique=True)
    issued_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="number_given_once"),
        ]


class Job(models.Model):
    """Slow work: what it is, how far it is, who holds it. Safe to run twice."""

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=80)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    total = models.IntegerField(default=0)
    done = models.IntegerField(default=0)
    message = models.CharField(max_length=400, blank=True)
    result = models.JSONField(default=dict)
    error = models.TextField(blank=True)
    attempts = models.IntegerField(default=0)
    fence = models.IntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    cancel_asked = models.BooleanField(default=False)
    asked_by_pk = models.BigIntegerField(null=True)
    asked_by_name = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["lease_until", "id"],
                condition=Q(state__in=["waiting", "running"]),
                name="job_to_take",
            )
        ]


class Once(models.Model):
    """A form that was already acted on: sending it again shows the first answer."""

    token = models.CharField(max_length=64)
    user_pk = models.BigIntegerField()
    path = models.CharField(max_length=400)
    answer = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user_pk", "token"], name="form_acted_on_once")]


class Intake(models.Model):
    """One spreadsheet taken in: where it came from and what was understood of it."""

    file_name = models.CharField(max_length=255)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT)
    state = models.CharField(max_length=12, default="read")  # read, mapped, checked, loaded
    mapping = models.JSONField(default=dict)
    summary = models.JSONField(default=dict)
    by_pk = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(default=timezone.now)


class IntakeProblem(models.Model):
    """What was wrong with one cell of one row, for a person to see and mend."""

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="problems")
    sheet = models.CharField(max_length=120)
    row = models.IntegerField()
    column = models.CharField(max_length=4)
    header = models.CharField(max_length=200, blank=True)
    severity = models.CharField(max_length=6)  # reject, warn, repair
    code = models.CharField(max_length=80)
    problem = models.CharField(max_length=500)
    value = models.CharField(max_length=500, blank=True)
    suggestion = models.CharField(max_length=500, blank=True)
    record_type = models.CharField(max_length=80, blank=True)
    record_key = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["intake", "sheet", "row"], name="problem_of_row"),
            models.Index(fields=["record_type", "record_key"], name="problem_of_record"),
        ]
