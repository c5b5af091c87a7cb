"""Directive -> what it requires -> plans of units; the theme of a year; tasks of a conference."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from vinhdanh.kernel.models import StoredFile
from vinhdanh.organisation.models import Unit


class Directive(models.Model):
    key = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=80)  # Chỉ thị, Kết luận, Hướng dẫn, ...
    number = models.CharField(max_length=80)
    issued_on = models.DateField(null=True)
    issuer = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=600)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["-issued_on", "-id"], name="directive_by_day")]

    def __str__(self) -> str:
        return self.number or self.title


class Requirement(models.Model):
    """What a directive asks of units, by when. The rows of the cascade heatmap.

    `units` empty: asked of every direct unit. Rows of the first four kinds are fulfilled by what
    units sent (plans, themes, commitments); a review or another document is recorded by itself.
    """

    class Kind(models.TextChoices):
        TERM_PLAN = "term_plan"
        YEAR_PLAN = "year_plan"
        THEME = "theme"
        COMMITMENT = "commitment"
        REVIEW = "review"
        OTHER = "other"

    directive = models.ForeignKey(Directive, null=True, on_delete=models.PROTECT, related_name="requirements")
    kind = models.CharField(max_length=12, choices=Kind)
    year = models.IntegerField(default=0)  # 0: the whole term
    title = models.CharField(max_length=300, blank=True)  # of another document; of a review: its period
    due_on = models.DateField(null=True)
    # A day that a person set is not moved again by what plans say.
    due_by_hand = models.BooleanField(default=False)
    position = models.IntegerField(default=0)
    units = models.ManyToManyField(Unit, blank=True, related_name="requirements")

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "year"], condition=~Q(kind="other"), name="requirement_once_a_year")
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """What is required, in the language of the reader."""
        facts = {"year": self.year}
        match self.kind:
            case self.Kind.TERM_PLAN:
                return gettext("Kế hoạch toàn khóa")
            case self.Kind.YEAR_PLAN:
                return gettext("Kế hoạch năm %(year)s") % facts
            case self.Kind.THEME:
                return gettext("Chuyên đề năm %(year)s") % facts
            case self.Kind.COMMITMENT:
                return gettext("Cam kết năm %(year)s") % facts
            case self.Kind.REVIEW:
                return gettext("Sơ kết %(period)s") % {"period": self.title or self.year}
            case _:
                return self.title

    @property
    def short(self) -> str:
        """The same in a word or two, for narrow columns."""
        words = {
            self.Kind.TERM_PLAN: gettext("Toàn khóa"),
            self.Kind.YEAR_PLAN: gettext("Kế hoạch %(year)s") % {"year": self.year},
            self.Kind.THEME: gettext("Chuyên đề"),
            self.Kind.COMMITMENT: gettext("Cam kết"),
            self.Kind.REVIEW: gettext("Sơ kết"),
        }
        return words.get(self.Kind(self.kind), self.title)


class Fulfilment(models.Model):
    """How far one unit is with one requirement: a cell of the heatmap."""

    class State(models.TextChoices):
        IN_PROGRESS = "in_progress"
        SENT = "sent"

    requirement = models.ForeignKey(Requirement, on_delete=models.CASCADE, related_name="fulfilments")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="fulfilments")
    state = models.CharField(max_length=12, choices=State)
    sent_on = models.DateField(null=True)
    due_on = models.DateField(null=True)  # when the unit was given another day than the requirement's
    plan = models.ForeignKey("Plan", null=True, on_delete=models.SET_NULL, related_name="fulfilments")
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=600, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["requirement", "unit"], name="one_fulfilment_of_a_unit")]


class Plan(models.Model):
    """A plan as a unit sent it. A second plan of one unit and year is a supplement."""

    class State(models.TextChoices):
        DRAFT = "draft"
        SENT = "sent"
        RETURNED = "returned"
        APPROVED = "approved"

    key = models.CharField(max_length=64, unique=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="plans")
    kind = models.CharField(max_length=12)  # term, year
    year = models.IntegerField(null=True)
    number = models.CharField(max_length=80, blank=True)
    dated_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    sent_on = models.DateField(null=True)  # the first sending: sending again after a return keeps it
    theme = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=12, default="sent")  # draft, sent, returned, approved
    state_reason = models.CharField(max_length=600, blank=True, default="")
    summary = models.TextField(blank=True, default="")
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    entered_by_name = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["kind", "year", "unit"], name="plan_of_year")]

    def __str__(self) -> str:
        return f"{self.number or self.kind} {self.year or ''}".strip()


class Commitment(models.Model):
    """How many commitments a unit registered in a year; not what they say."""

    key = models.CharField(max_length=64, unique=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="commitments")
    year = models.IntegerField()
    collectives = models.IntegerField(null=True)
    persons = models.IntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["year", "unit"], name="commitment_of_year")]

    def __str__(self) -> str:
        return str(self.year)


class YearTheme(models.Model):
    key = models.CharField(max_length=64, unique=True)
    year = models.IntegerField()
    title = models.CharField(max_length=400)
    document = models.CharField(max_length=120, blank=True)
    dated_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.year}: {self.title}"


def _today() -> dt.date:
    return timezone.localdate()


class Reminder(models.Model):
    """A letter of reminder, as it was sent in the application."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="reminders")
    requirements = models.ManyToManyField(Requirement)
    text = models.TextField()
    by_pk = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=200)
    sent_on = models.DateField(default=_today)  # the office's day
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["unit", "-sent_on"], name="reminder_of_unit")]

    def __str__(self) -> str:
        return self.unit.name


class Conclusion(models.Model):
    """What a conference concluded."""

    key = models.CharField(max_length=64, unique=True)
    code = models.CharField(max_length=40)
    text = models.CharField(max_length=1000)
    speaker = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.code


class Task(models.Model):
    """A task that a conference set."""

    class State(models.TextChoices):
        OPEN = "open"
        IN_PROGRESS = "in_progress"
        DONE = "done"

    key = models.CharField(max_length=64, unique=True)
    code = models.CharField(max_length=40)
    conclusion = models.ForeignKey(Conclusion, null=True, on_delete=models.PROTECT, related_name="tasks")
    text = models.CharField(max_length=1000)
    lead = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="tasks")
    partners = models.CharField(max_length=600, blank=True)
    product = models.CharField(max_length=300, blank=True, default="")  # what it must bring forth
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=12)  # open, in_progress, done
    done_on = models.DateField(null=True)
    note = models.CharField(max_length=600, blank=True)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["state", "due_on"], name="task_by_state")]

    def __str__(self) -> str:
        return self.code


class Limitation(models.Model):
    """What was not achieved, as the review says it."""

    key = models.CharField(max_length=64, unique=True)
    text = models.CharField(max_length=1000)
    cause = models.CharField(max_length=1000, blank=True)
    remedy = models.CharField(max_length=1000, blank=True)
    task = models.ForeignKey(Task, null=True, on_delete=models.SET_NULL, related_name="limitations")

    def __str__(self) -> str:
        return self.text[:80]
