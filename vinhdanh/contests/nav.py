from django.utils.translation import gettext_lazy as _

from vinhdanh.contests.policies import READERS
from vinhdanh.web.nav import Link, register

register(Link(_("Cuộc thi"), "contests", "pen-line", "work", 40, roles=READERS))
