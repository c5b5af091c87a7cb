"""What people do with rounds, dossiers and sessions."""

from vinhdanh.commendations.actions.assessing import accept_clause, assess_nomination, assess_round

__all__ = ["accept_clause", "assess_nomination", "assess_round"]
