"""Workbooks of this domain: documents, plans, commitments, themes; what a conference concluded."""

from vinhdanh.directives.sheets.documents import DOCUMENTS, THEMES
from vinhdanh.directives.sheets.plans import COMMITMENTS, PLANS
from vinhdanh.directives.sheets.tasks import CONCLUSIONS, LIMITATIONS, TASKS
from vinhdanh.kernel.sheets.kinds import register

register(DOCUMENTS, PLANS, COMMITMENTS, THEMES, CONCLUSIONS, TASKS, LIMITATIONS)
