from django.utils.translation import gettext_lazy as _

from vinhdanh.activities.policies import READERS
from vinhdanh.web.nav import Link, register

register(Link(_("Hoạt động"), "activities", "chart-column", "work", 20, roles=READERS))
