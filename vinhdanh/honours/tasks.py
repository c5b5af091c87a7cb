"""Slow work of this domain."""

from django.utils.translation import gettext_lazy as _

from vinhdanh.honours.actions.certificates import make_certificates, make_print_run
from vinhdanh.kernel.jobs import job_kind

job_kind("honours.certificates", title=_("Làm và ký số bằng khen"))(make_certificates)
job_kind("honours.print_run", title=_("Tạo tệp in bằng khen"))(make_print_run)
