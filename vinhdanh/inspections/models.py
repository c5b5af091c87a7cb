"""Inspections and supervisions, whom they worked with, what they found, how it was put right."""

from django.db import models
from django.utils import timezone

from vinhdanh.kernel.models import StoredFile
from vinhdanh.organisation.models import Unit


class Programme(models.Model):
    """What a body set out to inspect in a year."""

    year = models.IntegerField()
    body = models.CharField(max_length=10)  # main, body: the keys of the office's answers
    title = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["year", "body"], name="one_programme_a_year")]


class Inspection(models.Model):
    class Kind(models.TextChoices):
        INSPECTION = "inspection"
        THEMATIC = "thematic"  # thematic supervision
        REGULAR = "regular"  # regular supervision

    code = models.CharField(max_length=40, unique=True)
    programme = models.ForeignKey(Programme, null=True, on_delete=models.SET_NULL, related_name="inspections")
    body = models.CharField(max_length=10)
    body_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind)
    decision_number = models.CharField(max_length=80, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    subject = models.CharField(max_length=600, blank=True)
    leader = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["starts_on", "id"], name="inspection_by_day")]

    def __str__(self) -> str:
        return self.code


class Visit(models.Model):
    key = models.CharField(max_length=64, unique=True)
    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="visits")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="visits")
    visited_on = models.DateField(null=True)
    manner = models.CharField(max_length=10)  # direct, report


class Finding(models.Model):
    """Something to be put right. `state`: open, answered, closed."""

    code = models.CharField(max_length=40, unique=True)
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="findings")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="findings")
    text = models.CharField(max_length=1000)
    severity = models.CharField(max_length=80, blank=True)
    due_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    state = models.CharField(max_length=10, default="open")
    evidence = models.CharField(max_length=400, blank=True)
    # Why it was closed when there was no proof on file.
    closing_reason = models.CharField(max_length=600, blank=True, default="", db_default="")
    version = models.IntegerField(default=1, db_default=1)

    class Meta:
        indexes = [
            models.Index(fields=["state", "due_on"], name="finding_by_due"),
            models.Index(fields=["due_on", "id"], name="finding_in_order"),
        ]

    def __str__(self) -> str:
        return self.code


class CorrectiveAction(models.Model):
    """What a unit says it did about a finding, with its proof."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="actions")
    text = models.TextField()
    done_on = models.DateField(null=True)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, default="sent")  # sent, accepted, sent_back
    answer = models.CharField(max_length=600, blank=True)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now)
