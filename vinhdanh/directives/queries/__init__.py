"""What can be asked of directives, plans, commitments, reminders and tasks."""
