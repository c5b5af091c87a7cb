"""Decisions, the awards in them, their certificates, and the public roll."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from vinhdanh.kernel.models import Job, StoredFile
from vinhdanh.organisation.models import Person, Unit
from vinhdanh.rules.certificates import label


class Decision(models.Model):
    """A commendation decision: one number, one date, many lines."""

    number = models.CharField(max_length=80, blank=True)
    dated_on = models.DateField(null=True)
    issuer = models.CharField(max_length=200)  # the words of the paper, such as "Đảng ủy Khối"
    title = models.CharField(max_length=400, blank=True)
    state = models.CharField(max_length=10, default="draft")  # draft, issued
    signer_name = models.CharField(max_length=200, blank=True)
    signer_post = models.CharField(max_length=200, blank=True)
    basis = models.JSONField(default=list)
    from_workbook = models.BooleanField(default=False)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "number", "dated_on"], condition=~Q(number=""), name="decision_number_used_once"
            )
        ]

    def __str__(self) -> str:
        return self.number or self.title


class Award(models.Model):
    """One line of a decision: who was given what, printed as on that day."""

    key = models.CharField(max_length=64, unique=True)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="awards")
    position = models.IntegerField(default=0)
    form = models.CharField(max_length=120)
    award_kind = models.CharField(max_length=60)  # Chuyên đề, Công trạng, Đột xuất, ...
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="awards")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="awards")
    printed_name = models.CharField(max_length=300)
    printed_unit = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=600, blank=True)
    golden_book_no = models.IntegerField(null=True)
    awarded_on = models.DateField()
    state = models.CharField(max_length=10, default="valid")  # valid, withdrawn
    withdrawn_on = models.DateField(null=True)
    withdrawn_reason = models.CharField(max_length=500, blank=True)
    withdrawn_by_decision = models.CharField(max_length=80, blank=True)
    search_key = models.CharField(max_length=700, blank=True)

    class Meta:
        indexes = [models.Index(fields=["-awarded_on", "-id"], name="award_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=~(Q(unit__isnull=False) & Q(person__isnull=False)), name="award_goes_to_one"
            ),
            # Every issuer keeps a book of his own: a number is unique within a decision, not among all of them.
            models.UniqueConstraint(
                fields=["decision", "golden_book_no"],
                condition=Q(golden_book_no__isnull=False),
                name="golden_book_no_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form}: {self.printed_name}"


class Certificate(models.Model):
    """The signed paper of one award. `code` is random: it stands in the QR code and tells nothing."""

    award = models.OneToOneField(Award, on_delete=models.PROTECT, related_name="certificate")
    series = models.CharField(max_length=40)  # "BK-2023": numbers run without gap in each
    number = models.IntegerField()
    code = models.CharField(max_length=40, unique=True)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True)
    template = models.CharField(max_length=80, default="bang-khen/1")
    issued_at = models.DateTimeField(default=timezone.now)
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "number"], name="certificate_number_once")]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """What stands on the paper: "BK-2023-0087"."""
        return label(self.series, self.number)


class HonourListing(models.Model):
    """A collective named in an honour programme of a higher level."""

    key = models.CharField(max_length=64, unique=True)
    programme = models.CharField(max_length=300, blank=True)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="honour_listings")
    name = models.CharField(max_length=300)
