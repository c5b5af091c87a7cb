"""What people do with decisions, awards and certificates."""

from vinhdanh.honours.actions.awards import withdraw_award
from vinhdanh.honours.actions.decisions import add_award, issue_decision, new_decision

__all__ = ["add_award", "issue_decision", "new_decision", "withdraw_award"]
