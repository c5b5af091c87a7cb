"""Workbooks of this domain: meetings, studies, regulations, good models, communication."""

from vinhdanh.activities.sheets.meetings import MEETINGS, STUDIES
from vinhdanh.activities.sheets.works import MODELS, PUBLICITY, REGULATIONS
from vinhdanh.kernel.sheets.kinds import register

register(MEETINGS, STUDIES, REGULATIONS, MODELS, PUBLICITY)
