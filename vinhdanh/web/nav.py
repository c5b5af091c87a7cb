"""The links of the side bar, added by each domain in its own `nav.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.urls import reverse
from django.utils.functional import Promise


@dataclass(frozen=True)
class Link:
    """`roles` empty: for everybody who signed in. `count`: open work, not totals of people."""

    label: str | Promise
    url_name: str
    icon: str
    group: str  # top, work, lists, system
    position: int
    roles: tuple[str, ...] = ()
    count: Callable[[Any], int | None] | None = None
    on_phone: bool = False
    short: str | Promise = ""  # for the narrow bar of a phone


LINKS: list[Link] = []


def register(*links: Link) -> None:
    LINKS.extend(links)
    LINKS.sort(key=lambda link: link.position)


def counts(user: Any) -> dict[str, int]:
    """Open work behind each link, remembered for a quarter of a minute."""
    key = f"nav:{user.pk}"
    known = cache.get(key)
    if known is None:
        known = {
            link.url_name: number
            for link in LINKS
            if link.count is not None and may_see(link, user) and (number := link.count(user))
        }
        cache.set(key, known, 15)
    return known


def may_see(link: Link, user: Any) -> bool:
    return not link.roles or user.has_role(*link.roles)


def groups(user: Any, path: str) -> dict[str, list[dict[str, Any]]]:
    """Links by group, with counts; the one whose address begins the current path is current."""
    numbers = counts(user)
    shown = [(link, reverse(link.url_name)) for link in LINKS if may_see(link, user)]
    current = max(
        (url for _, url in shown if path == url or (url != "/" and path.startswith(url))), key=len, default=""
    )
    out: dict[str, list[dict[str, Any]]] = {"top": [], "work": [], "lists": [], "system": []}
    for link, url in shown:
        out[link.group].append(
            {
                "label": link.label,
                "url": url,
                "icon": link.icon,
                "count": numbers.get(link.url_name),
                "current": url == current,
                "on_phone": link.on_phone,
                "short": link.short or link.label,
            }
        )
    return out


def phone_links(shown: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """The four links of the bar at the bottom of a phone; the fifth opens all others."""
    return [link for group in shown.values() for link in group if link["on_phone"]][:4]
