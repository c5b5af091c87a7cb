"""Workbooks of this domain: inspections and supervisions, whom they worked with, what they found."""

from vinhdanh.inspections.sheets.findings import FINDINGS
from vinhdanh.inspections.sheets.visits import INSPECTIONS, VISITS
from vinhdanh.kernel.sheets.kinds import register

register(INSPECTIONS, VISITS, FINDINGS)
