from typing import Any

from django.utils.translation import gettext_lazy as _

from vinhdanh.directives.queries.cascade import cascade_seen_by
from vinhdanh.organisation.queries import today
from vinhdanh.web.nav import Link, register


def overdue_units(user: Any) -> int:
    """Units with something overdue, among those this user sees."""
    return len(cascade_seen_by(user, today=today()).late_columns())


register(
    Link(
        _("Chỉ thị và kế hoạch"),
        "directives",
        "workflow",
        "work",
        10,
        roles=("office", "clerk", "leader", "inspector"),
        count=overdue_units,
    )
)
