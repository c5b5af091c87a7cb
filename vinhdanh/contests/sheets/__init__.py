"""Workbooks of this domain: terms, entries, blind codes, judges, marks, prizes."""

from vinhdanh.contests.sheets.entries import BLIND_CODES, ENTRIES, PRIZES
from vinhdanh.contests.sheets.marks import JUDGES, MARKS
from vinhdanh.contests.sheets.terms import TERMS
from vinhdanh.kernel.sheets.kinds import register

register(TERMS, ENTRIES, BLIND_CODES, JUDGES, MARKS, PRIZES)
