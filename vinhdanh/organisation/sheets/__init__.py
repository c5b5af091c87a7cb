"""Workbooks of this domain: the units there ever were, what changed among them, the people."""

from vinhdanh.kernel.sheets.context import PEOPLE, UNITS
from vinhdanh.kernel.sheets.kinds import register
from vinhdanh.organisation.sheets.changes import CHANGES
from vinhdanh.organisation.sheets.facts import people_by_code, units_by_code
from vinhdanh.organisation.sheets.people import PERSONS
from vinhdanh.organisation.sheets.units import UNIT_LIST

UNITS[:] = [units_by_code]
PEOPLE[:] = [people_by_code]
register(UNIT_LIST, CHANGES, PERSONS)
