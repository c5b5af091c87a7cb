from django.utils.translation import gettext_lazy as _

from vinhdanh.web.nav import Link, register

register(
    Link(_("Quyết định"), "decisions", "scroll-text", "work", 70),
    Link(_("Khen đã tặng"), "awards", "award", "lists", 30),
    Link(_("Sổ vinh danh"), "roll", "medal", "lists", 40),
)
