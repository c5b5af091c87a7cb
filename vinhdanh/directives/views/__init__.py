"""Screens of directives, plans, reminders, themes and tasks."""
