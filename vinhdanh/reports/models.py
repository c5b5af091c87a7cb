"""Compiled reports: values with the records they were counted from."""

from django.db import models
from django.utils import timezone

from vinhdanh.kernel.models import StoredFile
from vinhdanh.organisation.models import Unit


class Report(models.Model):
    """A review report. Frozen, it keeps every value and its sources for good."""

    kind = models.CharField(max_length=20, default="review")
    title = models.CharField(max_length=300)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="reports")
    period_from = models.DateField()
    period_to = models.DateField()
    as_of = models.DateField()
    parameters = models.JSONField(default=dict)
    edition = models.IntegerField(default=1)
    state = models.CharField(max_length=10, default="draft")  # draft, frozen
    frozen_at = models.DateTimeField(null=True)
    frozen_by_name = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.title


class FrozenFigure(models.Model):
    """One figure as it stood when the report was frozen, and which records gave it."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="figures")
    key = models.CharField(max_length=120)
    value = models.JSONField()
    unit_word = models.CharField(max_length=60, blank=True)
    rule = models.CharField(max_length=600)
    records = models.IntegerField()
    record_ids = models.JSONField(default=list)
    record_ids_sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="figure_frozen_once")]


class ReportFile(models.Model):
    """A document made from a report."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="files")
    format = models.CharField(max_length=5)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
