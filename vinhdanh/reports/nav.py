from django.utils.translation import gettext_lazy as _

from vinhdanh.reports.policies import READERS
from vinhdanh.web.nav import Link, register

register(Link(_("Báo cáo sơ kết"), "reports", "file-text", "work", 80, roles=READERS, on_phone=True))
