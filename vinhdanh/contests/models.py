"""A contest, its entries, and blind judging: who wrote what lives in another table than what is judged."""

from django.db import models
from django.db.models import F, Q

from vinhdanh.organisation.models import Person, Unit


class Contest(models.Model):
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=300)
    year = models.IntegerField(null=True)
    closes_on = models.DateField(null=True)
    marks_per_entry = models.IntegerField(default=3)
    scale = models.IntegerField(default=100)
    forward = models.IntegerField(default=0)
    ties = models.JSONField(default=list)  # lowest_mark_desc, received_asc, code_asc
    prizes = models.JSONField(default=list)  # [name, how many], best first
    terms = models.JSONField(default=list)  # [heading, text]: the published rules in words

    def __str__(self) -> str:
        return self.name


class EntryQuerySet(models.QuerySet["Entry"]):
    def counted(self) -> "EntryQuerySet":
        """Entries that count and may be ranked: valid, and received by the closing day."""
        in_time = Q(contest__closes_on=None) | Q(received_on__lte=F("contest__closes_on"))
        return self.filter(in_time, state="valid")


class Entry(models.Model):
    """What was received. `state`: valid, withdrawn, duplicate, invalid."""

    contest = models.ForeignKey(Contest, on_delete=models.PROTECT, related_name="entries")
    code = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=400)
    title_key = models.CharField(max_length=400, blank=True, default="", db_default="")  # fold(title), for the search
    genre = models.CharField(max_length=80, blank=True)
    received_on = models.DateField()
    words = models.IntegerField(null=True)
    state = models.CharField(max_length=10, default="valid")
    state_reason = models.CharField(max_length=400, blank=True)
    # The result, written when marks change: mean as text of an exact fraction, rank among counted entries.
    mean = models.CharField(max_length=40, blank=True)
    mean_sort = models.DecimalField(max_digits=9, decimal_places=4, null=True)
    lowest = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    marks_count = models.IntegerField(default=0)
    rank = models.IntegerField(null=True)
    is_forwarded = models.BooleanField(default=False)
    version = models.IntegerField(default=1, db_default=1)

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["contest", "code"], name="entry_in_order"),
            models.Index(fields=["contest", "state", "code"], name="entry_of_contest"),
            models.Index(fields=["contest", "rank"], name="entry_by_rank"),
            # What the counts above the list are grouped by: read from the index alone.
            models.Index(fields=["contest", "state", "genre", "is_forwarded"], name="entry_counts"),
        ]

    def __str__(self) -> str:
        return self.code


class Authorship(models.Model):
    """Who wrote an entry, for which direct unit. Judges' pages never read this table."""

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="authorship")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="entries")
    name = models.CharField(max_length=200)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="entries")


class BlindCode(models.Model):
    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="blind")
    code = models.CharField(max_length=20, unique=True)

    def __str__(self) -> str:
        return self.code


class Judge(models.Model):
    contest = models.ForeignKey(Contest, on_delete=models.PROTECT, related_name="judges")
    code = models.CharField(max_length=20)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contest", "code"], name="judge_code_once")]

    def __str__(self) -> str:
        return self.code


class Mark(models.Model):
    blind = models.ForeignKey(BlindCode, on_delete=models.CASCADE, related_name="marks")
    judge = models.ForeignKey(Judge, on_delete=models.PROTECT, related_name="marks")
    turn = models.IntegerField()
    score = models.DecimalField(max_digits=6, decimal_places=2)
    marked_on = models.DateField(null=True)
    is_conflicted = models.BooleanField(default=False)
    # What the organiser decided on a conflict: nothing yet, keep, or exclude. An excluded mark is not counted.
    conflict_decision = models.CharField(max_length=8, blank=True, default="", db_default="")
    conflict_reason = models.CharField(max_length=400, blank=True, default="", db_default="")
    version = models.IntegerField(default=1, db_default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["blind", "judge"], name="a_judge_marks_once")]


class Prize(models.Model):
    contest = models.ForeignKey(Contest, on_delete=models.PROTECT, related_name="awarded_prizes")
    name = models.CharField(max_length=120)
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="prize")
    position = models.IntegerField(default=0)
