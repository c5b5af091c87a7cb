"""Workbooks of this domain: the history of decisions and awards, and the lists of the honoured."""

from vinhdanh.honours.sheets.history import HISTORY
from vinhdanh.honours.sheets.listings import LISTINGS
from vinhdanh.kernel.sheets.kinds import register

register(HISTORY, LISTINGS)
