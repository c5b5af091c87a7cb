"""Slow work of this domain."""

from django.utils.translation import gettext_lazy as _

from vinhdanh.commendations.actions.assessing import assess_in_background
from vinhdanh.kernel.jobs import job_kind

job_kind("commendations.assess", title=_("Xét lại điều kiện của cả vòng"))(assess_in_background)
