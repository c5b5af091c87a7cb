"""Who organises a contest, who sees who wrote what, who may change marks."""

from django.db.models import Q

from vinhdanh.kernel.permissions import Condition, Permission, holds_somewhere, in_state
from vinhdanh.rules.lifecycle import ENTRY

KEEPERS = ("organiser", "office")
READERS = (*KEEPERS, "leader", "clerk", "secretary")

# Rules, progress and the results that were announced.
SEE_CONTEST = Permission("contest.see", holds_somewhere(*READERS))
KEEP_CONTEST = Permission("contest.keep", holds_somewhere(*KEEPERS))

# Entries with their authors: for organisers alone.
SEE_ENTRY = Permission("entry.see", holds_somewhere(*KEEPERS))
WITHDRAW_ENTRY = Permission(
    "entry.withdraw", holds_somewhere(*KEEPERS), in_state("entry.not_valid", *ENTRY.states_for("withdraw"))
)
MARK_DUPLICATE = Permission(
    "entry.mark_duplicate", holds_somewhere(*KEEPERS), in_state("entry.not_valid", *ENTRY.states_for("mark_duplicate"))
)
DECLARE_INVALID = Permission(
    "entry.declare_invalid",
    holds_somewhere(*KEEPERS),
    in_state("entry.not_valid", *ENTRY.states_for("declare_invalid")),
)
RESTORE_ENTRY = Permission(
    "entry.restore", holds_somewhere(*KEEPERS), in_state("entry.valid_already", *ENTRY.states_for("restore"))
)

# Asked of a blind code: who marks does not learn whose it is.
SEE_BLIND = Permission("blind.see", holds_somewhere(*KEEPERS))
GIVE_MARK = Permission(
    "mark.give",
    holds_somewhere(*KEEPERS),
    in_state("mark.entry_out", "valid", field="entry__state"),
)
CORRECT_MARK = Permission("mark.correct", holds_somewhere(*KEEPERS))
DECIDE_CONFLICT = Permission(
    "mark.decide_conflict",
    holds_somewhere(*KEEPERS),
    Condition("mark.no_conflict", lambda user: Q(is_conflicted=True)),
)
