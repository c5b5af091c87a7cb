"""What people do with directives, plans, commitments, themes, reminders and tasks."""

from vinhdanh.directives.actions.derive import derive_fulfilments

__all__ = ["derive_fulfilments"]
