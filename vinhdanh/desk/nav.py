from django.utils.translation import gettext_lazy as _

from vinhdanh.desk.work import remembered_count
from vinhdanh.web.nav import Link, register

register(
    Link(_("Tổng quan"), "home", "house", "top", 0, on_phone=True),
    Link(_("Việc của tôi"), "my_work", "check", "top", 1, count=remembered_count, on_phone=True),
    Link(_("Việc chạy nền"), "jobs", "refresh-cw", "system", 30, roles=("office", "administrator")),
)
