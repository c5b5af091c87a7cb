"""Who inspects, who answers, who sees what was found."""

from django.db.models import Exists, OuterRef, Q

from vinhdanh.inspections.models import Finding, Visit
from vinhdanh.kernel.actor import Actor
from vinhdanh.kernel.permissions import ALWAYS, Condition, Permission, holds, holds_somewhere, in_state, within
from vinhdanh.rules.lifecycle import FINDING

READERS = ("office", "inspector", "leader", "clerk", "secretary")
SEE_ALL = ("office", "inspector", "leader")
INSPECTORS = ("inspector", "office")


def concerns_him(user: Actor) -> Q:
    """All inspections for those who inspect or lead; for others those that came to a unit of theirs."""
    if user.paths(*SEE_ALL):
        return ALWAYS
    mine = within(user.paths(*READERS), "unit__path")
    of_row = Q(inspection=OuterRef("pk"))
    return Q(Exists(Visit.objects.filter(of_row & mine))) | Q(Exists(Finding.objects.filter(of_row & mine)))


SEE_INSPECTION = Permission("inspection.see", Condition("role.inspection", concerns_him))
KEEP_INSPECTION = Permission("inspection.keep", holds_somewhere(*INSPECTORS))

SEE_FINDING = Permission("finding.see", holds(*READERS, over="unit__path"))

RESPOND_FINDING = Permission(
    "finding.respond",
    holds("clerk", over="unit__path"),
    in_state("finding.not_open", *FINDING.states_for("respond")),
)
CLOSE_FINDING = Permission(
    "finding.close",
    holds("inspector", over="unit__path"),
    in_state("finding.closed_already", *FINDING.states_for("close")),
)
SEND_BACK_FINDING = Permission(
    "finding.send_back",
    holds("inspector", over="unit__path"),
    in_state("finding.not_answered", *FINDING.states_for("send_back")),
)
EXTEND_FINDING = Permission(
    "finding.extend",
    holds("inspector", over="unit__path"),
    in_state("finding.closed_already", *FINDING.states_for("close")),
)
