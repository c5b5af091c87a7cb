"""The statute book: pure Python. No Django, no clock, no disk."""
