from django.utils.translation import gettext_lazy as _

from vinhdanh.web.nav import Link, register

register(Link(_("Người dùng và quyền"), "users", "user-check", "system", 10, roles=("administrator",)))
