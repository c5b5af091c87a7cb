"""Who holds which role over what."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from vinhdanh.accounts.models import Grant, User
from vinhdanh.organisation.models import Office, Unit
from vinhdanh.rules.paths import ancestors
from vinhdanh.rules.text import fold


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


def users_listed(users: QuerySet[User], *, asked: str = "", role: str = "") -> QuerySet[User]:
    """Accounts with their roles of today, found by parts of name or sign-in name without marks."""
    today = timezone.localdate()
    for word in fold(asked).split():
        users = users.filter(name_key__contains=word)
    if role:
        holding = Grant.objects.filter(user=OuterRef("pk"), role=role, valid_from__lte=today, valid_to__gt=today)
        users = users.filter(Exists(holding))
    current = Grant.objects.filter(valid_from__lte=today, valid_to__gt=today).select_related("unit")
    return users.prefetch_related(Prefetch("grants", current.order_by("role", "pk"), to_attr="roles_today"))


def shown_sign_ins(office: Office | None) -> list[User]:
    """Who may try the demonstration, one sign-in per role; nobody when the office's day is not pinned."""
    if office is None or office.pinned_on is None:
        return []
    return list(users_listed(User.objects.filter(is_active=True).exclude(shown_password="")).order_by("pk"))
