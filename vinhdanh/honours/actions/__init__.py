"""What people do with decisions, awards and certificates."""

from vinhdanh.honours.actions.awards import withdraw_award
from vinhdanh.honours.actions.certificates import issue_certificates, order_print_run
from vinhdanh.honours.actions.decisions import add_award, issue_decision, new_decision

__all__ = ["add_award", "issue_certificates", "issue_decision", "new_decision", "order_print_run", "withdraw_award"]
