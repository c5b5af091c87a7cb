"""Compiled reports: the words, the values, and the records that the values were counted from."""

from django.db import models
from django.utils import timezone

from vinhdanh.organisation.models import Unit


class Report(models.Model):
    """A review report. Frozen, it keeps its text, every value and its sources for good.

    `state`: draft, frozen, superseded. A frozen report that is reopened stays as it was; a new
    edition follows it.
    """

    kind = models.CharField(max_length=20, default="review")
    title = models.CharField(max_length=300)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="reports")
    period_from = models.DateField()
    period_to = models.DateField()
    as_of = models.DateField()
    # What a person writes: number, place, signers, recipients, free paragraphs of the sections.
    parameters = models.JSONField(default=dict)
    edition = models.IntegerField(default=1)
    previous = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="next")
    state = models.CharField(max_length=10, default="draft")
    text = models.JSONField(default=list)  # the sections as they read when the report was frozen
    frozen_at = models.DateTimeField(null=True)
    frozen_by_name = models.CharField(max_length=200, blank=True)
    created_by_name = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    version = models.IntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["unit", "-id"], name="report_of_unit")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_draft(self) -> bool:
        return self.state == "draft"


class FrozenFigure(models.Model):
    """One figure as it stood when the report was frozen, by which rule, and which records gave it."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="figures")
    key = models.CharField(max_length=160)
    value = models.JSONField(null=True)
    unit_word = models.CharField(max_length=60, blank=True)
    label = models.CharField(max_length=300)
    rule = models.CharField(max_length=800)
    rule_version = models.IntegerField(default=1)
    note = models.CharField(max_length=300, blank=True)
    records = models.IntegerField()
    record_ids_sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="figure_frozen_once")]


class FrozenRecords(models.Model):
    """The public ids of a set of records. Figures counted from the same records share it."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="record_sets")
    sha256 = models.CharField(max_length=64)
    ids = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "sha256"], name="record_set_kept_once")]
