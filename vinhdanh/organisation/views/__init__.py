"""The tree on a day, units, people, changes, words."""
