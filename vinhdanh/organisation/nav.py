from typing import Any

from django.utils.translation import gettext_lazy as _

from vinhdanh.organisation.queries import root_unit, today
from vinhdanh.organisation.tallies import tally_on
from vinhdanh.web.nav import Link, register


def units_number(user: Any) -> int | None:
    """How many units stand today, the root among them."""
    root = root_unit()
    tally = tally_on(root, today()) if root else None
    return tally.units + 1 if tally else None


register(
    Link(_("Cơ cấu tổ chức"), "tree", "network", "lists", 10, count=units_number),
    Link(_("Tập thể, cá nhân"), "people", "users", "lists", 20, roles=("office", "clerk", "leader", "secretary")),
    Link(_("Từ ngữ"), "vocabulary", "languages", "system", 20, roles=("administrator", "office")),
)
