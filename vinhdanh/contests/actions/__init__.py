"""What organisers do: terms, entries, marks, the ranking and its prizes."""

from vinhdanh.contests.actions.entries import (
    change_state,
    receive_entry,
    rename_entry,
)
from vinhdanh.contests.actions.marks import correct_mark, decide_conflict, give_mark
from vinhdanh.contests.actions.ranking import award_prizes, marked_entries, rank_contest, scoring_rule
from vinhdanh.contests.actions.terms import save_terms

__all__ = [
    "award_prizes",
    "change_state",
    "correct_mark",
    "decide_conflict",
    "give_mark",
    "marked_entries",
    "rank_contest",
    "receive_entry",
    "rename_entry",
    "save_terms",
    "scoring_rule",
]
