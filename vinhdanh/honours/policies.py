"""Who may write and issue decisions, make certificates, withdraw an award."""

from django.db.models import Exists, OuterRef, Q

from vinhdanh.honours.models import Award
from vinhdanh.kernel.actor import Actor
from vinhdanh.kernel.permissions import ALWAYS, Condition, Permission, holds_somewhere, in_state

KEEPERS = ("office", "secretary")
DRAFT_READERS = (*KEEPERS, "leader", "administrator")


def issued_or_mine(user: Actor) -> Q:
    """Decisions in force are for everybody who signed in; drafts for those who prepare and sign them."""
    return ALWAYS if user.paths(*DRAFT_READERS) else Q(state="issued")


def has_awards(user: Actor) -> Q:
    return Q(Exists(Award.objects.filter(decision=OuterRef("pk"))))


def of_issued_or_mine(user: Actor) -> Q:
    return ALWAYS if user.paths(*DRAFT_READERS) else Q(decision__state="issued")


SEE_AWARD = Permission("award.see", Condition("decision.is_draft", of_issued_or_mine))
SEE_DECISION = Permission("decision.see", Condition("decision.is_draft", issued_or_mine))
WRITE_DECISION = Permission(
    "decision.write",
    holds_somewhere(*KEEPERS),
    in_state("decision.already_issued", "draft"),
)
ISSUE_DECISION = Permission(
    "decision.issue",
    holds_somewhere(*KEEPERS, "leader"),
    in_state("decision.already_issued", "draft"),
    Condition("decision.without_awards", has_awards),
)
ISSUE_CERTIFICATES = Permission(
    "certificates.issue",
    holds_somewhere(*KEEPERS),
    in_state("decision.not_issued", "issued"),
    Condition("decision.without_awards", has_awards),
)
WITHDRAW_AWARD = Permission(
    "award.withdraw",
    holds_somewhere(*KEEPERS),
    in_state("award.already_withdrawn", "valid"),
)
