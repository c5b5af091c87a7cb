"""What every page needs around its content."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext

from vinhdanh import __version__
from vinhdanh.web import nav


def shell(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    theme = request.COOKIES.get("vd_theme", "")
    groups: Any = SimpleLazyObject(lambda: nav.groups(user, request.path)) if signed_in else {}
    return {
        "product_version": __version__,
        "theme": theme if theme in ("light", "dark") else "",
        "shell_page": "web/base.html" if signed_in else "web/public.html",
        "nav_groups": groups,
        "phone_links": SimpleLazyObject(lambda: nav.phone_links(groups)) if signed_in else [],
        "scope": SimpleLazyObject(lambda: scope_of(user)) if signed_in else None,
        "unread": SimpleLazyObject(lambda: user.notices.filter(read_at__isnull=True).count()) if signed_in else 0,
    }


def scope_of(user: Any) -> dict[str, str]:
    """The unit and the roles that the signed-in user works under, for the switch above the links."""
    grants = user.current_grants()
    if not grants:
        return {"unit": "", "roles": ""}
    top = min(grants, key=lambda grant: grant.path)
    roles = dict.fromkeys(str(grant.get_role_display()) for grant in grants if grant.unit_id == top.unit_id)
    unit = top.unit.name if top.unit else gettext("Toàn hệ thống")
    return {"unit": unit, "roles": ", ".join(roles)}
