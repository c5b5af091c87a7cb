"""What may happen next to a noun: one table of moves per noun."""

from collections.abc import Mapping
from dataclasses import dataclass

from vinhdanh.rules.reasons import Reason, Refused


@dataclass(frozen=True)
class Lifecycle:
    """`moves[(state, act)] = next state`. States that have no move out are final."""

    noun: str
    moves: Mapping[tuple[str, str], str]

    def after(self, state: str, act: str) -> str:
        """The state after `act`; raises `Refused` with the noun's own code when the act does not apply."""
        try:
            return self.moves[state, act]
        except KeyError:
            raise Refused(Reason(f"{self.noun}.not_now", {"state": state, "act": act})) from None

    def states_for(self, act: str) -> tuple[str, ...]:
        return tuple(state for (state, known), _ in self.moves.items() if known == act)

    def acts_in(self, state: str) -> tuple[str, ...]:
        return tuple(act for (known, act), _ in self.moves.items() if known == state)


NOMINATION = Lifecycle(
    "nomination",
    {
        ("draft", "submit"): "submitted",
        ("submitted", "verify"): "verified",
        ("submitted", "send_back"): "returned",
        ("submitted", "hold"): "on_hold",
        ("submitted", "withdraw"): "withdrawn",
        ("returned", "submit"): "submitted",
        ("returned", "withdraw"): "withdrawn",
        ("on_hold", "resume"): "submitted",
        ("verified", "send_back"): "returned",
        ("verified", "hold"): "on_hold",
        ("verified", "refuse"): "refused",
        ("submitted", "refuse"): "refused",
        ("verified", "put_before_council"): "before_council",
        ("before_council", "take_off_agenda"): "verified",
        ("before_council", "approve"): "approved",
        ("before_council", "reject"): "rejected",
        ("approved", "decide"): "decided",
    },
)

COUNCIL_SESSION = Lifecycle(
    "session",
    {
        ("planned", "open"): "open",
        ("open", "close"): "closed",
        ("closed", "sign"): "signed",
    },
)

DECISION = Lifecycle("decision", {("draft", "issue"): "issued"})
AWARD = Lifecycle("award", {("valid", "withdraw"): "withdrawn"})

FINDING = Lifecycle(
    "finding",
    {
        ("open", "respond"): "answered",
        ("answered", "send_back"): "open",
        ("answered", "close"): "closed",
        ("open", "close"): "closed",
    },
)

ENTRY = Lifecycle(
    "entry",
    {
        ("valid", "withdraw"): "withdrawn",
        ("valid", "mark_duplicate"): "duplicate",
        ("valid", "declare_invalid"): "invalid",
        ("withdrawn", "restore"): "valid",
        ("duplicate", "restore"): "valid",
        ("invalid", "restore"): "valid",
    },
)

REPORT = Lifecycle("report", {("draft", "freeze"): "frozen", ("frozen", "reopen"): "superseded"})

PLAN = Lifecycle(
    "plan",
    {
        ("draft", "send"): "sent",
        ("returned", "send"): "sent",
        ("sent", "approve"): "approved",
        ("sent", "send_back"): "returned",
    },
)

TASK = Lifecycle(
    "task",
    {
        ("open", "start"): "in_progress",
        ("open", "finish"): "done",
        ("in_progress", "finish"): "done",
        ("done", "reopen"): "in_progress",
    },
)

JOB = Lifecycle(
    "job",
    {
        ("waiting", "start"): "running",
        ("running", "start"): "running",
        ("running", "finish"): "done",
        ("running", "fail"): "failed",
        ("running", "retry"): "waiting",
        ("waiting", "cancel"): "cancelled",
        ("running", "cancel"): "cancelled",
    },
)
