from django.utils.translation import gettext_lazy as _

from vinhdanh.activities.policies import READERS, TAKE_IN
from vinhdanh.web.nav import Link, register

register(
    Link(_("Hoạt động"), "activities", "chart-column", "work", 20, roles=READERS),
    Link(_("Nhập từ Excel"), "intake", "upload", "lists", 90, roles=TAKE_IN),
)
