from typing import Any

from django.utils.translation import gettext_lazy as _

from vinhdanh.inspections.models import Finding
from vinhdanh.inspections.policies import READERS, SEE_FINDING
from vinhdanh.inspections.queries import UNCLOSED
from vinhdanh.web.nav import Link, register


def open_findings(user: Any) -> int:
    return SEE_FINDING.rows(Finding.objects.filter(state__in=UNCLOSED), user).count()


register(Link(_("Kiểm tra, giám sát"), "inspections", "shield-check", "work", 30, roles=READERS, count=open_findings))
