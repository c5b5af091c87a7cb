from typing import Any

from django.utils.translation import gettext_lazy as _

from vinhdanh.commendations.models import Session
from vinhdanh.commendations.policies import READERS, nominations_visible_to
from vinhdanh.web.nav import Link, register


def dossiers_to_do(user: Any) -> int:
    """For the office what is handed in and not verified, for a unit what came back or is not yet sent."""
    states = ("submitted", "on_hold") if user.paths("office") else ("draft", "returned")
    return nominations_visible_to(user).filter(round__state="open", state__in=states).count()


def open_sessions(user: Any) -> int:
    return Session.objects.filter(state="open").count()


register(
    Link(
        _("Khen thưởng"),
        "rounds",
        "award",
        "work",
        50,
        roles=(*READERS, "clerk"),
        count=dossiers_to_do,
        on_phone=True,
    ),
    Link(
        _("Hội đồng"),
        "council",
        "vote",
        "work",
        60,
        roles=("office", "secretary", "teller", "leader"),
        count=open_sessions,
    ),
)
