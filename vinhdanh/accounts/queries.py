"""Who holds which role over what."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from vinhdanh.accounts.models import Grant, User
from vinhdanh.organisation.models import Unit
from vinhdanh.rules.paths import ancestors


def holders(*roles: str, over: Iterable[Unit], day: dt.date | None = None) -> dict[int, list[User]]:
    """Unit -> the active users who hold one of these roles over it, on its own or on a unit above.

    The nearest come first: a unit's own clerk before the clerk of the whole. Grants follow the
    server's own day, as signing in does.
    """
    day = day or timezone.localdate()
    units = list(over)
    above = {unit.pk: ["", *ancestors(unit.path), unit.path] for unit in units}
    wanted = {path for paths in above.values() for path in paths}
    by_path: dict[str, list[User]] = defaultdict(list)
    reaching = Q(unit__path__in=wanted) | Q(unit__isnull=True)
    grants = Grant.objects.filter(reaching, role__in=roles, valid_from__lte=day, valid_to__gt=day, user__is_active=True)
    for grant in grants.select_related("user", "unit").order_by("user__name", "pk"):
        by_path[grant.path].append(grant.user)
    return {
        unit.pk: list({user.pk: user for path in reversed(above[unit.pk]) for user in by_path[path]}.values())
        for unit in units
    }
