"""The first page, what waits, the calendar, the search."""
