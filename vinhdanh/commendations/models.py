"""Nominate -> verify -> review -> ballot -> decision."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from vinhdanh.honours.models import Award, Decision
from vinhdanh.kernel.models import StoredFile
from vinhdanh.organisation.models import Person, Unit


class Round(models.Model):
    """One round of commendation, frozen to the rules it was opened under."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=300)
    pack = models.CharField(max_length=40, default="plain")
    pack_version = models.CharField(max_length=20, default="1")
    issuer = models.CharField(max_length=200, blank=True)
    opens_on = models.DateField(null=True)
    closes_on = models.DateField(null=True)
    verify_by = models.DateField(null=True)
    comment_from = models.DateField(null=True)
    comment_until = models.DateField(null=True)
    council_on = models.DateField(null=True)
    decision_on = models.DateField(null=True)
    period_from = models.DateField(null=True)
    period_to = models.DateField(null=True)
    forms = models.JSONField(default=dict)  # form -> {for, rating_years}
    to_council = models.JSONField(default=list)
    ratings = models.JSONField(default=list)  # best first
    conditions = models.JSONField(default=dict)  # id -> {rule, ...parameters}
    articles = models.JSONField(default=dict)  # id -> the condition in words
    rating_until = models.IntegerField(null=True, blank=True)  # the last rated year; None: as the dossiers show
    award_form = models.CharField(max_length=120, blank=True, default="", db_default="")  # as printed; empty: the form
    award_kind = models.CharField(max_length=60, blank=True, default="", db_default="")
    # The pack as it stood when the round was opened: title, basis, source, state of verification.
    pack_facts = models.JSONField(default=dict, db_default={})
    state = models.CharField(max_length=12, default="open")  # open, closed
    decision = models.ForeignKey(Decision, null=True, on_delete=models.PROTECT, related_name="rounds")

    def __str__(self) -> str:
        return self.name


class Nomination(models.Model):
    """A dossier. `unit` or `person` is the one nominated; `submitter` the direct unit that sends it."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="nominations")
    code = models.CharField(max_length=40, unique=True)
    submitted_on = models.DateField(null=True)
    submitter = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="submitted_nominations")
    is_collective = models.BooleanField()
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="nominations")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="nominations")
    name = models.CharField(max_length=300)  # as it will be printed
    unit_name = models.CharField(max_length=300, blank=True)
    form = models.CharField(max_length=120)
    summary = models.TextField(blank=True)
    achieved_on = models.DateField(null=True)
    votes_yes = models.IntegerField(null=True)
    votes_total = models.IntegerField(null=True)
    evidence = models.TextField(blank=True)
    ratings = models.JSONField(default=dict)  # year -> rating
    # What the unit states beside the figures: months worked, initiatives, discipline, examinations.
    declared = models.JSONField(default=dict, db_default={})
    state = models.CharField(max_length=16, default="submitted")
    state_reason = models.CharField(max_length=600, blank=True)
    assignee_pk = models.BigIntegerField(null=True)
    assignee_name = models.CharField(max_length=200, blank=True)
    version = models.IntegerField(default=1)
    # What the eligibility rules said last; `Assessment` holds the clauses.
    result = models.CharField(max_length=12, blank=True)  # pass, waiting, fail, hold, return, review
    open_clauses = models.CharField(max_length=200, blank=True, default="", db_default="")  # "K3 K7": not met, unknown
    # Clauses that a person accepted, and why: id -> {by, reason, on}. The clause itself is still shown.
    accepted = models.JSONField(default=dict, db_default={})
    # Kept here so that the balance of a round of ten thousand is one cheap question.
    is_leader = models.BooleanField(null=True, blank=True)  # of a person, when the dossier was last assessed
    days = models.IntegerField(default=-1, db_default=-1)  # from the achievement to the dossier; -1: not known
    award = models.OneToOneField(Award, null=True, on_delete=models.PROTECT, related_name="nomination")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~(Q(unit__isnull=False) & Q(person__isnull=False)), name="nomination_is_of_one"
            ),
        ]
        indexes = [
            models.Index(fields=["round", "state", "code"], name="nomination_by_state"),
            models.Index(fields=["round", "code"], name="nomination_by_code"),
            models.Index(
                fields=["round", "state", "result", "open_clauses", "assignee_pk", "is_leader"],
                name="nomination_counts",
            ),
            models.Index(fields=["round", "-days", "code"], name="nomination_by_days"),
            models.Index(fields=["round", "submitter", "days"], name="nomination_by_submitter"),
            models.Index(fields=["assignee_pk", "round", "code"], name="nomination_of_assignee"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class NominationFile(models.Model):
    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    caption = models.CharField(max_length=300, blank=True)
    added_by_name = models.CharField(max_length=200)
    added_at = models.DateTimeField(default=timezone.now)


class Assessment(models.Model):
    """What each condition answered on one dossier: state, article, facts used, next step."""

    nomination = models.OneToOneField(Nomination, on_delete=models.CASCADE, related_name="assessment")
    # [{id, rule, state, article, said: {code, facts}, facts: [{type, code, value}], effect, next, accepted}]
    clauses = models.JSONField(default=list)
    like_code = models.CharField(max_length=40, blank=True, default="", db_default="")  # the most similar earlier text
    like_share = models.CharField(max_length=20, blank=True, default="", db_default="")  # an exact fraction
    met = models.IntegerField(default=0)
    asked = models.IntegerField(default=0)
    assessed_at = models.DateTimeField(default=timezone.now)


class Council(models.Model):
    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="council")
    name = models.CharField(max_length=300)


class CouncilMember(models.Model):
    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="council_seats")
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=80)
    position = models.IntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "person"], condition=Q(person__isnull=False), name="one_seat_a_person"
            )
        ]


class Session(models.Model):
    """A sitting of the council. `state`: planned, open, closed, signed."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="sessions")
    code = models.CharField(max_length=20)
    held_on = models.DateField()
    members = models.IntegerField()
    present = models.IntegerField(null=True)
    written_votes = models.IntegerField(default=0)
    state = models.CharField(max_length=10, default="planned")
    minutes_note = models.TextField(blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.CharField(max_length=200, blank=True, default="", db_default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "code"], name="session_code_once")]
        ordering = ["held_on", "code"]

    def __str__(self) -> str:
        return self.code


class Attendance(models.Model):
    """A member at a session: in the room, by a written vote, or away."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="attendances")
    member = models.ForeignKey(CouncilMember, on_delete=models.CASCADE, related_name="attendances")
    manner = models.CharField(max_length=8)  # present, written, absent

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "member"], name="attends_once")]


class Nominee(models.Model):
    """A dossier on the agenda of a session, and the count that was agreed on."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="nominees")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="hearings")
    position = models.IntegerField(default=0)
    issued = models.IntegerField(null=True)
    returned = models.IntegerField(null=True)
    valid = models.IntegerField(null=True)
    invalid = models.IntegerField(null=True)
    yes = models.IntegerField(null=True)
    no = models.IntegerField(null=True)
    verdict = models.CharField(max_length=12, blank=True)  # approved, rejected, no_quorum

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "nomination"], name="heard_once_a_session")]


class TellerCount(models.Model):
    """What one teller counted, before he could see what the other did. `attempt` 2 and on: counted again."""

    nominee = models.ForeignKey(Nominee, on_delete=models.CASCADE, related_name="counts")
    attempt = models.IntegerField(default=1, db_default=1)
    teller_pk = models.BigIntegerField()
    teller_name = models.CharField(max_length=200)
    issued = models.IntegerField()
    returned = models.IntegerField()
    valid = models.IntegerField()
    invalid = models.IntegerField()
    yes = models.IntegerField()
    no = models.IntegerField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["nominee", "teller_pk", "attempt"], name="a_teller_counts_once")]
